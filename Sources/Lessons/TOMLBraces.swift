/// What the parser does not survive: a `}` where an element of a list should begin, as in `[1, }`. It asserts there
/// that this cannot be, so the text is looked through before.
///
/// Up to the parser's first error this sees the same strings and comments as the parser; after it, nothing counts.
struct TOMLBraces {
  private let scalars: [Unicode.Scalar]
  private var index = 0

  /// The line and column, from 1, of the first such brace.
  static func misplaced(in text: String) -> (line: Int, column: Int)? {
    var braces = TOMLBraces(scalars: Array(text.unicodeScalars))
    guard let index = braces.find() else { return nil }
    let before = braces.scalars[..<index]
    let lineStart = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return (before.count { $0 == "\n" } + 1, index - lineStart + 1)
  }

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  private mutating func find() -> Int? {
    var open: [Unicode.Scalar] = []
    var last: Unicode.Scalar = "\n"
    while index < scalars.count {
      let scalar = scalars[index]
      switch scalar {
      case " ", "\t", "\r", "\n":
        index += 1
        continue
      case "#":
        while index < scalars.count, scalars[index] != "\n" { index += 1 }
        continue
      case "\"", "'":
        skipString(scalar)
      case "}" where open.last == "[" && (last == "[" || last == ","):
        return index
      default:
        if scalar == "[" || scalar == "{" { open.append(scalar) }
        if scalar == "]" || scalar == "}" { _ = open.popLast() }
        index += 1
      }
      last = scalar
    }
    return nil
  }

  private mutating func skipString(_ quote: Unicode.Scalar) {
    let isLong = quotes(quote) >= 3
    index += isLong ? 3 : 1
    while index < scalars.count {
      if scalars[index] == "\\", quote == "\"" {
        index += 2
      } else if scalars[index] != quote {
        index += 1
      } else if !isLong {
        index += 1
        return
      } else if quotes(quote) >= 3 {
        // Two more may belong to the text.
        index += min(quotes(quote), 5)
        return
      } else {
        index += 1
      }
    }
  }

  /// How many of these stand here in a row.
  private func quotes(_ quote: Unicode.Scalar) -> Int {
    scalars[index...].prefix { $0 == quote }.count
  }
}
