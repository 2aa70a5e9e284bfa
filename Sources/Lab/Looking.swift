import Engine
import Lessons

extension Viewpoint {
  /// The focus: what was chosen by hand on this slide, or else the state computed last; nil before the first.
  public func focus(in lecture: Lecture) -> Focus? {
    guard let live = lecture.live else { return nil }
    if let focus, focus.slide == lecture.slide, live.contains(focus) { return focus }
    return lecture.now.first.map {
      Focus(slide: lecture.slide, row: .state(layer: $0.layer, pass: $0.pass), t: $0.t)
    }
  }

  /// The unit of the slide's network that is explained, from 0.
  public func unit(in lecture: Lecture) -> Int {
    min(units[lecture.slide] ?? 0, (lecture.live?.stateSize ?? 1) - 1)
  }

  /// Whether the focus was chosen by hand.
  public func hasOwnFocus(in lecture: Lecture) -> Bool {
    focus != nil && focus == focus(in: lecture)
  }

  /// The open cell, if it is still one of the slide's network and computed.
  public func openCell(in lecture: Lecture) -> OpenCell? {
    guard let cell, cell.slide == lecture.slide, let live = lecture.live,
      live.schedule.isComputed(cell.place, after: lecture.networkStep),
      CellPart.all(of: live.settings.cell).indices.contains(cell.part)
    else { return nil }
    return cell
  }

  /// What stands in the diagram's place; nil where it is the diagram itself, or an open cell.
  public func panel(in lecture: Lecture) -> Panel? {
    guard let live = lecture.live else { return nil }
    if let chosen = panels[lecture.slide] {
      if case .why(let path) = chosen { return path.kept(in: live).map(Panel.why) }
      return chosen
    }
    return switch live.experiment.shown {
    case .compare: .comparison
    case .weights: .given(GivenCursor())
    case nil: nil
    }
  }

  /// Whether the panel is one that leaves the words their place where there is room for both.
  public func panelLeavesWords(in lecture: Lecture) -> Bool {
    switch panel(in: lecture) {
    case nil, .comparison: true
    case .why: false
    case .given(let cursor): lecture.live?.experiment.shown == .weights && !cursor.isInside
    }
  }

  /// Closes what stands in the words' place.
  mutating func uncoverWords(in lecture: Lecture) {
    if !panelLeavesWords(in: lecture) { show(nil, on: lecture.slide) }
    showsCode = false
  }

  /// Forgets a way down that the network has no more.
  mutating func forgetLostPanel(in lecture: Lecture) {
    if case .why = panels[lecture.slide] ?? nil, panel(in: lecture) == nil { show(nil, on: lecture.slide) }
  }

  /// Opens a panel in the diagram's place, or with nil the diagram.
  mutating func show(_ panel: Panel?, on slide: Int) { panels.updateValue(panel, forKey: slide) }

  /// On small screens: the pane that shows.
  public func shownPane(in lecture: Lecture) -> Pane {
    if case .entry(.answer, _) = overlay { return .words }
    if let training = lecture.training {
      if training.comparison != nil { return .network }
      return pane ?? (lecture.networkStep > 0 || training.run > 0 ? .network : .words)
    }
    guard lecture.live != nil else { return .words }
    if openCell(in: lecture) != nil { return .network }
    switch overlay {
    case .merges, .influence, .entry(.formula, _): return .network
    default: break
    }
    if panels[lecture.slide].flatMap(\.self) != nil { return .network }
    if showsCode { return .words }
    return pane ?? (lecture.networkStep > 0 ? .network : .words)
  }
}

extension LiveNetwork {
  /// The rows of the diagram, from the inputs down.
  public var rows: [DiagramRow] {
    let states = (0..<settings.layers).flatMap { layer in
      settings.direction.passes.map { DiagramRow.state(layer: layer, pass: $0) }
    }
    return [.input] + states + (settings.direction == .bidirectional ? [.merged] : [])
  }

  /// The timesteps at which a row has something to look at: h[0] and h′[T+1] belong to their chains.
  func times(of row: DiagramRow) -> ClosedRange<Int> {
    switch row {
    case .state(_, .forward): 0...time
    case .state(_, .backward): 1...time + 1
    case .input, .merged: 1...time
    }
  }

  func contains(_ focus: Focus) -> Bool { rows.contains(focus.row) && times(of: focus.row).contains(focus.t) }

