import Lab
import Surface

extension DeskView {
  /// What a key means at a desk: all that a presenter's own screen has which needs no picture of the network, and the
  /// desk's own keys.
  public func action(for key: Key) -> LabAction {
    let (viewpoint, desk) = (viewpoint, viewpoint.desk)
    if key == .control("c") { return .quit }
    if desk.removing != nil { return .desk(.confirm(key == .character("y"))) }
    if key == .paste || viewpoint.overlay != nil || viewpoint.isBlank {
      return Keymap.action(for: key, lecture, viewpoint, size, glass)
    }
    if key == .character("?") { return .scrollHelp(to: helpTop) }
    if desk.showsSeats { return seatAction(key) }
    if key == .character("J") || key == .character("K") { return scrollAction(key) }
    if let action = Keymap.counted(key, viewpoint.pending) { return action }
    if let action = KeyTable.action(key, in: .desk) { return own(action) ?? Self.onlyInList }
    let context: KeyContext = lecture.training == nil ? .network : .training
    let action = KeyTable.action(key, in: context) ?? KeyTable.action(key, in: .everywhere)
    guard let action else { return .ignored(reason: Keymap.unknown(key)) }
    if !roster.hasScreen, lecture.training != nil, action == .play || action == .retrain || action == .mergePanel {
      return .ignored(reason: "nobody's screen trains now; bilab host opens the presenter's")
    }
    return isForDesk(action) ? action : .ignored(reason: "that key is for a screen that shows the network")
  }

  private static let onlyInList = LabAction.ignored(reason: "that is a key of the list of seats; s opens it")

  var chosenSeat: Roster.Seat? {
    SeatsView(roster, viewpoint.desk, glass).chosen.map { roster.seats[$0] }
  }

  // MARK: The desk's own

  /// A row of the key table, with what it is about. Nil for keys that only the list of seats has.
  private func own(_ action: LabAction) -> LabAction? {
    switch action {
    case .bars: bars
    case .desk(.seats), .ask: action
    default: nil
    }
  }

  private var bars: LabAction {
    guard let poll = roster.poll else { return .ignored(reason: "nothing was asked yet; C asks the class") }
    guard poll.slide == lecture.slide else {
      return .ignored(reason: "what was asked last is on slide \(lecture.number(of: poll.slide))")
    }
    return .desk(.showTally(!poll.isShown))
  }

  private func seatAction(_ key: Key) -> LabAction {
    if key == .escape { return .desk(.seats) }
    if key == .character("q") { return .quit }
    let last = max(roster.seats.count - 1, 0)
    let chosen = SeatsView(roster, viewpoint.desk, glass).chosen ?? 0
    let page = max(plan.panel.rows - 2, 1)
    switch key {
    case .pageDown: return .desk(.choose(min(chosen + page, last)))
    case .pageUp: return .desk(.choose(max(chosen - page, 0)))
    case .home: return .desk(.choose(0))
    case .end: return .desk(.choose(last))
    default: break
    }
    switch KeyTable.action(key, in: .desk) {
    case .desk(.choose(let distance)): return .desk(.choose(min(max(chosen + distance, 0), last)))
    case .desk(.mute): return .desk(.mute(chosenSeat))
    case .desk(.remove): return .desk(.remove(chosenSeat))
    case .desk(let action): return .desk(action)
    default: return .ignored(reason: "arrows choose, x mutes, D removes, esc closes the list")
    }
  }

  private func scrollAction(_ key: Key) -> LabAction {
    let page = notesPage(plan)
    guard page.lastTop > 0 else { return KeyTable.action(key, in: .desk)! }
    let from = min(viewpoint.notesScroll[lecture.slide] ?? 0, page.lastTop)
    return .scrollNotes(to: min(max(from + (key == .character("J") ? 1 : -1), 0), page.lastTop))
  }

  /// Whether an action makes sense without a picture of the network.
  private func isForDesk(_ action: LabAction) -> Bool {
    switch action {
    case .next, .back, .nextSlide, .previousSlide, .firstSlide, .lastSlide, .slide, .timestep, .restart: true
    case .toggle, .undoChanges, .flip, .undo, .redo, .play, .faster, .slower, .retrain: true
    case .nudge: lecture.training != nil
    case .index, .search, .findNext, .findPrevious, .blank, .theme, .help, .close, .quit, .ignored: true
    default: false
    }
  }
}
