/// Why a text is not a formula.
public struct MergeFormulaError: Error, Hashable, CustomStringConvertible {
  /// Where in the text, in characters from 1; one past the last where something is missing at the end.
  public let column: Int
  /// What is wrong and what to write.
  public let message: String

  public var description: String { "column \(column): \(message)" }
}

extension MergeFormula {
  /// The most characters of a formula.
  public static let longestText = 1_000
  /// The most parentheses that may be open at once.
  public static let deepestNesting = 50
  /// The most parts of a concat.
  public static let mostParts = 16

  /// Reads a formula. Blanks count only between digits and letters; − is a minus, × and · are *, ÷ is /, and h′ is h'.
  public init(_ text: String) throws(MergeFormulaError) {
    guard text.count <= Self.longestText else {
      throw MergeFormulaError(
        column: Self.longestText + 1,
        message: "a formula has at most \(Self.longestText) characters, this one has \(text.count)")
    }
    var parser = MergeFormulaParser(text)
    parts = try parser.formula()
    self.text = text
  }
}

/// Reads a formula by recursive descent: a method a rule of the grammar, which stands above it. Each writes the steps
/// of what it read.
struct MergeFormulaParser {
  private static let digits: ClosedRange<Unicode.Scalar> = "0"..."9"
  private static let names =
    ["h", "h'"] + MergeFormula.Function.allCases.map(\.rawValue) + MergeFormula.Extreme.allCases.map(\.rawValue)

  private let text: String
  private var index: String.Index
  private var steps: [MergeFormula.Step] = []
  /// Where each parenthesis that is open was opened.
  private var open: [String.Index] = []

  init(_ text: String) {
    self.text = text
    index = text.startIndex
  }

  /// concat `(` sum `,` sum … `)`, or sum.
  mutating func formula() throws(MergeFormulaError) -> [[MergeFormula.Step]] {
    skipBlanks()
    let start = index
    guard name() == "concat" else {
      index = start
      try sum()
      skipBlanks()
      guard next == nil else {
        let advice = next == "," ? "; several parts are written concat(…, …)" : ""
        throw expected("an operator or the end", advice)
      }
      return [steps]
    }
    try openParenthesis(after: "concat")
    var parts: [[MergeFormula.Step]] = []
    repeat {
      guard parts.count < MergeFormula.mostParts else {
        throw error(at: index, "concat takes at most \(MergeFormula.mostParts) parts")
      }
      steps = []
      try sum()
      parts.append(steps)
    } while accept(",")
    try closeParenthesis(orComma: true)
    guard parts.count > 1 else { throw error(at: start, "concat takes two or more parts, as in concat(h, h')") }
    skipBlanks()
    guard next == nil else { throw error(at: index, "nothing can follow concat(…), found \(found)") }
    return parts
  }

  /// product, then `+` or `-` and product as often as one likes.
  private mutating func sum() throws(MergeFormulaError) {
    try product()
    while true {
      let operation: MergeFormula.Operation
      if accept("+") {
        operation = .add
      } else if accept("-", "−") {
        operation = .subtract
      } else {
        return
      }
      try product()
      steps.append(.operation(operation))
    }
  }

  /// signed, then `*` or `/` and signed as often as one likes.
  private mutating func product() throws(MergeFormulaError) {
    try signed()
    while true {
      let operation: MergeFormula.Operation
      if accept("*", "×", "·") {
        operation = .multiply
      } else if accept("/", "÷") {
        operation = .divide
      } else {
        return
      }
      try signed()
      steps.append(.operation(operation))
    }
  }

  /// `-` as often as one likes, then an operand.
  private mutating func signed() throws(MergeFormulaError) {
    var signs = 0
    while accept("-", "−") { signs += 1 }
    try operand()
    steps += Array(repeating: .negate, count: signs)
  }

  /// A number, h, h', a function of its arguments, or `(` sum `)`.
  private mutating func operand() throws(MergeFormulaError) {
    skipBlanks()
    let start = index
    switch next {
    case "(":
      try openParenthesis(after: "")
      try sum()
      try closeParenthesis(orComma: false)
    case let digit? where Self.digits.contains(digit):
      steps.append(.number(try number()))
    case ".":
      throw error(at: start, "a number starts with a digit, as in 0.5")
    default:
      guard let name = name() else { throw expected("a number, h, h' or a function") }
      if name == "h" {
        steps.append(.state(take("'", "′") ? .backward : .forward))
      } else if let function = MergeFormula.Function(rawValue: name) {
        try arguments(of: function)
      } else if let extreme = MergeFormula.Extreme(rawValue: name) {
        try arguments(of: extreme, at: start)
      } else if name == "concat" {
        throw error(at: start, "concat stands around the whole formula, as in concat(h, h'), and not inside")
      } else {
        throw error(
          at: start, "\(Self.quoted(name)) is not known; write \(Self.names.joined(separator: ", ")) or concat")
      }
    }
  }

