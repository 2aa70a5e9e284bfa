/// The gated recurrent unit, torch.nn.GRU, rows r, z, n:
///
///     r = σ(W_r x + b_ir + U_r h + b_hr)
///     z = σ(W_z x + b_iz + U_z h + b_hz)
///     n = tanh(W_n x + b_in + r·(U_n h + b_hn))
///     h[t] = (1 − z)·n + z·h[t−1]
///
/// The reset gate acts after the product with U_n, its bias inside, as in PyTorch; the paper (Cho et al. 2014)
/// resets h before the product, which gives other numbers from the same weights.
extension ChainTrace {
  /// Computes row `step` from its two products and the H numbers of h[t−1]. Complexity: O(H).
  mutating func stepGRU(_ step: Int, previousHidden: ArraySlice<S>) {
    for unit in 0..<hiddenSize {
      let (r, z, n) = (unit, hiddenSize + unit, 2 * hiddenSize + unit)
      let resetSum = inputSum(step, r) + hiddenSum(step, r)
      let updateSum = inputSum(step, z) + hiddenSum(step, z)
      let reset = sigmoid(resetSum)
      let update = sigmoid(updateSum)
      let candidateSum = inputSum(step, n) + reset * hiddenSum(step, n)
      let candidate = S.tanh(candidateSum)
      for (row, sum, value) in [
        (r, resetSum, reset), (z, updateSum, update), (n, candidateSum, candidate),
      ] {
        preactivation[step * width + row] = sum
        gate[step * width + row] = value
      }
      hidden[step * hiddenSize + unit] =
        (1 - update) * candidate + update * previousHidden[previousHidden.startIndex + unit]
    }
  }
}
