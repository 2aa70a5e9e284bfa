import Engine
import Lessons

/// What happens when a person does something. The only place where a Lecture or a Viewpoint changes; no input, no
/// output, no clock.
public func update(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  viewpoint.saying = nil
  // Nobody's key: it leaves alone what the last one said.
  switch action {
  case .trained(let news): return lecture.take(news)
  case .compared(let news): return lecture.take(news)
  case .attend(let news): return viewpoint.hear(news)
  case .shared(let state, let point): return show(state, point: point, &lecture, &viewpoint)
  case .progressed(let state): return lecture.take(progressOf: state)
  case .reloaded(let text): return reload(&lecture, &viewpoint, text)
  default: break
  }
  if viewpoint.isFollowing, !action.endsFollowing {
    look(at: lecture, &viewpoint, action)
  } else {
    perform(&lecture, &viewpoint, action)
  }
}

/// What a key does for who follows: they look at whatever they like, and the lecture stays the presenter's.
private func look(at lecture: Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  var (trial, after) = (lecture, viewpoint)
  perform(&trial, &after, action)
  trial.news = lecture.news
  // An open cell takes nobody along.
  after.cell?.leads = false
  // Nor is what space would do any advice.
  if let advice = after.message?.firstRange(of: "; space ") { after.note?.text.removeSubrange(advice.lowerBound...) }
  if action.isChange || trial != lecture {
    viewpoint.refuseToFollower()
  } else {
    viewpoint = after
  }
}

/// What a key does.
private func perform(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  let slide = lecture.slide
  lecture.news = nil
  viewpoint.copied = nil
  if action != .tick {
    viewpoint.message = nil
    if case .pending = action {} else { viewpoint.pending = "" }
  }
  if train(&lecture, &viewpoint, action) { return }
  switch action {
  case .next, .back, .nextSlide, .previousSlide, .firstSlide, .lastSlide, .slide, .timestep, .restart, .tick:
    move(&lecture, &viewpoint, action)
  case .resume: returnToPlace(&lecture, &viewpoint)
  case .toggle, .merge, .undoChanges:
    change(&lecture, &viewpoint, action)
  case .edit, .insert, .nudge, .delete, .flip, .undo, .redo:
    experiment(&lecture, &viewpoint, action)
  case .keep, .given, .comparison: openPanel(&lecture, &viewpoint, action)
  case .moveFocus, .moveUnit, .moveGiven, .open:
    look(&lecture, &viewpoint, action)
  case .answer, .hint: question(lecture, &viewpoint, action)
  case .why(let move): why(lecture, &viewpoint, move)
  case .play: play(lecture, &viewpoint)
  case .faster: viewpoint.changePace(by: 1)
  case .slower: viewpoint.changePace(by: -1)
  case .close: viewpoint.closeTopmost(in: lecture)
  case .help: viewpoint.overlay = .help(top: nil)
  case .index: viewpoint.overlay = .index(chosen: lecture.slide)
  case .mergePanel: openMerges(lecture, &viewpoint)
  case .typeMerge: typeMerge(lecture, &viewpoint)
  case .influence: toggleInfluence(lecture, &viewpoint)
  case .moveInfluence(let t, let s): moveInfluence(lecture, &viewpoint, t: t, s: s)
  case .turnMaps: viewpoint.mapPage += 1
  case .search: viewpoint.overlay = .search(text: "")
  case .choose(let row): viewpoint.choose(row)
  case .confirm: confirm(&lecture, &viewpoint)
  case .type(let character): viewpoint.type(character)
  case .erase: viewpoint.erase()
  case .eraseLine: viewpoint.eraseLine()
  case .moveCaret(let characters): viewpoint.moveCaret(by: characters)
  case .findNext: find(&lecture, &viewpoint, forward: true)
  case .findPrevious: find(&lecture, &viewpoint, forward: false)
  case .scrollWords(let top): viewpoint.scroll[lecture.slide] = top
  case .scrollHelp(let top): viewpoint.overlay = .help(top: top)
  case .scrollNotes(let top): viewpoint.notesScroll[lecture.slide] = top
  case .blank: viewpoint.isBlank.toggle()
  case .notes: viewpoint.showsNotes.toggle()
  case .code: toggleCode(lecture, &viewpoint)
  case .copy: viewpoint.copyCode(of: lecture)
  case .otherPane: viewpoint.pane = viewpoint.shownPane(in: lecture) == .words ? .network : .words
  case .theme: viewpoint.nextTheme()
  case .pending(let text): viewpoint.pending = text
  case .ignored(let reason): viewpoint.message = reason
  case .retrain: viewpoint.message = "this slide has nothing to train"
  case .follow, .lost, .ask, .bars, .point: attend(&lecture, &viewpoint, action)
  case .desk(let action): sit(&viewpoint, action)
  case .trained, .compared, .attend, .shared, .progressed, .reloaded: break
  case .quit: viewpoint.hasQuit = true
  }
  if case .entry = viewpoint.overlay {} else { viewpoint.caret = Caret() }
  if case .influence = viewpoint.overlay {} else { viewpoint.mapPage = 0 }
  viewpoint.tidy(after: slide, in: lecture)
}

