/// What a linear merge learns: m = W (h, h′) + b with M numbers in m. As a gradient: the derivatives by both.
public struct LinearMergeParameters<S: Scalar>: Equatable, Sendable {
  /// W, shape (M, 2H): the columns of h, then those of h′.
  public var weight: Tensor<S>
  /// b, shape (M).
  public var bias: Tensor<S>

  /// - Throws: `ShapeError` unless the shapes are (M, 2H) and (M), M and H at least 1.
  public init(weight: Tensor<S>, bias: Tensor<S>) throws(ShapeError) {
    let shape = weight.shape + Array(repeating: 2, count: Swift.max(0, 2 - weight.shape.count))
    let expected = [Swift.max(shape[0], 1), Swift.max(shape[1] / 2, 1) * 2]
    guard weight.shape == expected else {
      throw ShapeError(what: "weight of a linear merge (M, 2H)", expected: expected, actual: weight.shape)
    }
    guard bias.shape == [expected[0]] else {
      throw ShapeError(what: "bias of a linear merge (M)", expected: [expected[0]], actual: bias.shape)
    }
    self.weight = weight
    self.bias = bias
  }

  /// Weights and biases drawn from U(−1/√2H, 1/√2H), the distribution that torch.nn.Linear starts from.
  ///
  /// - Parameters:
  ///   - stream: names the random numbers; weight and bias have streams of their own below it.
  ///   - size: M, at least 1.
  ///   - hidden: H, at least 1.
  public init(seed: UInt64, stream: String, size: Int, hidden: Int) {
    let bound = 1 / Double(2 * hidden).squareRoot()
    func drawn(_ name: String, _ shape: [Int]) -> Tensor<S> {
      var generator = SeededGenerator(seed: seed, stream: "\(stream) \(name)")
      return Tensor(shape: shape) { S(generator.uniform(bound)) }
    }
    weight = drawn("weight", [size, 2 * hidden])
    bias = drawn("bias", [size])
  }

  /// - Parameter joined: (h, h′), shape (n, 2H).
  /// - Returns: m, shape (n, M).
  func apply(to joined: [S], rows: Int) -> [S] {
    let (size, width) = (weight.shape[0], weight.shape[1])
    var merged: [S] = []
    merged.reserveCapacity(rows * size)
    for _ in 0..<rows { merged += bias.values }
    var transposed = weight.values
    for m in 0..<size {
      for j in 0..<width { transposed[j * size + m] = weight.values[m * width + j] }
    }
    accumulate(
      joined, steps: (row: width, column: 1), transposed, into: &merged, rows: rows, inner: width, columns: size)
    return merged
  }

  /// - Parameters:
  ///   - merged: the derivatives by m, shape (n, M).
  ///   - joined: (h, h′), shape (n, 2H).
  /// - Returns: the derivatives by (h, h′), shape (n, 2H), and by W and b.
  func gradient(of merged: [S], joined: [S], rows: Int) -> (joined: [S], parameters: LinearMergeParameters) {
    let (size, width) = (weight.shape[0], weight.shape[1])
    var byJoined = [S](repeating: 0, count: rows * width)
    accumulate(
      merged, steps: (row: size, column: 1), weight.values, into: &byJoined, rows: rows, inner: size, columns: width)
    var (byWeight, byBias) = ([S](repeating: 0, count: size * width), [S](repeating: 0, count: size))
    accumulate(
      merged, steps: (row: 1, column: size), joined, into: &byWeight, rows: size, inner: rows, columns: width)
    for index in merged.indices { byBias[index % size] += merged[index] }
    var parameters = self
    parameters.weight.values = byWeight
    parameters.bias.values = byBias
    return (byJoined, parameters)
  }
}

/// Adds the product of two matrices to a third: c[i, j] += Σ a[i, k] · b[k, j].
///
/// - Parameters:
///   - steps: how far apart the rows and the columns of `a` are; swapped, they transpose it.
///   - b: shape (inner, columns).
///   - c: shape (rows, columns).
private func accumulate<S: Scalar>(
  _ a: [S], steps: (row: Int, column: Int), _ b: [S], into c: inout [S], rows: Int, inner: Int, columns: Int
) {
  precondition(a.count == rows * inner && b.count == inner * columns && c.count == rows * columns, "whole matrices")
  b.withUnsafeBufferPointer { b in
    c.withUnsafeMutableBufferPointer { c in
      for i in 0..<rows {
        for k in 0..<inner {
          let factor = a[i * steps.row + k * steps.column]
          for j in 0..<columns { c[i * columns + j] += factor * b[k * columns + j] }
        }
      }
    }
  }
}
