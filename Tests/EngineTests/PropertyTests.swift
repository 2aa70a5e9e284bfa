import Engine
import Testing

@Suite("what holds for every network")
struct PropertyTests {
  static let configurations: [Configuration] = [
    Configuration(cell: .rnn(.tanh), inputSize: 3, hiddenSize: 4),
    Configuration(cell: .rnn(.relu), inputSize: 3, hiddenSize: 17, bias: false),
    Configuration(cell: .gru, inputSize: 3, hiddenSize: 4),
    Configuration(cell: .gru, inputSize: 3, hiddenSize: 5, resetGate: .beforeProduct),
    Configuration(cell: .gru, inputSize: 3, hiddenSize: 5, resetGate: .afterProductOnly),
    Configuration(cell: .lstm, inputSize: 3, hiddenSize: 4),
    Configuration(cell: .lstm, inputSize: 3, hiddenSize: 6, projectionSize: 2),
  ]

  @Test("what is kept for gradients is what is kept for the screen", arguments: configurations)
  func keeping(_ configuration: Configuration) throws {
    var configuration = configuration
    configuration.layers = 2
    let subject = try RandomNetwork(configuration, time: 5, batch: 3, lengths: [5, 2, 4], seed: 1)
    let (screen, training) = (try subject.run(keeping: .everything), try subject.run(keeping: .gradients))
    for layer in 0..<2 {
      for pass in Pass.allCases {
        let (one, other) = (screen.chain(layer: layer, pass: pass), training.chain(layer: layer, pass: pass))
        #expect(one.gate == other.gate && one.hidden == other.hidden && one.cell == other.cell)
        #expect(one.unprojected == other.unprojected && other.preactivation.isEmpty && !one.preactivation.isEmpty)
      }
    }
    #expect(screen.output == training.output)
  }

  @Test("outputs alone are those of a run", arguments: configurations, [nil, [5, 2, 4]] as [[Int]?])
  func outputs(_ configuration: Configuration, _ lengths: [Int]?) throws {
    for merges in [[], [Merge.sum, .product], [.apart, .max]] {
      var configuration = configuration
      (configuration.layers, configuration.merges) = (3, merges)
      let subject = try RandomNetwork(configuration, time: 5, batch: 3, lengths: lengths, seed: 12)
      let trace = try subject.run()
      for threads in 1...2 {
        let outputs = try subject.network.outputs(
          of: subject.input, lengths: lengths, initial: subject.initial, threads: threads)
        #expect(outputs.output == trace.output)
        #expect(outputs.finalHidden == trace.finalHidden && outputs.finalCell == trace.finalCell)
      }
    }
  }

  @Test("outputs of an input that does not fit into one piece", arguments: [Direction.bidirectional, .forward])
  func longInput(_ direction: Direction) throws {
    let configuration = Configuration(cell: .gru, inputSize: 1, hiddenSize: 32, direction: direction)
    let subject = try RandomNetwork(configuration, time: 1500, batch: 1, seed: 13)
    let outputs = try subject.network.outputs(of: subject.input, initial: subject.initial)
    #expect(try subject.run().output == outputs.output)
  }

  @Test("two layers are the composition of two networks of one", arguments: configurations)
  func composition(_ configuration: Configuration) throws {
    for merge in [Merge.concat, .sum, .max] {
      var (lower, upper, both) = (configuration, configuration, configuration)
      (lower.merges, both.merges, both.layers) = ([merge], [merge], 2)
      upper.inputSize = lower.outputSize(ofLayer: 0)
      let whole = try RandomNetwork(both, time: 4, batch: 2, lengths: [3, 4], seed: 2)
      func network(_ configuration: Configuration, layer: Int) throws -> Network<Double> {
        var tensors: [String: Tensor<Double>] = [:]
        for id in configuration.parameterIDs {
          tensors[id.name] = whole.network[ParameterID(id.kind, layer: layer, pass: id.pass)]
        }
        return try Network(configuration, tensors: tensors)
      }
      let first = try network(lower, layer: 0).run(
        whole.input, lengths: whole.lengths, initial: whole.initial.rows(0..<2))
      let second = try network(upper, layer: 1).run(
        first.output, lengths: whole.lengths, initial: whole.initial.rows(2..<4))
      #expect(try whole.run().output == second.output)
    }
  }

  @Test("two independent stacks are two one-way networks", arguments: configurations)
  func stacks(_ configuration: Configuration) throws {
    var configuration = configuration
    (configuration.layers, configuration.merges) = (3, [.apart, .apart, .concat])
    let both = try RandomNetwork(configuration, time: 4, batch: 1, seed: 3)
    var oneWay = configuration
    oneWay.direction = .forward
    for pass in Pass.allCases {
      var tensors: [String: Tensor<Double>] = [:]
      for id in oneWay.parameterIDs {
        tensors[id.name] = both.network[ParameterID(id.kind, layer: id.layer, pass: pass)]
      }
      let input = pass == .forward ? both.input : both.input.reversed()
      let rows = InitialState<Double>.select([0, 1, 2].map { 2 * $0 + pass.rawValue }, of: both.initial)
      let alone = try Network(oneWay, tensors: tensors).run(input, initial: rows).output
      let half = try both.run().output.columns(pass.rawValue * configuration.stateSize, configuration.stateSize)
      #expect(half == (pass == .forward ? alone : alone.reversed()))
    }
  }

