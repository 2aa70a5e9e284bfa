import Lessons

/// What a terminal can show.
public struct Glass: Hashable, Sendable {
  /// Whether it shows more than ASCII.
  public var isUnicode: Bool
  /// 0, 8, 16 or 256.
  public var colours: Int
  /// Whether it shows bold, underlined and reversed text; plain text in a file does not.
  public var hasAttributes: Bool
  /// Decimals that numbers have at most, where nothing asks for more.
  public var digits: Int

  public static let usualDigits = 3

  public init(isUnicode: Bool = true, colours: Int = 256, hasAttributes: Bool = true, digits: Int = usualDigits) {
    self.digits = digits
    self.isUnicode = isUnicode
    self.colours = colours
    self.hasAttributes = hasAttributes
  }

  /// `text` in what the glass can show: itself, or its ASCII twin.
  func text(_ text: String) -> String {
    isUnicode ? text : ASCIITwin.of(text)
  }
}

/// From the characters that the lab writes to ASCII; what has no twin becomes a question mark.
enum ASCIITwin {
  static func of(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    return text.reduce(into: "") { result, character in
      let twin = twins[character] ?? Mathematics.ascii(String(character))
      result += twin.utf8.allSatisfy { $0 < 0x80 } ? twin : "?"
    }
  }

  /// Type, lines and arrows; mathematics has its own twins.
  private static let twins: [Character: String] = [
    "″": "''", "–": "-", "—": "-", "·": "*", "…": "...", "↵": "enter", "↑": "up", "↓": "down", "“": "\"", "”": "\"",
    "‘": "'", "’": "'", "«": "\"", "»": "\"", "•": "-", "─": "-", "━": "=", "│": "|", "┊": ":", "┴": "+", "┬": "+",
    "┼": "+", "┤": "+", "▶": ">", "◀": "<", "▲": "^", "▼": "v", "▸": ">", "◂": "<", "\u{a0}": " ", "ä": "a", "ö": "o",
    "ü": "u", "ß": "ss", "é": "e", "è": "e", "ê": "e", "á": "a", "à": "a", "ç": "c", "ñ": "n", "½": "1/2", "§": "S",
    "°": "deg", "✓": "+", "✗": "x",
  ]
}
