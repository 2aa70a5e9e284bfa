/// Multiplies the rows of `x`, shape (n, k), by the transpose of `matrix`, shape (m, k), and writes the n·m numbers
/// row by row into `result` from index `start` on. Complexity: O(n·m·k).
///
/// The sums are taken in sixteen interleaved parts, so that they fit the processor's vectors; their order, and so the
/// last bit of a result, is fixed.
func multiply<S: Scalar>(_ x: [S], byTransposeOf matrix: Tensor<S>, into result: inout [S], from start: Int) {
  let (m, k) = (matrix.shape[0], matrix.shape[1])
  let n = x.count / k
  precondition(x.count == n * k, "whole rows")
  precondition(start >= 0 && n * m <= result.count - start, "room for every product")
  x.withUnsafeBufferPointer { x in
    matrix.values.withUnsafeBufferPointer { matrix in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<n {
          for column in 0..<m {
            result[start + row * m + column] = dotProduct(
              x.baseAddress! + row * k, matrix.baseAddress! + column * k, count: k)
          }
        }
      }
    }
  }
}

private func dotProduct<S: Scalar>(_ a: UnsafePointer<S>, _ b: UnsafePointer<S>, count: Int) -> S {
  var sums = SIMD16<S>(repeating: 0)
  var index = 0
  while index + 16 <= count {
    let (x, y) = (UnsafeRawPointer(a + index), UnsafeRawPointer(b + index))
    sums += x.loadUnaligned(as: SIMD16<S>.self) * y.loadUnaligned(as: SIMD16<S>.self)
    index += 16
  }
  var sum = sums.sum()
  while index < count {
    sum += a[index] * b[index]
    index += 1
  }
  return sum
}
