/// The parameters of a learned merge to M numbers. Gradients with respect to them have the same form.
public struct LinearMergeParameters<S: Scalar>: Equatable, Sendable {
  /// Shape (M, 2H): the columns of h[t], then those of h′[t].
  public var weight: Tensor<S>
  /// Shape (M).
  public var bias: Tensor<S>
}

extension Merge {
  /// Merges rows of states.
  ///
  /// - Parameters:
  ///   - forward, backward: h and h′, rows of H numbers.
  ///   - hidden: H.
  ///   - linear: the parameters of a learned merge, for which alone they are read.
  /// - Returns: As many rows of `size(hidden: H)` numbers.
  func apply<S: Scalar>(
    forward: ArraySlice<S>, backward: ArraySlice<S>, hidden: Int, linear: LinearMergeParameters<S>?
  ) -> [S] {
    precondition(forward.count == backward.count, "the two states of a merge have the same size")
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
    case .linear(let size):
      guard let linear else { preconditionFailure("a learned merge has parameters") }
      let rows = forward.count / hidden
      var merged = [S]()
      merged.reserveCapacity(rows * size)
      for _ in 0..<rows { merged += linear.bias.values }
      let weights = PackedMatrix(transposing: linear.weight)
      Self.sideBySide(forward, backward, hidden).withUnsafeBufferPointer { states in
        merged.withUnsafeMutableBufferPointer { merged in
          weights.multiply(
            states.baseAddress!, stride: 2 * hidden, count: rows, into: merged.baseAddress!, resultStride: size,
            accumulate: true)
        }
      }
      return merged
    }
  }

  /// The gradients of rows of states from that of the merged ones, all as in `apply`:
  ///
  ///     concat     dh, dh′ = the two halves of dm
  ///     sum        dh = dh′ = dm
  ///     average    dh = dh′ = dm / 2
  ///     product    dh = dm·h′, dh′ = dm·h
  ///     max        dm to the larger of the two, half to each where they are equal, as in torch.maximum
  ///     linear     (dh, dh′) = Wᵀ dm, dW = Σ dm (h, h′)ᵀ, db = Σ dm
  func gradient<S: Scalar>(
    of merged: [S], forward: ArraySlice<S>, backward: ArraySlice<S>, hidden: Int, linear: LinearMergeParameters<S>?
  ) -> (forward: [S], backward: [S], linear: LinearMergeParameters<S>?) {
    func pairs(_ gradient: (_ dm: S, _ h: S, _ back: S) -> (S, S)) -> (forward: [S], backward: [S]) {
      var (ofForward, ofBackward) = (merged, merged)
      for (index, (h, back)) in zip(forward, backward).enumerated() {
        (ofForward[index], ofBackward[index]) = gradient(merged[index], h, back)
      }
      return (ofForward, ofBackward)
    }
    let result: (forward: [S], backward: [S])
    switch self {
    case .concat, .apart: result = Self.halves(merged, hidden)
    case .sum: result = (merged, merged)
    case .average: result = pairs { dm, _, _ in (dm / 2, dm / 2) }
    case .product: result = pairs { dm, h, back in (dm * back, dm * h) }
    case .max:
      result = pairs { dm, h, back in h == back ? (dm / 2, dm / 2) : h > back || h.isNaN ? (dm, 0) : (0, dm) }
    case .linear(let size):
      guard let linear else { preconditionFailure("a learned merge has parameters") }
      let (states, gradient) = Self.linearGradient(
        of: merged, Self.sideBySide(forward, backward, hidden), hidden, size, linear)
      let (ofForward, ofBackward) = Self.halves(states, hidden)
      return (ofForward, ofBackward, gradient)
    }
    return (result.forward, result.backward, nil)
  }

  private static func linearGradient<S: Scalar>(
    of merged: [S], _ states: [S], _ hidden: Int, _ size: Int, _ linear: LinearMergeParameters<S>
  ) -> (states: [S], parameters: LinearMergeParameters<S>) {
    let (rows, width) = (merged.count / size, 2 * hidden)
    var (gradient, weight) = (states, linear.weight.values)
    var bias = [S](repeating: 0, count: size)
    for row in 0..<rows {
      for column in 0..<size { bias[column] += merged[row * size + column] }
    }
    merged.withUnsafeBufferPointer { merged in
      gradient.withUnsafeMutableBufferPointer { gradient in
        PackedMatrix(linear.weight).multiply(
          merged.baseAddress!, stride: size, count: rows, into: gradient.baseAddress!, resultStride: width)
      }
      weight.withUnsafeMutableBufferPointer { weight in
        states.withUnsafeBufferPointer { states in
          PackedMatrix(states.baseAddress!, rowStride: width, rows: rows, columns: width)
            .multiplyTransposed(merged.baseAddress!, stride: size, count: size, into: weight.baseAddress!)
        }
      }
    }
    let parameters = LinearMergeParameters(
      weight: Tensor(shape: linear.weight.shape, filledWith: weight), bias: Tensor(shape: [size], filledWith: bias))
    return (gradient, parameters)
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

  /// The two arrays of rows of H numbers that rows of 2H consist of.
  private static func halves<S: Scalar>(_ both: [S], _ hidden: Int) -> (forward: [S], backward: [S]) {
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
    return (half(0), half(hidden))
  }
}
