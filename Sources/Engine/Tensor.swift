/// Numbers in row-major order with a shape: `values[(i·shape[1] + j)·shape[2] + k]` is element (i, j, k).
public struct Tensor<S: Scalar>: Equatable, Sendable {
  public let shape: [Int]
  /// As many numbers as the product of `shape`; what replaces them has the same count.
  public var values: [S] {
    didSet { precondition(values.count == Self.count(shape), "a tensor keeps its number of values") }
  }

  /// - Throws: `ShapeError` when `values` does not hold exactly the product of `shape` numbers.
  public init(shape: [Int], values: [S]) throws(ShapeError) {
    guard values.count == Self.count(shape) else {
      throw ShapeError(what: "the number of values", expected: shape, actual: [values.count])
    }
    self.shape = shape
    self.values = values
  }

  /// A tensor of zeros. Every size in `shape` is at least 0, and their product is an `Int`.
  public init(zeros shape: [Int]) {
    guard let count = Self.count(shape) else { preconditionFailure("no tensor has the shape \(shape)") }
    self.shape = shape
    values = Array(repeating: 0, count: count)
  }

  /// A tensor of numbers that are known to fill the shape.
  init(shape: [Int], filledWith values: [S]) {
    precondition(values.count == Self.count(shape), "as many numbers as the shape has places")
    self.shape = shape
    self.values = values
  }

  /// A tensor of numbers made one after the other, in row-major order.
  init(shape: [Int], each number: () -> S) {
    self.init(zeros: shape)
    values = values.indices.map { _ in number() }
  }

  /// The product of `shape`; nil when a size is negative or the product is beyond an `Int`.
  private static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { return nil }
      count = product
    }
    return count
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

  private static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + ")"
  }
}
