import Engine
import Lessons

/// What a person does to the numbers that a network is given, and how it is taken back.
func experiment(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let live = lecture.live else {
    viewpoint.message = lecture.withoutNetwork("change")
    return
  }
  if let reason = viewpoint.refusal(of: action, live, in: lecture) {
    viewpoint.message = reason
    return
  }
  switch action {
  case .undo, .redo: travel(&lecture, &viewpoint, from: live, isBack: action == .undo)
  case .flip:
    change(&lecture, &viewpoint, live) { $0.input = $0.input.reversed }
  case .edit:
    let entry = edited(lecture, &viewpoint, live)
    viewpoint.overlay = .entry(entry, text: live.text(of: entry))
    viewpoint.caret.isFresh = true
  case .nudge(let steps):
    nudge(&lecture, &viewpoint, live, by: steps)
  case .insert, .delete:
    changeLength(&lecture, &viewpoint, live, isInsertion: action == .insert)
  default: break
  }
}

private func changeLength(
  _ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork, isInsertion: Bool
) {
  let focus = viewpoint.focus(in: lecture)
  if isInsertion {
    guard live.settings.input.count < InputSequence.longestEdited else {
      viewpoint.message = "an edited sequence has at most \(InputSequence.longestEdited) inputs"
      return
    }
    // With h[0] in focus, before x[1].
    let t = focus?.t == 0 ? 0 : editedInput(lecture, &viewpoint, live)
    viewpoint.overlay = .entry(.insertion(after: t), text: "")
  } else {
    guard live.settings.input.count > 1 else {
      viewpoint.message = "a network reads one input at least"
      return
    }
    let t = editedInput(lecture, &viewpoint, live)
    change(&lecture, &viewpoint, live, focus: min(t, live.settings.input.count - 1)) { $0.input = $0.input.removing(t) }
  }
}

private func nudge(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork, by steps: Int) {
  let entry = edited(lecture, &viewpoint, live)
  if case .input(let t) = entry {
    guard let input = live.settings.input.nudged(t, by: steps) else {
      viewpoint.message = "a word has no steps; e types another one"
      return
    }
    change(&lecture, &viewpoint, live, focus: t) { $0.input = input }
    return
  }
  let places = live.places(of: entry)
  let isWhole = live.isWhole(places)
  change(&lecture, &viewpoint, live, focus: nil) { settings in
    for place in places {
      settings.set(place, to: TypedNumber.nudged(live.number(at: place) ?? 0, by: steps, isWhole: isWhole))
    }
  }
}

/// Takes what was typed, or says where it is wrong and leaves the line open.
func take(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ text: String, for entry: Entry) {
  if entry == .formula { return takeMerge(&lecture, &viewpoint, text) }
  if entry == .sentence { return takeSentence(&lecture, &viewpoint, text) }
  guard let live = lecture.live else { return }
  let input = live.settings.input
  do throws(EntryFault) {
    switch entry {
    case .input(let t):
      let typed = try input.entry(text)
      change(&lecture, &viewpoint, live, focus: t) { $0.input = input.replacing(t, by: typed) }
    case .insertion(let t):
      let typed = try input.entry(text)
      change(&lecture, &viewpoint, live, focus: t + 1) { $0.input = input.inserting(typed, after: t) }
    case .start, .number:
      let places = live.places(of: entry)
      let numbers = try TypedNumber.list(text, count: places.count, isSharedByAll: true)
      change(&lecture, &viewpoint, live, focus: nil) { settings in
        for (place, number) in zip(places, numbers) { settings.set(place, to: number) }
      }
    case .answer, .formula, .sentence: break
    }
  } catch {
    viewpoint.message = error.reason
  }
}

extension Viewpoint {
  /// Why a key that edits the sequence or a number does nothing here; nil where it does.
  fileprivate func refusal(of action: LabAction, _ live: LiveNetwork, in lecture: Lecture) -> String? {
    let padding = "padding is zeros that stand for no input, and stays what it is"
    switch (panel(in: lecture), action) {
    case (.given, .insert), (.given, .delete): return "the sequence is not on the screen; esc closes the list"
    case (.why, .insert), (.why, .delete): return "the sequence is not on the screen; esc goes back to it"
    case (.why(let path), .edit), (.why(let path), .nudge):
      switch path.given(in: live) {
      case .input(let t, _) where live.isPadding(t): return padding
      case nil: return "this number is computed; → goes into it, down to what is given"
      default: return nil
      }
    case (.given, _), (.why, _): return nil
    case (_, .edit), (_, .nudge), (_, .insert), (_, .delete):
      guard let focus = focus(in: lecture) else { return nil }
      if live.isStart(focus) { return action == .delete ? "a start state stays; x deletes an input" : nil }
      return live.isPadding(focus.t) ? padding : nil
    default: return nil
    }
  }
}

