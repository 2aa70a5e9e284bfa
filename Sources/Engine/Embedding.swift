/// A table of one vector per token, torch.nn.Embedding: V tokens, E numbers each.
public struct Embedding<S: Scalar>: Equatable, Sendable {
  /// Shape (V, E); row v stands for token v.
  public var weight: Tensor<S>

  /// - Parameter weight: shape (V, E).
  /// - Throws: `ShapeError` for a tensor that is not a matrix.
  public init(weight: Tensor<S>) throws(ShapeError) {
    try weight.checkIsMatrix("embedding weight (V, E)")
    self.weight = weight
  }

  /// Vectors drawn from N(0, 1), as torch.nn.Embedding starts.
  ///
  /// - Parameters:
  ///   - tokens: V, not negative.
  ///   - size: E, not negative.
  ///   - stream: the parameter's name, which makes its numbers independent of every other parameter's.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public static func seeded(tokens: Int, size: Int, seed: UInt64, stream: String) -> Embedding {
    var generator = SeededGenerator(seed: seed, stream: stream)
    return Embedding(checked: Tensor(shape: [tokens, size]) { S(generator.normal()) })
  }

  /// V.
  public var tokens: Int { weight.shape[0] }
  /// E.
  public var size: Int { weight.shape[1] }

  private init(checked weight: Tensor<S>) {
    self.weight = weight
  }

  /// The vectors of n tokens, shape (n, E). Complexity: O(n·E).
  ///
  /// - Throws: `TokenError` for the first token that is none of 0 ..< V.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func callAsFunction(_ tokens: [Int]) throws(TokenError) -> Tensor<S> {
    try check(tokens)
    let size = size
    var vectors = Tensor<S>(zeros: [tokens.count, size])
    weight.values.withUnsafeBufferPointer { weight in
      vectors.values.withUnsafeMutableBufferPointer { vectors in
        for (row, token) in tokens.enumerated() {
          for column in 0..<size { vectors[row * size + column] = weight[token * size + column] }
        }
      }
    }
    return vectors
  }

  /// The gradient of the weight, shape (V, E): each token's row is the sum of the gradients of its vectors.
  /// Complexity: O((V + n)·E).
  ///
  /// - Parameters:
  ///   - gradient: that of the vectors, n·E numbers in any shape.
  ///   - tokens: the n tokens of the forward call.
  /// - Throws: `TokenError` as the forward call.
  @specialized(where S == Float)
  @specialized(where S == Double)
  public func gradient(_ gradient: Tensor<S>, tokens: [Int]) throws(TokenError) -> Tensor<S> {
    try check(tokens)
    let size = size
    precondition(gradient.values.count == tokens.count * size, "one gradient per number of a vector")
    var result = Tensor<S>(zeros: weight.shape)
    gradient.values.withUnsafeBufferPointer { gradient in
      result.values.withUnsafeMutableBufferPointer { result in
        for (row, token) in tokens.enumerated() {
          for column in 0..<size { result[token * size + column] += gradient[row * size + column] }
        }
      }
    }
    return result
  }

  private func check(_ tokens: [Int]) throws(TokenError) {
    let count = weight.shape[0]
    for (index, token) in tokens.enumerated() where !(0..<count).contains(token) {
      throw TokenError(token: token, index: index, count: count)
    }
  }
}

/// A token for which there is no row.
public struct TokenError: Error, Equatable, CustomStringConvertible {
  public let token: Int
  /// Its place among the tokens, from 0.
  public let index: Int
  /// V, the number of tokens that there are.
  public let count: Int

  public var description: String {
    "token \(token) at index \(index): the vocabulary has tokens 0 to \(count - 1)"
  }
}

extension Tensor {
  func checkIsMatrix(_ what: String) throws(ShapeError) {
    guard shape.count != 2 else { return }
    throw ShapeError(what: what, expected: [shape.first ?? 1, shape.dropFirst().first ?? 1], actual: shape)
  }
}
