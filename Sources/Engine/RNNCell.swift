/// The Elman cell, torch.nn.RNN:
///
///     h[t] = f(W x[t] + b_ih + U h[t−1] + b_hh)      f being tanh or ReLU
enum RNNCell {
  /// Complexity: O(B·H).
  static func step<S: Scalar>(_ step: CellStep<S>, _ activation: Activation) {
    step.addProducts(rows: step.hiddenSize)
    let (h, count) = (step.gate, step.batch * step.hiddenSize)
    switch activation {
    case .tanh: S.tanh(h, into: h, count: count)
    case .relu: for index in 0..<count { h[index] = relu(h[index]) }
    }
    step.hidden.update(from: h, count: count)
  }

  /// With a = W x[t] + … under the nonlinearity:
  ///
  ///     da = dh·(1 − h²)      tanh
  ///     da = dh where h > 0, else 0      ReLU
  static func gradient<S: Scalar>(_ step: CellGradient<S>, _ activation: Activation) {
    let (h, da) = (step.gate, step.inputSum)
    for index in 0..<step.batch * step.hiddenSize {
      let dh = step.hidden[index]
      switch activation {
      case .tanh: da[index] = dh * (1 - h[index] * h[index])
      case .relu: da[index] = h[index] > 0 ? dh : 0
      }
      step.hidden[index] = 0
    }
  }
}
