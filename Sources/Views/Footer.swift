import Lab
import Surface

/// The bottom line: what can be pressed, or what the last key did. It ends in "? help" wherever ? helps.
enum Footer {
  static let help: Line = [Span("?", .strong), Span(" help", .dim)]

  static func line(_ lecture: Lecture, _ viewpoint: Viewpoint, width: Int, isSmall: Bool, _ glass: Glass) -> Line {
    let help = takesText(viewpoint) ? [] : help
    let room = width - help.width - 2
    let left = left(lecture, viewpoint, room: room, isSmall: isSmall, glass).cut(to: max(room, 0), glass)
    let gap = max(width - left.width - help.width, 0)
    return left + [Span(String(repeating: " ", count: gap))] + help
  }

  /// Whether a ? is a letter now.
  private static func takesText(_ viewpoint: Viewpoint) -> Bool {
    switch viewpoint.overlay {
    case .search, .entry: true
    default: false
    }
  }

  private static func left(
    _ lecture: Lecture, _ viewpoint: Viewpoint, room: Int, isSmall: Bool, _ glass: Glass
  ) -> Line {
    if case .search(let text) = viewpoint.overlay {
      let hint = "   Enter finds, esc leaves"
      let field: Line = [Span("/", .strong), Span(glass.text(text)), Span("_", .notice)]
      return field.width + hint.count <= room ? field + [Span(hint, .dim)] : field
    }
    if case .entry(let entry, let text) = viewpoint.overlay {
      return EntryField(lecture: lecture, viewpoint: viewpoint, glass: glass).line(entry, text, room: room)
    }
    if let message = viewpoint.message { return [Span(glass.text(message), .notice)] }
    if !viewpoint.pending.isEmpty {
      let rest = viewpoint.pending == "g" ? "  g first slide" : "  G slide, t timestep"
      return [Span(viewpoint.pending, .strong), Span(rest, .dim)]
    }
    let hints = hints(lecture, viewpoint, room: room, isSmall: isSmall, glass)
    return fitted(ClassHints(lecture, viewpoint, isSmall: isSmall).changed(hints), room: room, glass)
  }

  /// As many hints as fit, in their order.
  static func fitted(_ hints: [(String, String)], room: Int, _ glass: Glass) -> Line {
    var line: Line = []
    for (key, text) in hints {
      let piece: Line = [Span(glass.text(key), .strong), Span(" " + glass.text(text), .dim)]
      let gap = line.isEmpty ? 0 : 3
      if line.width + gap + piece.width > room { break }
      if gap > 0 { line.append(Span("   ")) }
      line += piece
    }
    return line
  }

  /// What can be done to an input that has the focus.
  private static func inputHints(_ live: LiveNetwork, _ focus: Focus?) -> [(String, String)] {
    guard focus?.row == .input else { return [] }
    let hints = [("e", "edit"), ("i", "insert"), ("x", "delete")]
    if case .words = live.settings.input { return hints }
    return hints + [("+ −", "nudge")]
  }

