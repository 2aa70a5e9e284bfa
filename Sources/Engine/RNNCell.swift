/// The Elman cell, torch.nn.RNN:
///
///     h[t] = f(W x[t] + b_ih + U h[t−1] + b_hh)      f being tanh or ReLU
extension ChainTrace {
  /// Computes row `step` from its two products. Complexity: O(H).
  mutating func stepRNN(_ activation: Activation, _ step: Int) {
    for unit in 0..<hiddenSize {
      let sum = inputSum(step, unit) + hiddenSum(step, unit)
      let value = activation == .tanh ? S.tanh(sum) : Swift.max(0, sum)
      preactivation[step * width + unit] = sum
      gate[step * width + unit] = value
      hidden[step * hiddenSize + unit] = value
    }
  }
}
