extension Network {
  /// A layer's merged states from its chains', shape (T, B, ·).
  func merge(_ chains: [ChainTrace<S>], layer: Int, lengths: [Int]?) -> Tensor<S> {
    let (time, batch) = (chains[0].time, chains[0].batch)
    var values =
      chains.count == 1
      ? Array(chains[0].hidden)
      : configuration.merge(ofLayer: layer).apply(
        forward: chains[0].hidden, backward: chains[1].hidden, hidden: configuration.stateSize, linear: merges[layer])
    clearEnded(&values, time: time, batch: batch, lengths: lengths)
    return Tensor(shape: [time, batch, configuration.outputSize(ofLayer: layer)], filledWith: values)
  }

  /// Writes zeros over the rows of `values`, T·B in all, that stand after a sequence's end.
  func clearEnded(_ values: inout [S], time: Int, batch: Int, lengths: [Int]?) {
    guard let lengths else { return }
    let size = values.count / (time * batch)
    for (sequence, length) in lengths.enumerated() {
      for t in length..<time {
        let start = (t * batch + sequence) * size
        for index in start..<start + size { values[index] = 0 }
      }
    }
  }
}

extension Trace {
  /// The states of a bidirectional layer under another merge than the network's, shape (T, B, ·), zeros after a
  /// sequence's end.
  ///
  /// - Parameter linear: the parameters of a learned merge; nil for the layer's own.
  /// - Returns: nil for a one-way layer, and for a learned merge without parameters.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func merged(_ merge: Merge, layer: Int, linear: LinearMergeParameters<S>? = nil) -> Tensor<S>? {
    let linear = linear ?? parameters(of: merge, layer: layer)
    guard has(merge, linear) else { return nil }
    let chains = layers[layer].chains
    var values = merge.apply(
      forward: chains[0].hidden, backward: chains[1].hidden, hidden: configuration.stateSize,
      linear: linear)
    network.clearEnded(&values, time: time, batch: batch, lengths: lengths)
    return Tensor(shape: [time, batch, merge.size(hidden: configuration.stateSize)], filledWith: values)
  }

  /// The same at one timestep of one sequence, both from 0.
  public func merged(_ merge: Merge, layer: Int, t: Int, sequence: Int = 0) -> [S]? {
    let linear = parameters(of: merge, layer: layer)
    guard has(merge, linear) else { return nil }
    if let lengths, t >= lengths[sequence] {
      return Array(repeating: 0, count: merge.size(hidden: configuration.stateSize))
    }
    let states = layers[layer].chains.map { $0.hidden(t: t, sequence: sequence) }
    return merge.apply(
      forward: states[0], backward: states[1], hidden: configuration.stateSize, linear: linear)
  }

  private func parameters(of merge: Merge, layer: Int) -> LinearMergeParameters<S>? {
    merge == configuration.merge(ofLayer: layer) ? network.merges[layer] : nil
  }

  private func has(_ merge: Merge, _ linear: LinearMergeParameters<S>?) -> Bool {
    if case .linear = merge, linear == nil { return false }
    return configuration.direction == .bidirectional
  }
}
