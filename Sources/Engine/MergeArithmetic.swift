extension Merge {
  /// Merges rows of states.
  ///
  /// - Parameters:
  ///   - forward, backward: h and h′, rows of H numbers.
  ///   - hidden: H.
  ///   - linear: the parameters of a learned merge, for which alone they are read.
  /// - Returns: As many rows of `size(hidden: H)` numbers.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func apply<S: Scalar>(
    forward: ArraySlice<S>, backward: ArraySlice<S>, hidden: Int, linear: LinearMergeParameters<S>? = nil
  ) -> [S] {
    checkStates(forward, backward, hidden)
    func pairs(_ join: (S, S) -> S) -> [S] {
      forward.withUnsafeBufferPointer { h in
        backward.withUnsafeBufferPointer { back in
          [S](unsafeUninitializedCapacity: h.count) { merged, count in
            for index in 0..<h.count { merged[index] = join(h[index], back[index]) }
            count = h.count
          }
        }
      }
    }
    switch self {
    case .concat, .apart: return Self.sideBySide(forward, backward, hidden)
    case .sum: return pairs { $0 + $1 }
    case .average: return pairs { ($0 + $1) / 2 }
    case .product: return pairs { $0 * $1 }
    case .max: return pairs { $0 > $1 || $0.isNaN ? $0 : $1 }
    case .formula(let formula):
      return formula.apply(forward: Array(forward), backward: Array(backward), hidden: hidden)
    case .linear(let size):
      return parameters(linear, size, hidden).apply(to: Self.sideBySide(forward, backward, hidden))
    }
  }

  /// The gradients of rows of states from that of the merged ones, all as in `apply`:
  ///
  ///     concat     dh, dh′ = the two halves of dm
  ///     sum        dh = dh′ = dm
  ///     average    dh = dh′ = dm / 2
  ///     product    dh = dm·h′, dh′ = dm·h
  ///     max        dm to the larger, half to each of equal ones, all of it to both where either is NaN: torch.maximum
  ///     linear     (dh, dh′) = Wᵀ dm, dW = Σ dm (h, h′)ᵀ, db = Σ dm
  ///
  /// A formula's kinks are stated at `Dual`.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradient<S: Scalar>(
    of merged: [S], forward: ArraySlice<S>, backward: ArraySlice<S>, hidden: Int,
    linear: LinearMergeParameters<S>? = nil
  ) -> MergeGradient<S> {
    checkStates(forward, backward, hidden)
    precondition(merged.count == forward.count / hidden * size(hidden: hidden), "a gradient of every merged number")
    func pairs(_ gradient: (_ dm: S, _ h: S, _ back: S) -> (S, S)) -> MergeGradient<S> {
      var (ofForward, ofBackward) = (merged, merged)
      for (index, (h, back)) in zip(forward, backward).enumerated() {
        (ofForward[index], ofBackward[index]) = gradient(merged[index], h, back)
      }
      return MergeGradient(forward: ofForward, backward: ofBackward)
    }
    switch self {
    case .concat, .apart: return MergeGradient(sideBySide: merged, hidden: hidden)
    case .sum: return MergeGradient(forward: merged, backward: merged)
    case .average: return pairs { dm, _, _ in (dm / 2, dm / 2) }
    case .product: return pairs { dm, h, back in (dm * back, dm * h) }
    case .max:
      return pairs { dm, h, back in h == back ? (dm / 2, dm / 2) : (h < back ? 0 : dm, back < h ? 0 : dm) }
    case .formula(let formula):
      let (ofForward, ofBackward) = formula.gradient(
        of: merged, forward: Array(forward), backward: Array(backward), hidden: hidden)
      return MergeGradient(forward: ofForward, backward: ofBackward)
    case .linear(let size):
      let (states, parameters) = parameters(linear, size, hidden)
        .gradient(of: merged, states: Self.sideBySide(forward, backward, hidden))
      return MergeGradient(sideBySide: states, hidden: hidden, linear: parameters)
    }
  }

  private func checkStates<S>(_ forward: ArraySlice<S>, _ backward: ArraySlice<S>, _ hidden: Int) {
    precondition(hidden > 0 && forward.count % hidden == 0, "rows of H numbers")
    precondition(forward.count == backward.count, "the two states of a merge have the same size")
  }

  private func parameters<S>(_ linear: LinearMergeParameters<S>?, _ size: Int, _ hidden: Int) -> LinearMergeParameters<
    S
  > {
    guard let linear, linear.weight.shape == [size, 2 * hidden] else {
      preconditionFailure("a learned merge comes with W of shape (M, 2H)")
    }
    return linear
  }

  /// Rows of 2H numbers from two arrays of rows of H.
  static func sideBySide<S: Scalar>(_ forward: ArraySlice<S>, _ backward: ArraySlice<S>, _ hidden: Int) -> [S] {
    forward.withUnsafeBufferPointer { first in
      backward.withUnsafeBufferPointer { second in
        [S](unsafeUninitializedCapacity: 2 * first.count) { both, count in
          for row in 0..<first.count / hidden {
            let target = both.baseAddress! + 2 * row * hidden
            target.update(from: first.baseAddress! + row * hidden, count: hidden)
            (target + hidden).update(from: second.baseAddress! + row * hidden, count: hidden)
          }
          count = 2 * first.count
        }
      }
    }
  }
}

/// The gradients of a merge's states and, of a learned one, of its parameters.
public struct MergeGradient<S: Scalar>: Equatable, Sendable {
  /// Of h, rows of H numbers.
  public let forward: [S]
  /// Of h′, rows of H numbers.
  public let backward: [S]
  /// Of W and b; nil for any merge but a learned one.
  public let linear: LinearMergeParameters<S>?

  init(forward: [S], backward: [S]) {
    (self.forward, self.backward, linear) = (forward, backward, nil)
  }

  /// From gradients of (h, h′), rows of 2H numbers.
  init(sideBySide both: [S], hidden: Int, linear: LinearMergeParameters<S>? = nil) {
    func half(_ offset: Int) -> [S] {
      both.withUnsafeBufferPointer { both in
        [S](unsafeUninitializedCapacity: both.count / 2) { half, count in
          for row in 0..<both.count / 2 / hidden {
            (half.baseAddress! + row * hidden).update(
              from: both.baseAddress! + 2 * row * hidden + offset, count: hidden)
          }
          count = both.count / 2
        }
      }
    }
    (forward, backward, self.linear) = (half(0), half(hidden), linear)
  }
}
