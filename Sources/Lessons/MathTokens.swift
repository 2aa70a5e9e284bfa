/// LaTeX source, cut into what it is made of.
struct MathTokens {
  enum Token: Equatable {
    /// Without its backslash: a word of letters, or one other sign.
    case command(String)
    case sign(Unicode.Scalar)
    case open, close, superscript, subscripted, column, space
    /// `\\`, and the end of a line.
    case row, lineFeed
  }

  private let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ source: String) {
    scalars = Array(source.unicodeScalars)
  }

  /// The next token, left where it is.
  var next: Token? {
    var copy = index
    return token(&copy)
  }

  mutating func take() -> Token? {
    token(&index)
  }

  /// `{name}`, as after `\begin`; empty if there is none.
  mutating func takeName() -> String {
    guard next == .open else { return "" }
    return takeRaw()
  }

  /// What stands between `{` and its `}`, as it is written.
  mutating func takeRaw() -> String {
    _ = take()
    var depth = 1
    var result = String.UnicodeScalarView()
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      if scalar == "{" { depth += 1 }
      if scalar == "}" { depth -= 1 }
      if depth == 0 { break }
      if scalar != "{", scalar != "}", scalar != "$", scalar != "\\" {
        result.append(scalar == "\n" || scalar == "\t" ? " " : scalar)
      }
    }
    return String(result)
  }

  private func token(_ index: inout Int) -> Token? {
    guard index < scalars.count else { return nil }
    let scalar = scalars[index]
    index += 1
    switch scalar {
    case "\\": return command(&index)
    case "{": return .open
    case "}": return .close
    case "^": return .superscript
    case "_": return .subscripted
    case "&": return .column
    case "\n": return .lineFeed
    case " ", "\t", "\r", "~": return .space
    default: return .sign(scalar)
    }
  }

  private func command(_ index: inout Int) -> Token {
    let start = index
    var name = ""
    while index < scalars.count, isLetter(scalars[index]) {
      name.unicodeScalars.append(scalars[index])
      index += 1
    }
    if !name.isEmpty { return .command(name) }
    guard index < scalars.count else { return .sign("\\") }
    index += 1
    switch scalars[start] {
    case "\\":
      if index < scalars.count, scalars[index] == "\n" { index += 1 }
      return .row
    case " ", "\n", "\t": return .space
    default: return .command(String(scalars[start]))
    }
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }
}
