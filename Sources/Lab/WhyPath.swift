import Engine
import Lessons

extension LiveNetwork {
  private var reasons: Reasons {
    Reasons(trace: trace, merge: settings.merge, merged: merged, isRealigned: settings.applied.isRealigned)
  }

  /// The number as the run has it; nil where this network has none such.
  public func value(of term: Term) -> Double? { reasons.value(of: term) }

  /// How the number is computed from those right before it; nil for what is given, or not there.
  public func explanation(of term: Term) -> Explanation? { reasons.explanation(of: term) }

  /// Whether the number exists after so many steps.
  public func isComputed(_ term: Term, after step: Int) -> Bool {
    switch term {
    case .given: true
    case .merged(_, let t, _): isMerged(t, after: step)
    case .hidden(let place, _), .unprojected(let place, _), .cellState(let place, _), .gate(let place, _, _),
      .inputProduct(let place, _, _), .stateProduct(let place, _, _):
      schedule.isComputed(place, after: step)
    }
  }

  fileprivate func operands(of term: Term) -> [Term] { reasons.expression(of: term)?.terms ?? [] }

  fileprivate func has(_ term: Term) -> Bool { reasons.has(term) }
}

/// From a number on the screen down into what it was computed from.
public struct WhyPath: Hashable, Sendable {
  /// A number, and which of its operands is chosen.
  public struct Level: Hashable, Sendable {
    public var term: Term
    public var chosen = 0
  }

  /// At least one, from the number that was asked about.
  public private(set) var levels: [Level]
  /// The cell that the path was opened from, which stands there again when it is closed.
  let origin: OpenCell?

  init(_ root: Term, from origin: OpenCell? = nil) {
    levels = [Level(term: root)]
    self.origin = origin
  }

  public var last: Level { levels[levels.count - 1] }

  /// As much of the path as the network has; nil where it has not even the number that was asked about.
  func kept(in live: LiveNetwork) -> WhyPath? {
    guard live.has(levels[0].term) else { return nil }
    var kept = self
    for (depth, level) in levels.enumerated() {
      let operands = live.operands(of: level.term)
      kept.levels[depth].chosen = min(level.chosen, max(operands.count - 1, 0))
      guard depth + 1 < levels.count else { break }
      guard operands.contains(levels[depth + 1].term) else {
        kept.levels.removeLast(levels.count - depth - 1)
        break
      }
    }
    return kept
  }

  mutating func choose(_ distance: Int, in live: LiveNetwork) {
    let count = live.operands(of: last.term).count
    levels[levels.count - 1].chosen = min(max(last.chosen + distance, 0), max(count - 1, 0))
  }

  /// - Returns: false where there is nothing below.
  mutating func enter(in live: LiveNetwork) -> Bool {
    let operands = live.operands(of: last.term)
    guard operands.indices.contains(last.chosen) else { return false }
    levels.append(Level(term: operands[last.chosen]))
    return true
  }

  /// - Returns: false at the top.
  mutating func leave() -> Bool {
    guard levels.count > 1 else { return false }
    levels.removeLast()
    return true
  }

  /// Asks about the unit before or after instead; to be called at the top.
  ///
  /// - Returns: false where there is none.
  mutating func turn(_ distance: Int, in live: LiveNetwork) -> Bool {
    let term = levels[0].term.moved(by: distance)
    guard live.has(term) else { return false }
    levels[0] = Level(term: term, chosen: last.chosen)
    return true
  }

  /// The given number that can be edited here: the one that was gone down to, or the chosen one.
  public func given(in live: LiveNetwork) -> NumberPlace? {
    if case .given(let place) = last.term { return place }
    let operands = live.operands(of: last.term)
    guard operands.indices.contains(last.chosen), case .given(let place) = operands[last.chosen] else { return nil }
    return place
  }
}

extension Term {
  /// The same of another unit.
  fileprivate func moved(by distance: Int) -> Term {
    switch self {
    case .merged(let layer, let t, let index): .merged(layer: layer, t: t, index: index + distance)
    case .hidden(let place, let unit): .hidden(place, unit: unit + distance)
    case .unprojected(let place, let unit): .unprojected(place, unit: unit + distance)
    case .cellState(let place, let unit): .cellState(place, unit: unit + distance)
    case .gate(let place, let gate, let unit): .gate(place, gate, unit: unit + distance)
    case .inputProduct(let place, let gate, let unit): .inputProduct(place, gate, unit: unit + distance)
    case .stateProduct(let place, let gate, let unit): .stateProduct(place, gate, unit: unit + distance)
    case .given(.input(let t, let feature)): .given(.input(t: t, feature: feature + distance))
    case .given(.initialHidden(let layer, let pass, let unit)):
      .given(.initialHidden(layer: layer, pass: pass, unit: unit + distance))
    case .given(.initialCell(let layer, let pass, let unit)):
      .given(.initialCell(layer: layer, pass: pass, unit: unit + distance))
    case .given(.parameter): self
    }
  }
}

