import Engine
import Glibc
import Testing

@Suite("merges written as text")
struct MergeFormulaTests {
  private func values(_ text: String, h: Double = 3, back: Double = -2) throws -> [Double] {
    Merge.formula(try MergeFormula(text)).apply(forward: [h], backward: [back], hidden: 1)
  }

  /// What each gives for h = 3 and h′ = −2, and how it is written with no more than is needed.
  static let rightTexts: [(text: String, values: [Double], canonical: String)] = [
    ("h", [3], "h"), ("h'", [-2], "h'"), ("h′", [-2], "h'"), ("  ( ( h ) )\t\n", [3], "h"),
    ("2", [2], "2"), ("0.25", [0.25], "0.25"), ("1e-3", [0.001], "0.001"), ("2.5E+2", [250], "250"),
    ("007", [7], "7"), ("1e-999", [0], "0"), ("1e20 * 0", [0], "1e+20 * 0"),
    ("h+h'", [1], "h + h'"), ("h − h'", [5], "h - h'"), ("h×h'", [-6], "h * h'"), ("h·h'", [-6], "h * h'"),
    ("h÷h'", [-1.5], "h / h'"), ("h/2*4", [6], "h / 2 * 4"), ("h/(2*4)", [0.375], "h / (2 * 4)"),
    ("h-h'-1", [4], "h - h' - 1"), ("h-(h'-1)", [6], "h - (h' - 1)"), ("h-h'+1", [6], "h - h' + 1"),
    ("h-(h'+1)", [4], "h - (h' + 1)"), ("h+(h'+1)", [2], "h + (h' + 1)"), ("(h+h')+1", [2], "h + h' + 1"),
    ("1+2*h", [7], "1 + 2 * h"), ("(1+2)*h", [9], "(1 + 2) * h"), ("2*h+1", [7], "2 * h + 1"),
    ("2*(h+1)", [8], "2 * (h + 1)"), ("-h*h'", [6], "-h * h'"), ("-(h*h')", [6], "-(h * h')"),
    ("h*-h'", [6], "h * -h'"), ("h--h'", [1], "h - -h'"), ("--h", [3], "--h"), ("-(h+1)", [-4], "-(h + 1)"),
    ("−h'", [2], "-h'"), ("(-h)/2", [-1.5], "-h / 2"), ("6/h/2", [1], "6 / h / 2"), ("6/(h/2)", [4], "6 / (h / 2)"),
    ("tanh(0*h)", [0], "tanh(0 * h)"), ("tanh (1)", [tanh(1)], "tanh(1)"),
    ("sigmoid(h*0)", [0.5], "sigmoid(h * 0)"), ("relu(h)+relu(h')", [3], "relu(h) + relu(h')"),
    ("abs(h')", [2], "abs(h')"), ("min(h,h')", [-2], "min(h, h')"), ("max(h,h')", [3], "max(h, h')"),
    ("min(4, h, 5)", [3], "min(4, h, 5)"), ("max(-3,h',-9)", [-2], "max(-3, h', -9)"),
    ("max(min(h,h'),1+1)*2", [4], "max(min(h, h'), 1 + 1) * 2"), ("min(min(h,h'),1)", [-2], "min(min(h, h'), 1)"),
    ("concat(h,h')", [3, -2], "concat(h, h')"), (" concat ( h', h , 7 ) ", [-2, 3, 7], "concat(h', h, 7)"),
    ("concat(h+h',(h*h'))", [1, -6], "concat(h + h', h * h')"),
  ]

  @Test("right texts: their values, and once more from what they print", arguments: rightTexts)
  func right(_ text: String, _ expected: [Double], _ canonical: String) throws {
    let formula = try MergeFormula(text)
    #expect(formula.text == text)
    #expect(try values(text) == expected)
    #expect(formula.description == canonical)
    let again = try MergeFormula(canonical)
    #expect(again == formula && again.hashValue == formula.hashValue && again.description == canonical)
  }

