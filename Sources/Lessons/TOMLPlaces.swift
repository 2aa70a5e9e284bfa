/// Where the keys and values of a TOML text stand; the parser tells places of syntax errors only. Reads any text,
/// well-formed or not.
struct TOMLPlaces {
  /// Brackets, and dots in one key, that may lie one inside the other; both are depths of calls in the parser.
  static let maximumDepth = 16
  /// A list of 512 inputs of 64 numbers, and then some.
  private static let maximumPlaces = 40_000

  /// By path: `input`, `initial.forward`.
  var keys: [String: SourcePlace] = [:]
  /// By path as well, with elements: `input[2][0]`.
  var values: [String: SourcePlace] = [:]
  /// The lines on which the statements of the text begin, in order.
  private(set) var statements: [Int] = []
  private(set) var tooDeep: SourcePlace?
  /// The first slip that the parser tells in words of its own grammar: a `[` without the name of a table, or a `}` in a
  /// list.
  private(set) var trap: (place: SourcePlace, message: String)?

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var place = SourcePlace(line: 1, column: 1)

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var prefix = ""
    while let next, tooDeep == nil {
      switch next {
      case " ", "\t", "\r", "\n": advance()
      case "#": skipLine()
      case "[":
        statements.append(place.line)
        readBrackets()
        if trap != nil { return }
        prefix = readKey(prefix: "", until: "]") + "."
        skipLine()
      default:
        statements.append(place.line)
        let path = readKey(prefix: prefix, until: "=")
        if self.next == "=" { readValue(path) }
        if trap != nil { return }
        skipLine()
      }
    }
  }

  /// A list or a table whose end has not come yet.
  private struct Opened {
    var path: String
    var isTable: Bool
    var element = 0
  }

  /// From the `=` to the value's end, in a loop, so that no depth of the text is a depth of calls.
  private mutating func readValue(_ path: String) {
    advance()
    var path = path
    var open: [Opened] = []
    var isAtValue = true
    while let next, tooDeep == nil {
      switch next {
      case " ", "\t", "\r": advance()
      case "\n":
        if open.isEmpty { return }
        advance()
      case "#": skipLine()
      case ",":
        advance()
        if open.isEmpty { return }
        open[open.count - 1].element += 1
        isAtValue = !open[open.count - 1].isTable
      case "]", "}":
        if next == "}", let last = open.last, !last.isTable {
          trap = (place, "a } without its {")
          return
        }
        advance()
        if open.popLast() == nil || open.isEmpty { return }
        isAtValue = false
      default:
        if let last = open.last {
          if last.isTable, !isAtValue {
            path = readKey(prefix: last.path + ".", until: "=")
            if self.next == "=" { advance() }
            isAtValue = true
            continue
          }
          if !last.isTable { path = "\(last.path)[\(last.element)]" }
        }
        if isAtValue { record(path) }
        if next == "[" || next == "{" {
          open.append(Opened(path: path, isTable: next == "{"))
          if open.count > Self.maximumDepth, tooDeep == nil { tooDeep = place }
          isAtValue = next == "["
          advance()
        } else {
          skipScalar()
          isAtValue = false
        }
      }
    }
  }

  private mutating func record(_ path: String) {
    if values.count < Self.maximumPlaces, values[path] == nil { values[path] = place }
  }

  /// Reads a dotted key; records it and its first part.
  private mutating func readKey(prefix: String, until end: Unicode.Scalar) -> String {
    let start = place
    var path = String.UnicodeScalarView()
    var dots = 0
    while let next, next != end, next != "\n", path.count < 200 {
      if next == "." {
        dots += 1
        if dots == 1, keys.count < Self.maximumPlaces, keys[prefix + String(path)] == nil {
          keys[prefix + String(path)] = start
        }
      }
      if next == "\"" || next == "'" {
        let from = index + 1
        skipScalar()
        path.append(contentsOf: scalars[min(from, index)..<max(min(from, index), index - 1)].prefix(200))
      } else {
        if next != " ", next != "\t", next != "\r" { path.append(next) }
        advance()
      }
    }
    if dots > Self.maximumDepth, tooDeep == nil { tooDeep = start }
    let result = prefix + String(path)
    if keys.count < Self.maximumPlaces, keys[result] == nil { keys[result] = start }
    return result
  }

  /// A string, or a bare word such as a number.
  private mutating func skipScalar() {
    guard let quote = next else { return }
    guard quote == "\"" || quote == "'" else {
      advance()
      while let next, !",]}#\n".unicodeScalars.contains(next) { advance() }
      return
    }
    let triple = [quote, quote, quote]
    let isLong = scalars[index...].starts(with: triple)
    for _ in 0..<(isLong ? 3 : 1) { advance() }
    while let next {
      if next == "\n", !isLong { return }
      if next == "\\", quote == "\"" { advance() }
      if next == quote, !isLong || scalars[index...].starts(with: triple) {
        for _ in 0..<(isLong ? 3 : 1) { advance() }
        return
      }
      advance()
    }
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func skipLine() {
    while let next, next != "\n" { advance() }
  }

  /// The `[` or `[[` of a table's name.
  private mutating func readBrackets() {
    let start = place
    for bracket in 0..<2 {
      if bracket == 1, next != "[" { break }
      advance()
      while next == " " || next == "\t" { advance() }
    }
    guard let next else { return }
    let isName =
      next == "_" || next == "-" || next == "\"" || next == "'" || next == "]"
      || (next.isASCII && (next.properties.isAlphabetic || next.properties.numericType != nil))
    if !isName { trap = (start, "no key before the [") }
  }

  private mutating func advance() {
    guard let next else { return }
    index += 1
    place =
      next == "\n"
      ? SourcePlace(line: place.line + 1, column: 1)
      : SourcePlace(line: place.line, column: place.column + 1)
  }
}
