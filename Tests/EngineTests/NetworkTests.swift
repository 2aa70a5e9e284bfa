import Engine
import Testing

@Suite("seeded weights")
struct SeededTests {
  private let lstm = Configuration(cell: .lstm, inputSize: 3, hiddenSize: 4, layers: 2)

  @Test("the same seed gives the same numbers, another seed others")
  func sameSeed() throws {
    #expect(try Network<Double>.seeded(lstm, seed: 1) == Network.seeded(lstm, seed: 1))
    #expect(try Network<Double>.seeded(lstm, seed: 1) != Network.seeded(lstm, seed: 2))
  }

  @Test("the numbers never change silently")
  func firstNumbers() throws {
    var generator = SeededGenerator(seed: 1)
    #expect([generator.next(), generator.next()] == [0x910a_2dec_8902_5cc1, 0xbeeb_8da1_658e_ec67])
    func first(_ cell: Cell, _ pass: Pass) throws -> [Double] {
      let configuration = Configuration(cell: cell, inputSize: 3, hiddenSize: 4)
      let network = try Network<Double>.seeded(configuration, seed: 1)
      return Array(network.parameters(layer: 0, pass: pass).weightIH.values.prefix(2))
    }
    #expect(try first(.rnn(.tanh), .forward) == [-0.052990490522156874, -0.0899047930618243])
    #expect(try first(.gru, .forward) == [0.49886659244734965, 0.36981574781103954])
    #expect(try first(.lstm, .forward) == [-0.47920510638277647, 0.3627900104928862])
    #expect(try first(.lstm, .backward) == [-0.08444059181615904, 0.2341245751434211])
  }

  @Test("another direction, another layer and another activation leave the chains that stay")
  func chainsStay() throws {
    var oneWay = lstm
    oneWay.direction = .forward
    oneWay.layers = 1
    let small = try Network<Double>.seeded(oneWay, seed: 1)
    let large = try Network<Double>.seeded(lstm, seed: 1)
    #expect(small.parameters(layer: 0, pass: .forward) == large.parameters(layer: 0, pass: .forward))
    #expect(large.parameters(layer: 0, pass: .forward) != large.parameters(layer: 0, pass: .backward))

    let activations = try Activation.allCases.map {
      try Network<Double>.seeded(Configuration(cell: .rnn($0), inputSize: 3, hiddenSize: 4), seed: 1).chains
    }
    #expect(activations[0] == activations[1])
  }

  @Test("numbers fill the interval from −1/√H to 1/√H")
  func bound() throws {
    let network = try Network<Double>.seeded(Configuration(cell: .gru, inputSize: 64, hiddenSize: 16), seed: 1)
    let values = network.parameters(layer: 0, pass: .forward).weightIH.values
    #expect(values.count == 3 * 16 * 64)
    #expect(values.allSatisfy { $0.magnitude <= 0.25 })
    #expect(values.max()! > 0.24 && values.min()! < -0.24)
  }
}

@Suite("what is refused")
struct RefusalTests {
  private let configuration = Configuration(cell: .gru, inputSize: 3, hiddenSize: 2)

  private func message(_ body: () throws -> Void) -> String? {
    do { try body() } catch { return "\(error)" }
    return nil
  }

  @Test(
    "inputs of other shapes, with both shapes",
    arguments: [
      ([4, 1, 5], "input (T, B, I): expected shape (4, 1, 3), got (4, 1, 5)"),
      ([0, 1, 3], "input (T, B, I): expected shape (1, 1, 3), got (0, 1, 3)"),
      ([4, 0, 3], "input (T, B, I): expected shape (4, 1, 3), got (4, 0, 3)"),
      ([4, 3], "input (T, B, I): expected shape (4, 3, 3), got (4, 3)"),
      ([], "input (T, B, I): expected shape (1, 1, 3), got ()"),
      ([4, 1, 3, 1], "input (T, B, I): expected shape (4, 1, 3), got (4, 1, 3, 1)"),
    ])
  func inputs(_ shape: [Int], _ expected: String) throws {
    let network = try Network<Double>.seeded(configuration, seed: 1)
    #expect(message { _ = try network.run(Tensor(zeros: shape)) } == expected)
  }

