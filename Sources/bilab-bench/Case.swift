import Engine

/// One line of the table of timings: a bidirectional network in float32 over random numbers.
struct Case {
  let cell: Cell
  let layers: Int
  let time: Int
  let batch: Int
  let input: Int
  let hidden: Int

  static let all = [
    Case(cell: .lstm, layers: 1, time: 16, batch: 1, input: 8, hidden: 8),
    Case(cell: .gru, layers: 1, time: 64, batch: 1, input: 32, hidden: 32),
    Case(cell: .lstm, layers: 1, time: 256, batch: 1, input: 128, hidden: 128),
    Case(cell: .lstm, layers: 1, time: 512, batch: 1, input: 512, hidden: 512),
    Case(cell: .lstm, layers: 1, time: 128, batch: 32, input: 256, hidden: 256),
    Case(cell: .gru, layers: 2, time: 100, batch: 16, input: 64, hidden: 64),
  ]

  var name: String {
    let kind = "Bi" + cell.name.uppercased() + (layers == 1 ? "" : " \(layers) layers")
    return "\(kind) T\(time) B\(batch) I\(input) H\(hidden)"
  }

  private var network: Network<Float> {
    get throws {
      let configuration = Configuration(cell: cell, inputSize: input, hiddenSize: hidden, layers: layers)
      return try Network.seeded(configuration, seed: 1)
    }
  }

  private func numbers(_ size: Int, seed: UInt64) throws -> Tensor<Float> {
    var random = SeededGenerator(seed: seed)
    let values = (0..<time * batch * size).map { _ in Float(random.uniform(1)) }
    return try Tensor(shape: [time, batch, size], values: values)
  }

  /// The outputs alone, from weights laid out before.
  func inference(threads: Int) throws -> () throws -> Void {
    let prepared = PreparedNetwork(try network)
    let sequence = try numbers(input, seed: 2)
    return { _ = try prepared.outputs(of: sequence, threads: threads) }
  }

  /// Forward and backward: the gradients of sum(output·G) with respect to all parameters and the input.
  func training(threads: Int) throws -> () throws -> Void {
    let network = try network
    let sequence = try numbers(input, seed: 2)
    let weights = try numbers(2 * hidden, seed: 3)
    return {
      let trace = try network.run(sequence, keeping: .gradients, threads: threads)
      _ = try trace.gradients(output: weights, threads: threads)
    }
  }
}
