/// Who was read, and how strongly: for every timestep t of a state or an output y and every input x[s] the size of the
/// derivatives of y[t] by x[s], √Σ (∂y[t]_m / ∂x[s]_i)² over all units m and numbers i.
///
/// Exactly 0 where nothing of x[s] can reach y[t]: a one-way network has a triangle of them.
public struct Influence: Equatable, Sendable {
  /// Whose derivatives: the network's output, or the states of one chain.
  public enum Target: Hashable, Sendable {
    case output
    /// `layer` from 0.
    case state(layer: Int, pass: Pass)
  }

  /// T.
  public let time: Int
  /// `values[t·T + s]`, both from 0.
  public let values: [Double]

  public subscript(t: Int, s: Int) -> Double { values[t * time + s] }

  /// The largest number of all; 0 where nothing depends on anything.
  public var largest: Double { values.max() ?? 0 }
}

extension Network<Double> {
  /// - Parameters:
  ///   - target: a chain of this network, or its output.
  ///   - input: one sequence, shape (T, 1, I).
  ///   - initial: as of `run`, for one sequence.
  /// - Throws: `RunError` with both shapes.
  /// - Complexity: T·M times that of a run, for the M units of the target.
  public func influence(
    on target: Influence.Target, of input: Tensor<Double>, initial: InitialState<Double>? = nil
  ) throws -> Influence {
    try checkShapes(input, nil, initial)
    guard input.shape[1] == 1 else {
      throw RunError.shape(
        ShapeError(what: "input (T, 1, I)", expected: [input.shape[0], 1, input.shape[2]], actual: input.shape))
    }
    // One sequence a unit, all alike: a pass backwards then takes the derivatives of all units of one timestep.
    let (network, units) = try upTo(target)
    let (time, batch) = (input.shape[0], units.count)
    let rows = network.configuration.layers * network.configuration.directions
    let states = initial.map { state in
      InitialState(
        hidden: state.hidden.first(rows).repeated(batch), cell: state.cell.map { $0.first(rows).repeated(batch) })
    }
    let trace = try network.run(input.repeated(batch), initial: states, keeping: .gradients)
    let size = trace.output.shape[2]
    var values: [Double] = []
    for t in 0..<time {
      var seed = Tensor<Double>(zeros: [time, batch, size])
      for (sequence, unit) in units.enumerated() { seed.values[(t * batch + sequence) * size + unit] = 1 }
      let gradient = try trace.gradients(output: seed).input.values
      let count = gradient.count / time
      for s in 0..<time {
        values.append(gradient[s * count..<(s + 1) * count].reduce(0) { $0 + $1 * $1 }.squareRoot())
      }
    }
    return Influence(time: time, values: values)
  }

  /// The network up to the layer of a target, and which numbers of its output are the target's.
  private func upTo(_ target: Influence.Target) throws -> (network: Network, units: Range<Int>) {
    guard case .state(let layer, let pass) = target else {
      return (self, 0..<configuration.outputSize(ofLayer: configuration.layers - 1))
    }
    precondition(
      (0..<configuration.layers).contains(layer) && configuration.direction.passes.contains(pass),
      "a chain of this network")
    var lower = configuration
    lower.layers = layer + 1
    lower.merges = (0..<layer).map(configuration.merge(ofLayer:))
    let tensors = lower.parameterIDs.compactMap { id in self[id].map { (id.name, $0) } }
    let first = pass.rawValue * configuration.stateSize
    return (
      try Network(lower, tensors: Dictionary(uniqueKeysWithValues: tensors)), first..<first + configuration.stateSize
    )
  }
}

extension Tensor {
  /// Shape (n, B, ·) from (n, 1, ·): the same rows B times side by side.
  fileprivate func repeated(_ batch: Int) -> Tensor {
    let size = shape[2]
    let rows = stride(from: 0, to: values.count, by: size).flatMap { start in
      (0..<batch).flatMap { _ in values[start..<start + size] }
    }
    return Tensor(shape: [shape[0], batch, size], filledWith: rows)
  }

  /// The first of the first axis.
  fileprivate func first(_ count: Int) -> Tensor {
    let size = shape[1] * shape[2]
    return Tensor(shape: [count, shape[1], shape[2]], filledWith: Array(values[..<(count * size)]))
  }
}