  @Test("initial states of other shapes, with both shapes")
  func states() throws {
    let network = try Network<Double>.seeded(configuration, seed: 1)
    let input = Tensor<Double>(zeros: [4, 2, 3])
    let (good, bad) = (Tensor<Double>(zeros: [2, 2, 2]), Tensor<Double>(zeros: [1, 2, 2]))
    #expect(
      message { _ = try network.run(input, initial: InitialState(hidden: bad)) }
        == "h_0 (L·D, B, H): expected shape (2, 2, 2), got (1, 2, 2)")
    #expect(
      message { _ = try network.run(input, initial: InitialState(hidden: good, cell: bad)) }
        == "c_0 (L·D, B, H): expected shape (2, 2, 2), got (1, 2, 2)")
  }

  @Test("values that do not fill a shape, whatever the shape")
  func tensors() {
    #expect(
      message { _ = try Tensor(shape: [2, 2], values: [1.0]) }
        == "the number of values: expected shape (2, 2), got (1)")
    #expect(message { _ = try Tensor(shape: [-1, -1], values: [1.0]) } != nil)
    #expect(message { _ = try Tensor(shape: [.max, 2], values: [1.0]) } != nil)
  }

  @Test("parameters: missing, extra and misshapen ones are all listed")
  func parameters() throws {
    let good = try Network<Double>.seeded(configuration, seed: 1)
    var tensors: [String: Tensor<Double>] = [:]
    for id in configuration.parameterIDs { tensors[id.name] = good[id] }
    #expect(try Network(configuration, tensors: tensors) == good)

    tensors["weight_hh_l0"] = nil
    tensors["bias_ih_l0_reverse"] = nil
    tensors["weight_ih_l1"] = Tensor(zeros: [6, 4])
    tensors["head.weight"] = Tensor(zeros: [1])
    tensors["weight_ih_l0"] = Tensor(zeros: [3, 6])
    #expect(
      message { _ = try Network(configuration, tensors: tensors) }
        == "missing weight_hh_l0, bias_ih_l0_reverse; not a parameter of this network: head.weight, weight_ih_l1; "
        + "weight_ih_l0: expected shape (6, 3), got (3, 6)")
  }

  @Test("biases of a network without biases")
  func biases() throws {
    var without = configuration
    without.bias = false
    let network = try Network<Double>.seeded(without, seed: 1)
    #expect(network[ParameterID(.biasHH, layer: 0, pass: .forward)] == nil)
    let tensors = Dictionary(
      uniqueKeysWithValues: configuration.parameterIDs.map {
        ($0.name, Tensor<Double>(zeros: configuration.shape(of: $0)))
      })
    #expect(message { _ = try Network(without, tensors: tensors) }?.hasPrefix("not a parameter") == true)
  }

  @Test("a parameter of a chain that is not there is nil")
  func parameterIDs() throws {
    var oneWay = configuration
    oneWay.direction = .forward
    let network = try Network<Double>.seeded(oneWay, seed: 1)
    #expect(network[ParameterID(.weightIH, layer: 0, pass: .forward)]?.shape == [6, 3])
    #expect(network[ParameterID(.weightIH, layer: 0, pass: .backward)] == nil)
    #expect(network[ParameterID(.weightIH, layer: 1, pass: .forward)] == nil)
    #expect(network[ParameterID(.weightIH, layer: -1, pass: .forward)] == nil)
  }

  @Test("sizes of which no network can be made", arguments: [0, -1, 65_537, .max, .min])
  func sizes(_ size: Int) {
    for (what, path) in [
      ("input size", \Configuration.inputSize), ("hidden size", \.hiddenSize), ("number of layers", \.layers),
    ] as [(String, WritableKeyPath<Configuration, Int>)] {
      var configuration = configuration
      configuration[keyPath: path] = size
      let expected = "\(what): expected 1 to 65536, got \(size)"
      #expect(message { _ = try Network<Double>.seeded(configuration, seed: 1) } == expected)
      #expect(message { _ = try Network<Double>(configuration, tensors: [:]) } == expected)
    }
  }
}
