import Lab
import Surface
import Views

/// One line that was typed where there is no screen: keys by their names, an answer, a text, or a word of its own.
enum PlainLine: Equatable {
  case keys([Key])
  /// Keys that type a text into the line that is open, or the answer to a question.
  case text(String)
  /// Tells everything again, or the states alone.
  case all, states
  case unknown(String)

  static let help = [
    "An empty line is space: one step on. Otherwise type keys with blanks between them, such as m or 8 G or backspace,",
    "by the names \(Key.nameList), or the characters themselves.",
    "all tells the slide again, states every state that is computed, q ends. At a question type the answer itself.",
  ]

  /// - Parameters:
  ///   - takesText: whether a line is open in which something is typed.
  ///   - isAsked: whether a question waits for numbers.
  init(_ line: String, takesText: Bool, isAsked: Bool) {
    let line = line.trimmingBlanks
    let names = line.split(separator: " ").map(String.init)
    if takesText, !["esc", "enter"].contains(line) {
      self = line.isEmpty ? .keys([.enter]) : .text(line)
    } else if isAsked, let first = line.first, first.isNumber || "-+.".contains(first), !line.hasSuffix("G") {
      self = .text(line)
    } else if line == "all" || line == "states" {
      self = line == "all" ? .all : .states
    } else if line == "quit" {
      self = .keys([.character("q")])
    } else {
      var keys: [Key] = []
      for name in names {
        guard let some = Self.keys(name) else {
          self = .unknown(name)
          return
        }
        keys += some
      }
      self = .keys(keys.isEmpty ? [.character(" ")] : keys)
    }
  }

  /// A key by its name, or several in one word: a number with its key as in 16G, or the same key again as in mm.
  private static func keys(_ word: String) -> [Key]? {
    if let key = Key(name: word) { return [key] }
    let isNumber = word.dropLast().allSatisfy(\.isNumber) && word.last.map { $0.isNumber || "Gt".contains($0) } == true
    guard isNumber || Set(word).count == 1 else { return nil }
    return word.map(Key.character)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let isBlank = { (character: Character) in character == " " || character == "\t" || character == "\r" }
    return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}
