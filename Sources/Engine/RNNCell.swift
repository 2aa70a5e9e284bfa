/// The Elman cell, torch.nn.RNN:
///
///     h[t] = f(W x[t] + b_ih + U h[t−1] + b_hh)      f being tanh or ReLU
extension ChainTrace {
  /// Computes the states of timestep `t` from their two products. Complexity: O(B·H).
  mutating func stepRNN(_ activation: Activation, t: Int) {
    for step in t * batch..<(t + 1) * batch {
      for unit in 0..<hiddenSize {
        let sum = inputSum(step, unit) + hiddenSum(step, unit)
        let value = activation == .tanh ? S.tanh(sum) : relu(sum)
        preactivation[step * width + unit] = sum
        gate[step * width + unit] = value
        hidden[step * hiddenSize + unit] = value
      }
    }
  }
}
