import Engine
import Lessons
import Testing

/// Every key of a lab block.
struct ExperimentTests {
  private func read(_ toml: String) -> (experiment: Experiment?, ids: [String]) {
    let (lesson, diagnostics) = Lesson.read(Array("# A\n\n```lab\n\(toml)\n```\n".utf8), name: "x")
    return (lesson.slides[0].experiment, diagnostics.map(\.id.rawValue))
  }

  private func right(_ toml: String, _ sourceLocation: SourceLocation = #_sourceLocation) throws -> Experiment {
    let (experiment, ids) = read("input = [1]\n" + toml)
    #expect(ids == [], sourceLocation: sourceLocation)
    return try #require(experiment, sourceLocation: sourceLocation)
  }

  @Test func defaults() throws {
    var expected = Experiment(
      cell: .rnn(.tanh), direction: .bidirectional, layers: 1, hidden: 4, weights: .seed(1), input: .numbers([[1]]),
      initial: StartStates(forward: .every(0), backward: .every(0)), merge: .concat, order: .passes)
    expected.weightsPlace = SourcePlace(line: 3, column: 1)
    #expect(try right("") == expected)
  }

  @Test func cells() throws {
    #expect(try right("cell = \"rnn\"\nactivation = \"relu\"").cell == .rnn(.relu))
    #expect(try right("activation = \"tanh\"").cell == .rnn(.tanh))
    #expect(try right("cell = \"gru\"").cell == .gru)
    #expect(try right("cell = \"lstm\"").cell == .lstm)
  }

  @Test func words() throws {
    for direction in Direction.allCases {
      #expect(try right("direction = \"\(direction.rawValue)\"").direction == direction)
    }
    for merge in Merge.basic { #expect(try right("merge = \"\(merge.word)\"").merge == merge) }
    for order in SteppingOrder.allCases { #expect(try right("order = \"\(order.rawValue)\"").order == order) }
  }

  @Test func formulas() throws {
    let formula = "0.7*h + 0.3*h'"
    for text in [formula, "h"] {
      let merge = Merge.formula(try MergeFormula(text))
      #expect(try right("merge = \"\(text)\"").merge == merge)
    }
  }

  /// The place is that of the letter in the file, whatever is written before it.
  @Test(
    arguments: [
      ("merge = \"h + foo\"", 14), ("  merge=\"h +\"", 13), ("merge = 'h + '", 14),
      (#"merge = "h + \u0066oo""#, 14), (#"merge = "h \u002b foo""#, 19), ("merge = \"\"\"h + foo\"\"\"", 9),
      ("merge = \"\"", 9),
    ])
  func `a wrong formula is told with its column`(line: String, column: Int) throws {
    let text = "# A\n\n```lab\ninput = [1]\n\(line)\n```\n"
    let (lesson, diagnostics) = Lesson.read(Array(text.utf8), name: "x")
    let fault = try #require(diagnostics.first)
    #expect(diagnostics.count == 1 && fault.place == SourcePlace(line: 5, column: column))
    #expect(fault.id.rawValue == (line == "merge = \"\"" ? "unknown-word" : "merge-formula"))
    #expect(fault.advice.contains("concat, sum, average, product or max"))
    #expect(lesson.slides[0].experiment?.merge == .concat)
  }

  @Test func sizes() throws {
    for layers in 1...4 { #expect(try right("layers = \(layers)").layers == layers) }
    for hidden in [1, 64] { #expect(try right("hidden = \(hidden)").hidden == hidden) }
    for wrong in ["layers = 0", "layers = 5", "hidden = 0", "hidden = 65", "hidden = 9223372036854775807"] {
      let (experiment, ids) = read("input = [1]\n" + wrong)
      #expect(ids == ["out-of-range"], "\(wrong)")
      #expect(experiment?.layers == 1)
      #expect(experiment?.hidden == 4)
    }
  }

  @Test func weights() throws {
    #expect(try right("seed = 0").weights == .seed(0))
    #expect(try right("seed = 9223372036854775807").weights == .seed(9_223_372_036_854_775_807))
    #expect(try right("file = \"sub/w.safetensors\"").weights == .file("sub/w.safetensors"))
    let counter = try right("weights = \"counter\"")
    #expect(counter.weights == .counter)
    #expect(counter.cell == .rnn(.relu))
    #expect(counter.layers == 1)
    #expect(counter.hidden == 1)
    #expect(try right("weights = \"counter\"\ndirection = \"forward\"").direction == .forward)
    let misfit = read("input = [1]\nweights = \"counter\"\nhidden = 2")
    #expect(misfit.experiment?.weights == .seed(1))
    #expect(misfit.experiment?.hidden == 2)
  }

  @Test func inputs() throws {
    #expect(read("input = [1, -2.5, 1e3]").experiment?.input == .numbers([[1], [-2.5], [1000]]))
    #expect(read("input = [[1, 2], [3, 4]]").experiment?.input == .numbers([[1, 2], [3, 4]]))
    #expect(read("words = [\"the\", \"___\"]").experiment?.input == .words(["the", InputSequence.blank]))
    let longest = read("input = [\n\(String(repeating: "1,\n", count: 512))]")
    #expect(longest.experiment?.input.count == 512)
    #expect(longest.ids == [])
    for wrong in [
      "", "input = []", "input = [[]]", "input = [[1], [2, 3]]", "input = [nan]", "input = \"1\"", "words = [1]",
    ] {
      #expect(read(wrong).experiment == nil, "\(wrong)")
      #expect(read(wrong).ids.count == 1, "\(wrong)")
    }
  }

  @Test func initial() throws {
    #expect(
      try right("hidden = 2\ninitial = { forward = 1, backward = [2, 3.5] }").initial
        == StartStates(forward: .every(1), backward: .units([2, 3.5])))
    #expect(try right("[initial]\nbackward = -1").initial == StartStates(backward: .every(-1)))
    let oneWay = read("input = [1]\ndirection = \"forward\"\ninitial = { forward = 1, backward = 2 }")
    #expect(oneWay.ids == ["initial-misfit"])
    #expect(oneWay.experiment?.initial == StartStates(forward: .every(1)))
  }

  /// One wrong key costs that key only.
  @Test func theRestIsKept() {
    let (experiment, ids) = read(
      "input = [1, 2]\ncell = gru\nhidden = 8\nlayers = \"2\"\nmerge = \"sum\"\norder = \"never\"\nfoo = [1, 2\nseed = 9"
    )
    #expect(ids == ["toml-syntax", "wrong-type", "unknown-word", "toml-syntax"])
    #expect(experiment?.cell == .rnn(.tanh))
    #expect(experiment?.hidden == 8)
    #expect(experiment?.layers == 1)
    #expect(experiment?.merge == .sum)
    #expect(experiment?.order == .passes)
    #expect(experiment?.weights == .seed(9))
  }
}