  @Test("the backward half is the forward cell on the reversed input", arguments: configurations)
  func reversal(_ configuration: Configuration) throws {
    let subject = try RandomNetwork(configuration, time: 5, batch: 2, seed: 4)
    var oneWay = configuration
    oneWay.direction = .forward
    var tensors: [String: Tensor<Double>] = [:]
    for id in oneWay.parameterIDs {
      tensors[id.name] = subject.network[ParameterID(id.kind, layer: 0, pass: .backward)]
    }
    let reversed = try Network(oneWay, tensors: tensors).run(
      subject.input.reversed(), initial: subject.initial.rows(1..<2)
    ).output.reversed()
    let size = configuration.stateSize
    #expect(try subject.run().output.columns(size, size) == reversed)
  }

  @Test("a packed batch is each sequence alone", arguments: configurations)
  func packed(_ configuration: Configuration) throws {
    var configuration = configuration
    configuration.layers = 2
    let lengths = [2, 6, 1, 5]
    let together = try RandomNetwork(configuration, time: 7, batch: 4, lengths: lengths, seed: 5)
    let trace = try together.run()
    let gradients = try together.gradients()
    let outputSize = configuration.outputSize(ofLayer: 1)
    for (sequence, length) in lengths.enumerated() {
      let input = together.input.sequence(sequence, length)
      let initial = together.initial.sequence(sequence)
      let alone = try together.network.run(input, initial: initial, keeping: .gradients)
      #expect(trace.output.sequence(sequence, length) == alone.output)
      #expect(trace.finalHidden.sequence(sequence, 4) == alone.finalHidden)
      #expect(trace.finalCell?.sequence(sequence, 4) == alone.finalCell)
      for t in length..<7 {
        let start = (t * 4 + sequence) * outputSize
        #expect(trace.output.values[start..<start + outputSize].allSatisfy { $0 == 0 })
        let read = (t * 4 + sequence) * 3
        #expect(gradients.input.values[read..<read + 3].allSatisfy { $0 == 0 })
      }
    }
  }

