/// Long short-term memory, torch.nn.LSTM, rows i, f, g, o:
///
///     i = σ(W_i x + b_ii + U_i h + b_hi)      f and o likewise
///     g = tanh(W_g x + b_ig + U_g h + b_hg)
///     c[t] = f·c[t−1] + i·g
///     h[t] = o·tanh(c[t])
extension ChainTrace {
  /// Computes row `step` from its two products and the H numbers of c[t−1]. Complexity: O(H).
  mutating func stepLSTM(_ step: Int, previousCell: ArraySlice<S>) {
    for unit in 0..<hiddenSize {
      let (i, f, g, o) = (unit, hiddenSize + unit, 2 * hiddenSize + unit, 3 * hiddenSize + unit)
      for row in [i, f, g, o] {
        let sum = inputSum(step, row) + hiddenSum(step, row)
        preactivation[step * width + row] = sum
        gate[step * width + row] = row == g ? S.tanh(sum) : sigmoid(sum)
      }
      let start = step * width
      let state =
        gate[start + f] * previousCell[previousCell.startIndex + unit] + gate[start + i] * gate[start + g]
      cell[step * hiddenSize + unit] = state
      hidden[step * hiddenSize + unit] = gate[start + o] * S.tanh(state)
    }
  }
}
