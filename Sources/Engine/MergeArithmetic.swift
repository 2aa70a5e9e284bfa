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

/// The larger of two numbers; NaN if either is NaN.
private func larger<S: Scalar>(_ a: S, _ b: S) -> S { a > b || a.isNaN ? a : b }
