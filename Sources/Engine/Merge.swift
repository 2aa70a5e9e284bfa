/// How the two states of a timestep become the one vector that the output layer reads.
public enum Merge: String, CaseIterable, Sendable {
  /// (h[t], h′[t]) side by side, 2H numbers; torch.nn's own output.
  case concat
  /// h[t] + h′[t].
  case sum
  /// (h[t] + h′[t]) / 2.
  case average
  /// h[t] · h′[t], unit by unit.
  case product
  /// The larger of the two, unit by unit; NaN where either is NaN, as in torch.maximum.
  case max

  /// Numbers per merged state for H numbers per state.
  public func size(hidden: Int) -> Int { self == .concat ? 2 * hidden : hidden }

  /// - Parameters:
  ///   - forward: h[t], H numbers.
  ///   - backward: h′[t], as many.
  /// - Returns: `size(hidden: H)` numbers.
  public func callAsFunction<S: Scalar>(_ forward: ArraySlice<S>, _ backward: ArraySlice<S>) -> [S] {
    precondition(forward.count == backward.count, "the two states of a merge have the same size")
    let pairs = zip(forward, backward)
    return switch self {
    case .concat: Array(forward) + Array(backward)
    case .sum: pairs.map { $0 + $1 }
    case .average: pairs.map { ($0 + $1) / 2 }
    case .product: pairs.map { $0 * $1 }
    case .max: pairs.map { $0 > $1 || $0.isNaN ? $0 : $1 }
    }
  }
}

extension Trace {
  /// The merged states of a bidirectional layer, shape (T, B, H or 2H); nil for a one-way layer.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func merged(_ merge: Merge, layer: Int) -> Tensor<S>? {
    guard configuration.direction == .bidirectional else { return nil }
    let (forward, backward) = (chain(layer: layer, pass: .forward), chain(layer: layer, pass: .backward))
    var states = Tensor<S>(zeros: [time, batch, merge.size(hidden: configuration.hiddenSize)])
    states.values = (0..<time).flatMap { t in
      (0..<batch).flatMap { sequence in
        merge(forward.hidden(t: t, sequence: sequence), backward.hidden(t: t, sequence: sequence))
      }
    }
    return states
  }
}
