import CKernels
import Testing

struct MultiplyTests {
  /// One product: its shape, how the operands lie, and whether C counts.
  struct Case {
    var (m, k, n) = (1, 1, 1)
    var transposedA = false
    var transposedB = false
    var accumulate = false
  }

  private static let depths = [0, 1, 2, 7, 33]
  private static let widths = [1, 5, 8, 15, 16, 17, 24, 48, 96, 100, 112, 113, 130]

  private static func cases(rows: [Int]) -> [Case] {
    var all: [Case] = []
    for m in rows {
      for k in depths {
        for n in widths {
          let kind = all.count % 8
          all.append(
            Case(m: m, k: k, n: n, transposedA: kind & 1 != 0, transposedB: kind & 2 != 0, accumulate: kind & 4 != 0))
        }
      }
    }
    return all
  }

  /// The product by the kernels and by three plain loops, as bit patterns, with what lies around C.
  private static func products<N: KernelNumber>(_: N.Type, _ level: Level, _ the: Case) -> ([N.Bits], [N.Bits]) {
    var numbers = Numbers(state: UInt64(the.m * 1_000_003 + the.k * 1009 + the.n))
    let (m, k, n) = (the.m, the.k, the.n)
    let a: [N] = numbers.array((m + 3) * (k + 2))
    let (aRow, aColumn) = the.transposedA ? (1, m + 3) : (k + 2, 1)
    let b: [N] = numbers.array(k * n + 1)
    let (bRow, bColumn) = the.transposedB ? (1, k) : (n, 1)
    var packed = [N](repeating: .nan, count: N.packedCount(k, n))
    N.pack(level, b, bRow, bColumn, k, n, &packed)
    let cRow = n + 3
    var found: [N] = numbers.array(m * cRow + 1)
    var wanted = found
    N.multiply(level, a, aRow, aColumn, m, packed, k, n, &found, cRow, the.accumulate)
    for i in 0..<m {
      for j in 0..<n {
        var sum = the.accumulate ? wanted[i * cRow + j] : 0
        for p in 0..<k {
          let (x, y) = (a[i * aRow + p * aColumn], b[p * bRow + j * bColumn])
          if level.table.fuses { sum.addProduct(x, y) } else { sum += x * y }
        }
        wanted[i * cRow + j] = sum
      }
    }
    return (found.map(\.bitPattern), wanted.map(\.bitPattern))
  }

  private static func check(_ level: Level, _ the: Case) {
    let float = products(Float.self, level, the)
    #expect(float.0 == float.1, "float \(the)")
    let double = products(Double.self, level, the)
    #expect(double.0 == double.1, "double \(the)")
  }

  @Test(arguments: levels, Array(0...16) + [23, 32])
  func `every element is the plain sum over p, bit for bit`(level: Level, rows: Int) {
    for the in Self.cases(rows: [rows]) { Self.check(level, the) }
  }

  @Test(arguments: levels)
  func `blocks of rows and of p change nothing`(level: Level) {
    for (m, k, n) in [(7, 1100, 20), (1, 2100, 40), (125, 1030, 17), (61, 600, 33)] {
      for kind in 0..<8 {
        Self.check(
          level,
          Case(m: m, k: k, n: n, transposedA: kind & 1 != 0, transposedB: kind & 2 != 0, accumulate: kind & 4 != 0))
      }
    }
  }

  @Test(arguments: levels)
  func `a row of a batch gives what it gives alone`(level: Level) {
    var numbers = Numbers(state: 7)
    let (m, k, n) = (67, 40, 50)
    let a: [Float] = numbers.array(m * k)
    let b: [Float] = numbers.array(k * n)
    var packed = [Float](repeating: 0, count: bilab_packed_count_f32(k, n))
    level.table.pack_f32(b, n, 1, k, n, &packed)
    var batch = [Float](repeating: 0, count: m * n)
    level.table.multiply_f32(a, k, 1, m, packed, k, n, &batch, n, false)
    for i in 0..<m {
      var alone = [Float](repeating: 0, count: n)
      level.table.multiply_f32(Array(a[i * k..<(i + 1) * k]), k, 1, 1, packed, k, n, &alone, n, false)
      #expect(alone == Array(batch[i * n..<(i + 1) * n]), "row \(i)")
    }
  }

  @Test(arguments: levels)
  func `NaN and infinity reach what they are multiplied into and nothing else`(level: Level) {
    let (m, k, n) = (9, 5, 20)
    var a = [Double](repeating: 0, count: m * k)
    let b = [Double](repeating: 1, count: k * n)
    a[2 * k + 4] = .nan
    a[8 * k] = .infinity
    var c = [Double](repeating: 0, count: m * n)
    var packed = [Double](repeating: 0, count: bilab_packed_count_f64(k, n))
    level.table.pack_f64(b, n, 1, k, n, &packed)
    level.table.multiply_f64(a, k, 1, m, packed, k, n, &c, n, false)
    for i in 0..<m {
      for value in c[i * n..<(i + 1) * n] {
        switch i {
        case 2: #expect(value.isNaN)
        case 8: #expect(value == .infinity)
        default: #expect(value == 0)
        }
      }
    }
  }

  @Test(arguments: levels)
  func `a packed matrix is panels of columns with zeros beyond the last`(level: Level) {
    func check<N: KernelNumber>(_: N.Type) {
      var numbers = Numbers(state: 3)
      for (k, n) in [(1, 1), (3, 8), (9, 16), (17, 33), (40, 70)] {
        let b: [N] = numbers.array(k * n)
        for (row, column) in [(1, k), (n, 1)] {
          var packed = [N](repeating: .nan, count: N.packedCount(k, n))
          #expect(packed.count == k * ((n + N.panel - 1) / N.panel) * N.panel)
          N.pack(level, b, row, column, k, n, &packed)
          let wanted = packed.indices.map { index in
            let (panel, rest) = index.quotientAndRemainder(dividingBy: k * N.panel)
            let (p, j) = (rest / N.panel, panel * N.panel + rest % N.panel)
            return j < n ? b[p * row + j * column] : 0
          }
          #expect(packed == wanted, "k \(k), n \(n), row stride \(row)")
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test func `the functions without a level use the best one`() throws {
    let best = try #require(levels.last)
    // The square needs one bit more than a float has: fused and unfused sums differ.
    let a: [Float] = [1 + 0x1p-12]
    var packed = [Float](repeating: 0, count: bilab_packed_count_f32(1, 1))
    bilab_pack_f32(a, 1, 1, 1, 1, &packed)
    var found: Float = -1
    bilab_multiply_f32(a, 1, 1, 1, packed, 1, 1, &found, 1, true)
    var wanted: Float = -1
    best.table.multiply_f32(a, 1, 1, 1, packed, 1, 1, &wanted, 1, true)
    #expect(wanted == (best.table.fuses ? 0x1p-11 + 0x1p-24 : 0x1p-11))
    #expect(found == wanted)
  }
}
