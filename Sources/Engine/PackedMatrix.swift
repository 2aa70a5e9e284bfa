/// A matrix B laid out once for many products A·B.
struct PackedMatrix<S: Scalar>: Sendable {
  /// Rows of B: the length of A's rows.
  let rows: Int
  /// Columns of B: the length of a product's rows.
  let columns: Int
  private let packed: AlignedNumbers<S>

  /// B is the transpose of rows `range` of `matrix`, shape (n, k): products are x·Wᵀ, n numbers from k.
  init(transposing matrix: Tensor<S>, rows range: Range<Int>? = nil) {
    let (range, inner) = (range ?? 0..<matrix.shape[0], matrix.shape[1])
    self = matrix.values.withUnsafeBufferPointer {
      PackedMatrix(
        $0.baseAddress! + range.lowerBound * inner, rowStride: 1, columnStride: inner, rows: inner,
        columns: range.count)
    }
  }

  /// B is rows `range` of `matrix`, shape (n, k): products are y·W, k numbers from n.
  init(_ matrix: Tensor<S>, rows range: Range<Int>? = nil) {
    let (range, columns) = (range ?? 0..<matrix.shape[0], matrix.shape[1])
    self = matrix.values.withUnsafeBufferPointer {
      PackedMatrix(
        $0.baseAddress! + range.lowerBound * columns, rowStride: columns, rows: range.count, columns: columns)
    }
  }

  /// B is the `rows` × `columns` numbers at `numbers`; the strides tell how far apart its rows and columns are.
  init(_ numbers: UnsafePointer<S>, rowStride: Int, columnStride: Int = 1, rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    packed = AlignedNumbers(count: S.packedCount(rows: rows, columns: columns))
    S.pack(
      numbers, rowStride: rowStride, columnStride: columnStride, rows: rows, columns: columns, into: packed.start)
  }

  /// C = A·B or, when `accumulate`, C += A·B for the `count` rows of A at `a`, `stride` apart; C's are `resultStride`
  /// apart.
  func multiply(
    _ a: UnsafePointer<S>, stride: Int, count: Int, into c: UnsafeMutablePointer<S>, resultStride: Int,
    accumulate: Bool = false
  ) {
    S.multiply(
      a, rowStride: stride, columnStride: 1, rows: count, by: packed.start, inner: rows, columns: columns, into: c,
      resultStride: resultStride, accumulate: accumulate)
  }

  /// C = Aᵀ·B, the sum of the outer products of A's and B's rows: A has as many rows as B, `stride` apart, and
  /// `count` columns; C has `count` rows.
  func multiplyTransposed(_ a: UnsafePointer<S>, stride: Int, count: Int, into c: UnsafeMutablePointer<S>) {
    S.multiply(
      a, rowStride: 1, columnStride: stride, rows: count, by: packed.start, inner: rows, columns: columns, into: c,
      resultStride: columns, accumulate: false)
  }
}

/// Memory for numbers that begins where a line of the processor's cache begins. Whoever makes it fills it before
/// anyone else sees it.
private final class AlignedNumbers<S: Scalar>: @unchecked Sendable {
  let start: UnsafeMutablePointer<S>

  init(count: Int) {
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1) * MemoryLayout<S>.stride, alignment: 64)
    start = bytes.bindMemory(to: S.self, capacity: count)
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
  }
}