  private static func hints(
    _ lecture: Lecture, _ viewpoint: Viewpoint, room: Int, isSmall: Bool, _ glass: Glass
  ) -> [(String, String)] {
    switch viewpoint.overlay {
    case .help: return [("esc", "close"), ("J K", "scroll")]
    case .merges: return [("↑ ↓", "choose"), ("Enter", "take"), ("e", "type a formula"), ("esc", "leave")]
    case .index: return [("↑ ↓", "choose"), ("Enter", "take"), ("esc", "leave")]
    case .influence(let t, let s):
      let panel = lecture.live.map { InfluencePanel(lecture, $0, viewpoint, t: t, s: s, glass: glass) }
      let hasMore = panel.map { $0.pages(width: room + help.width + 2) > 1 } ?? false
      return [("↑ ↓", "t"), ("← →", "s")] + (hasMore ? [("Tab", "maps")] : []) + [
        ("esc", "leave"), ("m", "merge"), ("c", "cell"), ("d", "direction"), ("L", "layers"),
      ]
    case .search, .entry, nil: break
    }
    if let question = viewpoint.visibleQuestion(in: lecture, isSmall: isSmall) {
      return [("Enter", "answer")] + (question.hints.isEmpty ? [] : [("!", "hint")])
        + [("space", "skip"), ("backspace", "back"), ("]", "slide"), ("o", "index"), ("q", "quit")]
    }
    if let training = lecture.training {
      // The keys of a training matter first where the words are not alone on the screen.
      var hints = [
        ("space", lecture.step < lecture.steps ? "read on" : "next slide"),
        ("a", training.isRunning ? "pause" : "train"), ("e", "sentence"),
      ]
      if isSmall { hints.insert(("w", viewpoint.shownPane(in: lecture) == .words ? "training" : "words"), at: 1) }
      let settings = training.settings
      if training.comparison != nil { return [("M", "close"), ("esc", "close"), ("]", "slide"), ("q", "quit")] }
      hints += [("m", "merge: \(settings.merge.word)"), ("c", "cell: \(settings.cell.title)"), ("]", "slide")]
      return hints + [
        ("M", "merges"), ("H", "hidden: \(settings.hidden)"), ("+ -", "rate"), ("r", "start over"), ("q", "quit"),
      ]
    }
    guard let live = lecture.live else {
      return [("space", "next"), ("backspace", "back"), ("]", "slide"), ("o", "index"), ("q", "quit")]
    }
    // Where there is room for one pane, a panel that the slide opens with may still wait behind the words.
    let isBehindWords = isSmall && viewpoint.shownPane(in: lecture) == .words
    switch isBehindWords ? nil : viewpoint.panel(in: lecture) {
    case .given(let cursor):
      let edit = [("e", "edit"), ("+ -", "nudge"), ("u", "undo"), ("esc", cursor.isInside ? "list" : "close")]
      return cursor.isInside ? edit + [("space", "next")] : [("↑ ↓", "choose"), ("→", "go in")] + edit.suffix(2)
    case .comparison:
      let words = isSmall ? [("w", "words")] : []
      return [("space", "next")] + words
        + [("backspace", "back"), ("S", "close"), ("s", "keep this one"), ("u", "undo")]
    case .why(let path): return WhyPanel(lecture, live, path, Glass()).hints
    case nil: break
    }
    if viewpoint.openCell(in: lecture) != nil {
      return [("space", "next gate"), ("backspace", "back"), ("↑ ↓", "unit"), ("Enter", "why"), ("esc", "close")]
    }
    if viewpoint.showsCode {
      let words = isSmall ? [("w", viewpoint.shownPane(in: lecture) == .words ? "network" : "code")] : []
      return [("space", "next")] + words + [("y", "copy"), ("P", "close"), ("J K", "scroll"), ("q", "quit")]
    }
    // The same on the last step: a longer word would move, and send, the whole line.
    var hints = viewpoint.hasOwnFocus(in: lecture) ? inputHints(live, viewpoint.focus(in: lecture)) : []
    hints.append(("space", "next"))
    if isSmall { hints.append(("w", viewpoint.shownPane(in: lecture) == .words ? "network" : "words")) }
    hints.append(("backspace", "back"))
    if viewpoint.isPlaying { hints.append(("a", "pause")) }
    let settings = live.settings
    let isTwoWay = settings.direction == .bidirectional
    if isTwoWay { hints.append(("m", "merge: " + Notation.short(settings.merge))) }
    hints += [("c", "cell: \(settings.cell.title)"), ("]", "slide"), ("d", "direction: \(isTwoWay ? "both" : "one")")]
    if isTwoWay { hints.append(("O", "order: \(settings.order == .passes ? "pass by pass" : "in step")")) }
    hints += [("L", "layers: \(settings.layers)"), ("H", "hidden: \(settings.hidden)"), ("Enter", "open")]
    hints += [("P", "PyTorch"), ("o", "index"), ("a", "play"), ("q", "quit")]
    return hints
  }
}
