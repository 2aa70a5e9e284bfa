/// Long short-term memory, torch.nn.LSTM, rows i, f, g, o:
///
///     i = σ(W_i x + b_ii + U_i h + b_hi)      f and o likewise
///     g = tanh(W_g x + b_ig + U_g h + b_hg)
///     c[t] = f·c[t−1] + i·g
///     h[t] = o·tanh(c[t])
extension ChainTrace {
  /// Computes the states of timestep `t` from their two products and from c[t−1], shape (B, H).
  /// Complexity: O(B·H).
  mutating func stepLSTM(t: Int, previousCell: [S]) {
    for sequence in 0..<batch {
      let step = t * batch + sequence
      let start = step * width
      for row in 0..<width {
        let sum = inputSum(step, row) + hiddenSum(step, row)
        let isCandidate = (2 * hiddenSize..<3 * hiddenSize).contains(row)
        preactivation[start + row] = sum
        gate[start + row] = isCandidate ? S.tanh(sum) : sigmoid(sum)
      }
      for unit in 0..<hiddenSize {
        let (i, f) = (gate[start + unit], gate[start + hiddenSize + unit])
        let (g, o) = (gate[start + 2 * hiddenSize + unit], gate[start + 3 * hiddenSize + unit])
        let state = f * previousCell[sequence * hiddenSize + unit] + i * g
        cell[step * hiddenSize + unit] = state
        hidden[step * hiddenSize + unit] = o * S.tanh(state)
      }
    }
  }
}
