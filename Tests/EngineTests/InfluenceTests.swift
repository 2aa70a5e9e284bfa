import Engine
import Testing

@Suite("who was read, and how strongly")
struct InfluenceTests {
  private func input(_ values: [Double]) throws -> Tensor<Double> {
    try Tensor(shape: [values.count, 1, 1], values: values)
  }

  @Test("the counter: 1 for each input read, √2 where both directions read it")
  func counter() throws {
    let both = try Network<Double>.counter(.bidirectional).influence(on: .output, of: input([1, 2, 3]))
    let root = 2.0.squareRoot()
    #expect(both.values == [root, 1, 1, 1, root, 1, 1, 1, root])
    #expect(both.largest == root)
    let forward = try Network<Double>.counter(.forward).influence(on: .output, of: input([1, 2, 3]))
    #expect(forward.values == [1, 0, 0, 1, 1, 0, 1, 1, 1])
    let backward = try Network<Double>.counter(.bidirectional).influence(
      on: .state(layer: 0, pass: .backward), of: input([1, 2, 3]))
    #expect(backward.values == [1, 1, 1, 0, 1, 1, 0, 0, 1])
  }

  @Test(
    "central differences of every output by every input",
    arguments: [
      Configuration(cell: .lstm, inputSize: 2, hiddenSize: 3, layers: 2),
      Configuration(cell: .gru, inputSize: 2, hiddenSize: 3, direction: .forward),
      Configuration(cell: .rnn(.tanh), inputSize: 2, hiddenSize: 2, layers: 2, merges: [.sum, .product]),
    ])
  func differences(_ configuration: Configuration) throws {
    let subject = try RandomNetwork(configuration, time: 4, batch: 1, seed: 20)
    for target in targets(configuration) {
      let influence = try subject.network.influence(on: target, of: subject.input, initial: subject.initial)
      for t in 0..<4 {
        for s in 0..<4 {
          var sum = 0.0
          for index in 0..<2 {
            let step = 1e-5
            func state(_ shift: Double) throws -> [Double] {
              var moved = subject.input
              moved.values[s * 2 + index] += shift
              let trace = try subject.network.run(moved, initial: subject.initial)
              guard case .state(let layer, let pass) = target else {
                let size = trace.output.shape[2]
                return Array(trace.output.values[t * size..<(t + 1) * size])
              }
              return Array(trace.chain(layer: layer, pass: pass).hidden(t: t))
            }
            for (above, below) in zip(try state(step), try state(-step)) {
              let quotient = (above - below) / (2 * step)
              sum += quotient * quotient
            }
          }
          #expect((influence[t, s] - sum.squareRoot()).magnitude <= 1e-8, "\(target), t \(t), s \(s)")
        }
      }
    }
  }

  private func targets(_ configuration: Configuration) -> [Influence.Target] {
    [.output]
      + (0..<configuration.layers).flatMap { layer in
        configuration.direction.passes.map { .state(layer: layer, pass: $0) }
      }
  }

  @Test("layer 2's forward half has read everything")
  func secondLayer() throws {
    let configuration = Configuration(cell: .lstm, inputSize: 1, hiddenSize: 3, layers: 2)
    let network = try Network<Double>.seeded(configuration, seed: 1)
    let numbers = try input([0.5, -1, 2, 1])
    let lower = try network.influence(on: .state(layer: 0, pass: .forward), of: numbers)
    let upper = try network.influence(on: .state(layer: 1, pass: .forward), of: numbers)
    for t in 0..<4 {
      for s in 0..<4 { #expect((lower[t, s] == 0) == (s > t) && upper[t, s] > 0) }
    }
  }

  @Test("an input of several sequences has both shapes in its error")
  func batch() throws {
    let network = Network<Double>.counter(.forward)
    #expect(throws: RunError.shape(ShapeError(what: "input (T, 1, I)", expected: [3, 1, 1], actual: [3, 2, 1]))) {
      try network.influence(on: .output, of: Tensor(zeros: [3, 2, 1]))
    }
  }
}
