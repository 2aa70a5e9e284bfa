import Engine
import Testing

@Suite("against the equations, one scalar at a time")
struct NaiveTests {
  static let cells: [Cell] = [.rnn(.tanh), .rnn(.relu), .gru, .lstm]

  @Test("random sizes, weights and states", arguments: cells, Direction.allCases)
  func forward(_ cell: Cell, _ direction: Direction) throws {
    var random = SeededGenerator(seed: 7, stream: "\(cell.name) \(direction.rawValue)")
    for layers in 1...4 {
      for bias in [true, false] {
        for given in [true, false] {
          // H up to 19: sums shorter and longer than the sixteen parts of the engine's product. I = D·H every other
          // time: only then could a layer read the wrong numbers and still find the right count of them.
          let hiddenSize = Int.random(in: 1...19, using: &random)
          let inputSize = given ? .random(in: 1...40, using: &random) : direction.passes.count * hiddenSize
          let isProjected = cell == .lstm && hiddenSize > 1 && bias
          let configuration = Configuration(
            cell: cell, inputSize: inputSize, hiddenSize: hiddenSize, layers: layers, direction: direction, bias: bias,
            projectionSize: isProjected ? .random(in: 1..<hiddenSize, using: &random) : nil,
            resetGate: ResetGate.allCases[layers % 3])
          try compare(
            configuration, time: .random(in: 1...6, using: &random), batch: .random(in: 1...3, using: &random),
            given: given, &random)
        }
      }
    }
  }

  private func compare(
    _ configuration: Configuration, time: Int, batch: Int, given: Bool, _ random: inout SeededGenerator
  ) throws {
    func tensor(_ shape: [Int], _ random: inout SeededGenerator) throws -> Tensor<Double> {
      try Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(1) })
    }
    var parameters: [String: Tensor<Double>] = [:]
    for id in configuration.parameterIDs {
      parameters[id.name] = try tensor(configuration.shape(of: id), &random)
    }
    let input = try tensor([time, batch, configuration.inputSize], &random)
    let rows = configuration.layers * configuration.directions
    let (states, cells) = ([rows, batch, configuration.stateSize], [rows, batch, configuration.hiddenSize])
    let hidden = given ? try tensor(states, &random) : Tensor(zeros: states)
    let cell = given ? try tensor(cells, &random) : Tensor(zeros: cells)

    let expected = NaiveForward(configuration: configuration, parameters: parameters)
      .run(nested(input), hidden: nested(hidden), cell: nested(cell))
    let trace = try Network(configuration, tensors: parameters)
      .run(input, initial: given ? InitialState(hidden: hidden, cell: cell) : nil)

    let what = Comment(rawValue: "\(configuration), T \(time), B \(batch), states given: \(given)")
    #expect(distance(trace.output, try flat(expected.output)) <= 1e-12, what)
    #expect(distance(trace.finalHidden, try flat(expected.hidden)) <= 1e-12, what)
    if let finalCell = trace.finalCell {
      #expect(distance(finalCell, try flat(expected.cell)) <= 1e-12, what)
    }
  }

  private func nested(_ tensor: Tensor<Double>) -> [[[Double]]] {
    let (rows, columns) = (tensor.shape[1], tensor.shape[2])
    return (0..<tensor.shape[0]).map { plane in
      (0..<rows).map { row in
        let start = (plane * rows + row) * columns
        return Array(tensor.values[start..<start + columns])
      }
    }
  }

  private func flat(_ nested: [[[Double]]]) throws -> Tensor<Double> {
    try Tensor(
      shape: [nested.count, nested[0].count, nested[0][0].count], values: nested.flatMap { $0.flatMap { $0 } })
  }
}
