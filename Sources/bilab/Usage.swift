/// How a command is called, as the manual sets it: what is typed as it is in bold, what stands for something in italics.
enum Usage {
  /// - Parameter text: without the command's name, such as `[<lesson>] [--slide N] -o DIR`.
  /// - Returns: roff, whose lines break between brackets only.
  static func roff(_ text: String) -> String {
    var result = ""
    var depth = 0
    var rest = text[...]
    while let first = rest.first {
      if first == "<", let end = rest.firstIndex(of: ">") {
        result += Roff.italic(String(rest[..<end].dropFirst()))
        rest = rest[rest.index(after: end)...]
      } else if isWord(first) {
        let word = rest.prefix(while: isWord)
        result += styled(String(word))
        rest = rest.dropFirst(word.count)
      } else {
        depth += first == "[" ? 1 : first == "]" ? -1 : 0
        result += first == " " && depth > 0 ? "\\ " : Roff.escaped(String(first))
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "."
  }

  private static func styled(_ word: String) -> String {
    if word.hasPrefix("-") { return Roff.bold(word) }
    return word.first?.isUppercase == true ? Roff.italic(word) : Roff.escaped(word)
  }
}
