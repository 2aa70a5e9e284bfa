/// Scales gradients so that their norm, that of all their numbers in one vector, is at most `limit`, as
/// torch.nn.utils.clip_grad_norm_: every number is multiplied by min(1, limit / (norm + 10⁻⁶)).
/// Complexity: O(n) for n numbers.
///
/// - Returns: The norm before, summed in float64.
@specialized(where S == Float)
@specialized(where S == Double)
public func clipGradients<S: Scalar>(_ gradients: inout [Tensor<S>], byNorm limit: Double) -> Double {
  var sum = 0.0
  for gradient in gradients {
    for value in gradient.values { sum += Double(value) * Double(value) }
  }
  let norm = sum.squareRoot()
  let factor = limit / (norm + 1e-6)
  guard !(factor >= 1) else { return norm }
  for index in gradients.indices {
    gradients[index].values.withUnsafeMutableBufferPointer { values in
      for i in values.indices { values[i] *= S(factor) }
    }
  }
  return norm
}
