import Engine
import Lab
import Lessons
import Testing

/// A merge that is typed, and what becomes of it.
struct FormulaTests {
  private func visitor(_ experiment: Experiment = .counter()) -> Visitor {
    var visitor = Visitor(Slide(experiment))
    visitor.act(.mergePanel)
    return visitor
  }

  private func type(_ text: String, _ visitor: inout Visitor) {
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  private func typed(_ text: String, _ experiment: Experiment = .counter()) -> Visitor {
    var visitor = visitor(experiment)
    visitor.act(.typeMerge)
    type(text, &visitor)
    return visitor
  }

  @Test func `a typed formula is the merge, and its numbers are the network's`() {
    let visitor = typed("0.5*h + 2*h'")
    #expect(visitor.merged() == [[20.5], [19.5], [17], [13]])
    #expect(visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "merge: concat → 0.5*h + 2*h′, size 2 → 1")
  }

  @Test func `m goes through the formula, which survives cycling away`() {
    var visitor = typed("h - h'")
    var words: [String] = []
    for _ in 0..<7 {
      words.append(visitor.live.settings.merge.title)
      visitor.act(.toggle(.merge))
    }
    #expect(words == ["h - h′", "concat", "sum", "average", "product", "max", "h - h′"])
    visitor.act(.mergePanel, .choose(5), .confirm)
    #expect(visitor.viewpoint.overlay == .entry(.formula, text: "h - h′"))
    visitor.act(.confirm)
    #expect(visitor.live.settings.merge.title == "h - h′")
  }

  @Test func `the first key replaces the formula that stands there`() {
    var visitor = typed("max(h, h')")
    visitor.act(.typeMerge, .type("h"), .confirm)
    #expect(visitor.live.settings.formula?.text == "h")
  }

  @Test func `undo, redo and R treat it as a setting`() {
    var visitor = typed("max(h, h')")
    let formula = visitor.live
    visitor.act(.undo)
    #expect(visitor.live.settings.merge == .concat && visitor.live.settings.formula == nil)
    visitor.act(.redo)
    #expect(visitor.live == formula)
    visitor.act(.toggle(.merge), .undoChanges)
    #expect(visitor.live.settings.formula == nil && visitor.viewpoint.message == "the network is as the lesson has it")
    visitor.act(.undo)
    #expect(visitor.live.settings.merges.last == formula.settings.merge)
    #expect(visitor.viewpoint.message == "undone · m finds max(h, h′) again")
  }

  @Test func `the same formula in other words changes nothing`() {
    var visitor = typed("h+h'")
    visitor.act(.mergePanel, .typeMerge)
    for _ in 0..<4 { visitor.act(.erase) }
    type("(h) + h'", &visitor)
    #expect(visitor.viewpoint.message == "the merge is (h) + h′ already")
    #expect(visitor.live.settings.merge.title == "h+h′")
  }

  @Test func `a word of the list is taken as that merge`() {
    #expect(typed("product").live.settings.merge == .product)
  }

  @Test(
    arguments: [
      ("0.5*h + foo", 4, "column 9: 'foo' is not known; "), ("h +", 1, "column 4: expected a number, h, h'"),
      ("(h + h'", 1, "column 8: expected an operator or ) for the ( of column 1"),
      (String(repeating: "(", count: 1000), 951, "column 51: more than 50 parentheses are open"),
      (
        "concat(" + Array(repeating: "h", count: 17).joined(separator: ",") + ")", 3,
        "column 40: concat takes at most 16 parts"
      ),
    ])
  func `a wrong one is refused where it is wrong, and the line stays`(text: String, tail: Int, message: String) {
    var visitor = typed(text)
    #expect(visitor.viewpoint.message?.hasPrefix(message) == true, "\(visitor.viewpoint.message ?? "")")
    #expect(visitor.viewpoint.overlay == .entry(.formula, text: text))
    #expect(visitor.viewpoint.caret.tail == tail - 1)
    #expect(visitor.live.settings.merge == .concat)
    visitor.act(.close)
    #expect(visitor.viewpoint.overlay == .merges(chosen: 5))
  }

  @Test func `the line is mended in its middle`() {
    var visitor = typed("h + foo * h'")
    visitor.act(.moveCaret(3), .erase, .erase, .erase, .type("2"), .confirm)
    #expect(visitor.live.settings.merge.title == "h + 2 * h′")
    visitor.act(.mergePanel, .typeMerge, .moveCaret(-99), .type("3"), .moveCaret(99), .moveCaret(-1), .erase)
    #expect(visitor.viewpoint.overlay == .entry(.formula, text: "3h + 2 * ′"))
  }

  @Test func `an empty line, and one that is full`() {
    var visitor = typed("")
    #expect(visitor.viewpoint.message == "nothing is typed yet; 0.7*h + 0.3*h' is a formula")
    type(String(repeating: "h", count: 1001), &visitor)
    #expect(visitor.viewpoint.overlay == .entry(.formula, text: String(repeating: "h", count: 1000)))
    visitor.act(.type("h"))
    #expect(visitor.viewpoint.message == "the line is full; backspace erases")
  }

  @Test func `inf and NaN are numbers like others`() {
    var visitor = typed("h/0 + 0/0*h'")
    #expect(visitor.merged().joined().allSatisfy { $0.isNaN })
    #expect(LiveNetwork.areAlike([.nan, 1], [.nan, 1]))
    for other in [[1, .nan], [.nan, 2], [.nan], [2, 1]] { #expect(!LiveNetwork.areAlike([.nan, 1], other)) }
    visitor.act(.nudge(1), .toggle(.cell), .influence, .undo)
    #expect(visitor.maps.last?.influence.values.allSatisfy { $0.isNaN } == true)
  }

  @Test func `who was read works under a formula`() {
    let maps = typed("2*h - h'", .counter([1, 2, 3])).maps
    #expect(maps.last?.influence.values == [1, 1, 1, 2, 1, 1, 2, 2, 1])
  }

  @Test func `a lesson's formula is among the merges from the start`() {
    var experiment = Experiment.counter()
    experiment.merge = .formula(try! MergeFormula("h\n- h'"))
    var visitor = Visitor(Slide(experiment))
    #expect(visitor.live.settings.merges.count == 6 && visitor.live.settings.merge.title == "h - h′")
    visitor.act(.toggle(.merge), .undoChanges)
    #expect(visitor.live.settings.merge == experiment.merge)
  }

  @Test(
    arguments: [
      ("0.7*h + 0.3*h'", "0.7 * h + 0.3 * h_back"), ("tanh(h*h')", "torch.tanh(h * h_back)"),
      ("max(h, h')", "torch.maximum(h, h_back)"),
      ("min(h, h', 0)", "torch.minimum(torch.minimum(h, h_back), torch.tensor(0))"),
      ("concat(h, h - h', 1)", "torch.cat([h, h - h_back, torch.full_like(h, 1)], -1)"),
      ("-(h + h')*(h - (h' - 1))", "-(h + h_back) * (h - (h_back - 1))"),
      ("h*(1/0)", "h * (1 / torch.tensor(0))"), ("h/0", "h / 0"),
      ("sigmoid(2) + relu(abs(h))", "torch.sigmoid(torch.tensor(2)) + torch.relu(torch.abs(h))"),
      ("sigmoid(2)", "torch.full_like(h, float(torch.sigmoid(torch.tensor(2))))"), ("2", "torch.full_like(h, 2)"),
    ])
  func `the PyTorch code of a formula`(formula: String, code: String) throws {
    var experiment = Experiment.counter()
    experiment.merge = .formula(try MergeFormula(formula))
    #expect(PyTorchSource.lines(of: Visitor(Slide(experiment)).live).last?.text == "y = " + code)
  }
}
