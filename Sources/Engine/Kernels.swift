import CKernels

extension Float: RowOperations {
  public static func packedCount(rows: Int, columns: Int) -> Int {
    bilab_packed_count_f32(rows, columns)
  }

  public static func pack(
    _ matrix: UnsafePointer<Float>, rowStride: Int, columnStride: Int, rows: Int, columns: Int,
    into packed: UnsafeMutablePointer<Float>
  ) {
    bilab_pack_f32(matrix, rowStride, columnStride, rows, columns, packed)
  }

  public static func multiply(
    _ a: UnsafePointer<Float>, rowStride: Int, columnStride: Int, rows: Int, by packed: UnsafePointer<Float>,
    inner: Int, columns: Int, into c: UnsafeMutablePointer<Float>, resultStride: Int, accumulate: Bool
  ) {
    bilab_multiply_f32(a, rowStride, columnStride, rows, packed, inner, columns, c, resultStride, accumulate)
  }

  public static func sigmoid(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    bilab_sigmoid_f32(x, y, count)
  }

  public static func tanh(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    bilab_tanh_f32(x, y, count)
  }

  public static func addRows(
    _ p: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ q: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>, stride: Int, count: Int, size: Int
  ) {
    bilab_add_rows_f32(p, stride, a, q, stride, b, count, size, y, stride)
  }

  public static func product(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int
  ) {
    bilab_product_of_f32(a, b, y, count)
  }

  public static func sumOfProducts(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ c: UnsafePointer<Float>, _ d: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>, count: Int
  ) {
    bilab_sum_of_products_f32(a, b, c, d, y, count)
  }

  public static func gatedSum(
    _ p: UnsafePointer<Float>, _ a: UnsafePointer<Float>, gate: UnsafePointer<Float>, _ q: UnsafePointer<Float>,
    _ b: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int
  ) {
    bilab_gated_sum_f32(p, a, gate, q, b, y, count)
  }

  public static func blend(
    gate: UnsafePointer<Float>, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into y: UnsafeMutablePointer<Float>, count: Int
  ) {
    bilab_blend_f32(gate, a, b, y, count)
  }
}

extension Double: RowOperations {
  public static func packedCount(rows: Int, columns: Int) -> Int {
    bilab_packed_count_f64(rows, columns)
  }

  public static func pack(
    _ matrix: UnsafePointer<Double>, rowStride: Int, columnStride: Int, rows: Int, columns: Int,
    into packed: UnsafeMutablePointer<Double>
  ) {
    bilab_pack_f64(matrix, rowStride, columnStride, rows, columns, packed)
  }

  public static func multiply(
    _ a: UnsafePointer<Double>, rowStride: Int, columnStride: Int, rows: Int, by packed: UnsafePointer<Double>,
    inner: Int, columns: Int, into c: UnsafeMutablePointer<Double>, resultStride: Int, accumulate: Bool
  ) {
    bilab_multiply_f64(a, rowStride, columnStride, rows, packed, inner, columns, c, resultStride, accumulate)
  }

  public static func sigmoid(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    bilab_sigmoid_f64(x, y, count)
  }

  public static func tanh(_ x: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int) {
    bilab_tanh_f64(x, y, count)
  }

  public static func addRows(
    _ p: UnsafePointer<Double>, _ a: UnsafePointer<Double>, _ q: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into y: UnsafeMutablePointer<Double>, stride: Int, count: Int, size: Int
  ) {
    bilab_add_rows_f64(p, stride, a, q, stride, b, count, size, y, stride)
  }

  public static func product(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    bilab_product_of_f64(a, b, y, count)
  }

  public static func sumOfProducts(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ c: UnsafePointer<Double>, _ d: UnsafePointer<Double>,
    into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    bilab_sum_of_products_f64(a, b, c, d, y, count)
  }

  public static func gatedSum(
    _ p: UnsafePointer<Double>, _ a: UnsafePointer<Double>, gate: UnsafePointer<Double>, _ q: UnsafePointer<Double>,
    _ b: UnsafePointer<Double>, into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    bilab_gated_sum_f64(p, a, gate, q, b, y, count)
  }

  public static func blend(
    gate: UnsafePointer<Double>, _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into y: UnsafeMutablePointer<Double>, count: Int
  ) {
    bilab_blend_f64(gate, a, b, y, count)
  }
}
