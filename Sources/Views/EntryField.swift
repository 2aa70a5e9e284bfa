import Engine
import Lab
import Surface

/// The line in which something is typed: what it is for, the text with its caret, and what was wrong with it. A text
/// that is longer than its room is shown around the caret.
struct EntryField {
  let lecture: Lecture
  let viewpoint: Viewpoint
  let glass: Glass

  func line(_ entry: Entry, _ text: String, room: Int) -> Line {
    let name: Span
    var hint = "Enter takes, esc leaves"
    switch entry {
    case .input(let t): name = Span("x[\(t)] = ", .strong)
    case .insertion(let t): name = Span(t == 0 ? "before x[1]: " : "after x[\(t)]: ", .strong)
    case .start(let layer, let pass):
      name = Span(start(layer, pass) + " = ", .strong)
    case .number(let place): name = Span(glass.text(lecture.live?.name(of: place) ?? "") + " = ", .strong)
    case .sentence: name = Span("sentence: ", .strong)
    case .answer: name = Span("you say: ", .strong)
    case .formula: (name, hint) = (Span("merge = ", .strong), "Enter takes, esc back")
    }
    if entry != .formula, let message = viewpoint.message {
      let field = [name] + typed(text, room: max(room - name.width - message.count - 3, 12))
      return field + [Span("   " + glass.text(message), .notice)]
    }
    let field = [name] + typed(text, room: max(room - name.width, 8))
    hint = "   " + hint
    return field.width + hint.count <= room ? field + [Span(hint, .dim)] : field
  }

  private func start(_ layer: Int, _ pass: Pass) -> String {
    guard let live = lecture.live else { return "" }
    let prefix = live.settings.layers > 1 ? "layer \(layer + 1) " : ""
    return prefix + Notation(glass: glass).state(pass, pass == .forward ? 0 : live.length + 1)
  }

  private func typed(_ text: String, room: Int) -> Line {
    let caret = viewpoint.caret
    guard !caret.isFresh else { return marked(glass.text(SafeText.string(text)), room: room) }
    let characters = SafeText.characters(text).map { glass.text(String($0)) }
    let at = max(characters.count - caret.tail, 0)
    // Room for the brackets of a caret without attributes, and for an ellipsis at either end.
    let window = max(room - 4, 4)
    let first = min(max(0, at - window * 3 / 4), max(0, characters.count + 1 - window))
    let shown = first..<min(first + window, characters.count)
    var line: Line = first > 0 ? [Span(glass.isUnicode ? "…" : "<", .dim)] : []
    line.append(Span(characters[first..<min(at, shown.upperBound)].joined()))
    guard at < characters.count else { return line + [Span("_", .notice)] }
    line += marked(characters[at], room: room)
    line.append(Span(characters[min(at + 1, shown.upperBound)..<shown.upperBound].joined()))
    if shown.upperBound < characters.count { line.append(Span(glass.isUnicode ? "…" : ">", .dim)) }
    return line
  }

  /// A text that the next key works on: in reverse video, or in brackets where there is none.
  private func marked(_ text: String, room: Int) -> Line {
    guard glass.hasAttributes else { return [Span("["), Span(text), Span("]")].cut(to: room, glass) }
    var look = Look(.notice)
    look.isReversed = true
    return [Span(text, look)].cut(to: room, glass)
  }
}
