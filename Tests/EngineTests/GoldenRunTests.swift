import Engine
import Testing
import Weights

@Suite("a run that a file holds whole")
struct GoldenRunTests {
  /// The largest difference of two tensors of one type, as `distance` has it; infinity for two types.
  private func difference(_ actual: StoredTensor, _ expected: StoredTensor) -> Double {
    guard actual.dtype == expected.dtype, let first = actual.doubles, let second = expected.doubles else {
      return .infinity
    }
    return distance(first, second)
  }

  private func run(_ fixture: Fixture, _ change: (inout [String: StoredTensor]) throws -> Void = { _ in }) throws
    -> StoredRun
  {
    var tensors = fixture.tensors
    try change(&tensors)
    return try StoredRun(tensors, metadata: fixture.metadata)
  }

  private func tensor(_ shape: [Int], _ value: Double = 0) throws -> StoredTensor {
    StoredTensor(try Tensor(shape: shape, values: Array(repeating: value, count: shape.reduce(1, *))))
  }

  @Test("each of PyTorch's files gives what is in it, under its names and in its type", arguments: try Fixture.all())
  func golden(_ fixture: Fixture) throws {
    let tolerance = fixture.isFloat32 ? 1e-5 : 1e-12
    let hasGradients = fixture.tensors["grad.input"] != nil
    let results = try run(fixture).results(gradients: hasGradients)
    let names = fixture.tensors.keys.filter {
      ["output", "h_n", "c_n"].contains($0) || $0.hasPrefix("grad.") || $0.hasPrefix("grad_state.")
    }
    #expect(Set(results.keys) == Set(names))
    for (name, result) in results {
      let difference = difference(result, try #require(fixture.tensors[name]))
      #expect(difference <= tolerance, "\(name): \(difference)")
    }
  }

  @Test(
    "a merge adds merged and changes nothing else",
    arguments: try Fixture.all().filter { $0.name.hasPrefix("merge_") })
  func merges(_ fixture: Fixture) throws {
    let run = try run(fixture)
    let plain = try run.results(gradients: true)
    #expect(plain["merged"] == nil)
    for merge in Merge.basic {
      var results = try run.results(merge: merge, gradients: true)
      let merged = results.removeValue(forKey: "merged")
      let difference = difference(try #require(merged), try #require(fixture.tensors["merge.\(merge.word)"]))
      #expect(difference <= (fixture.isFloat32 ? 1e-5 : 1e-12), "\(merge.word)")
      #expect(results == plain, "\(merge.word)")
    }
    let formula = try run.results(merge: .formula(MergeFormula("(h + h') / 2")))
    #expect(difference(try #require(formula["merged"]), try #require(fixture.tensors["merge.average"])) <= 1e-6)
  }

  @Test("parameters under a prefix have gradients under it")
  func prefix() throws {
    let fixture = try Fixture.named("002_rnn_tanh_uni_l1_float64.safetensors")
    let plain = try run(fixture).results(gradients: true)
    let prefixed = try run(fixture) { tensors in
      for name in tensors.keys where name.hasPrefix("weight_") || name.hasPrefix("bias_") {
        tensors["encoder.rnn." + name] = tensors.removeValue(forKey: name)
      }
    }.results(gradients: true)
    #expect(prefixed["grad.encoder.rnn.weight_hh_l0"] == plain["grad.weight_hh_l0"])
    #expect(prefixed["grad_state.encoder.rnn.bias_ih_l0"] == plain["grad_state.bias_ih_l0"])
    #expect(prefixed["grad.h_0"] == plain["grad.h_0"])
    #expect(prefixed.count == plain.count)
  }

  @Test("a final state's gradient alone is enough, and so is one initial state")
  func parts() throws {
    let fixture = try Fixture.named("027_lstm_uni_l1_float64.safetensors")
    let both = try run(fixture).results(gradients: true)
    for name in ["G_h", "G_c"] {
      let one = try run(fixture) { $0[name] = nil }.results(gradients: true)
      let state = try #require(one["grad_state.input"])
      #expect(state != both["grad_state.input"] && state != both["grad.input"])
      #expect(one["grad.input"] == both["grad.input"])
    }
    let none = try run(fixture) { ($0["G_h"], $0["G_c"]) = (nil, nil) }.results(gradients: true)
    #expect(!none.keys.contains { $0.hasPrefix("grad_state.") })
    let zeros = try #require(fixture.tensors["h_0"]).shape
    let withZeros = try run(fixture) { $0["h_0"] = try tensor(zeros) }.results(gradients: true)
    let without = try run(fixture) { $0["h_0"] = nil }.results(gradients: true)
    #expect(without["output"] == withZeros["output"] && without["grad.c_0"] == withZeros["grad.c_0"])
    #expect(without["grad.h_0"] == nil && withZeros["grad.h_0"] != nil)
    let noCell = try run(fixture) { $0["c_0"] = nil }.results(gradients: true)
    #expect(noCell["output"] != both["output"] && noCell["grad.c_0"] == nil && noCell["grad.h_0"] != nil)
  }

  @Test("the cell: the caller's over the file's; a GRU resets where the caller says")
  func cells() throws {
    let relu = try Fixture.named("009_rnn_relu_uni_l1_float32.safetensors")
    let asked = try StoredRun(relu.tensors, metadata: relu.metadata, cell: .rnn(.tanh))
    #expect(try run(relu).configuration.cell == .rnn(.relu) && asked.configuration.cell == .rnn(.tanh))
    #expect(try asked.results()["output"] != run(relu).results()["output"])
    let gru = try Fixture.named("016_gru_uni_l1_float64.safetensors")
    let outputs = try ResetGate.allCases.map { reset in
      try StoredRun(gru.tensors, metadata: gru.metadata, resetGate: reset).results()["output"]
    }
    #expect(outputs[0] == (try run(gru).results()["output"]))
    #expect(outputs[0] != outputs[1] && outputs[1] != outputs[2] && outputs[0] != outputs[2])
  }

  @Test("the lengths of a packed batch, in the file's order")
  func lengths() throws {
    let packed = try Fixture.named("006_rnn_tanh_bi_l1_float64.safetensors")
    #expect(try run(packed).lengths == packed.integers("lengths"))
    #expect(try run(packed) { $0["lengths"] = nil }.lengths == nil)
    #expect(try run(packed) { $0["lengths"] = nil }.results()["output"] != run(packed).results()["output"])
  }

  /// What is done to the two-way LSTM of float64 with four given states, and what is said of it.
  private static let refusals: [(String, [String: [Int]?], String)] = [
    ("no input", ["input": nil], "missing input, the numbers to run over, of shape (T, B, I)"),
    ("no G", ["G": nil], "missing G, what the gradients begin from, of the shape of output"),
    ("an input of two sizes", ["input": [6, 4]], "input (T, B, I): expected shape"),
    ("an input of another I", ["input": [6, 4, 5]], "input (T, B, I): expected shape (6, 4, 4), got (6, 4, 5)"),
    ("an empty input", ["input": [0, 4, 4]], "input (T, B, I): expected shape (1, 4, 4), got (0, 4, 4)"),
    ("no sequence", ["input": [6, 0, 4]], "input (T, B, I): expected shape (6, 1, 4), got (6, 0, 4)"),
    ("h_0 for another batch", ["h_0": [2, 3, 6]], "h_0 (L·D, B, H): expected shape (2, 4, 6), got (2, 3, 6)"),
    ("c_0 for another batch", ["c_0": [2, 3, 6]], "c_0 (L·D, B, H): expected shape (2, 4, 6), got (2, 3, 6)"),
    ("a G of h only", ["G": [6, 4, 6]], "expected shape (6, 4, 12), got (6, 4, 6)"),
    ("a G_h of one layer too many", ["G_h": [4, 4, 6]], "expected shape (2, 4, 6), got (4, 4, 6)"),
    ("a G_c that is flat", ["G_c": [48]], "expected shape (2, 4, 6), got (48)"),
    ("lengths that are no whole numbers", ["lengths": [4]], "lengths: expected I64 of shape (B)"),
  ]

  @Test("what does not fit is refused, with its name and both shapes", arguments: refusals)
  func refusal(_ name: String, _ change: [String: [Int]?], _ words: String) throws {
    let run = try run(Fixture.named("032_lstm_bi_l1_float64.safetensors")) { tensors in
      for (name, shape) in change { tensors[name] = try shape.map { try tensor($0) } }
    }
    let error = try #require(throws: (any Error).self) { try run.results(gradients: true) }
    #expect("\(error)".contains(words), "\(error)")
  }

  @Test("lengths out of range, of another batch, or in two sizes", arguments: [0, -1, 7, .min, .max])
  func badLengths(_ length: Int) throws {
    let fixture = try Fixture.named("032_lstm_bi_l1_float64.safetensors")
    func refused(_ lengths: StoredTensor) throws -> String {
      let run = try run(fixture) { $0["lengths"] = lengths }
      return "\(try #require(throws: (any Error).self) { try run.results() })"
    }
    #expect(
      try refused(StoredTensor([6, 5, length, 1]))
        == "lengths: sequence 2, counted from 0, has length \(length), expected 1 to 6")
    #expect(try refused(StoredTensor([6, 5])) == "lengths (B): expected shape (4), got (2)")
    #expect(
      try refused(StoredTensor(shape: [2, 2], values: .i64([1, 1, 1, 1]))) == "lengths: expected I64 of shape (B)")
  }

