import CKernels
import Testing

/// What cells compute number by number, in both precisions at once.
struct ElementwiseTests {
  /// One function, its plain equation, and how many operands it reads.
  struct Operation: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let operands: Int
    let equation: @Sendable ([Double]) -> Double
    let floats: @Sendable (bilab_kernels, [[Float]], UnsafeMutablePointer<Float>, Int) -> Void
    let doubles: @Sendable (bilab_kernels, [[Double]], UnsafeMutablePointer<Double>, Int) -> Void
  }

  static let operations = [
    Operation(
      testDescription: "product", operands: 2, equation: { $0[0] * $0[1] },
      floats: { $0.product_of_f32($1[0], $1[1], $2, $3) }, doubles: { $0.product_of_f64($1[0], $1[1], $2, $3) }),
    Operation(
      testDescription: "sum of products", operands: 4, equation: { $0[0] * $0[1] + $0[2] * $0[3] },
      floats: { $0.sum_of_products_f32($1[0], $1[1], $1[2], $1[3], $2, $3) },
      doubles: { $0.sum_of_products_f64($1[0], $1[1], $1[2], $1[3], $2, $3) }),
    Operation(
      testDescription: "gated sum", operands: 5, equation: { ($0[0] + $0[1]) + $0[2] * ($0[3] + $0[4]) },
      floats: { $0.gated_sum_f32($1[0], $1[1], $1[2], $1[3], $1[4], $2, $3) },
      doubles: { $0.gated_sum_f64($1[0], $1[1], $1[2], $1[3], $1[4], $2, $3) }),
    Operation(
      testDescription: "blend", operands: 3, equation: { (1 - $0[0]) * $0[1] + $0[0] * $0[2] },
      floats: { $0.blend_f32($1[0], $1[1], $1[2], $2, $3) }, doubles: { $0.blend_f64($1[0], $1[1], $1[2], $2, $3) }),
  ]

  @Test(arguments: levels, operations)
  func `each is its equation, the same bits in a row as alone, and touches nothing beyond`(
    level: Level, operation: Operation
  ) {
    check(level, operation, operation.floats, tolerance: 1e-6)
    check(level, operation, operation.doubles, tolerance: 2e-15)
  }

  private func check<N: KernelNumber>(
    _ level: Level, _ operation: Operation, _ call: (bilab_kernels, [[N]], UnsafeMutablePointer<N>, Int) -> Void,
    tolerance: Double
  ) {
    for n in 0...35 {
      var numbers = Numbers(state: UInt64(n) + 1)
      let operands: [[N]] = (0..<operation.operands).map { _ in numbers.array(n) }
      var result = [N](repeating: 7, count: n + 1)
      call(level.table, operands, &result, n)
      #expect(result[n] == 7)
      for index in 0..<n {
        let own = operands.map { [$0[index]] }
        #expect(abs(Double(result[index]) - operation.equation(own.map { Double($0[0]) })) <= tolerance)
        var alone: [N] = [0]
        call(level.table, own, &alone, 1)
        #expect(alone[0].bitPattern == result[index].bitPattern)
      }
    }
  }

  @Test(arguments: levels)
  func `the result may be an operand`(level: Level) {
    var numbers = Numbers(state: 9)
    let (gate, a, b): ([Float], [Float], [Float]) = (numbers.array(19), numbers.array(19), numbers.array(19))
    var apart = a
    level.table.blend_f32(gate, a, b, &apart, 19)
    var inPlace = b
    inPlace.withUnsafeMutableBufferPointer { level.table.blend_f32(gate, a, $0.baseAddress!, $0.baseAddress!, 19) }
    #expect(inPlace == apart)
  }
}
