extension Network {
  /// Runs the network over a batch of sequences and keeps every intermediate number.
  ///
  /// - Parameters:
  ///   - input: shape (T, B, I), T and B at least 1.
  ///   - initial: h_0 (and c_0 for an LSTM), each of shape (L·D, B, H); zeros when nil.
  /// - Throws: `ShapeError` with both shapes.
  /// - Complexity: O(T·B·L·D·G·H·(I + H)) time, O(T·B·L·D·G·H) memory.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func run(_ input: Tensor<S>, initial: InitialState<S>? = nil) throws(ShapeError) -> Trace<S> {
    try checkShapes(input, initial)
    var trace = Trace<S>(configuration: configuration, time: input.shape[0], batch: input.shape[1])
    var below = input
    for layer in 0..<configuration.layers {
      let chains = configuration.direction.passes.map { pass in
        runChain(layer: layer, pass: pass, over: below, initial: initial)
      }
      let output = sideBySide(chains)
      trace.layers.append(LayerTrace(input: below, chains: chains, output: output))
      below = output
    }
    return trace
  }

  private func checkShapes(_ input: Tensor<S>, _ initial: InitialState<S>?) throws(ShapeError) {
    let sizes = input.shape + Array(repeating: 1, count: max(0, 3 - input.shape.count))
    let expected = [max(sizes[0], 1), max(sizes[1], 1), configuration.inputSize]
    guard input.shape == expected else {
      throw ShapeError(what: "input (T, B, I)", expected: expected, actual: input.shape)
    }
    let states = [configuration.layers * configuration.directions, sizes[1], configuration.hiddenSize]
    if let hidden = initial?.hidden, hidden.shape != states {
      throw ShapeError(what: "h_0 (L·D, B, H)", expected: states, actual: hidden.shape)
    }
    if let cell = initial?.cell, cell.shape != states {
      throw ShapeError(what: "c_0 (L·D, B, H)", expected: states, actual: cell.shape)
    }
  }

  private func runChain(
    layer: Int, pass: Pass, over input: Tensor<S>, initial: InitialState<S>?
  ) -> ChainTrace<S> {
    let (time, batch, H) = (input.shape[0], input.shape[1], configuration.hiddenSize)
    let width = configuration.cell.gates.count * H
    let isLSTM = configuration.cell == .lstm
    let parameters = parameters(layer: layer, pass: pass)
    let zeros = [S](repeating: 0, count: time * batch * width)

    func initialRow(_ states: Tensor<S>?) -> [S] {
      guard let states else { return Array(repeating: 0, count: batch * H) }
      let row = configuration.stateRow(layer: layer, pass: pass)
      return Array(states.values[row * batch * H..<(row + 1) * batch * H])
    }

    var chain = ChainTrace<S>(
      pass: pass, time: time, batch: batch, hiddenSize: H, width: width, parameters: parameters,
      initialHidden: initialRow(initial?.hidden), initialCell: isLSTM ? initialRow(initial?.cell) : [],
      inputProduct: zeros, hiddenProduct: zeros, preactivation: zeros, gate: zeros,
      cell: Array(repeating: 0, count: isLSTM ? time * batch * H : 0),
      hidden: Array(repeating: 0, count: time * batch * H))

    multiply(input.values, byTransposeOf: parameters.weightIH, into: &chain.inputProduct, from: 0)
    for index in 0..<time {
      let t = pass == .forward ? index : time - 1 - index
      let previousHidden = chain.hiddenBefore(t)
      multiply(
        previousHidden, byTransposeOf: parameters.weightHH, into: &chain.hiddenProduct, from: t * batch * width)
      switch configuration.cell {
      case .rnn(let activation): chain.stepRNN(activation, t: t)
      case .gru: chain.stepGRU(t: t, previousHidden: previousHidden)
      case .lstm: chain.stepLSTM(t: t, previousCell: chain.cellBefore(t))
      }
    }
    return chain
  }

  /// Shape (T, B, D·H) from chains of shape (T, B, H).
  private func sideBySide(_ chains: [ChainTrace<S>]) -> Tensor<S> {
    let (time, batch, H) = (chains[0].time, chains[0].batch, configuration.hiddenSize)
    var values: [S] = []
    values.reserveCapacity(time * batch * chains.count * H)
    for step in 0..<time * batch {
      for chain in chains { values += chain.hidden[step * H..<(step + 1) * H] }
    }
    var output = Tensor<S>(zeros: [time, batch, chains.count * H])
    output.values = values
    return output
  }
}