  @Test("whole numbers, cell states of a cell without any, a merge of one way, too much to compute")
  func otherRefusals() throws {
    let gru = try Fixture.named("016_gru_uni_l1_float64.safetensors")
    for name in ["input", "h_0", "G"] {
      let run = try run(gru) { tensors in
        let shape = try #require(tensors[name]).shape
        tensors[name] = try StoredTensor(
          shape: shape, values: .i64(Array(repeating: 1, count: shape.reduce(1, *))))
      }
      #expect(throws: StoredRunError.notFloatingPoint(name)) { try run.results(gradients: true) }
    }
    for name in ["c_0", "G_c"] {
      let run = try run(gru) { $0[name] = try tensor([1, 2, 4]) }
      #expect(throws: StoredRunError.cellState(name)) { try run.results(gradients: true) }
    }
    #expect(throws: StoredRunError.oneWay) { try run(gru).results(merge: .sum) }
    let wide = try run(gru) { $0["input"] = try tensor([1 << 20, 1 << 5, 0]) }
    #expect(throws: StoredRunError.tooLarge([1 << 20, 1 << 5, 0])) { try wide.results() }
    let beyond = try run(gru) { $0["input"] = try tensor([1 << 31, 1 << 31, 0]) }
    #expect(throws: StoredRunError.tooLarge([1 << 31, 1 << 31, 0])) { try beyond.results() }
  }
}
