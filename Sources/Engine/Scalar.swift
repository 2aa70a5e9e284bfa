import Glibc

/// A floating-point type that the engine can compute in: `Float` (PyTorch's default) or `Double`.
public protocol Scalar: BinaryFloatingPoint, Sendable, RowOperations {
  /// e to the power `x`.
  static func exp(_ x: Self) -> Self
  /// The natural logarithm of `x`.
  static func log(_ x: Self) -> Self
  /// The hyperbolic tangent of `x`, between −1 and 1.
  static func tanh(_ x: Self) -> Self
}

extension Float: Scalar {
  public static func exp(_ x: Float) -> Float { expf(x) }
  public static func log(_ x: Float) -> Float { logf(x) }
  public static func tanh(_ x: Float) -> Float { tanhf(x) }
}

extension Double: Scalar {
  public static func exp(_ x: Double) -> Double { Glibc.exp(x) }
  public static func log(_ x: Double) -> Double { Glibc.log(x) }
  public static func tanh(_ x: Double) -> Double { Glibc.tanh(x) }
}

/// The logistic function σ(x) = 1 / (1 + e^−x), between 0 and 1.
public func sigmoid<S: Scalar>(_ x: S) -> S {
  1 / (1 + S.exp(-x))
}

/// The larger of `x` and 0; NaN stays NaN, as in PyTorch.
public func relu<S: Scalar>(_ x: S) -> S {
  x < 0 ? 0 : x
}
