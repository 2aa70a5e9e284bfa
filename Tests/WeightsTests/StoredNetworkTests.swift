import Engine
import Testing
import Weights

@Suite("a network found in a file")
struct StoredNetworkTests {
  /// Tensors of these shapes, each of ones.
  private func ones(_ shapes: [String: [Int]]) throws -> [String: StoredTensor] {
    try shapes.mapValues { shape in
      try StoredTensor(shape: shape, values: .f32(Array(repeating: 1, count: shape.reduce(1, *))))
    }
  }

  private func stored(_ configuration: Configuration, prefix: String = "") throws -> [String: StoredTensor] {
    let network = try Network<Double>.seeded(configuration, seed: 1)
    return Dictionary(
      uniqueKeysWithValues: configuration.parameterIDs.map { (prefix + $0.name, StoredTensor(network[$0]!)) })
  }

  private func faults(
    _ tensors: [String: StoredTensor], prefix: String? = nil, cell: Cell? = nil, ignoringOthers: Bool = false
  ) throws -> ParameterFaults {
    let error = #expect(throws: WeightFileError.self) {
      try StoredNetwork(tensors, prefix: prefix, cell: cell, ignoringOthers: ignoringOthers)
    }
    guard case .parameters(let faults) = try #require(error) else { throw error! }
    return faults
  }

  static let configurations: [Configuration] = [Cell.rnn(.tanh), .gru, .lstm].flatMap { cell in
    // Sizes that stand in every relation that could be taken for another one's.
    [(1, 1), (1, 3), (3, 1), (4, 2), (2, 4), (4, 4), (12, 3)].flatMap { inputSize, hiddenSize in
      [1, 2, 3].flatMap { layers in
        Direction.allCases.flatMap { direction in
          [true, false].map { bias in
            Configuration(
              cell: cell, inputSize: inputSize, hiddenSize: hiddenSize, layers: layers, direction: direction, bias: bias
            )
          }
        }
      }
    }
  }

  @Test("every network is found again, under any prefix", arguments: ["", "lstm.", "model.encoder."])
  func everySize(_ prefix: String) throws {
    for configuration in Self.configurations {
      let tensors = try stored(configuration, prefix: prefix)
      let found = try StoredNetwork(tensors)
      #expect(try found.sizes.configuration() == configuration)
      #expect(found.prefix == prefix)
      #expect(
        try Network(configuration, tensors: found.doubles) == Network<Double>.seeded(configuration, seed: 1))
      #expect(found.floats.count == tensors.count)
    }
  }

  @Test("a projection: P rows in weight_hr, and P columns in weight_hh")
  func projection() throws {
    let tensors = try ones([
      "weight_ih_l0": [20, 3], "weight_hh_l0": [20, 2], "weight_hr_l0": [2, 5],
      "weight_ih_l1": [20, 2], "weight_hh_l1": [20, 2], "weight_hr_l1": [2, 5],
    ])
    let sizes = try StoredNetwork(tensors).sizes
    #expect(sizes.cell == .lstm && sizes.direction == .forward && !sizes.bias)
    #expect([sizes.inputSize, sizes.hiddenSize, sizes.projectionSize, sizes.layers] == [3, 5, 2, 2])
    #expect(try faults(tensors, cell: .gru).extra == ["weight_hr_l0", "weight_hr_l1"])
    #expect(try faults(tensors.filter { $0.key != "weight_hr_l1" }).missing == ["weight_hr_l1"])
    let gru = try ones(["weight_ih_l0": [15, 3], "weight_hh_l0": [15, 2], "weight_hr_l0": [2, 5]])
    #expect(try faults(gru).misshapen.map(\.expected) == [[20, 3], [20, 2]])
  }

  @Test("layers that read a merged state have H columns")
  func merged() throws {
    var shapes: [String: [Int]] = [:]
    for layer in ["l0", "l0_reverse", "l1", "l1_reverse"] {
      shapes["weight_ih_\(layer)"] = [6, layer.contains("0") ? 3 : 2]
      shapes["weight_hh_\(layer)"] = [6, 2]
    }
    let sizes = try StoredNetwork(try ones(shapes)).sizes
    #expect(sizes.readsMerged && sizes.cell == .gru && sizes.direction == .bidirectional && sizes.layers == 2)
    shapes["weight_ih_l1"] = [6, 4]
    shapes["weight_ih_l1_reverse"] = [6, 4]
    #expect(try !StoredNetwork(try ones(shapes)).sizes.readsMerged)
  }

  @Test("an RNN's activation: the caller's, else the file's, else tanh")
  func activation() throws {
    let rnn = try stored(Configuration(cell: .rnn(.relu), inputSize: 2, hiddenSize: 3))
    #expect(try StoredNetwork(rnn).sizes.cell == .rnn(.tanh))
    #expect(try StoredNetwork(rnn, metadata: ["kind": "RNN_RELU"]).sizes.cell == .rnn(.relu))
    #expect(try StoredNetwork(rnn, metadata: ["kind": "RNN_RELU"], cell: .rnn(.tanh)).sizes.cell == .rnn(.tanh))
    let hostile = "RNN_RELU" + String(repeating: "\u{301}\u{327}", count: 200_000)
    let error = #expect(throws: WeightFileError.self) { try StoredNetwork(rnn, metadata: ["kind": hostile]) }
    #expect(error?.description.hasSuffix("', expected RNN_TANH, RNN_RELU, GRU or LSTM") == true)
    #expect((error?.description.unicodeScalars.count ?? 0) < 100)
    #expect(throws: WeightFileError.self) { try StoredNetwork(rnn, metadata: ["kind": "GRU"]) }
  }

  @Test("other tensors are extra, unless they are to be ignored")
  func others() throws {
    let configuration = Configuration(cell: .lstm, inputSize: 2, hiddenSize: 3)
    var tensors = try stored(configuration, prefix: "lstm.")
    let others = [
      "embedding.weight", "head.bias", "lengths", "h_0", "lstm.weight", "lstm.weight_ih_l01", "lstm.weight_ih_l+1",
      "lstm.weight_ih_l-1", "lstm.weight_ih_l", "lstm.bias_hr_l0", "lstm.weight_ih_l0_reverse_reverse",
      "lstm.weight_ih_l0.x",
    ]
    for name in others { tensors[name] = StoredTensor([1]) }
    #expect(try faults(tensors).extra == others.sorted())
    #expect(try StoredNetwork(tensors, ignoringOthers: true).sizes.configuration() == configuration)
  }

  @Test("two networks in a file: one must be asked for")
  func prefixes() throws {
    let (rnn, gru) = (
      Configuration(cell: .rnn(.tanh), inputSize: 2, hiddenSize: 3),
      Configuration(cell: .gru, inputSize: 1, hiddenSize: 2)
    )
    let tensors = try stored(rnn).merging(stored(gru, prefix: "grad.")) { first, _ in first }
    #expect(throws: WeightFileError.severalPrefixes(["", "grad."])) { try StoredNetwork(tensors, ignoringOthers: true) }
    #expect(try StoredNetwork(tensors, prefix: "", ignoringOthers: true).sizes.configuration() == rnn)
    #expect(try StoredNetwork(tensors, prefix: "grad.", ignoringOthers: true).sizes.configuration() == gru)
    #expect(try faults(tensors, prefix: "").extra.allSatisfy { $0.hasPrefix("grad.") })
    #expect(throws: WeightFileError.noParameters(prefix: "lstm.")) { try StoredNetwork(tensors, prefix: "lstm.") }
    #expect(throws: WeightFileError.noParameters(prefix: nil)) { try StoredNetwork([:]) }
  }

  @Test("all that is missing, extra and misshapen is named")
  func allFaults() throws {
    var tensors = try stored(
      Configuration(cell: .lstm, inputSize: 2, hiddenSize: 3, layers: 3), prefix: "lstm.")
    for name in ["bias_hh_l0", "weight_ih_l1_reverse", "weight_hh_l2"] { tensors["lstm." + name] = nil }
    tensors.merge(try ones(["lstm.bias_ih_l0": [12, 1], "lstm.weight_hh_l1": [12, 2], "x": [1]])) { $1 }
    let faults = try faults(tensors)
    #expect(faults.missing == ["lstm.bias_hh_l0", "lstm.weight_ih_l1_reverse", "lstm.weight_hh_l2"])
    #expect(faults.extra == ["x"])
    #expect(faults.misshapen.map(\.name) == ["lstm.bias_ih_l0", "lstm.weight_hh_l1"])
    #expect(faults.misshapen.map(\.expected) == [[12], [12, 3]])
    #expect(
      faults.description
        == "missing lstm.bias_hh_l0, lstm.weight_ih_l1_reverse, lstm.weight_hh_l2; not a parameter of this network: x; "
        + "lstm.bias_ih_l0: expected shape (12), got (12, 1); lstm.weight_hh_l1: expected shape (12, 3), got (12, 2)")
  }

  @Test("the shapes of the many are right, not those of the first")
  func majority() throws {
    var tensors = try stored(Configuration(cell: .gru, inputSize: 2, hiddenSize: 3))
    tensors["weight_hh_l0"] = try ones(["a": [12, 4]])["a"]
    #expect(try faults(tensors).misshapen.map(\.name) == ["weight_hh_l0"])
  }

  @Test("a layer between two is missing; one far above all is extra")
  func gap() throws {
    var tensors = try ones([
      "weight_ih_l0": [1, 1], "weight_hh_l0": [1, 1], "weight_ih_l2": [1, 1], "weight_hh_l2": [1, 1],
    ])
    #expect(try faults(tensors).missing == ["weight_ih_l1", "weight_hh_l1"])
    tensors["weight_hh_l9223372036854775807"] = tensors["weight_hh_l0"]
    #expect(try faults(tensors, ignoringOthers: true).extra == ["weight_hh_l9223372036854775807"])
    let lonely = try faults(ones(["weight_hh_l1": [1, 1]]))
    #expect(lonely.missing == ["weight_ih_l0", "weight_hh_l0"] && lonely.extra == ["weight_hh_l1"])
  }

  @Test("shapes that fit no cell say so")
  func noCell() throws {
    let faults = try faults(ones(["weight_hh_l0": [20, 4], "weight_ih_l0": [7, 3]]))
    #expect(
      faults.description
        == "weight_ih_l0: the shape (7, 3) fits no RNN, GRU or LSTM; "
        + "weight_hh_l0: the shape (20, 4) fits no RNN, GRU or LSTM")
    let asked = try self.faults(ones(["weight_hh_l0": [3, 1], "weight_ih_l0": [3, 3]]), cell: .lstm)
    #expect(asked.misshapen.map(\.expected) == [[4, 3], [4, 1]])
  }

  @Test("where weight_hh gives no size, weight_ih does", arguments: [[0, 0], [0, 7], [16], [7, 7, 1]])
  func noHiddenSize(_ shape: [Int]) throws {
    let faults = try faults(ones(["weight_hh_l0": shape, "weight_ih_l0": [7, 3]]))
    #expect(faults.misshapen.map(\.name) == ["weight_hh_l0"])
    #expect(faults.misshapen.map(\.expected) == [[7, 7]])
    #expect(try self.faults(ones(["weight_ih_l0": [7, 3]])).description == "missing weight_hh_l0")
    #expect(try self.faults(ones(["weight_ih_l0": [8, 3]]), cell: .lstm).description == "missing weight_hh_l0")
  }

  @Test("whole numbers are no parameters, but may lie beside them")
  func integers() throws {
    var tensors = try ones(["weight_hh_l0": [1, 1], "weight_ih_l0": [1, 1]])
    tensors["lengths"] = StoredTensor([1])
    #expect(try StoredNetwork(tensors, ignoringOthers: true).parameters.count == 2)
    tensors["weight_hh_l0"] = try StoredTensor(shape: [1, 1], values: .i64([1]))
    #expect(throws: WeightFileError.integers(["weight_hh_l0"])) { try StoredNetwork(tensors, ignoringOthers: true) }
  }

  @Test("a hostile file's message stays short")
  func shortMessage() throws {
    var shapes: [String: [Int]] = [:]
    for layer in 0..<2000 { shapes["weight_hh_l\(2 * layer)_reverse"] = [3, 3] }
    let faults = try faults(ones(shapes))
    #expect(faults.missing.count > 1000)
    #expect(faults.description.utf8.count < 20_000 && faults.description.contains(" more; "))
  }
}
