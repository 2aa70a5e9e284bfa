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

  /// y = (p + a) + (q + b) for `count` numbers; y may be p or q.
  static func addPairs(
    _ p: UnsafePointer<Self>, _ a: UnsafePointer<Self>, _ q: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>, count: Int)
}

extension RowOperations where Self: Scalar {
  public static func packedCount(rows: Int, columns: Int) -> Int { rows * columns }

  public static func pack(
    _ matrix: UnsafePointer<Self>, rowStride: Int, columnStride: Int, rows: Int, columns: Int,
    into packed: UnsafeMutablePointer<Self>
  ) {
    for p in 0..<rows {
      for j in 0..<columns { packed[p * columns + j] = matrix[p * rowStride + j * columnStride] }
    }
  }

  public static func multiply(
    _ a: UnsafePointer<Self>, rowStride: Int, columnStride: Int, rows: Int, by packed: UnsafePointer<Self>,
    inner: Int, columns: Int, into c: UnsafeMutablePointer<Self>, resultStride: Int, accumulate: Bool
  ) {
    for i in 0..<rows {
      for j in 0..<columns {
        var sum: Self = 0
        for p in 0..<inner { sum += a[i * rowStride + p * columnStride] * packed[p * columns + j] }
        c[i * resultStride + j] = accumulate ? c[i * resultStride + j] + sum : sum
      }
    }
  }

  public static func sigmoid(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int) {
    for index in 0..<count { y[index] = Engine.sigmoid(x[index]) }
  }

  public static func tanh(_ x: UnsafePointer<Self>, into y: UnsafeMutablePointer<Self>, count: Int) {
    for index in 0..<count { y[index] = tanh(x[index]) }
  }

  public static func addPairs(
    _ p: UnsafePointer<Self>, _ a: UnsafePointer<Self>, _ q: UnsafePointer<Self>, _ b: UnsafePointer<Self>,
    into y: UnsafeMutablePointer<Self>, count: Int
  ) {
    for index in 0..<count { y[index] = (p[index] + a[index]) + (q[index] + b[index]) }
  }
}

/// A matrix B laid out once for many products A·B.
struct PackedMatrix<S: Scalar> {
  /// Rows of B: the length of A's rows.
  let rows: Int
  /// Columns of B: the length of a product's rows.
  let columns: Int
  private let packed: [S]

  /// B is the transpose of rows `range` of `matrix`, shape (n, k): products are x·Wᵀ, n numbers from k.
  init(transposing matrix: Tensor<S>, rows range: Range<Int>? = nil) {
    let (range, inner) = (range ?? 0..<matrix.shape[0], matrix.shape[1])
    self.init(matrix, from: range.lowerBound * inner, rowStride: 1, columnStride: inner, rows: inner, range.count)
  }

  /// B is rows `range` of `matrix`, shape (n, k): products are y·W, k numbers from n.
  init(_ matrix: Tensor<S>, rows range: Range<Int>? = nil) {
    let (range, columns) = (range ?? 0..<matrix.shape[0], matrix.shape[1])
    self.init(
      matrix, from: range.lowerBound * columns, rowStride: columns, columnStride: 1, rows: range.count, columns)
  }

  private init(
    _ matrix: Tensor<S>, from start: Int, rowStride: Int, columnStride: Int, rows: Int, _ columns: Int
  ) {
    (self.rows, self.columns) = (rows, columns)
    let count = S.packedCount(rows: rows, columns: columns)
    packed = matrix.values.withUnsafeBufferPointer { numbers in
      [S](unsafeUninitializedCapacity: count) { packed, initialized in
        S.pack(
          numbers.baseAddress! + start, rowStride: rowStride, columnStride: columnStride, rows: rows,
          columns: columns, into: packed.baseAddress!)
        initialized = count
      }
    }
  }

  /// B is the `rows` × `columns` numbers at `numbers`, rows `rowStride` apart.
  init(_ numbers: UnsafePointer<S>, rowStride: Int, rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    let count = S.packedCount(rows: rows, columns: columns)
    packed = [S](unsafeUninitializedCapacity: count) { packed, initialized in
      S.pack(
        numbers, rowStride: rowStride, columnStride: 1, rows: rows, columns: columns, into: packed.baseAddress!)
      initialized = count
    }
  }

  /// C = A·B or, when `accumulate`, C += A·B for the `count` rows of A at `a`, `stride` apart; C's are `resultStride`
  /// apart.
  func multiply(
    _ a: UnsafePointer<S>, stride: Int, count: Int, into c: UnsafeMutablePointer<S>, resultStride: Int,
    accumulate: Bool = false
  ) {
    packed.withUnsafeBufferPointer { packed in
      S.multiply(
        a, rowStride: stride, columnStride: 1, rows: count, by: packed.baseAddress!, inner: rows, columns: columns,
        into: c, resultStride: resultStride, accumulate: accumulate)
    }
  }

  /// C = Aᵀ·B, the sum of the outer products of A's and B's rows: A has as many rows as B, `stride` apart, and
  /// `count` columns; C has `count` rows.
  func multiplyTransposed(
    _ a: UnsafePointer<S>, stride: Int, count: Int, into c: UnsafeMutablePointer<S>, accumulate: Bool = false
  ) {
    packed.withUnsafeBufferPointer { packed in
      S.multiply(
        a, rowStride: 1, columnStride: stride, rows: count, by: packed.baseAddress!, inner: rows, columns: columns,
        into: c, resultStride: columns, accumulate: accumulate)
    }
  }
}
