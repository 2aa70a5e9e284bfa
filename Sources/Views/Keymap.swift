import Lab
import Surface

/// From a key press to what it means here and now.
public enum Keymap {
  public static func action(
    for key: Key, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
  ) -> LabAction {
    if key == .control("c") { return .quit }
    if key == .paste { return .ignored(reason: "pasted text is not read; the lab takes single keys") }
    if case .search = viewpoint.overlay { return searchAction(key) }
    if case .entry = viewpoint.overlay { return entryAction(key) }
    if key == .character("q") { return .quit }
    if viewpoint.isBlank { return .blank }
    if let overlay = viewpoint.overlay { return overlayAction(key, overlay, lecture, size, glass) }
    if viewpoint.visibleQuestion(in: lecture, isSmall: ScreenPlan.isSmall(size)) != nil {
      if let action = questionAction(key) { return action }
    } else if viewpoint.isAsked(in: lecture), viewpoint.question(in: lecture) != nil, key != .enter,
      case .answer(let text)? = questionAction(key)
    {
      return .answer(text)
    }
    if let action = counted(key, viewpoint.pending) { return action }
    if let action = scrollAction(key, lecture, viewpoint, size, glass) { return action }
    if case .given = viewpoint.panel(in: lecture), let action = KeyTable.action(key, in: .given) { return action }
    if case .why = viewpoint.panel(in: lecture), let action = KeyTable.action(key, in: .why) { return action }
    if viewpoint.openCell(in: lecture) != nil, let action = KeyTable.action(key, in: .cell) { return action }
    if lecture.training != nil, let action = KeyTable.action(key, in: .training) { return action }
    return KeyTable.action(key, in: .everywhere) ?? KeyTable.action(key, in: .network)
      ?? KeyTable.action(key, in: .classroom) ?? .ignored(reason: unknown(key))
  }

  private static func questionAction(_ key: Key) -> LabAction? {
    let action = KeyTable.action(key, in: .question)
    guard case .answer = action, case .character(let character) = key else { return action }
    return .answer(String(character))
  }

  static func unknown(_ key: Key) -> String {
    if case .character(let character) = key { return "\(character) is no key of the lab" }
    return "that is no key of the lab"
  }

  /// Digits before G and t, and the second g of gg.
  static func counted(_ key: Key, _ pending: String) -> LabAction? {
    guard case .character(let character) = key else { return nil }
    if character.isASCII, character.isNumber {
      let digits = pending.allSatisfy(\.isNumber) ? pending : ""
      return digits.count < 4 ? .pending(digits + String(character)) : .ignored(reason: "the number is too long")
    }
    if character == "g" { return pending == "g" ? .firstSlide : .pending("g") }
    guard let number = Int(pending) else { return nil }
    return character == "G" ? .slide(number) : character == "t" ? .timestep(number) : nil
  }

  private static func searchAction(_ key: Key) -> LabAction {
    switch key {
    case .enter: .confirm
    case .escape: .close
    case .backspace: .erase
    case .control("u"): .eraseLine
    case .character(let character): .type(character)
    default: .ignored(reason: "type, then Enter; esc leaves")
    }
  }

  /// A typed line that can be changed in its middle too.
  private static func entryAction(_ key: Key) -> LabAction {
    switch key {
    case .left: .moveCaret(-1)
    case .right: .moveCaret(1)
    case .home: .moveCaret(-10_000)
    case .end: .moveCaret(10_000)
    default: searchAction(key)
    }
  }