  private mutating func arguments(of function: MergeFormula.Function) throws(MergeFormulaError) {
    try openParenthesis(after: function.rawValue)
    try sum()
    skipBlanks()
    if next == "," { throw error(at: index, "\(function.rawValue) takes one argument") }
    try closeParenthesis(orComma: false)
    steps.append(.function(function))
  }

  private mutating func arguments(of extreme: MergeFormula.Extreme, at start: String.Index) throws(MergeFormulaError) {
    try openParenthesis(after: extreme.rawValue)
    var count = 0
    repeat {
      try sum()
      count += 1
    } while accept(",")
    try closeParenthesis(orComma: true)
    let name = extreme.rawValue
    guard count > 1 else {
      throw error(at: start, "\(name) takes two or more arguments, as in \(name)(h, h')")
    }
    steps.append(.extreme(extreme, of: count))
  }

  /// Digits, a point and digits, an exponent: 2, 0.5, 1e-3.
  private mutating func number() throws(MergeFormulaError) -> Double {
    let start = index
    takeDigits()
    if take(".") {
      guard takeDigits() else { throw expected("a digit after the point") }
    }
    if take("e", "E") {
      _ = take("+", "-")
      guard takeDigits() else { throw expected("a digit of the exponent") }
    }
    guard let number = Double(text[start..<index]), number.isFinite else {
      throw error(at: start, "the number is too large; write one below 1e308")
    }
    return number
  }
}

// MARK: Characters

extension MergeFormulaParser {
  private var next: Unicode.Scalar? { index < text.endIndex ? text.unicodeScalars[index] : nil }

  private mutating func advance() { text.unicodeScalars.formIndex(after: &index) }

  private mutating func skipBlanks() {
    while next?.properties.isWhitespace == true { advance() }
  }

  /// Goes past the next scalar if it is one of these.
  private mutating func take(_ scalars: Unicode.Scalar...) -> Bool {
    guard let next, scalars.contains(next) else { return false }
    advance()
    return true
  }

  /// Goes past blanks, and past one of these if it follows.
  private mutating func accept(_ scalars: Unicode.Scalar...) -> Bool {
    skipBlanks()
    guard let next, scalars.contains(next) else { return false }
    advance()
    return true
  }

  @discardableResult
  private mutating func takeDigits() -> Bool {
    let start = index
    while let next, Self.digits.contains(next) { advance() }
    return index > start
  }

  /// A letter and the letters and digits after it.
  private mutating func name() -> String? {
    guard let next, next.properties.isAlphabetic || next == "_" else { return nil }
    let start = index
    while let next = self.next, next.properties.isAlphabetic || next == "_" || Self.digits.contains(next) { advance() }
    return String(text[start..<index])
  }

  private mutating func openParenthesis(after name: String) throws(MergeFormulaError) {
    skipBlanks()
    guard next == "(" else { throw expected("( after \(name)") }
    guard open.count < MergeFormula.deepestNesting else {
      let message = "more than \(MergeFormula.deepestNesting) parentheses are open; write fewer inside each other"
      throw error(at: index, message)
    }
    open.append(index)
    advance()
  }

  /// - Parameter orComma: whether one more argument could have followed.
  private mutating func closeParenthesis(orComma: Bool) throws(MergeFormulaError) {
    skipBlanks()
    let start = open.removeLast()
    guard next == ")" else {
      throw expected("an operator\(orComma ? ", a comma" : "") or ) for the ( of column \(column(start))")
    }
    advance()
  }
}

// MARK: Errors

extension MergeFormulaParser {
  private func column(_ index: String.Index) -> Int { text.distance(from: text.startIndex, to: index) + 1 }

  private func error(at index: String.Index, _ message: String) -> MergeFormulaError {
    MergeFormulaError(column: column(index), message: message)
  }

  private func expected(_ what: String, _ advice: String = "") -> MergeFormulaError {
    error(at: index, "expected \(what), found \(found)\(advice)")
  }

  /// What stands at the index: a word or number, or a sign.
  private var found: String {
    guard let next else { return "the end" }
    var copy = self
    if let name = copy.name() { return Self.quoted(name) }
    if copy.takeDigits() { return Self.quoted(String(text[index..<copy.index])) }
    return Self.quoted(String(next))
  }

  /// At most twenty scalars of a text in quotes; those that have no shape of their own by number.
  private static func quoted(_ text: String) -> String {
    let scalars = text.unicodeScalars
    let start = scalars.prefix(20).map(shown).joined()
    return "'\(start)\(scalars.dropFirst(20).isEmpty ? "" : "…")'"
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
      .nonspacingMark, .enclosingMark, .spacingMark:
      "\\u{\(String(scalar.value, radix: 16))}"
    default: String(scalar)
    }
  }
}
