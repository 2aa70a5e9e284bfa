import Engine
import Testing

@Suite("every number of a trace")
struct TraceTests {
  static let cells: [Cell] = [.rnn(.tanh), .rnn(.relu), .gru, .lstm]
  static let (time, batch) = (5, 2)

  private func trace(_ cell: Cell, bias: Bool) throws -> (Network<Double>, Trace<Double>) {
    let configuration = Configuration(cell: cell, inputSize: 3, hiddenSize: 4, layers: 2, bias: bias)
    let network = try Network<Double>.seeded(configuration, seed: 3)
    var random = SeededGenerator(seed: 4)
    func tensor(_ shape: [Int]) throws -> Tensor<Double> {
      try Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(1) })
    }
    let initial = InitialState(hidden: try tensor([4, Self.batch, 4]), cell: try tensor([4, Self.batch, 4]))
    return (network, try network.run(try tensor([Self.time, Self.batch, 3]), initial: initial))
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool { (a - b).magnitude <= 1e-14 }

  /// Calls `body` with every chain, timestep and sequence of `trace`.
  private func each(
    _ trace: Trace<Double>, _ body: (_ layer: Int, _ chain: ChainTrace<Double>, _ t: Int, _ sequence: Int) -> Void
  ) {
    for layer in 0..<2 {
      for pass in Pass.allCases {
        for t in 0..<Self.time {
          for sequence in 0..<Self.batch { body(layer, trace.chain(layer: layer, pass: pass), t, sequence) }
        }
      }
    }
  }

  @Test("the two products are W x[t] and U h[t−1], without biases", arguments: cells)
  func products(_ cell: Cell) throws {
    let (network, trace) = try trace(cell, bias: true)
    each(trace) { layer, chain, t, sequence in
      let parameters = network.parameters(layer: layer, pass: chain.pass)
      #expect(chain.parameters == parameters)
      let previous = Array(chain.hidden(t: chain.pass == .forward ? t - 1 : t + 1, sequence: sequence))
      let read = Array(trace.input(layer: layer, t: t, sequence: sequence))
      let inputProduct = Array(chain.gates(\.inputProduct, t: t, sequence: sequence))
      let hiddenProduct = Array(chain.gates(\.hiddenProduct, t: t, sequence: sequence))
      for row in 0..<chain.width {
        func dot(_ matrix: Tensor<Double>, _ vector: [Double]) -> Double {
          zip(matrix.values[(row * vector.count)...], vector).reduce(0) { $0 + $1.0 * $1.1 }
        }
        #expect(isNear(inputProduct[row], dot(parameters.weightIH, read)))
        #expect(isNear(hiddenProduct[row], dot(parameters.weightHH, previous)))
      }
    }
  }

  @Test("sums, gates and states follow from the products", arguments: cells, [true, false])
  func equations(_ cell: Cell, bias: Bool) throws {
    let (network, trace) = try trace(cell, bias: bias)
    each(trace) { layer, chain, t, sequence in
      let parameters = network.parameters(layer: layer, pass: chain.pass)
      #expect((parameters.biasIH != nil) == bias && (parameters.biasHH != nil) == bias)
      let (wx, uh) = (
        Array(chain.gates(\.inputProduct, t: t, sequence: sequence)),
        Array(chain.gates(\.hiddenProduct, t: t, sequence: sequence))
      )
      let (sum, gate) = (
        Array(chain.gates(\.preactivation, t: t, sequence: sequence)),
        Array(chain.gates(\.gate, t: t, sequence: sequence))
      )
      let h = Array(chain.hidden(t: t, sequence: sequence))
      let previous = Array(chain.hidden(t: chain.before(t), sequence: sequence))
      func inputBias(_ row: Int) -> Double { parameters.biasIH?.values[row] ?? 0 }
      func hiddenBias(_ row: Int) -> Double { parameters.biasHH?.values[row] ?? 0 }
      func plain(_ row: Int) -> Double { wx[row] + inputBias(row) + uh[row] + hiddenBias(row) }
      for unit in 0..<4 {
        switch cell {
        case .rnn(let activation):
          #expect(isNear(sum[unit], plain(unit)))
          #expect(isNear(gate[unit], activation == .tanh ? Double.tanh(sum[unit]) : max(0, sum[unit])))
          #expect(h[unit] == gate[unit])
        case .gru:
          let (r, z, n) = (unit, 4 + unit, 8 + unit)
          #expect(isNear(sum[r], plain(r)) && isNear(sum[z], plain(z)))
          #expect(isNear(sum[n], wx[n] + inputBias(n) + gate[r] * (uh[n] + hiddenBias(n))))
          #expect(isNear(gate[r], sigmoid(sum[r])) && isNear(gate[z], sigmoid(sum[z])))
          #expect(isNear(gate[n], Double.tanh(sum[n])))
          #expect(isNear(h[unit], (1 - gate[z]) * gate[n] + gate[z] * previous[unit]))
        case .lstm:
          let (i, f, g, o) = (unit, 4 + unit, 8 + unit, 12 + unit)
          for row in [i, f, g, o] {
            #expect(isNear(sum[row], plain(row)))
            #expect(isNear(gate[row], row == g ? Double.tanh(sum[row]) : sigmoid(sum[row])))
          }
          let c = Array(chain.cell(t: t, sequence: sequence))
          let previousCell = Array(chain.cell(t: chain.before(t), sequence: sequence))
          #expect(isNear(c[unit], gate[f] * previousCell[unit] + gate[i] * gate[g]))
          #expect(isNear(h[unit], gate[o] * Double.tanh(c[unit])))
        }
      }
    }
  }

  @Test("a layer's output is both states side by side, and what the next layer reads", arguments: cells)
  func layers(_ cell: Cell) throws {
    let (_, trace) = try trace(cell, bias: true)
    #expect(trace.layers[1].input == trace.layers[0].output)
    #expect(trace.output == trace.layers[1].output)
    #expect(trace.layers[0].output.shape == [Self.time, Self.batch, 8])
    for t in 0..<Self.time {
      for sequence in 0..<Self.batch {
        let states = Pass.allCases.flatMap { trace.chain(layer: 0, pass: $0).hidden(t: t, sequence: sequence) }
        #expect(Array(trace.input(layer: 1, t: t, sequence: sequence)) == states)
      }
    }
  }

  @Test("a sequence of a batch computes what it computes alone", arguments: cells)
  func batches(_ cell: Cell) throws {
    let network = try Network<Double>.seeded(Configuration(cell: cell, inputSize: 2, hiddenSize: 3, layers: 2), seed: 5)
    var random = SeededGenerator(seed: 6)
    let values = (0..<Self.time * Self.batch * 2).map { _ in random.uniform(1) }
    let together = try network.run(try Tensor(shape: [Self.time, Self.batch, 2], values: values))
    for sequence in 0..<Self.batch {
      let own = (0..<Self.time).flatMap { together.input(layer: 0, t: $0, sequence: sequence) }
      let alone = try network.run(try Tensor(shape: [Self.time, 1, 2], values: own))
      for t in 0..<Self.time {
        for pass in Pass.allCases {
          let expected = Array(alone.chain(layer: 1, pass: pass).hidden(t: t))
          #expect(Array(together.chain(layer: 1, pass: pass).hidden(t: t, sequence: sequence)) == expected)
        }
      }
    }
  }
}
