import CKernels
import Foundation
import Testing

struct ActivationTests {
  /// In units of the last place, as the header promises them.
  private static func bounds(_ level: Level, isDouble: Bool) -> (sigmoid: Double, tanh: Double) {
    level.table.fuses && isDouble ? (1.6, 2.1) : (2.4, 2.6)
  }

  /// The distance of `found` from `exact` in units of the last place that a number of this type has there.
  private static func error<N: KernelNumber, W: BinaryFloatingPoint>(_ found: N, _ exact: W) -> Double {
    let ulp = max(N(exact).ulp, N.leastNonzeroMagnitude)
    return Double(abs(W(found) - exact) / W(ulp))
  }

  @Test(arguments: levels)
  func `float activations are as exact as promised`(level: Level) {
    // Every 20011th of all bit patterns: subnormal numbers and huge ones as well.
    let x = stride(from: UInt64(0), to: 1 << 32, by: 20011).map { Float(bitPattern: UInt32($0)) }.filter(\.isFinite)
    var sigmoid = x
    level.table.sigmoid_f32(x, &sigmoid, x.count)
    var tanh = x
    level.table.tanh_f32(x, &tanh, x.count)
    var (worstSigmoid, worstTanh) = (0.0, 0.0)
    for (index, x) in x.enumerated() {
      worstSigmoid = max(worstSigmoid, Self.error(sigmoid[index], 1 / (1 + exp(-Double(x)))))
      worstTanh = max(worstTanh, Self.error(tanh[index], Foundation.tanh(Double(x))))
    }
    let bounds = Self.bounds(level, isDouble: false)
    #expect(worstSigmoid < bounds.sigmoid)
    #expect(worstTanh < bounds.tanh)
  }

  #if arch(x86_64)
    @Test(arguments: levels)
    func `double activations are as exact as promised`(level: Level) {
      // From the smallest subnormal number past all that the functions tell from their limits, both signs.
      let sizes = (0..<20_000).map { Double(bitPattern: 1 + UInt64($0) * (0x4090_0000_0000_0000 / 20_000)) }
      let dense = (0..<20_000).map { 0.002 * Double($0) }
      let x = (sizes + dense).flatMap { [$0, -$0] }
      var sigmoid = x
      level.table.sigmoid_f64(x, &sigmoid, x.count)
      var tanh = x
      level.table.tanh_f64(x, &tanh, x.count)
      var (worstSigmoid, worstTanh) = (0.0, 0.0)
      for (index, x) in x.enumerated() {
        worstSigmoid = max(worstSigmoid, Self.error(sigmoid[index], 1 / (1 + expl(-Float80(x)))))
        worstTanh = max(worstTanh, Self.error(tanh[index], tanhl(Float80(x))))
      }
      let bounds = Self.bounds(level, isDouble: true)
      #expect(worstSigmoid < bounds.sigmoid)
      #expect(worstTanh < bounds.tanh)
    }
  #endif

  @Test(arguments: levels)
  func `limits, NaN and the sign of zero`(level: Level) {
    func check<N: KernelNumber>(_: N.Type) {
      let x: [N] = [.infinity, -.infinity, .nan, 0, -0.0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, -.nan]
      var sigmoid = x
      N.sigmoid(level, x, &sigmoid, x.count)
      #expect(sigmoid[0] == 1 && sigmoid[1] == 0 && sigmoid[2].isNaN && sigmoid[3] == 0.5 && sigmoid[4] == 0.5)
      #expect(sigmoid[5] == 1 && sigmoid[6] == 0 && sigmoid[7].isNaN)
      var tanh = x
      N.tanh(level, x, &tanh, x.count)
      #expect(tanh[0] == 1 && tanh[1] == -1 && tanh[2].isNaN && tanh[3] == 0 && tanh[4] == 0)
      #expect(tanh[3].sign == .plus && tanh[4].sign == .minus)
      #expect(tanh[5] == 1 && tanh[6] == -1 && tanh[7].isNaN)
      let small: [N] = [.leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, -N(0x1p-60)]
      tanh = small
      N.tanh(level, small, &tanh, small.count)
      #expect(tanh == small)
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(arguments: levels)
  func `a number's result depends on nothing around it, and the output may be the input`(level: Level) {
    func check<N: KernelNumber>(_: N.Type) {
      var numbers = Numbers(state: 11)
      let x = (numbers.array(37) as [N]).map { $0 * 9 }
      for function in [N.sigmoid, N.tanh] {
        let alone = x.map { number in
          var y: N = 0
          function(level, [number], &y, 1)
          return y.bitPattern
        }
        for n in 0...x.count {
          var y = x
          y.withUnsafeMutableBufferPointer { function(level, $0.baseAddress!, $0.baseAddress!, n) }
          #expect(y.map(\.bitPattern) == alone[..<n] + x[n...].map(\.bitPattern), "\(n) numbers")
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test(arguments: levels)
  func `rows with their biases are added in the order that is promised`(level: Level) {
    func check<N: KernelNumber>(_: N.Type) {
      var numbers = Numbers(state: 5)
      for n in [0, 1, 3, 4, 8, 11, 16, 33] {
        let (p, q): ([N], [N]) = (numbers.array(3 * (n + 2)), numbers.array(3 * n + 1))
        let (pBias, qBias): ([N], [N]) = (numbers.array(n + 1), numbers.array(n + 1))
        for qStride in [n, 0] {
          var wanted = p
          for row in 0..<3 {
            for j in 0..<n {
              wanted[row * (n + 2) + j] = (p[row * (n + 2) + j] + pBias[j]) + (q[row * qStride + j] + qBias[j])
            }
          }
          var y = p
          y.withUnsafeMutableBufferPointer {
            N.addRows(level, $0.baseAddress!, n + 2, pBias, q, qStride, qBias, 3, n, $0.baseAddress!, n + 2)
          }
          #expect(y == wanted, "\(n) numbers, \(qStride) between q's rows")
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }
}
