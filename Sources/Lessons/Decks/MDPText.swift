/// The lines of a deck for mdp, which reads line by line: what CommonMark does not know becomes what it knows.
enum MDPText {
  /// `%title: words`.
  static func header(_ line: String) -> (key: String, value: String)? {
    guard line.hasPrefix("%"), let colon = line.firstIndex(of: ":") else { return nil }
    let key = line[..<colon].dropFirst()
    guard !key.isEmpty, key.allSatisfy(\.isLetter) else { return nil }
    return (key.lowercased(), line[line.index(after: colon)...].trimmed)
  }

  /// Pauses become comments, arrows around what is centred go, and blanks behind a backslash at the left edge stay.
  static func rewrite(_ text: inout LessonText) {
    var fence = FenceTracker()
    for index in text.lines.indices {
      let line = text.lines[index].text
      guard fence.read(line) == .words, line.prefix(while: { $0 == " " }).count < 4 else { continue }
      let words = line.trimmed
      switch words.first {
      case "^" where words.count == 1: text.lines[index].text = "<!-- pause -->"
      case "<" where ["<br>", "<BR>"].contains(words): text.lines[index].text = "<!-- pause -->"
      case "-" where words.hasPrefix("-> "):
        text.lines[index].text = (words.hasSuffix(" <-") ? words.dropLast(3) : words[...]).dropFirst(3).trimmed
      case "\\" where words.dropFirst().first == " ":
        let blanks = words.dropFirst().prefix { $0 == " " }.count
        text.lines[index].text = String(repeating: "\u{a0}", count: blanks) + words.dropFirst(1 + blanks)
      default: break
      }
    }
  }

  /// Words of a line, whose blanks stay as they are: columns are made of them.
  static func aligned(_ words: String) -> String {
    guard words.position(of: "  ") != nil else { return words }
    var result = ""
    var blanks = 0
    for character in words {
      if character == " " {
        blanks += 1
        continue
      }
      result += spaces(blanks)
      blanks = 0
      result.append(character)
    }
    return result + spaces(blanks)
  }

  /// The last one is where a line may be broken.
  private static func spaces(_ count: Int) -> String {
    count == 0 ? "" : String(repeating: "\u{a0}", count: count - 1) + " "
  }
}
