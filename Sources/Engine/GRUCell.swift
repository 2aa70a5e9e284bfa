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
  /// Computes the states of timestep `t` from their two products and from h[t−1], shape (B, H).
  /// Complexity: O(B·H).
  mutating func stepGRU(t: Int, previousHidden: [S]) {
    for sequence in 0..<batch {
      let step = t * batch + sequence
      let start = step * width
      for unit in 0..<hiddenSize {
        let (r, z, n) = (unit, hiddenSize + unit, 2 * hiddenSize + unit)
        let resetSum = inputSum(step, r) + hiddenSum(step, r)
        let reset = sigmoid(resetSum)
        let updateSum = inputSum(step, z) + hiddenSum(step, z)
        let update = sigmoid(updateSum)
        let candidateSum = inputSum(step, n) + reset * hiddenSum(step, n)
        let candidate = S.tanh(candidateSum)

        preactivation[start + r] = resetSum
        preactivation[start + z] = updateSum
        preactivation[start + n] = candidateSum
        gate[start + r] = reset
        gate[start + z] = update
        gate[start + n] = candidate
        hidden[step * hiddenSize + unit] =
          (1 - update) * candidate + update * previousHidden[sequence * hiddenSize + unit]
      }
    }
  }
}