  @Test("after a sequence's end a trace keeps no gates, and the states of the step before", arguments: configurations)
  func ended(_ configuration: Configuration) throws {
    let trace = try RandomNetwork(configuration, time: 5, batch: 2, lengths: [3, 5], seed: 15).run(keeping: .everything)
    for pass in Pass.allCases {
      let chain = trace.chain(layer: 0, pass: pass)
      for t in 0..<5 {
        #expect(chain.gates(\.gate, t: t).allSatisfy { $0 == 0 } == (t >= 3))
        guard t >= 3 else { continue }
        #expect(chain.hidden(t: t) == chain.hidden(t: chain.before(t)))
        if configuration.cell == .lstm { #expect(chain.cell(t: t) == chain.cell(t: chain.before(t))) }
      }
    }
  }

  @Test("what stands after a sequence's end is not read", arguments: configurations)
  func padding(_ configuration: Configuration) throws {
    let lengths = [2, 3]
    let subject = try RandomNetwork(configuration, time: 4, batch: 2, lengths: lengths, seed: 6)
    var other = subject
    for (sequence, length) in lengths.enumerated() {
      for t in length..<4 {
        for index in 0..<3 { other.input.values[(t * 2 + sequence) * 3 + index] = .nan }
      }
    }
    #expect(try subject.run().output == other.run().output)
    let (one, two) = (try subject.gradients(), try other.gradients())
    #expect(one.initialHidden == two.initialHidden && one.input == two.input)
    #expect(one.parameters == two.parameters)
  }

  @Test("an appended input leaves the forward half and changes the whole backward half", arguments: configurations)
  func appended(_ configuration: Configuration) throws {
    let long = try RandomNetwork(configuration, time: 5, batch: 1, seed: 7)
    var short = long
    short.input = long.input.sequence(0, 4)
    let size = configuration.stateSize
    let (before, after) = (try short.run().output, try long.run().output.sequence(0, 4))
    #expect(before.columns(0, size) == after.columns(0, size))
    for t in 0..<4 {
      let rows = [before, after].map { Array($0.columns(size, size).values[t * size..<(t + 1) * size]) }
      #expect(rows[0] != rows[1])
    }
  }

  @Test("two threads give the same bits", arguments: [Cell.gru, .lstm])
  func threads(_ cell: Cell) throws {
    // So much work that the second thread is really started.
    let configuration = Configuration(cell: cell, inputSize: 64, hiddenSize: 64, layers: 2)
    let subject = try RandomNetwork(configuration, time: 90, batch: 2, seed: 8)
    let (one, two) = (
      try subject.network.run(subject.input, threads: 1), try subject.network.run(subject.input, threads: 2)
    )
    #expect(one == two)
    #expect(try subject.gradients(threads: 1) == subject.gradients(threads: 2))
    let outputs = try subject.network.outputs(of: subject.input, threads: 2)
    #expect(outputs.output == one.output)
  }

  @Test("dropout: in training only, seeded, and as often as it says")
  func dropout() throws {
    var configuration = Configuration(cell: .gru, inputSize: 3, hiddenSize: 50, layers: 3, dropout: 0.25)
    var subject = try RandomNetwork(configuration, time: 20, batch: 2, dropoutSeed: 1, seed: 9)
    let (first, again) = (try subject.run(), try subject.run())
    #expect(first == again)
    let (below, read) = (first.layers[0].output.values, first.layers[1].input.values)
    let dropped = zip(below, read).filter { $0.0 != 0 && $0.1 == 0 }.count
    #expect((0.22...0.28).contains(Double(dropped) / Double(read.count)))
    #expect(zip(below, read).allSatisfy { $0.1 == 0 || ($0.1 - $0.0 / 0.75).magnitude <= 1e-15 })
    #expect(first.layers[0].input == subject.input && first.output.values.allSatisfy { $0 != 0 })
    #expect(first.layers[1].input.values.map { $0 == 0 } != first.layers[2].input.values.map { $0 == 0 })
    subject.dropoutSeed = 2
    #expect(try subject.run().output != first.output)

    subject.dropoutSeed = nil
    configuration.dropout = 0
    var tensors: [String: Tensor<Double>] = [:]
    for id in configuration.parameterIDs { tensors[id.name] = subject.network[id] }
    let without = try Network(configuration, tensors: tensors).run(subject.input, initial: subject.initial)
    #expect(try subject.run().output == without.output)
  }

  @Test("a trace takes the memory that its formula says", arguments: configurations, [Keeping.everything, .gradients])
  func memory(_ configuration: Configuration, _ keeping: Keeping) throws {
    let (time, batch) = (5, 2)
    let trace = try RandomNetwork(configuration, time: time, batch: batch, seed: 10).run(keeping: keeping)
    let (width, hidden, state) = (configuration.gateSize, configuration.hiddenSize, configuration.stateSize)
    var expected = time * batch * width + (time + 1) * batch * state
    if configuration.cell == .lstm { expected += (time + 1) * batch * hidden }
    if configuration.projectionSize != nil { expected += time * batch * hidden }
    if keeping == .everything { expected += 3 * time * batch * width }
    if keeping == .gradients, configuration.cell == .gru { expected += time * batch * width }
    #expect(trace.chain(layer: 0, pass: .backward).count == expected)
  }
}

extension Tensor<Double> {
  /// The timesteps of a (T, B, ·) tensor in the other order.
  fileprivate func reversed() -> Tensor {
    let size = shape[1] * shape[2]
    let rows = (0..<shape[0]).reversed().flatMap { values[$0 * size..<($0 + 1) * size] }
    return try! Tensor(shape: shape, values: rows)
  }

  /// Columns of the last axis.
  fileprivate func columns(_ first: Int, _ count: Int) -> Tensor {
    let rows = stride(from: 0, to: values.count, by: shape[2]).flatMap { values[$0 + first..<$0 + first + count] }
    return try! Tensor(shape: [shape[0], shape[1], count], values: rows)
  }

  /// One sequence of a (T, B, ·) tensor, its first timesteps.
  fileprivate func sequence(_ sequence: Int, _ length: Int) -> Tensor {
    let size = shape[2]
    let rows: [Double] = (0..<length).flatMap { t -> ArraySlice<Double> in
      let start = (t * shape[1] + sequence) * size
      return values[start..<start + size]
    }
    return try! Tensor(shape: [length, 1, shape[2]], values: rows)
  }

  /// Some of the first axis.
  fileprivate func select(_ rows: [Int]) -> Tensor {
    let size = shape[1] * shape[2]
    return try! Tensor(
      shape: [rows.count, shape[1], shape[2]], values: rows.flatMap { values[$0 * size..<($0 + 1) * size] })
  }
}

extension InitialState<Double> {
  fileprivate static func select(_ rows: [Int], of states: InitialState) -> InitialState {
    InitialState(hidden: states.hidden.select(rows), cell: states.cell?.select(rows))
  }

  fileprivate func rows(_ rows: Range<Int>) -> InitialState { .select(Array(rows), of: self) }

  fileprivate func sequence(_ sequence: Int) -> InitialState {
    InitialState(
      hidden: hidden.sequence(sequence, hidden.shape[0]), cell: cell.map { $0.sequence(sequence, $0.shape[0]) })
  }
}
