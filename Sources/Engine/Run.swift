extension Network {
  /// Runs the network over a batch of sequences and keeps its intermediate numbers.
  ///
  /// - Parameters:
  ///   - input: shape (T, B, I), T and B at least 1.
  ///   - lengths: B numbers from 1 to T, in any order, as of torch's packed sequences: a sequence ends at its own
  ///     length, where its backward chains start; what stands after that is not read. All T long when nil.
  ///   - initial: h_0, and c_0 for an LSTM; zeros when nil.
  ///   - keeping: how much of the run the trace keeps; its numbers are the same, bit for bit.
  ///   - dropoutSeed: in training, where the numbers that the layers drop come from; nil for none dropped.
  ///   - threads: with 2, a layer's two chains run side by side; no number depends on it.
  /// - Throws: `RunError`, with both shapes or the sequence whose length is wrong.
  /// - Complexity: O(T·B·L·D·G·H·(I + H)) time, O(T·B·L·D·G·H) memory.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func run(
    _ input: Tensor<S>, lengths: [Int]? = nil, initial: InitialState<S>? = nil, keeping: Keeping = .everything,
    dropoutSeed: UInt64? = nil, threads: Int = 1
  ) throws(RunError) -> Trace<S> {
    try checkShapes(input, lengths, initial)
    var trace = Trace<S>(network: self, time: input.shape[0], batch: input.shape[1], lengths: lengths)
    var below = input
    clearEnded(&below.values, time: trace.time, batch: trace.batch, lengths: lengths)
    for layer in 0..<configuration.layers {
      var mask: [S] = []
      if layer > 0, let dropoutSeed, configuration.dropout > 0 {
        mask = dropoutMask(count: below.values.count, layer: layer, seed: dropoutSeed)
        for index in mask.indices { below.values[index] *= mask[index] }
      }
      let isWorthThread = threads > 1 && configuration.isWorthThread(layer: layer, time: trace.time, batch: trace.batch)
      let chains = concurrently(configuration.directions, isWorthThread: isWorthThread) { direction in
        let pass = configuration.direction.passes[direction]
        return runChain(layer: layer, pass: pass, over: below, lengths: lengths, initial: initial, keeping: keeping)
      }
      let output = merge(chains, layer: layer, lengths: lengths)
      trace.layers.append(LayerTrace(input: below, dropout: mask, chains: chains, output: output))
      below = output
    }
    return trace
  }

  /// Numbers that are 0 with the probability of the configuration's dropout, else 1/(1 − p).
  private func dropoutMask(count: Int, layer: Int, seed: UInt64) -> [S] {
    var random = SeededGenerator(seed: seed, stream: "dropout \(layer)")
    let (p, kept) = (configuration.dropout, S(1 / (1 - configuration.dropout)))
    return (0..<count).map { _ in random.unit() < p ? 0 : kept }
  }

  private func runChain(
    layer: Int, pass: Pass, over input: Tensor<S>, lengths: [Int]?, initial: InitialState<S>?, keeping: Keeping
  ) -> ChainTrace<S> {
    let (time, batch) = (input.shape[0], input.shape[1])
    let layout = ChainLayout(configuration, time: time, batch: batch, keeping: keeping)
    let parameters = parameters(layer: layer, pass: pass)
    let sweep = ForwardSweep(
      configuration: configuration, weights: ChainWeights(parameters, configuration), layout: layout, pass: pass,
      time: time, batch: batch, lengths: lengths)
    let row = configuration.stateRow(layer: layer, pass: pass)
    let numbers = [S](unsafeUninitializedCapacity: layout.count) { memory, initialized in
      let memory = memory.baseAddress!
      sweep.setInitialState(initial?.hidden, row: row, configuration.stateSize, memory, layout.hiddenStates)
      sweep.setInitialState(initial?.cell, row: row, configuration.hiddenSize, memory, layout.cellStates)
      input.values.withUnsafeBufferPointer { values in
        let half = configuration.isApart(below: layer) ? pass.rawValue * configuration.stateSize : 0
        sweep.run(over: values.baseAddress! + half, stride: input.shape[2], in: memory)
      }
      initialized = layout.count
    }
    return ChainTrace(
      pass: pass, time: time, batch: batch, hiddenSize: configuration.hiddenSize, stateSize: configuration.stateSize,
      width: configuration.gateSize, parameters: parameters, layout: layout, numbers: numbers)
  }
}
