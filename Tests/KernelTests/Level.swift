import CKernels
import Testing

/// Every level that this processor runs.
let levels = (0..<bilab_level_count()).map(Level.init)

struct Level: Sendable, CustomTestStringConvertible {
  let index: Int

  var table: bilab_kernels { bilab_kernels_at(index).pointee }
  var testDescription: String { String(cString: table.name) }
}

/// Float and Double with their kernels, so that each test is written once.
protocol KernelNumber: BinaryFloatingPoint & Sendable where RawSignificand: FixedWidthInteger & Sendable {
  associatedtype Bits: FixedWidthInteger & UnsignedInteger & Sendable
  var bitPattern: Bits { get }

  static var panel: Int { get }
  static func packedCount(_ k: Int, _ n: Int) -> Int
  static func pack(
    _ level: Level, _ b: UnsafePointer<Self>, _ rowStride: Int, _ columnStride: Int, _ k: Int, _ n: Int,
    _ packed: UnsafeMutablePointer<Self>)
  static func multiply(
    _ level: Level, _ a: UnsafePointer<Self>, _ rowStride: Int, _ columnStride: Int, _ m: Int,
    _ packed: UnsafePointer<Self>, _ k: Int, _ n: Int, _ c: UnsafeMutablePointer<Self>, _ cStride: Int,
    _ accumulate: Bool)
  static func sigmoid(_ level: Level, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, _ n: Int)
  static func tanh(_ level: Level, _ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>, _ n: Int)
  static func addRows(
    _ level: Level, _ p: UnsafePointer<Self>, _ pStride: Int, _ pBias: UnsafePointer<Self>, _ q: UnsafePointer<Self>,
    _ qStride: Int, _ qBias: UnsafePointer<Self>, _ rows: Int, _ n: Int, _ y: UnsafeMutablePointer<Self>,
    _ yStride: Int)
}

extension Float: KernelNumber {
  static var panel: Int { Int(BILAB_PANEL_F32) }
  static func packedCount(_ k: Int, _ n: Int) -> Int { bilab_packed_count_f32(k, n) }
  static func pack(
    _ level: Level, _ b: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int, _ k: Int, _ n: Int,
    _ packed: UnsafeMutablePointer<Float>
  ) { level.table.pack_f32(b, rowStride, columnStride, k, n, packed) }
  static func multiply(
    _ level: Level, _ a: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int, _ m: Int,
    _ packed: UnsafePointer<Float>, _ k: Int, _ n: Int, _ c: UnsafeMutablePointer<Float>, _ cStride: Int,
    _ accumulate: Bool
  ) { level.table.multiply_f32(a, rowStride, columnStride, m, packed, k, n, c, cStride, accumulate) }
  static func sigmoid(_ level: Level, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ n: Int) {
    level.table.sigmoid_f32(x, y, n)
  }
  static func tanh(_ level: Level, _ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>, _ n: Int) {
    level.table.tanh_f32(x, y, n)
  }
  static func addRows(
    _ level: Level, _ p: UnsafePointer<Float>, _ pStride: Int, _ pBias: UnsafePointer<Float>,
    _ q: UnsafePointer<Float>, _ qStride: Int, _ qBias: UnsafePointer<Float>, _ rows: Int, _ n: Int,
    _ y: UnsafeMutablePointer<Float>, _ yStride: Int
  ) { level.table.add_rows_f32(p, pStride, pBias, q, qStride, qBias, rows, n, y, yStride) }
}

extension Double: KernelNumber {
  static var panel: Int { Int(BILAB_PANEL_F64) }
  static func packedCount(_ k: Int, _ n: Int) -> Int { bilab_packed_count_f64(k, n) }
  static func pack(
    _ level: Level, _ b: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int, _ k: Int, _ n: Int,
    _ packed: UnsafeMutablePointer<Double>
  ) { level.table.pack_f64(b, rowStride, columnStride, k, n, packed) }
  static func multiply(
    _ level: Level, _ a: UnsafePointer<Double>, _ rowStride: Int, _ columnStride: Int, _ m: Int,
    _ packed: UnsafePointer<Double>, _ k: Int, _ n: Int, _ c: UnsafeMutablePointer<Double>, _ cStride: Int,
    _ accumulate: Bool
  ) { level.table.multiply_f64(a, rowStride, columnStride, m, packed, k, n, c, cStride, accumulate) }
  static func sigmoid(_ level: Level, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ n: Int) {
    level.table.sigmoid_f64(x, y, n)
  }
  static func tanh(_ level: Level, _ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>, _ n: Int) {
    level.table.tanh_f64(x, y, n)
  }
  static func addRows(
    _ level: Level, _ p: UnsafePointer<Double>, _ pStride: Int, _ pBias: UnsafePointer<Double>,
    _ q: UnsafePointer<Double>, _ qStride: Int, _ qBias: UnsafePointer<Double>, _ rows: Int, _ n: Int,
    _ y: UnsafeMutablePointer<Double>, _ yStride: Int
  ) { level.table.add_rows_f64(p, pStride, pBias, q, qStride, qBias, rows, n, y, yStride) }
}

/// Numbers in −1 ..< 1 that are the same on every run.
struct Numbers {
  var state: UInt64

  mutating func next<N: KernelNumber>(_: N.Type = N.self) -> N {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return N(Double(Int64(bitPattern: state) >> 11) / 0x1p52)
  }

  mutating func array<N: KernelNumber>(_ count: Int) -> [N] { (0..<count).map { _ in next() } }
}
