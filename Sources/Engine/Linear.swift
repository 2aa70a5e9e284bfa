/// y = W x + b for every row x, torch.nn.Linear.
public struct Linear<S: Scalar>: Equatable, Sendable {
  /// W, shape (outputs, inputs).
  public var weight: Tensor<S>
  /// b, shape (outputs); nil counts as zeros.
  public var bias: Tensor<S>?

  /// - Parameters:
  ///   - weight: shape (outputs, inputs), both at least 1.
  ///   - bias: shape (outputs).
  /// - Throws: `ShapeError` for other shapes.
  public init(weight: Tensor<S>, bias: Tensor<S>?) throws(ShapeError) {
    try weight.checkIsMatrix("linear weight (outputs, inputs)")
    let sizes = weight.shape.map { max($0, 1) }
    guard weight.shape == sizes else {
      throw ShapeError(what: "linear weight (outputs, inputs)", expected: sizes, actual: weight.shape)
    }
    if let bias, bias.shape != [sizes[0]] {
      throw ShapeError(what: "linear bias (outputs)", expected: [sizes[0]], actual: bias.shape)
    }
    self.weight = weight
    self.bias = bias
  }

  /// Weights and biases drawn from U(−1/√inputs, 1/√inputs), as torch.nn.Linear documents.
  ///
  /// - Parameter stream: what the parameters are called before `.weight` and `.bias`; each has numbers of its own.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public static func seeded(
    inputs: Int, outputs: Int, bias: Bool = true, seed: UInt64, stream: String
  ) throws(ShapeError) -> Linear {
    let bound = 1 / Double(inputs).squareRoot()
    func parameter(_ name: String, _ shape: [Int]) -> Tensor<S> {
      var generator = SeededGenerator(seed: seed, stream: "\(stream).\(name)")
      return Tensor(shape: shape) { S(generator.uniform(bound)) }
    }
    return try Linear(
      weight: parameter("weight", [outputs, inputs]), bias: bias ? parameter("bias", [outputs]) : nil)
  }

  private var inputs: Int { weight.shape[1] }
  private var outputs: Int { weight.shape[0] }

  /// - Parameter input: shape (n, inputs).
  /// - Returns: shape (n, outputs).
  /// - Throws: `ShapeError` for another shape.
  /// - Complexity: O(n·inputs·outputs).
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func callAsFunction(_ input: Tensor<S>) throws(ShapeError) -> Tensor<S> {
    let rows = try check(input, columns: inputs, "input (n, inputs)")
    var output = Tensor<S>(zeros: [rows, outputs])
    multiply(input.values, byTransposeOf: weight, into: &output.values, from: 0)
    guard let bias else { return output }
    let outputs = outputs
    output.values.withUnsafeMutableBufferPointer { output in
      for row in 0..<rows {
        for column in 0..<outputs { output[row * outputs + column] += bias.values[column] }
      }
    }
    return output
  }

  /// The gradients of a loss whose gradient by the output is `output`:
  ///
  ///     dW = Σ dy xᵀ      db = Σ dy      dx = Wᵀ dy      (sums over the n rows)
  ///
  /// - Parameters:
  ///   - output: dy, shape (n, outputs).
  ///   - input: x of the forward call, shape (n, inputs).
  /// - Throws: `ShapeError` for other shapes.
  /// - Complexity: O(n·inputs·outputs).
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradients(output: Tensor<S>, input: Tensor<S>) throws(ShapeError) -> LinearGradients<S> {
    let rows = try check(input, columns: inputs, "input (n, inputs)")
    guard output.shape == [rows, outputs] else {
      throw ShapeError(what: "gradient of the output (n, outputs)", expected: [rows, outputs], actual: output.shape)
    }
    return LinearGradients(
      weight: output.product(input, transposed: true), bias: bias == nil ? nil : output.columnSums(),
      input: output.product(weight, transposed: false))
  }

  private func check(_ tensor: Tensor<S>, columns: Int, _ what: String) throws(ShapeError) -> Int {
    let rows = tensor.shape.first ?? 1
    guard tensor.shape == [rows, columns] else {
      throw ShapeError(what: what, expected: [rows, columns], actual: tensor.shape)
    }
    return rows
  }
}

/// The gradients of a linear layer, each in the shape of what it belongs to.
public struct LinearGradients<S: Scalar>: Equatable, Sendable {
  public let weight: Tensor<S>
  /// Nil when the layer has no bias.
  public let bias: Tensor<S>?
  public let input: Tensor<S>
}

extension Tensor {
  /// This matrix, or its transpose, times `other`. Complexity: O(n·m·k).
  fileprivate func product(_ other: Tensor, transposed: Bool) -> Tensor {
    let (rows, inner) = transposed ? (shape[1], shape[0]) : (shape[0], shape[1])
    let (rowStride, innerStride) = transposed ? (1, rows) : (inner, 1)
    let columns = other.shape[1]
    var result = Tensor(zeros: [rows, columns])
    values.withUnsafeBufferPointer { left in
      other.values.withUnsafeBufferPointer { right in
        result.values.withUnsafeMutableBufferPointer { result in
          for row in 0..<rows {
            let sum = result.baseAddress! + row * columns
            for index in 0..<inner {
              let factor = left[row * rowStride + index * innerStride]
              let addend = right.baseAddress! + index * columns
              for column in 0..<columns { sum[column] += factor * addend[column] }
            }
          }
        }
      }
    }
    return result
  }

  /// The sum of all rows of this matrix, shape (columns).
  fileprivate func columnSums() -> Tensor {
    let columns = shape[1]
    var sums = Tensor(zeros: [columns])
    values.withUnsafeBufferPointer { values in
      sums.values.withUnsafeMutableBufferPointer { sums in
        for index in values.indices { sums[index % columns] += values[index] }
      }
    }
    return sums
  }
}
