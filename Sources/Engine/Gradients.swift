/// The gradients of a scalar loss with respect to everything that a run read.
public struct Gradients<S: Scalar>: Equatable, Sendable {
  /// One tensor for each of the network's parameters, in the parameter's shape.
  public internal(set) var parameters: [ParameterID: Tensor<S>]
  /// Shape (T, B, I), zero after a sequence's end.
  public let input: Tensor<S>
  /// The gradient of h_0, shape (L·D, B, H), with a projection (L·D, B, P).
  public let initialHidden: Tensor<S>
  /// The gradient of c_0, shape (L·D, B, H); nil for cells other than the LSTM.
  public let initialCell: Tensor<S>?
}

extension Trace {
  /// Back-propagation through time: the gradients of a loss from those of what the run gave.
  ///
  /// - Parameters:
  ///   - output: the gradient of `output`, in its shape; what stands after a sequence's end is not read.
  ///   - finalHidden: the gradient of `finalHidden`, in its shape; zeros when nil.
  ///   - finalCell: the gradient of `finalCell` of an LSTM, in its shape; zeros when nil.
  ///   - threads: with 2, a layer's two chains run side by side; no number depends on it.
  /// - Throws: `ShapeError` with both shapes.
  /// - Complexity: about twice that of the run, in time, and O(T·B·G·H) memory for a layer's chains.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradients(
    output: Tensor<S>, finalHidden: Tensor<S>? = nil, finalCell: Tensor<S>? = nil, threads: Int = 1
  ) throws(ShapeError) -> Gradients<S> {
    let rows = configuration.layers * configuration.directions
    try check("gradient of output", output, [time, batch, configuration.outputSize(ofLayer: configuration.layers - 1)])
    try check("gradient of h_n", finalHidden, [rows, batch, configuration.stateSize])
    try check("gradient of c_n", finalCell, [rows, batch, configuration.hiddenSize])

    var parameters: [ParameterID: Tensor<S>] = [:]
    var initialHidden = [[S]](repeating: [], count: rows)
    var initialCell = [[S]](repeating: [], count: rows)
    var above = output.values
    for layer in (0..<configuration.layers).reversed() {
      let (states, merge) = stateGradients(above, layer: layer)
      if let merge {
        parameters[ParameterID(.mergeWeight, layer: layer, pass: .forward)] = merge.weight
        parameters[ParameterID(.mergeBias, layer: layer, pass: .forward)] = merge.bias
      }
      let isWorthThread = threads > 1 && configuration.isWorthThread(layer: layer, time: time, batch: batch)
      let results = concurrently(configuration.directions, isWorthThread: isWorthThread) { direction in
        backward(
          layer: layer, pass: configuration.direction.passes[direction], hidden: states[direction],
          finalHidden: finalHidden, finalCell: finalCell)
      }
      for (pass, result) in zip(configuration.direction.passes, results) {
        for kind in ParameterKind.allCases {
          if let gradient = result.parameters[kind] {
            parameters[ParameterID(kind, layer: layer, pass: pass)] = gradient
          }
        }
        let row = configuration.stateRow(layer: layer, pass: pass)
        (initialHidden[row], initialCell[row]) = (result.initialHidden, result.initialCell)
      }
      above = inputGradient(results.map(\.input), layer: layer)
    }
    let hidden = Tensor(shape: [rows, batch, configuration.stateSize], filledWith: initialHidden.flatMap { $0 })
    let isLSTM = configuration.cell == .lstm
    let cell =
      isLSTM ? Tensor(shape: [rows, batch, configuration.hiddenSize], filledWith: initialCell.flatMap { $0 }) : nil
    return Gradients(
      parameters: parameters, input: Tensor(shape: layers[0].input.shape, filledWith: above), initialHidden: hidden,
      initialCell: cell)
  }

  private func check(_ what: String, _ tensor: Tensor<S>?, _ expected: [Int]) throws(ShapeError) {
    guard let tensor, tensor.shape != expected else { return }
    throw ShapeError(what: what, expected: expected, actual: tensor.shape)
  }

  private func backward(
    layer: Int, pass: Pass, hidden: [S], finalHidden: Tensor<S>?, finalCell: Tensor<S>?
  ) -> BackwardSweep<S>.Result {
    let row = configuration.stateRow(layer: layer, pass: pass)
    func rows(_ states: Tensor<S>?) -> ArraySlice<S>? {
      states.map { $0.values.dropFirst(row * batch * $0.shape[2]).prefix(batch * $0.shape[2]) }
    }
    let input = layers[layer].input
    let sweep = BackwardSweep(
      configuration: configuration, chain: chain(layer: layer, pass: pass), lengths: lengths)
    return input.values.withUnsafeBufferPointer { values in
      let half = configuration.isApart(below: layer) ? pass.rawValue * configuration.stateSize : 0
      return sweep.run(
        over: values.baseAddress! + half, stride: input.shape[2], hidden: hidden, finalHidden: rows(finalHidden),
        finalCell: rows(finalCell))
    }
  }

  /// The gradients of a layer's states, shape (T, B, H) each, from that of its output; and those of a learned merge.
  private func stateGradients(_ output: [S], layer: Int) -> (states: [[S]], merge: LinearMergeParameters<S>?) {
    guard configuration.direction == .bidirectional else { return ([output], nil) }
    var output = output
    network.clearEnded(&output, time: time, batch: batch, lengths: lengths)
    let chains = layers[layer].chains
    let gradient = configuration.merge(ofLayer: layer).gradient(
      of: output, forward: chains[0].hidden, backward: chains[1].hidden, hidden: configuration.stateSize,
      linear: network.merges[layer])
    return ([gradient.forward, gradient.backward], gradient.linear)
  }

  /// The gradient of what a layer read, from those of what its chains read; before dropout, if there was any.
  private func inputGradient(_ chains: [[S]], layer: Int) -> [S] {
    var result = chains[0]
    if chains.count == 2 {
      if configuration.isApart(below: layer) {
        result = Merge.sideBySide(chains[0][...], chains[1][...], configuration.stateSize)
      } else {
        for index in result.indices { result[index] += chains[1][index] }
      }
    }
    let mask = layers[layer].dropout
    for index in mask.indices { result[index] *= mask[index] }
    return result
  }
}
