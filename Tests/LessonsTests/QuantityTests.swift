import Engine
import Testing

@testable import Lessons

/// Every form of a quantity, and every way to get one wrong.
struct QuantityTests {
  static let forms: [(String, Quantity)] = [
    ("x[2]", .series(.input, layer: nil, t: 2, unit: nil)),
    ("h[2]", .series(.forward, layer: nil, t: 2, unit: nil)),
    ("h[0]", .series(.forward, layer: nil, t: 0, unit: nil)),
    ("h'[2]", .series(.backward, layer: nil, t: 2, unit: nil)),
    ("c[12]", .series(.forwardCell, layer: nil, t: 12, unit: nil)),
    ("c'[2].3", .series(.backwardCell, layer: nil, t: 2, unit: 3)),
    ("merge[2]", .series(.merged, layer: nil, t: 2, unit: nil)),
    ("l2.h[1]", .series(.forward, layer: 2, t: 1, unit: nil)),
    ("l2.h'[1].4", .series(.backward, layer: 2, t: 1, unit: 4)),
    ("l1.merge", .series(.merged, layer: 1, t: nil, unit: nil)),
    ("h", .series(.forward, layer: nil, t: nil, unit: nil)),
    ("h'", .series(.backward, layer: nil, t: nil, unit: nil)),
    ("output", .result(.output, row: nil)), ("output[0]", .result(.output, row: 0)),
    ("output[-1]", .result(.output, row: -1)), ("h_n", .result(.finalHidden, row: nil)),
    ("h_n[1]", .result(.finalHidden, row: 1)), ("c_n[-2]", .result(.finalCell, row: -2)),
    ("parameters", .parameters(nil)),
    ("parameters.weight_ih_l0_reverse", .parameters(ParameterID(.weightIH, layer: 0, pass: .backward))),
    ("parameters.bias_hh_l3", .parameters(ParameterID(.biasHH, layer: 3, pass: .forward))),
    ("shape.output", .shape(.result(.output))), ("shape.h_n", .shape(.result(.finalHidden))),
    ("shape.weight_ih_l1", .shape(.parameter(ParameterID(.weightIH, layer: 1, pass: .forward)))),
    ("compare.h[2]", .compared(.series(.forward, layer: nil, t: 2, unit: nil))),
  ]

  @Test func `every form reads, and is written as it was read`() throws {
    for (text, quantity) in Self.forms {
      #expect(try Quantity(text) == quantity, "\(text)")
      #expect(quantity.text == text)
    }
  }

  @Test func `other ways to write the same`() throws {
    for (text, same) in [
      ("h′[2]", "h'[2]"), ("all h", "h"), ("all h'", "h'"), ("all  h′", "h'"), ("all merge", "merge"),
      ("  x[1] ", "x[1]"), ("output[−1]", "output[-1]"), ("compare.all h", "compare.h"),
    ] {
      #expect(try Quantity(text) == Quantity(same), "\(text)")
    }
  }

  @Test(
    arguments: [
      ("", 1, "no quantity is named", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("   ", 4, "no quantity is named", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("[2]", 1, "a quantity begins with a name", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("mergd[2]", 1, "'mergd' is no quantity", "write merge"),
      ("compare.outptu", 9, "'outptu' is no quantity", "write output"),
      (
        "compare.compare.h", 9, "compare does not belong here", "write one such as h[2], h'[1], output[-1] or shape.h_n"
      ),
      ("compare h", 8, "a . is missing behind compare", "write compare.h[2]"),
      ("all zebras", 5, "'zebras' is no quantity", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("all", 4, "a name is missing", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("h[", 3, "a t is missing", "write h[1]"), ("h'[two]", 4, "a t is missing", "write h'[1]"),
      ("h[2", 4, "a ] is missing behind h[2", "write h[2]"),
      (
        "h[-1]", 3, "time counts from 1 and never from the end",
        "write a t from 1, or output[-1] for PyTorch's last row"
      ),
      ("x[0]", 3, "there is no x[0]", "count t from 1"), ("h'[0]", 4, "there is no h'[0]", "count t from 1"),
      ("merge[0]", 7, "there is no merge[0]", "count t from 1"),
      ("h[10000]", 3, "'10000' is too large", "write a number of up to four digits"),
      ("h[99999999999999999999]", 3, "'99999999999999999999' is too large", "write a number of up to four digits"),
      ("h[2].", 6, "a unit is missing", "write h[2].1"), ("h[2].0", 6, "there is no unit 0", "count units from 1"),
      ("h[2] 3", 6, "'3' does not belong behind 'h[2]'", "delete it"),
      ("x'[2]", 2, "''[2]' does not belong behind 'x'", "delete it"),
      ("l0.h", 1, "'l0' is no layer", "write l1 for the first layer, as on the screen"),
      ("l2h", 1, "'l2h' is no quantity", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("l2", 3, "a . is missing behind l2", "write l2.h[1]"),
      ("l2.x[1]", 4, "x belongs to no layer", "write x without l2."),
      ("l2.output", 4, "output does not belong here", "write one such as h[2], h'[1], output[-1] or shape.h_n"),
      ("output[]", 8, "a row is missing", "write [0] for the first row, [-1] for the last"),
      ("h_n[1", 6, "a ] is missing behind [1", "write [1]"),
      ("shape", 6, "a . is missing behind shape", "write shape.output, shape.h_n or shape.weight_ih_l0"),
      (
        "shape.weight", 7, "'weight' is no name of PyTorch's",
        "write one such as weight_ih_l0, bias_hh_l0 or weight_hh_l1_reverse"
      ),
      (
        "parameters.", 12, "a name is missing", "write one such as weight_ih_l0, bias_hh_l0 or weight_hh_l1_reverse"
      ),
      (
        "parameters.weight_ih_l0_back", 12, "'weight_ih_l0_back' is no name of PyTorch's",
        "write one such as weight_ih_l0, bias_hh_l0 or weight_hh_l1_reverse"
      ),
    ])
  func `what is wrong is said, with its column`(text: String, column: Int, message: String, advice: String) {
    #expect(throws: QuantityFault(column: column, message: message, advice: advice)) { try Quantity(text) }
  }

  @Test func `any text is read to an end`() {
    var random = SeededGenerator(seed: 3)
    let pieces = ["h", "'", "[", "]", "2", "-", ".", "all ", "l1.", "c_n", "shape", "compare", "é", "漢", " ", "_"]
    for _ in 0..<5000 {
      let text = (0..<Int.random(in: 0..<9, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      if let quantity = try? Quantity(text) { #expect((try? Quantity(quantity.text)) == quantity, "\(text)") }
    }
    #expect((try? Quantity(String(repeating: "compare.", count: 100_000) + "h")) == nil)
  }

  @Test func `a code span that begins with an equals sign is a number of the network`() throws {
    let text = "# A\n\nIt is `= h'[2]` of `h` and `=no`.\n\n```lab\ninput = [1, 2]\n```\n"
    let (lesson, diagnostics) = Lesson.read(Array(text.utf8), name: "x")
    #expect(diagnostics == [])
    #expect(
      lesson.slides[0].blocks.map(\.block) == [
        .paragraph([
          .text("It is "), .quantity(try Quantity("h'[2]")), .text(" of "), .code("h"), .text(" and "), .code("=no"),
          .text("."),
        ])
      ])
  }
}