// MARK: The position

private func move(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  if viewpoint.openCell(in: lecture) != nil, moveInCell(&lecture, &viewpoint, action) { return }
  switch action {
  case .next: next(&lecture, &viewpoint)
  case .back: back(&lecture, &viewpoint)
  case .tick:
    if lecture.step < lecture.steps { next(&lecture, &viewpoint) }
    if lecture.step == lecture.steps { viewpoint.isPlaying = false }
  case .nextSlide: turn(&lecture, &viewpoint, to: lecture.slide + 1)
  case .previousSlide: turn(&lecture, &viewpoint, to: lecture.slide - 1)
  case .firstSlide: jump(&lecture, &viewpoint, to: 0)
  case .lastSlide: jump(&lecture, &viewpoint, to: lecture.lesson.slides.count - 1)
  case .slide(let number): jump(&lecture, &viewpoint, to: number - 1)
  case .timestep(let t): jump(&lecture, &viewpoint, toTimestep: t)
  default: lecture.go(to: lecture.slide, step: 0)
  }
}

private func next(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if lecture.step < lecture.steps {
    lecture.go(to: lecture.slide, step: lecture.step + 1)
  } else if lecture.slide + 1 < lecture.lesson.slides.count {
    lecture.go(to: lecture.slide + 1, step: 0)
  } else {
    viewpoint.message = "this is the last step of the last slide"
  }
}

private func back(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if lecture.step > 0 {
    lecture.go(to: lecture.slide, step: lecture.step - 1)
  } else if lecture.slide > 0 {
    lecture.go(to: lecture.slide - 1, step: lecture.steps(of: lecture.slide - 1))
  } else {
    viewpoint.message = "this is the first step of the first slide"
  }
}

/// To a neighbouring slide.
private func turn(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, to slide: Int) {
  if lecture.lesson.slides.indices.contains(slide) {
    lecture.go(to: slide, step: 0)
  } else {
    viewpoint.message = "this is the \(slide < 0 ? "first" : "last") slide"
  }
}

private func jump(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, to slide: Int) {
  let count = lecture.lesson.slides.count
  guard (0..<count).contains(slide) else {
    viewpoint.message = "there are slides 1 to \(count)"
    return
  }
  lecture.go(to: slide, step: 0)
  // The title says it as well, and the footer has more to offer to who may ask the class there.
  if !viewpoint.isPresenting { viewpoint.message = "slide \(slide + 1) of \(count)" }
}

private func jump(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, toTimestep t: Int) {
  guard let live = lecture.live else {
    viewpoint.message = lecture.withoutNetwork("step")
    return
  }
  guard let step = live.schedule.step(after: lecture.networkStep, at: t) else {
    viewpoint.message = "there are timesteps 1 to \(live.length)"
    return
  }
  lecture.go(to: lecture.slide, step: lecture.currentSlide.pauses + step)
  viewpoint.message = "t = \(t), step \(step) of \(live.schedule.count)"
}

private func play(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  if viewpoint.isPlaying {
    viewpoint.isPlaying = false
  } else if lecture.step == lecture.steps {
    viewpoint.message = "the slide is at its last step; r goes back to its first"
  } else {
    viewpoint.isPlaying = true
  }
}

// MARK: The network

private func change(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let live = lecture.live else {
    viewpoint.message = lecture.withoutNetwork("change")
    return
  }
  var settings = Settings(live.experiment)
  switch action {
  case .toggle(.merge) where live.settings.direction == .forward, .merge where live.settings.direction == .forward:
    viewpoint.message = "one direction has nothing to merge; d adds the other"
    return
  case .toggle(.order) where live.settings.direction == .forward:
    viewpoint.message = "one direction has one order; d adds the other direction"
    return
  case .toggle(let toggle): settings = live.settings.toggled(toggle, of: live.experiment)
  case .merge(let merge):
    settings = live.settings
    settings.merge = merge
    if case .formula(let formula) = merge { settings.formula = formula }
  default: break
  }
  guard settings != live.settings else {
    viewpoint.message =
      action == .undoChanges
      ? "nothing to undo: the network is as the lesson has it" : "the merge is \(settings.merge.title) already"
    return
  }
  lecture.change(to: settings)
  viewpoint.cell = nil
  viewpoint.message =
    action == .undoChanges ? "the network is as the lesson has it" : changeText(from: live, to: lecture.live ?? live)
}

