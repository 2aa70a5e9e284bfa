extension Merge {
  /// The merged states of many timesteps at once.
  ///
  /// - Parameters:
  ///   - forward: h, shape (n, H).
  ///   - backward: h′, shape (n, H).
  ///   - rows: n, timesteps times sequences.
  ///   - hidden: H, at least 1.
  ///   - linear: W and b, of the merge's size and for H; a linear merge has them, and no other reads them.
  /// - Returns: shape (n, `size(hidden: H)`).
  /// - Complexity: O(n · size) time, times 2H for a linear merge and times its length for a formula.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func apply<S: Scalar>(
    forward: [S], backward: [S], rows: Int, hidden: Int, linear: LinearMergeParameters<S>? = nil
  ) -> [S] {
    checkStates(forward, backward, rows: rows, hidden: hidden)
    switch self {
    case .concat, .apart: return sideBySide(forward, backward, hidden: hidden)
    case .sum: return zip(forward, backward).map { $0 + $1 }
    case .average: return zip(forward, backward).map { ($0 + $1) / 2 }
    case .product: return zip(forward, backward).map { $0 * $1 }
    case .max: return zip(forward, backward).map { larger($0, $1) }
    case .formula(let formula): return formula.apply(forward: forward, backward: backward, hidden: hidden)
    case .linear(let size):
      return parameters(linear, size: size, hidden: hidden)
        .apply(to: sideBySide(forward, backward, hidden: hidden), rows: rows)
    }
  }

  /// Goes back through the merge: from the derivatives of a number by the merged states to those by what they were
  /// computed from.
  ///
  /// Where the two states are equal, `max` gives half of the derivative to each, and all of it to both where either is
  /// NaN, as torch.maximum does. A formula's kinks are stated at `Dual`.
  ///
  /// - Parameters:
  ///   - merged: the derivatives by the merged states, shape (n, `size(hidden: H)`).
  ///   - forward, backward, rows, hidden, linear: what `apply` was given.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradient<S: Scalar>(
    of merged: [S], forward: [S], backward: [S], rows: Int, hidden: Int, linear: LinearMergeParameters<S>? = nil
  ) -> MergeGradient<S> {
    checkStates(forward, backward, rows: rows, hidden: hidden)
    precondition(merged.count == rows * size(hidden: hidden), "a derivative for every merged number")
    switch self {
    case .concat, .apart: return MergeGradient(sideBySide: merged, hidden: hidden)
    case .sum: return MergeGradient(forward: merged, backward: merged)
    case .average:
      let half = merged.map { $0 / 2 }
      return MergeGradient(forward: half, backward: half)
    case .product:
      return MergeGradient(
        forward: zip(merged, backward).map { $0 * $1 }, backward: zip(merged, forward).map { $0 * $1 })
    case .max:
      return MergeGradient(
        forward: merged.indices.map { shareOfLarger(merged[$0], forward[$0], backward[$0]) },
        backward: merged.indices.map { shareOfLarger(merged[$0], backward[$0], forward[$0]) })
    case .formula(let formula):
      let (byForward, byBackward) = formula.gradient(of: merged, forward: forward, backward: backward, hidden: hidden)
      return MergeGradient(forward: byForward, backward: byBackward)
    case .linear(let size):
      let (joined, parameters) = parameters(linear, size: size, hidden: hidden)
        .gradient(of: merged, joined: sideBySide(forward, backward, hidden: hidden), rows: rows)
      return MergeGradient(sideBySide: joined, hidden: hidden, linear: parameters)
    }
  }

  private func checkStates<S>(_ forward: [S], _ backward: [S], rows: Int, hidden: Int) {
    precondition(hidden > 0, "a state has at least one unit")
    precondition(forward.count == rows * hidden, "n rows of H numbers of h")
    precondition(backward.count == rows * hidden, "n rows of H numbers of h′")
  }

  private func parameters<S>(
    _ linear: LinearMergeParameters<S>?, size: Int, hidden: Int
  ) -> LinearMergeParameters<S> {
    guard let linear, linear.weight.shape == [size, 2 * hidden] else {
      preconditionFailure("a linear merge comes with W of shape (M, 2H)")
    }
    return linear
  }
}

/// The derivatives of a number by the states and the parameters of a merge.
public struct MergeGradient<S: Scalar>: Equatable, Sendable {
  /// By h, shape (n, H).
  public var forward: [S]
  /// By h′, shape (n, H).
  public var backward: [S]
  /// By W and b of a linear merge; nil for any other.
  public var linear: LinearMergeParameters<S>?

  init(forward: [S], backward: [S]) {
    (self.forward, self.backward) = (forward, backward)
  }

  /// From derivatives by (h, h′), shape (n, 2H).
  init(sideBySide joined: [S], hidden: Int, linear: LinearMergeParameters<S>? = nil) {
    (forward, backward) = ([], [])
    forward.reserveCapacity(joined.count / 2)
    backward.reserveCapacity(joined.count / 2)
    for start in stride(from: 0, to: joined.count, by: 2 * hidden) {
      forward += joined[start..<start + hidden]
      backward += joined[start + hidden..<start + 2 * hidden]
    }
    self.linear = linear
  }
}

/// Shape (n, 2H) from two of shape (n, H).
private func sideBySide<S>(_ forward: [S], _ backward: [S], hidden: Int) -> [S] {
  var joined: [S] = []
  joined.reserveCapacity(2 * forward.count)
  for start in stride(from: 0, to: forward.count, by: hidden) {
    joined += forward[start..<start + hidden]
    joined += backward[start..<start + hidden]
  }
  return joined
}

/// What of the derivative by the larger of two states goes to `state`.
private func shareOfLarger<S: Scalar>(_ derivative: S, _ state: S, _ other: S) -> S {
  state == other ? derivative / 2 : state < other ? 0 : derivative
}

/// The larger of two numbers; NaN if either is NaN.
private func larger<S: Scalar>(_ a: S, _ b: S) -> S { a > b || a.isNaN ? a : b }
