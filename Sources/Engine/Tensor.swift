/// Numbers in row-major order with a shape: `values[(i·shape[1] + j)·shape[2] + k]` is element (i, j, k).
public struct Tensor<S: Scalar>: Equatable, Sendable {
  public let shape: [Int]
  public var values: [S]

  /// - Throws: `ShapeError` when `values` does not hold exactly the product of `shape` numbers.
  public init(shape: [Int], values: [S]) throws {
    guard shape.allSatisfy({ $0 >= 0 }), values.count == shape.reduce(1, *) else {
      throw ShapeError(what: "the number of values", expected: shape, actual: [values.count])
    }
    self.shape = shape
    self.values = values
  }

  /// A tensor of zeros. Every size in `shape` is at least 0.
  public init(zeros shape: [Int]) {
    self.shape = shape
    values = Array(repeating: 0, count: shape.reduce(1, *))
  }
}

/// Two shapes that had to be equal and are not.
public struct ShapeError: Error, Equatable, CustomStringConvertible {
  public let what: String
  public let expected: [Int]
  public let actual: [Int]

  public init(what: String, expected: [Int], actual: [Int]) {
    self.what = what
    self.expected = expected
    self.actual = actual
  }

  public var description: String {
    "\(what): expected shape \(Self.text(expected)), got \(Self.text(actual))"
  }

  static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