  /// Why nothing stands at a focus yet, or never will.
  func whyMissing(_ focus: Focus, _ what: String) -> String {
    focus.t > length
      ? "the network is told that the padding begins here, and computes nothing"
      : "this \(what) is not computed yet; space goes on"
  }

  /// Whether the focus is a state before the first step of its chain.
  public func isStart(_ focus: Focus) -> Bool { !(1...time).contains(focus.t) }
}

/// Moves the focus, chooses a unit, or opens a cell.
func look(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let live = lecture.live else {
    viewpoint.message = lecture.withoutNetwork("look into")
    return
  }
  switch action {
  case .moveFocus(let rows, let time): moveFocus(lecture, live, &viewpoint, rows: rows, time: time)
  case .moveGiven(let rows, let columns):
    guard case .given(var cursor) = viewpoint.panel(in: lecture) else { return }
    cursor.move(rows: rows, columns: columns, in: live)
    viewpoint.show(.given(cursor), on: lecture.slide)
  case .moveUnit(let by):
    let last = live.stateSize - 1
    viewpoint.units[lecture.slide] = min(max(viewpoint.unit(in: lecture) + by, 0), last)
  default: open(lecture, live, &viewpoint)
  }
}

private func moveFocus(
  _ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: inout Viewpoint, rows: Int, time: Int
) {
  guard let focus = viewpoint.focus(in: lecture) else {
    viewpoint.focus = Focus(slide: lecture.slide, row: .input, t: 1)
    return
  }
  let all = live.rows
  let row = all[min(max(all.firstIndex(of: focus.row)! + rows, 0), all.count - 1)]
  let times = live.times(of: row)
  // A start state has no neighbour above or below.
  let t = (rows == 0 ? focus.t : min(max(focus.t, 1), live.time)) + time
  viewpoint.focus = Focus(slide: lecture.slide, row: row, t: min(max(t, times.lowerBound), times.upperBound))
}

private func open(_ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: inout Viewpoint) {
  guard let focus = viewpoint.focus(in: lecture) else {
    viewpoint.message = "nothing is computed yet; space computes the first state"
    return
  }
  switch focus.row {
  case .input: viewpoint.message = "an input is given, not computed; ↓ goes to the state that reads it"
  case .merged: why(lecture, &viewpoint, .ask)
  case .state(let layer, let pass):
    let place = StatePlace(layer: layer, pass: pass, t: focus.t)
    guard !live.isStart(focus) else {
      viewpoint.message = "a start state is given, not computed; e types another one"
      return
    }
    guard live.schedule.isComputed(place, after: lecture.networkStep) else {
      viewpoint.message = live.whyMissing(focus, "state")
      return
    }
    viewpoint.cell = OpenCell(
      slide: lecture.slide, place: place, part: CellPart.all(of: live.settings.cell).count - 1,
      leads: live.schedule.step(of: place) == lecture.networkStep)
  }
}

/// Next and back while a cell is open: gate by gate, then on to the neighbouring state's cell. A cell that was opened
/// where the class is takes the class along; one that was opened further back stays among the states that exist.
///
/// - Returns: false for actions that leave the cell; it is closed then.
func moveInCell(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) -> Bool {
  guard var cell = viewpoint.openCell(in: lecture), let live = lecture.live else { return false }
  let last = CellPart.all(of: live.settings.cell).count - 1
  let distance = action == .back ? -1 : 1
  switch action {
  case .restart: cell.part = 0
  case .next, .back, .tick:
    if (0...last).contains(cell.part + distance) {
      cell.part += distance
    } else if let place = live.schedule.neighbour(of: cell.place, by: distance), cell.reaches(place, in: lecture) {
      cell.place = place
      cell.part = distance > 0 ? 0 : last
      if cell.leads { lecture.go(to: lecture.slide, step: lecture.currentSlide.pauses + live.schedule.step(of: place)) }
    } else {
      viewpoint.message = "no state is further \(distance > 0 ? "on" : "back"); esc closes the cell"
      viewpoint.isPlaying = false
    }
  default:
    viewpoint.cell = nil
    return false
  }
  viewpoint.cell = cell
  return true
}

extension OpenCell {
  fileprivate func reaches(_ place: StatePlace, in lecture: Lecture) -> Bool {
    leads || lecture.live!.schedule.isComputed(place, after: lecture.networkStep)
  }
}