  private static func overlayAction(
    _ key: Key, _ overlay: Overlay, _ lecture: Lecture, _ size: Size, _ glass: Glass
  ) -> LabAction {
    if key == .escape { return .close }
    if key == .character("?") {
      if case .help = overlay { return .close }
      return .help
    }
    switch overlay {
    case .help(let top):
      let page = HelpView.page(ScreenPlan.bodyRegion(size), glass)
      guard let distance = scrollDistance(key, page: page.region.rows - 1) else {
        return .ignored(reason: "esc closes the help")
      }
      let from = min(top ?? HelpView.opening(lecture, width: page.region.columns, glass), page.lastTop)
      return .scrollHelp(to: min(max(from + distance, 0), page.lastTop))
    case .index(let chosen):
      if key == .character("o") { return .close }
      return listAction(key, chosen, count: lecture.lesson.slides.count)
    case .merges(let chosen):
      if key == .character("M") { return .close }
      if KeyTable.action(key, in: .lists) == .typeMerge { return .typeMerge }
      if key == .character("m") { return .choose((chosen + 1) % MergePanel.count) }
      return listAction(key, chosen, count: MergePanel.count)
    case .influence(let t, let s):
      if key == .tab, let live = lecture.live {
        let panel = InfluencePanel(lecture, live, Viewpoint(), t: t, s: s, glass: glass)
        guard panel.pages(width: size.columns - 2) > 1 else { return .ignored(reason: "all maps are shown") }
      }
      return influenceAction(key)
    case .search, .entry: return searchAction(key)
    }
  }

  /// Arrows move in the map; what changes the network does so under it.
  private static func influenceAction(_ key: Key) -> LabAction {
    switch key {
    case .up, .character("k"): return .moveInfluence(t: -1, s: 0)
    case .down, .character("j"): return .moveInfluence(t: 1, s: 0)
    case .left, .character("h"), .character("<"): return .moveInfluence(t: 0, s: -1)
    case .right, .character("l"), .character(">"): return .moveInfluence(t: 0, s: 1)
    case .tab: return .turnMaps
    default: break
    }
    switch KeyTable.action(key, in: .network) {
    case .toggle(let toggle): return .toggle(toggle)
    case .undoChanges: return .undoChanges
    case .influence: return .close
    default: return .ignored(reason: "arrows move in the map, m c d L H change the network, esc leaves")
    }
  }

  private static func listAction(_ key: Key, _ chosen: Int, count: Int) -> LabAction {
    switch KeyTable.action(key, in: .lists) {
    case .choose(let distance): return .choose(min(max(chosen + distance, 0), count - 1))
    case .confirm: return .confirm
    default: break
    }
    switch key {
    case .home: return .choose(0)
    case .end, .character("G"): return .choose(count - 1)
    case .pageUp: return .choose(max(chosen - 8, 0))
    case .pageDown: return .choose(min(chosen + 8, count - 1))
    default: return .ignored(reason: "arrows choose, Enter takes, esc leaves")
    }
  }

  private static func scrollDistance(_ key: Key, page: Int) -> Int? {
    switch key {
    case .character("J"), .character("j"), .down: 1
    case .character("K"), .character("k"), .up: -1
    case .character(" "), .pageDown, .right: page
    case .backspace, .pageUp, .left: -page
    case .home: -10_000
    case .end: 10_000
    default: nil
    }
  }

  /// J and K, where there are words or notes out of sight.
  private static func scrollAction(
    _ key: Key, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass
  ) -> LabAction? {
    guard key == .character("J") || key == .character("K") else { return nil }
    let distance = key == .character("J") ? 1 : -1
    let plan = ScreenPlan(lecture, viewpoint, size, glass)
    func top(_ page: Page, from top: Int) -> Int { min(max(min(top, page.lastTop) + distance, 0), page.lastTop) }
    if viewpoint.showsNotes {
      let page = NotesView.page(lecture, plan.body, glass)
      guard page.lastTop > 0 else { return .ignored(reason: "all notes are shown; p takes them off the words") }
      return .scrollNotes(to: top(page, from: viewpoint.notesScroll[lecture.slide] ?? 0))
    }
    guard let page = plan.wordsPage else {
      return .ignored(reason: "the words are not on the screen; w shows them")
    }
    guard page.lastTop > 0 else { return nil }
    return .scrollWords(to: top(page, from: plan.wordsTop))
  }
}
