/// What a network gives, without the numbers in between.
public struct Outputs<S: Scalar>: Equatable, Sendable {
  /// As `Trace.output`.
  public let output: Tensor<S>
  /// As `Trace.finalHidden`.
  public let finalHidden: Tensor<S>
  /// As `Trace.finalCell`.
  public let finalCell: Tensor<S>?
}

/// A network with its weights laid out for running it many times, when only its outputs are asked for.
///
/// The numbers are those of `Network.run`, bit for bit. Beside what a layer reads and what it gives, a run takes memory
/// for some timesteps of a chain, however long the input is.
public struct PreparedNetwork<S: Scalar>: Sendable {
  public let network: Network<S>
  /// `chains[layer][pass.rawValue]`.
  private let chains: [[ChainWeights<S>]]

  /// Complexity: O(parameters).
  @specialized(where S == Float)
  @specialized(where S == Double)
  public init(_ network: Network<S>) {
    self.network = network
    chains = network.chains.map { $0.map { ChainWeights($0, network.configuration) } }
  }

  /// - Parameters: as of `Network.run`.
  /// - Throws: `RunError`, with both shapes or the sequence whose length is wrong.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func outputs(
    of input: Tensor<S>, lengths: [Int]? = nil, initial: InitialState<S>? = nil, threads: Int = 1
  ) throws(RunError) -> Outputs<S> {
    try network.checkShapes(input, lengths, initial)
    let configuration = network.configuration
    let (time, batch) = (input.shape[0], input.shape[1])
    var (below, hidden, cell): ([S], [S], [S]) = (input.values, [], [])
    network.clearEnded(&below, time: time, batch: batch, lengths: lengths)
    for layer in 0..<configuration.layers {
      let (sides, states) = run(layer, over: below, time, batch, lengths, initial, threads: threads)
      for state in states {
        hidden += state.hidden
        cell += state.cell
      }
      below =
        switch (configuration.direction, configuration.merge(ofLayer: layer)) {
        case (.forward, _), (_, .concat), (_, .apart): sides[0]
        case (_, let merge):
          merge.apply(
            forward: sides[0][...], backward: sides[1][...], hidden: configuration.stateSize,
            linear: network.merges[layer])
        }
      network.clearEnded(&below, time: time, batch: batch, lengths: lengths)
    }
    let rows = configuration.layers * configuration.directions
    return Outputs(
      output: Tensor(shape: [time, batch, below.count / (time * batch)], filledWith: below),
      finalHidden: Tensor(shape: [rows, batch, configuration.stateSize], filledWith: hidden),
      finalCell: configuration.cell == .lstm
        ? Tensor(shape: [rows, batch, configuration.hiddenSize], filledWith: cell) : nil)
  }

  /// One layer: both states side by side in one array, (T, B, D·H), if that is how they are merged; else in two.
  private func run(
    _ layer: Int, over input: [S], _ time: Int, _ batch: Int, _ lengths: [Int]?, _ initial: InitialState<S>?,
    threads: Int
  ) -> (sides: [[S]], states: [InferenceSweep<S>.States]) {
    let configuration = network.configuration
    let (directions, size) = (configuration.directions, configuration.stateSize)
    let merge = configuration.merge(ofLayer: layer)
    let isOneArray = directions == 1 || merge == .concat || merge == .apart
    let stride = isOneArray ? directions * size : size
    let inputStride = input.count / (time * batch)
    let half = time * batch * size
    var states: [InferenceSweep<S>.States] = []
    // Two arrays are the two halves of one, which is cut afterwards.
    let result = [S](unsafeUninitializedCapacity: directions * half) { result, initialized in
      input.withUnsafeBufferPointer { input in
        let memory = Memory(input: input.baseAddress!, output: result.baseAddress!)
        let isWorthThread = threads > 1 && configuration.isWorthThread(layer: layer, time: time, batch: batch)
        states = concurrently(directions, isWorthThread: isWorthThread) { direction in
          let pass = configuration.direction.passes[direction]
          let sweep = InferenceSweep(
            configuration: configuration, weights: chains[layer][direction], pass: pass, time: time, batch: batch,
            lengths: lengths)
          let read = configuration.isApart(below: layer) ? direction * size : 0
          return sweep.run(
            over: memory.input + read, stride: inputStride,
            from: sweep.initialStates(initial, row: configuration.stateRow(layer: layer, pass: pass)),
            to: memory.output + direction * (isOneArray ? size : half), stride: stride)
        }
      }
      initialized = directions * half
    }
    return (isOneArray ? [result] : [Array(result[..<half]), Array(result[half...])], states)
  }

  private struct Memory {
    let input: UnsafePointer<S>
    let output: UnsafeMutablePointer<S>
  }
}

extension Network {
  /// What the network gives for an input, as `run` computes it, without keeping what comes in between.
  ///
  /// - Parameters: as of `run`.
  /// - Throws: `RunError`, with both shapes or the sequence whose length is wrong.
  public func outputs(
    of input: Tensor<S>, lengths: [Int]? = nil, initial: InitialState<S>? = nil, threads: Int = 1
  ) throws(RunError) -> Outputs<S> {
    try PreparedNetwork(self).outputs(of: input, lengths: lengths, initial: initial, threads: threads)
  }
}
