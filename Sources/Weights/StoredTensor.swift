import Engine

/// A tensor as a file holds it, in the file's own type.
public struct StoredTensor: Equatable, Sendable {
  /// The types that this room reads, by their names in the format.
  public enum DType: String, CaseIterable, Sendable {
    case f32 = "F32"
    case f64 = "F64"
    case i64 = "I64"

    /// Bytes per number.
    public var size: Int { self == .f32 ? 4 : 8 }
  }

  /// The numbers in row-major order.
  public enum Values: Equatable, Sendable {
    case f32([Float])
    case f64([Double])
    case i64([Int64])

    public var count: Int {
      switch self {
      case .f32(let numbers): numbers.count
      case .f64(let numbers): numbers.count
      case .i64(let numbers): numbers.count
      }
    }
  }

  public let shape: [Int]
  public let values: Values

  /// - Throws: `ShapeError` when `values` does not hold exactly the product of `shape` numbers.
  public init(shape: [Int], values: Values) throws(ShapeError) {
    guard Self.count(shape) == values.count else {
      throw ShapeError(what: "the number of values", expected: shape, actual: [values.count])
    }
    self.init(checked: shape, values)
  }

  public init(_ tensor: Tensor<Float>) {
    self.init(checked: tensor.shape, .f32(tensor.values))
  }

  public init(_ tensor: Tensor<Double>) {
    self.init(checked: tensor.shape, .f64(tensor.values))
  }

  /// A list of whole numbers, such as the lengths of a batch's sequences; its shape is (count).
  public init(_ integers: [Int]) {
    self.init(checked: [integers.count], .i64(integers.map(Int64.init)))
  }

  /// - Parameter shape: one whose product is the number of `values`.
  init(checked shape: [Int], _ values: Values) {
    self.shape = shape
    self.values = values
  }

  /// The product of `shape`; nil when a size is negative or a product on the way is beyond an `Int`.
  static func count(_ shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { return nil }
      count = product
    }
    return count
  }

  public var dtype: DType {
    switch values {
    case .f32: .f32
    case .f64: .f64
    case .i64: .i64
    }
  }

  /// The numbers as float64, which holds every float32 exactly; nil for integers.
  public var doubles: Tensor<Double>? {
    switch values {
    case .f32(let numbers): try? Tensor(shape: shape, values: numbers.map(Double.init))
    case .f64(let numbers): try? Tensor(shape: shape, values: numbers)
    case .i64: nil
    }
  }

  /// The numbers as float32; a float64 is rounded to the nearest, beyond the range of float32 to infinity. Nil for
  /// integers.
  public var floats: Tensor<Float>? {
    switch values {
    case .f32(let numbers): try? Tensor(shape: shape, values: numbers)
    case .f64(let numbers): try? Tensor(shape: shape, values: numbers.map(Float.init))
    case .i64: nil
    }
  }
}
