import Engine

/// The place in a typed line where the next character goes.
public struct Caret: Equatable, Sendable {
  /// Characters behind it, to the line's end.
  public internal(set) var tail = 0
  /// Whether the line still holds the old value, untouched: the first character takes its place.
  public internal(set) var isFresh = false
}

extension Entry {
  /// The longest text that is typed for it, in characters.
  fileprivate var longestText: Int {
    switch self {
    case .formula: MergeFormula.longestText
    case .sentence: BlankText.longestTyped
    default: Viewpoint.longestText
    }
  }
}

extension Viewpoint {
  /// The longest text that is searched for, or typed for most things, in characters.
  static let longestText = 60

  mutating func type(_ character: Character) {
    switch overlay {
    case .search(let text) where text.count < Self.longestText:
      overlay = .search(text: text + String(character))
    case .entry(let entry, let text):
      let text = caret.isFresh ? "" : text
      caret.isFresh = false
      guard text.count < entry.longestText else {
        message = "the line is full; backspace erases"
        return
      }
      let end = text.index(text.endIndex, offsetBy: -min(caret.tail, text.count))
      overlay = .entry(entry, text: text[..<end] + String(character) + text[end...])
    default: break
    }
  }

  /// Erases the character before the caret; an old value stays, to be changed; an empty line closes.
  mutating func erase() {
    switch overlay {
    case .search(let text): overlay = text.isEmpty ? nil : .search(text: String(text.dropLast()))
    case .entry(let entry, let text):
      caret.isFresh = false
      if text.isEmpty {
        overlay = entry == .formula ? .merges(chosen: Merge.basic.count) : nil
        return
      }
      let before = text.dropLast(caret.tail)
      overlay = .entry(entry, text: String(before.dropLast()) + text.dropFirst(before.count))
    default: break
    }
  }

  mutating func eraseLine() {
    switch overlay {
    case .search: overlay = .search(text: "")
    case .entry(let entry, _):
      overlay = .entry(entry, text: "")
      caret = Caret()
    default: break
    }
  }

  mutating func moveCaret(by characters: Int) {
    guard case .entry(_, let text) = overlay else { return }
    caret.isFresh = false
    caret.tail = min(max(caret.tail - characters, 0), text.count)
  }
}
