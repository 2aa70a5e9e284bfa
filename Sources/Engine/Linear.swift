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
    try Self.checkSizes(weight.shape)
    if let bias, bias.shape != [weight.shape[0]] {
      throw ShapeError(what: "linear bias (outputs)", expected: [weight.shape[0]], actual: bias.shape)
    }
    self.weight = weight
    self.bias = bias
  }

  private static func checkSizes(_ shape: [Int]) throws(ShapeError) {
    let sizes = shape.map { max($0, 1) }
    guard shape == sizes else {
      throw ShapeError(what: "linear weight (outputs, inputs)", expected: sizes, actual: shape)
    }
  }

  /// Weights and biases drawn from U(−1/√inputs, 1/√inputs), as torch.nn.Linear documents.
  ///
  /// - Parameter stream: what the parameters are called before `.weight` and `.bias`; each has numbers of its own.
  /// - Throws: `ShapeError` for sizes below 1.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public static func seeded(
    inputs: Int, outputs: Int, bias: Bool = true, seed: UInt64, stream: String
  ) throws(ShapeError) -> Linear {
    try checkSizes([outputs, inputs])
    let bound = 1 / Double(inputs).squareRoot()
    func parameter(_ name: String, _ shape: [Int]) -> Tensor<S> {
      var generator = SeededGenerator(seed: seed, stream: "\(stream).\(name)")
      return Tensor(shape: shape) { S(generator.uniform(bound)) }
    }
    return try Linear(
      weight: parameter("weight", [outputs, inputs]), bias: bias ? parameter("bias", [outputs]) : nil)
  }

  /// The length of the rows that it reads.
  public var inputs: Int { weight.shape[1] }
  /// The length of the rows that it gives.
  public var outputs: Int { weight.shape[0] }

  /// - Parameter input: shape (n, inputs), n at least 1.
  /// - Returns: shape (n, outputs).
  /// - Throws: `ShapeError` for another shape.
  /// - Complexity: O(n·inputs·outputs).
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func callAsFunction(_ input: Tensor<S>) throws(ShapeError) -> Tensor<S> {
    let rows = try check(input, columns: inputs, "input (n, inputs)")
    var output = [S]()
    output.reserveCapacity(rows * outputs)
    for _ in 0..<rows { output += bias?.values ?? Array(repeating: 0, count: outputs) }
    input.values.withUnsafeBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        PackedMatrix(transposing: weight).multiply(
          input.baseAddress!, stride: inputs, count: rows, into: output.baseAddress!, resultStride: outputs,
          accumulate: true)
      }
    }
    return Tensor(shape: [rows, outputs], filledWith: output)
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
    var gradients = LinearGradients<S>(
      weight: Tensor(zeros: weight.shape), bias: bias.map { Tensor(zeros: $0.shape) },
      input: Tensor(zeros: input.shape))
    output.values.withUnsafeBufferPointer { output in
      gradients.input.values.withUnsafeMutableBufferPointer {
        PackedMatrix(weight).multiply(
          output.baseAddress!, stride: outputs, count: rows, into: $0.baseAddress!, resultStride: inputs)
      }
      gradients.weight.values.withUnsafeMutableBufferPointer { weight in
        input.values.withUnsafeBufferPointer {
          PackedMatrix($0.baseAddress!, rowStride: inputs, rows: rows, columns: inputs)
            .multiplyTransposed(output.baseAddress!, stride: outputs, count: outputs, into: weight.baseAddress!)
        }
      }
      gradients.bias?.values.withUnsafeMutableBufferPointer { bias in
        for row in 0..<rows {
          for unit in bias.indices { bias[unit] += output[row * bias.count + unit] }
        }
      }
    }
    return gradients
  }

  private func check(_ tensor: Tensor<S>, columns: Int, _ what: String) throws(ShapeError) -> Int {
    let rows = max(tensor.shape.first ?? 1, 1)
    guard tensor.shape == [rows, columns] else {
      throw ShapeError(what: what, expected: [rows, columns], actual: tensor.shape)
    }
    return rows
  }
}

/// The gradients of a linear layer, each in the shape of what it belongs to.
public struct LinearGradients<S: Scalar>: Equatable, Sendable {
  public fileprivate(set) var weight: Tensor<S>
  /// Nil when the layer has no bias.
  public fileprivate(set) var bias: Tensor<S>?
  public fileprivate(set) var input: Tensor<S>
}
