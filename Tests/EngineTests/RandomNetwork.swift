import Engine

/// A network, an input and states of random numbers, with the weights of a scalar loss of everything it gives.
struct RandomNetwork {
  var network: Network<Double>
  var input: Tensor<Double>
  var initial: InitialState<Double>
  var lengths: [Int]?
  var dropoutSeed: UInt64?
  private let output: Tensor<Double>
  private let finalHidden: Tensor<Double>
  private let finalCell: Tensor<Double>?

  init(
    _ configuration: Configuration, time: Int, batch: Int, lengths: [Int]? = nil, dropoutSeed: UInt64? = nil,
    seed: UInt64
  ) throws {
    var random = SeededGenerator(seed: seed, stream: "\(configuration)")
    func tensor(_ shape: [Int], _ bound: Double = 1) throws -> Tensor<Double> {
      try Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(bound) })
    }
    var tensors: [String: Tensor<Double>] = [:]
    for id in configuration.parameterIDs { tensors[id.name] = try tensor(configuration.shape(of: id)) }
    network = try Network(configuration, tensors: tensors)
    input = try tensor([time, batch, configuration.inputSize])
    let rows = configuration.layers * configuration.directions
    let (hidden, cell) = ([rows, batch, configuration.stateSize], [rows, batch, configuration.hiddenSize])
    let isLSTM = configuration.cell == .lstm
    initial = InitialState(hidden: try tensor(hidden), cell: isLSTM ? try tensor(cell) : nil)
    output = try tensor([time, batch, configuration.outputSize(ofLayer: configuration.layers - 1)])
    finalHidden = try tensor(hidden)
    finalCell = isLSTM ? try tensor(cell) : nil
    (self.lengths, self.dropoutSeed) = (lengths, dropoutSeed)
  }

  func run(keeping: Keeping = .gradients) throws -> Trace<Double> {
    try network.run(input, lengths: lengths, initial: initial, keeping: keeping, dropoutSeed: dropoutSeed)
  }

  func loss() throws -> Double {
    let trace = try run()
    func product(_ a: Tensor<Double>?, _ b: Tensor<Double>?) -> Double {
      guard let a, let b else { return 0 }
      return zip(a.values, b.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return product(trace.output, output) + product(trace.finalHidden, finalHidden)
      + product(trace.finalCell, finalCell)
  }

  func gradients(threads: Int = 1) throws -> Gradients<Double> {
    try run().gradients(output: output, finalHidden: finalHidden, finalCell: finalCell, threads: threads)
  }
}
