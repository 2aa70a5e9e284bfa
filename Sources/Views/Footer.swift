import Lab
import Surface

/// The bottom line: what can be pressed, or what the last key did. It always ends in "? help".
enum Footer {
  static let help: Line = [Span("?", .strong), Span(" help", .dim)]

  static func line(_ lecture: Lecture, _ viewpoint: Viewpoint, width: Int, _ glass: Glass) -> Line {
    let room = width - help.width - 2
    let left = left(lecture, viewpoint, room: room, glass).cut(to: max(room, 0), glass)
    let gap = max(width - left.width - help.width, 0)
    return left + [Span(String(repeating: " ", count: gap))] + help
  }

  private static func left(_ lecture: Lecture, _ viewpoint: Viewpoint, room: Int, _ glass: Glass) -> Line {
    if case .search(let text) = viewpoint.overlay {
      let hint = "   Enter finds, esc leaves"
      let field: Line = [Span("/", .strong), Span(glass.text(text)), Span("_", .notice)]
      return field.width + hint.count <= room ? field + [Span(hint, .dim)] : field
    }
    if case .entry(let entry, let text) = viewpoint.overlay {
      return field(entry, lecture, text, viewpoint.message, room: room, glass)
    }
    if let message = viewpoint.message { return [Span(glass.text(message), .notice)] }
    if !viewpoint.pending.isEmpty {
      let rest = viewpoint.pending == "g" ? "  g first slide" : "  G slide, t timestep"
      return [Span(viewpoint.pending, .strong), Span(rest, .dim)]
    }
    return fitted(hints(lecture, viewpoint, room: room), room: room, glass)
  }

  /// The line in which something is typed, and what was wrong with it.
  private static func field(
    _ entry: Entry, _ lecture: Lecture, _ text: String, _ message: String?, room: Int, _ glass: Glass
  ) -> Line {
    let name: String
    var old = ""
    switch entry {
    case .input(let t):
      name = "x[\(t)] = "
      old = "now \(lecture.live.map { SafeText.string($0.settings.input.text(t)) } ?? ""); "
    case .insertion(let t): name = "after x[\(t)]: "
    case .start(let layer, let pass):
      let notation = Notation(glass: glass)
      name = notation.state(pass, pass == .forward ? 0 : (lecture.live?.length ?? 0) + 1) + " = "
      old = now(lecture.live?.initialState(layer: layer, pass: pass) ?? [], glass)
    case .number(let place):
      name = glass.text(lecture.live?.name(of: place) ?? "") + " = "
      old = now(lecture.live?.number(at: place).map { [$0] } ?? [], glass)
    }
    let field: Line = [Span(name, .strong), Span(glass.text(SafeText.string(text))), Span("_", .notice)]
    let hint =
      message.map { Span("   " + glass.text($0), .notice) }
      ?? Span(glass.text("   \(old)Enter takes, esc leaves"), .dim)
    return field.width + hint.text.count <= room || message != nil ? field + [hint] : field
  }

  private static func now(_ values: [Double], _ glass: Glass) -> String {
    "now \(Numbers(glass: glass).list(values)); "
  }

  /// As many hints as fit, in their order.
  private static func fitted(_ hints: [(String, String)], room: Int, _ glass: Glass) -> Line {
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

  private static func hints(_ lecture: Lecture, _ viewpoint: Viewpoint, room: Int) -> [(String, String)] {
    switch viewpoint.overlay {
    case .help: return [("esc", "close"), ("J K", "scroll")]
    case .index, .merges: return [("↑ ↓", "choose"), ("Enter", "take"), ("esc", "leave")]
    case .influence:
      return [
        ("↑ ↓", "t"), ("← →", "s"), ("esc", "leave"), ("m", "merge"), ("c", "cell"), ("d", "direction"),
        ("L", "layers"),
      ]
    case .search, .entry, nil: break
    }
    guard let live = lecture.live else {
      return [("space", "next"), ("backspace", "back"), ("]", "slide"), ("o", "index"), ("q", "quit")]
    }
    // Where there is room for one pane, a panel that the slide opens with may still wait behind the words.
    let isBehindWords = room < 60 && viewpoint.shownPane(in: lecture) == .words
    switch isBehindWords ? nil : viewpoint.panel(in: lecture) {
    case .given(let cursor):
      let edit = [("e", "edit"), ("+ -", "nudge"), ("u", "undo"), ("esc", cursor.isInside ? "list" : "close")]
      return cursor.isInside ? edit + [("space", "next")] : [("↑ ↓", "choose"), ("→", "go in")] + edit.suffix(2)
    case .comparison:
      return [("space", "next"), ("backspace", "back"), ("S", "close"), ("s", "keep this one"), ("u", "undo")]
    case nil: break
    }
    if viewpoint.openCell(in: lecture) != nil {
      return [("space", "next gate"), ("backspace", "back"), ("↑ ↓", "unit"), ("esc", "close the cell")]
    }
    // The same on the last step: a longer word would move, and send, the whole line.
    var hints: [(String, String)] = [("space", "next")]
    if room < 60 { hints.append(("w", viewpoint.shownPane(in: lecture) == .words ? "network" : "words")) }
    hints.append(("backspace", "back"))
    if viewpoint.isPlaying { hints.append(("a", "pause")) }
    let settings = live.settings
    let isTwoWay = settings.direction == .bidirectional
    if isTwoWay { hints.append(("m", "merge: \(settings.merge.word)")) }
    hints += [("c", "cell: \(settings.cell.title)"), ("]", "slide"), ("d", "direction: \(isTwoWay ? "both" : "one")")]
    if isTwoWay { hints.append(("O", "order: \(settings.order == .passes ? "pass by pass" : "in step")")) }
    hints += [("L", "layers: \(settings.layers)"), ("H", "hidden: \(settings.hidden)"), ("Enter", "open")]
    hints += [("P", "PyTorch"), ("o", "index"), ("a", "play"), ("q", "quit")]
    return hints
  }
}