  static let wrongTexts = [
    ("", "column 1: expected a number, h, h' or a function, found the end"),
    ("   ", "column 4: expected a number, h, h' or a function, found the end"),
    ("h + + h'", "column 5: expected a number, h, h' or a function, found '+'"),
    ("h +", "column 4: expected a number, h, h' or a function, found the end"),
    ("*h", "column 1: expected a number, h, h' or a function, found '*'"),
    ("()", "column 2: expected a number, h, h' or a function, found ')'"),
    ("h h'", "column 3: expected an operator or the end, found 'h'"),
    ("2h", "column 2: expected an operator or the end, found 'h'"),
    ("h 12", "column 3: expected an operator or the end, found '12'"),
    ("h'' + 1", "column 3: expected an operator or the end, found '''"),
    ("h)", "column 2: expected an operator or the end, found ')'"),
    ("h, h'", "column 2: expected an operator or the end, found ','; several parts are written concat(…, …)"),
    ("2 * (h + h'", "column 12: expected an operator or ) for the ( of column 5, found the end"),
    ("(h, h')", "column 3: expected an operator or ) for the ( of column 1, found ','"),
    ("min(h, (h')", "column 12: expected an operator, a comma or ) for the ( of column 4, found the end"),
    ("tanh h", "column 6: expected ( after tanh, found 'h'"),
    ("tanh", "column 5: expected ( after tanh, found the end"),
    ("tanh()", "column 6: expected a number, h, h' or a function, found ')'"),
    ("relu(h, h')", "column 7: relu takes one argument"),
    ("1 + max(h)", "column 5: max takes two or more arguments, as in max(h, h')"),
    ("min(h,)", "column 7: expected a number, h, h' or a function, found ')'"),
    ("concat(h)", "column 1: concat takes two or more parts, as in concat(h, h')"),
    ("concat h", "column 8: expected ( after concat, found 'h'"),
    ("concat(h, h') + 1", "column 15: nothing can follow concat(…), found '+'"),
    ("concat(h, h'", "column 13: expected an operator, a comma or ) for the ( of column 7, found the end"),
    (
      "1 + concat(h, h')",
      "column 5: concat stands around the whole formula, as in concat(h, h'), and not inside"
    ),
    (
      "concat(h, concat(h, h'))",
      "column 11: concat stands around the whole formula, as in concat(h, h'), and not inside"
    ),
    ("h + tan(h)", "column 5: 'tan' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    ("H", "column 1: 'H' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    ("h2", "column 1: 'h2' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    ("nan", "column 1: 'nan' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    (
      "averyveryverylongname",
      "column 1: 'averyveryverylongnam…' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"
    ),
    ("h * .5", "column 5: a number starts with a digit, as in 0.5"),
    ("1. + h", "column 3: expected a digit after the point, found ' '"),
    ("1e", "column 3: expected a digit of the exponent, found the end"),
    ("1e+h", "column 4: expected a digit of the exponent, found 'h'"),
    ("h + 1e999", "column 5: the number is too large; write one below 1e308"),
    ("h 🙂 h'", "column 3: expected an operator or the end, found '🙂'"),
    ("é + ?", "column 1: 'é' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    ("h + e\u{301}x", "column 5: 'e' is not known; write h, h', tanh, sigmoid, relu, abs, min, max or concat"),
    ("h\u{301}", "column 1: expected an operator or the end, found '\\u{301}'"),
    ("👩\u{200d}👩 ", "column 1: expected a number, h, h' or a function, found '👩'"),
    ("h \u{202e} h", "column 3: expected an operator or the end, found '\\u{202e}'"),
  ]

  @Test("wrong texts: where and why", arguments: wrongTexts)
  func wrong(_ text: String, _ message: String) {
    let error = #expect(throws: MergeFormulaError.self) { try MergeFormula(text) }
    #expect(error?.description == message)
  }

  @Test("1,000 characters and 50 open parentheses, and no more")
  func limits() throws {
    let long = "h" + String(repeating: " ", count: 999)
    #expect(try values(long) == [3])
    wrong(long + " ", "column 1001: a formula has at most 1000 characters, this one has 1001")
    func nested(_ depth: Int, _ open: String) -> String {
      String(repeating: open, count: depth) + "h" + String(repeating: ")", count: depth)
    }
    #expect(try values(nested(50, "(")) == [3])
    #expect(try values(nested(50, "abs(")) == [3])
    let message = ": more than 50 parentheses are open; write fewer inside each other"
    for (open, column) in [("(", 51), ("abs(", 204), ("-(", 102)] {
      wrong(nested(51, open), "column \(column)\(message)")
    }
    #expect(try values(Array(repeating: "(h)", count: 200).joined(separator: "+")) == [600])
    #expect(try values(String(repeating: "-", count: 998) + "h") == [3])
  }

  @Test("the same steps are equal, however they are written; others are not")
  func equality() throws {
    #expect(try MergeFormula("h+h'") == MergeFormula(" ( h ) + h′"))
    #expect(try MergeFormula("h + h'") != MergeFormula("h' + h"))
    #expect(try MergeFormula("min(h, h')") != MergeFormula("max(h, h')"))
    #expect(try MergeFormula("min(min(h, h'), 1)") != MergeFormula("min(h, h', 1)"))
    #expect(try MergeFormula("concat(h, h')") != MergeFormula("concat(h', h)"))
  }

  @Test("which states are read")
  func states() throws {
    #expect(try MergeFormula("h * h").states == [.forward])
    #expect(try MergeFormula("concat(1, h')").states == [.backward])
    #expect(try MergeFormula("concat(h, h')").states == [.forward, .backward])
    #expect(try MergeFormula("1 / 2").states == [])
  }

  @Test("any text is a formula or an error inside it, and formulas read back from what they print")
  func anyText() {
    let pieces = [
      "h", "h'", "h′", "+", "-", "−", "*", "·", "/", "(", ")", "(", ")", ",", " ", "1", "0.5", "e3", ".", "tanh(",
      "sigmoid(", "relu(", "abs", "min(h,", "max(", "concat(", "inf", "é", "\u{301}", "🙂", "\r\n", "\0", "'", "_",
    ]
    var generator = SeededGenerator(seed: 1)
    var formulas = 0
    for _ in 0..<40_000 {
      let count = Int.random(in: 1...12, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
      do {
        let formula = try MergeFormula(text)
        formulas += 1
        let again = try? MergeFormula(formula.description)
        #expect(again == formula && again?.description == formula.description, "\(text)")
      } catch {
        #expect((1...text.count + 1).contains(error.column), "\(text): \(error)")
      }
    }
    #expect(formulas > 500)
  }

  @Test("expressions of any shape compute what they say")
  func anyExpression() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2_000 {
      let (text, value) = expression(depth: 5, &generator)
      let result = try values(text, h: 0.75, back: -0.5)[0]
      #expect(result == value || (result.isNaN && value.isNaN), "\(text)")
      #expect(try values(MergeFormula(text).description, h: 0.75, back: -0.5).description == [result].description)
    }
  }

  /// A text with all its parentheses and its value at h = 0.75, h′ = −0.5.
  private func expression(depth: Int, _ generator: inout SeededGenerator) -> (String, Double) {
    guard depth > 0 else {
      return [("h", 0.75), ("h'", -0.5), ("2", 2.0), ("0.125", 0.125)].randomElement(using: &generator)!
    }
    let (a, x) = expression(depth: Int.random(in: 0..<depth, using: &generator), &generator)
    let (b, y) = expression(depth: Int.random(in: 0..<depth, using: &generator), &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: return ("(\(a) + \(b))", x + y)
    case 1: return ("(\(a) - \(b))", x - y)
    case 2: return ("(\(a) * \(b))", x * y)
    case 3: return ("(\(a) / \(b))", x / y)
    case 4: return ("(-\(a))", -x)
    case 5: return ("tanh(\(a))", tanh(x))
    case 6: return ("abs(\(a))", abs(x))
    case 7: return ("min(\(a), \(b))", x.isNaN || y.isNaN ? .nan : min(x, y))
    default: return ("max(\(a), \(b))", x.isNaN || y.isNaN ? .nan : max(x, y))
    }
  }
}
