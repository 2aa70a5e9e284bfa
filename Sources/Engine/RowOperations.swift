/// The operations on whole rows that cells are written in; everything fast lies below them. Pointers are to numbers
/// in row-major order, and the caller answers for their extent.
public protocol RowOperations {
  /// Numbers that `pack` writes for a matrix of `rows` × `columns`.
  static func packedCount(rows: Int, columns: Int) -> Int

  /// Lays a matrix out for `multiply`; element (p, j) is `matrix[p·rowStride + j·columnStride]`.
  static func pack(
    _ matrix: UnsafePointer<Self>, rowStride: Int, columnStride: Int, rows: Int, columns: Int,
    into packed: UnsafeMutablePointer<Self>)

  /// C = A·B, or C += A·B when `accumulate`, for A of `rows` × `inner`, a packed B of `inner` × `columns`. Element
  /// (i, p) of A is `a[i·rowStride + p·columnStride]`, element (i, j) of C is `c[i·resultStride + j]`. A row of C comes
  /// out the same, bit for bit, whatever rows stand beside it.
  static func multiply(
    _ a: UnsafePointer<Self>, rowStride: Int, columnStride: Int, rows: Int, by packed: UnsafePointer<Self>,
    inner: Int, columns: Int, into c: UnsafeMutablePointer<Self>, resultStride: Int, accumulate: Bool)

  /// y = σ(x) for `count` numbers; y may be x.
  static func sigmoid(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)

  /// y = tanh(x) for `count` numbers; y may be x.
  static func tanh(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)

  /// y = (p + a) + (q + b) for `count` rows of `size` numbers, the rows of p, q and y `stride` apart, a and b one row
  /// each; y may be p or q.
  static func addRows(
    _ p: UnsafePointer<Self>, _ a: UnsafePointer<Self>, _ q: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>, stride: Int, count: Int, size: Int)

  /// y = a·b for `count` numbers; here and below, y may be one of the operands.
  static func product(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)

  /// y = a·b + c·d for `count` numbers.
  static func sumOfProducts(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, _ c: UnsafePointer<Self>, _ d: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>, count: Int)

  /// y = (p + a) + gate·(q + b) for `count` numbers.
  static func gatedSum(
    _ p: UnsafePointer<Self>, _ a: UnsafePointer<Self>, gate: UnsafePointer<Self>, _ q: UnsafePointer<Self>,
    _ b: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int)

  /// y = (1 − gate)·a + gate·b for `count` numbers.
  static func blend(
    gate: UnsafePointer<Self>, _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>, count: Int)
}