/// What a change did, in words: the setting, and what became of the weights.
public func changeText(from before: LiveNetwork, to now: LiveNetwork) -> String {
  let (old, new) = (before.settings, now.settings)
  var parts: [String] = []
  if old.cell != new.cell { parts.append("cell: \(old.cell.title) → \(new.cell.title)") }
  if old.direction != new.direction { parts.append(new.direction == .forward ? "one direction" : "both directions") }
  if old.layers != new.layers { parts.append("layers: \(old.layers) → \(new.layers)") }
  if old.hidden != new.hidden { parts.append("hidden units: \(old.hidden) → \(new.hidden)") }
  if old.order != new.order { parts.append("order: \(new.order.title)") }
  if old.merge != new.merge {
    let sizes = (old.merge.size(hidden: before.stateSize), new.merge.size(hidden: now.stateSize))
    let size = sizes.0 == sizes.1 ? "\(sizes.1)" : "\(sizes.0) → \(sizes.1)"
    parts.append("merge: \(old.merge.title) → \(new.merge.title), size \(size)")
    if new.layers > 1 { parts.append("layers stay joined by \(new.applied.between.word)") }
  } else if old.formula != new.formula {
    parts.append(new.formula.map { "m finds \(Merge.formula($0).title) again" } ?? "the typed merge is gone")
  }
  if old.input != new.input { parts.append(inputText(from: old.input, to: new.input)) }
  parts += variantTexts(from: old.applied, to: new.applied)
  if before.experiment.initial != now.experiment.initial { parts.append("other start states") }
  let numbers = old.hasSameNetwork(as: new) ? numbersText(from: before, to: now) : nil
  if let numbers {
    parts.append(numbers)
  } else if before.weights != now.weights
    || ((old.cell != new.cell || before.parameterShapes != now.parameterShapes) && now.weights != .counter)
  {
    let why = before.weights == .counter ? " (the counter is one ReLU unit)" : ""
    parts.append("weights: \(now.weights.title)\(why)")
  }
  return parts.joined(separator: " · ")
}

// MARK: Search

private func find(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, forward: Bool) {
  guard !viewpoint.searched.isEmpty else {
    viewpoint.message = "nothing to look for yet; / starts a search"
    return
  }
  let count = lecture.lesson.slides.count
  for distance in 1...count {
    let slide = (lecture.slide + (forward ? distance : count - distance % count)) % count
    if SlideText.contains(lecture.lesson.slides[slide], viewpoint.searched) {
      lecture.go(to: slide, step: 0)
      viewpoint.message = "“\(viewpoint.searched)” on slide \(slide + 1) of \(count); n next, N previous"
      return
    }
  }
  viewpoint.message = "“\(viewpoint.searched)” is on no slide"
}

private func confirm(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  let overlay = viewpoint.overlay
  if case .entry(.answer, let text) = overlay { return takeAnswer(lecture, &viewpoint, text) }
  if case .entry(let entry, let text) = overlay {
    return take(&lecture, &viewpoint, text, for: entry)
  }
  viewpoint.overlay = nil
  switch overlay {
  case .index(let chosen): jump(&lecture, &viewpoint, to: chosen)
  case .merges(let chosen) where chosen >= Merge.basic.count: typeMerge(lecture, &viewpoint)
  case .merges(let chosen): change(&lecture, &viewpoint, .merge(Merge.basic[chosen]))
  case .search(let text):
    if !text.isEmpty { viewpoint.searched = text }
    find(&lecture, &viewpoint, forward: true)
  case .help, .influence, .entry, nil: break
  }
}

private func openMerges(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  guard let live = lecture.live, live.settings.direction == .bidirectional else {
    viewpoint.message = "there is nothing to merge on this slide"
    return
  }
  viewpoint.overlay = .merges(on: live)
}

private func toggleCode(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  if lecture.live == nil {
    viewpoint.message = lecture.withoutNetwork("write in PyTorch")
  } else {
    viewpoint.showsCode.toggle()
    // The code stands in the words' place, which some panels take as well.
    if viewpoint.showsCode, !viewpoint.panelLeavesWords(in: lecture) { viewpoint.show(nil, on: lecture.slide) }
    viewpoint.scroll[lecture.slide] = nil
  }
}
