/// A line of mathematics while it is written; keeps words apart from what stands beside them.
struct MathLine {
  private(set) var text = ""
  private var endsInWord = false
  /// The line ends in a command with no space before it, so a space after it only ends the command's name.
  private var dropsSpace = false

  var trimmed: String { text.trimmed }

  /// A space of the source.
  mutating func space() {
    if !dropsSpace, !text.isEmpty, text.last != " " { text += " " }
    (endsInWord, dropsSpace) = (false, false)
  }

  /// Letters and signs, as they are.
  mutating func add(_ words: String) {
    if endsInWord, let first = words.first, first.isLetter || first.isNumber { text += " " }
    text += words
    (endsInWord, dropsSpace) = (false, false)
  }

  /// A sign that a command stands for.
  mutating func addCommand(_ words: String) {
    let isTight = !text.isEmpty && text.last != " "
    addWordOrSign(words)
    dropsSpace = isTight && !endsInWord
  }

  /// A function's name.
  mutating func addName(_ name: String) {
    if let last = text.last, last.isLetter || last.isNumber || last == ")" || last == "]" { text += " " }
    text += name
    (endsInWord, dropsSpace) = (true, false)
  }

  /// Two and more letters are a word.
  mutating func addWordOrSign(_ words: String) {
    let isWord = words.count > 1 && words.allSatisfy { $0.isLetter || $0 == " " }
    isWord ? addName(words) : add(words)
  }
}