/// What a person does on the way down and up.
public enum WhyMove: Hashable, Sendable {
  /// Asks about the number that has the focus.
  case ask
  /// Chooses an operand so many lines further.
  case choose(Int)
  /// Goes into the chosen operand, or back up.
  case enter, leave
  /// At the top, the same number of the unit before or after.
  case unit(Int)
}

func why(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ move: WhyMove) {
  guard let live = lecture.live else {
    viewpoint.message = lecture.withoutNetwork("ask about")
    return
  }
  if move == .ask { return ask(lecture, live, &viewpoint) }
  guard case .why(var path) = viewpoint.panel(in: lecture) else { return }
  switch move {
  case .ask: break
  case .choose(let distance): path.choose(distance, in: live)
  case .enter:
    if case .given = path.last.term {
      viewpoint.message = "this number is given, not computed; e types another, ← goes back up"
    } else if !live.isComputed(path.last.term, after: lecture.networkStep) || !path.enter(in: live) {
      viewpoint.message = "this number is not computed yet; space goes on"
    }
  case .leave:
    if !path.leave() { viewpoint.message = "this is the number that was asked about; esc closes" }
  case .unit(let distance):
    if path.levels.count > 1 {
      viewpoint.message = "← goes back up; another unit can be chosen at the top of the path"
    } else if !path.turn(distance, in: live) {
      viewpoint.message = "no unit is further \(distance > 0 ? "on" : "back")"
    }
  }
  viewpoint.show(.why(path), on: lecture.slide)
}

/// Opens the path at the number that is shown: the open cell's, or a unit of the focus.
private func ask(_ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: inout Viewpoint) {
  if case .why = viewpoint.panel(in: lecture) {
    viewpoint.message = "the way down from a number is open; esc closes it"
    return
  }
  let unit = viewpoint.unit(in: lecture)
  if let cell = viewpoint.openCell(in: lecture) {
    let part = CellPart.all(of: live.settings.cell)[cell.part]
    viewpoint.show(.why(WhyPath(part.term(cell.place, unit), from: cell)), on: lecture.slide)
    viewpoint.cell = nil
    return
  }
  guard let focus = viewpoint.focus(in: lecture) else {
    viewpoint.message = "nothing is computed yet; space computes the first state"
    return
  }
  let root: Term
  switch focus.row {
  case .input: root = .given(.input(t: focus.t, feature: 0))
  case .state(let layer, let pass) where live.isStart(focus):
    root = .given(.initialHidden(layer: layer, pass: pass, unit: unit))
  case .state(let layer, let pass): root = .hidden(StatePlace(layer: layer, pass: pass, t: focus.t), unit: unit)
  case .merged: root = .merged(layer: live.settings.layers - 1, t: focus.t, index: unit)
  }
  guard live.isComputed(root, after: lecture.networkStep) else {
    viewpoint.message = live.whyMissing(focus, "number")
    return
  }
  viewpoint.show(.why(WhyPath(root)), on: lecture.slide)
}

extension CellPart {
  fileprivate func term(_ place: StatePlace, _ unit: Int) -> Term {
    switch self {
    // The plain cell's sum is what its state's nonlinearity takes.
    case .gate(.state), .hidden: .hidden(place, unit: unit)
    case .gate(let gate): .gate(place, gate, unit: unit)
    case .cellState: .cellState(place, unit: unit)
    }
  }
}

extension Viewpoint {
  /// Closes the way down, or goes up in it; the cell that it was opened from stands there again.
  mutating func goUp(_ path: WhyPath, in lecture: Lecture) {
    var path = path
    if path.leave() {
      show(.why(path), on: lecture.slide)
    } else {
      show(nil, on: lecture.slide)
      cell = path.origin
      // The class may have moved on since the cell was open.
      if let place = cell?.place { cell?.leads = lecture.now.contains(place) }
    }
  }

  func isAsking(in lecture: Lecture) -> Bool {
    if case .why = panel(in: lecture) { true } else { false }
  }
}

// MARK: Edits on the way

extension Viewpoint {
  /// What e, + and − change on the way down; a word is typed anew as a whole.
  func whyEntry(in lecture: Lecture) -> Entry? {
    guard let live = lecture.live, case .why(let path) = panel(in: lecture), let place = path.given(in: live) else {
      return nil
    }
    if case .input(let t, _) = place, case .words = live.settings.input { return .input(t: t) }
    return .number(place)
  }
}