/// What e, + and − change: the number in the open list, or what has the focus in the diagram, which goes from a
/// computed state to the input that it read last.
private func edited(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork) -> Entry {
  if case .given(var cursor) = viewpoint.panel(in: lecture) {
    cursor.isInside = true
    viewpoint.show(.given(cursor), on: lecture.slide)
    return .number(cursor.place(in: live))
  }
  if let entry = viewpoint.whyEntry(in: lecture) { return entry }
  if let focus = viewpoint.focus(in: lecture), case .state(let layer, let pass) = focus.row, live.isStart(focus) {
    return .start(layer: layer, pass: pass)
  }
  return .input(t: editedInput(lecture, &viewpoint, live))
}

private func editedInput(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork) -> Int {
  let t = min(max(viewpoint.focus(in: lecture)?.t ?? 1, 1), live.settings.input.count)
  viewpoint.focus = Focus(slide: lecture.slide, row: .input, t: t)
  return t
}

extension LiveNetwork {
  /// What a typed line begins with: what stands there now, as it would be typed.
  func text(of entry: Entry) -> String {
    if case .input(let t) = entry { return settings.input.text(t) }
    return places(of: entry).map { TypedNumber.written(number(at: $0) ?? 0) }.joined(separator: " ")
  }

  /// The numbers that a typed line is about, in the order in which they are typed; none for an input.
  public func places(of entry: Entry) -> [NumberPlace] {
    switch entry {
    case .number(let place): [place]
    case .start(let layer, let pass):
      (0..<network.configuration.stateSize).map { .initialHidden(layer: layer, pass: pass, unit: $0) }
    case .input, .insertion, .answer, .formula, .sentence: []
    }
  }
}

/// - Parameter t: the input that has the focus after the change; nil leaves the focus where it is.
private func change(
  _ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ live: LiveNetwork, focus t: Int? = nil,
  _ edit: (inout Settings) -> Void
) {
  viewpoint.overlay = nil
  var settings = live.settings
  edit(&settings)
  guard settings.input != live.settings.input || !settings.hasSameNumbers(as: live.settings) else {
    viewpoint.message = "that is what stands there already"
    return
  }
  lecture.change(to: settings)
  viewpoint.cell = nil
  if let t, !viewpoint.isAsking(in: lecture) { viewpoint.focus = Focus(slide: lecture.slide, row: .input, t: t) }
  viewpoint.message = changeText(from: live, to: lecture.live ?? live)
}

private func travel(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, from live: LiveNetwork, isBack: Bool) {
  guard isBack ? lecture.undo() : lecture.redo() else {
    viewpoint.message = isBack ? "nothing to undo on this slide" : "nothing to redo on this slide"
    return
  }
  viewpoint.cell = nil
  viewpoint.message = (isBack ? "undone · " : "redone · ") + changeText(from: live, to: lecture.live ?? live)
}

/// What became of a sequence, in words.
func inputText(from old: InputSequence, to new: InputSequence) -> String {
  if new == old.reversed, old.count > 1 { return "the sequence is turned round" }
  if new.count != old.count { return "inputs: \(old.count) → \(new.count)" }
  let changed = (1...old.count).filter { old.text($0) != new.text($0) }
  guard changed.count == 1 else { return "the inputs are others" }
  return "x[\(changed[0])]: \(old.text(changed[0])) → \(new.text(changed[0]))"
}

/// What became of the numbers that are set by hand, in words; nil if nothing did.
func numbersText(from before: LiveNetwork, to now: LiveNetwork) -> String? {
  let edits = (before.settings.numbers.of(before.settings), now.settings.numbers.of(now.settings))
  let changed = Set(edits.0.keys).union(edits.1.keys).filter { before.number(at: $0) != now.number(at: $0) }
  guard changed.count == 1, let place = changed.first, let old = before.number(at: place),
    let new = now.number(at: place)
  else { return changed.isEmpty ? nil : "\(changed.count) numbers are others" }
  let text = "\(TypedNumber.short(old)) → \(TypedNumber.short(new))"
  return "\(now.name(of: place)): " + text.replacing("-", with: "−")
}

extension LiveNetwork {
  /// Whether a step of 1 suits these numbers: whole inputs, and the counter's whole numbers.
  func isWhole(_ places: [NumberPlace]) -> Bool {
    if case .input = places.first, case .numbers(let rows) = settings.input {
      return rows.allSatisfy { $0.allSatisfy { $0 == $0.rounded() } }
    }
    return weights == .counter && places.allSatisfy { number(at: $0)?.rounded() == number(at: $0) }
  }
}

extension Settings {
  mutating func set(_ place: NumberPlace, to number: Double) {
    if case .input(let t, let feature) = place {
      guard case .numbers(var rows) = input, rows.indices.contains(t - 1) else { return }
      rows[t - 1][feature] = number
      input = .numbers(rows)
    } else {
      numbers.set(place, to: number, in: self)
    }
  }
}
