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

  init(checkedWeight weight: Tensor<S>, bias: Tensor<S>) {
    (self.weight, self.bias) = (weight, bias)
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

  /// m from rows of (h, h′), 2H numbers each.
  func apply(to states: [S]) -> [S] {
    let (size, width) = (weight.shape[0], weight.shape[1])
    let rows = states.count / width
    var merged: [S] = []
    merged.reserveCapacity(rows * size)
    for _ in 0..<rows { merged += bias.values }
    states.withUnsafeBufferPointer { states in
      merged.withUnsafeMutableBufferPointer { merged in
        PackedMatrix(transposing: weight).multiply(
          states.baseAddress!, stride: width, count: rows, into: merged.baseAddress!, resultStride: size,
          accumulate: true)
      }
    }
    return merged
  }

  /// The gradients of rows of (h, h′) and of W and b from that of m.
  func gradient(of merged: [S], states: [S]) -> (states: [S], parameters: LinearMergeParameters) {
    let (size, width) = (weight.shape[0], weight.shape[1])
    let rows = merged.count / size
    var (ofStates, ofParameters) = (states, self)
    ofParameters.bias = Tensor(zeros: bias.shape)
    for (index, gradient) in merged.enumerated() { ofParameters.bias.values[index % size] += gradient }
    merged.withUnsafeBufferPointer { merged in
      ofStates.withUnsafeMutableBufferPointer { ofStates in
        PackedMatrix(weight).multiply(
          merged.baseAddress!, stride: size, count: rows, into: ofStates.baseAddress!, resultStride: width)
      }
      ofParameters.weight.values.withUnsafeMutableBufferPointer { ofWeight in
        states.withUnsafeBufferPointer { states in
          PackedMatrix(states.baseAddress!, rowStride: width, rows: rows, columns: width)
            .multiplyTransposed(merged.baseAddress!, stride: size, count: size, into: ofWeight.baseAddress!)
        }
      }
    }
    return (ofStates, ofParameters)
  }
}
