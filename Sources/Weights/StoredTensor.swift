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
  }

  public let shape: [Int]
  public let values: Values

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
