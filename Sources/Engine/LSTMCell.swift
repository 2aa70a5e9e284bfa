/// Long short-term memory, torch.nn.LSTM, rows i, f, g, o:
///
///     i = σ(W_i x + b_ii + U_i h + b_hi)      f and o likewise
///     g = tanh(W_g x + b_ig + U_g h + b_hg)
///     c[t] = f·c[t−1] + i·g
///     h[t] = o·tanh(c[t])
enum LSTMCell {
  /// Complexity: O(B·H).
  static func step<S: Scalar>(_ step: CellStep<S>) {
    let size = step.hiddenSize
    step.addProducts(rows: 4 * size)
    for sequence in 0..<step.batch {
      let i = step.gate + sequence * 4 * size
      let (f, g, o) = (i + size, i + 2 * size, i + 3 * size)
      S.sigmoid(i, into: i, count: 2 * size)
      S.tanh(g, into: g, count: size)
      S.sigmoid(o, into: o, count: size)

      let (previous, c) = (step.previousCell + sequence * size, step.cell + sequence * size)
      S.sumOfProducts(f, previous, i, g, into: c, count: size)
      let h = step.hidden + sequence * size
      S.tanh(c, into: h, count: size)
      S.product(o, h, into: h, count: size)
    }
  }

  /// With a for the sum under each nonlinearity:
  ///
  ///     dc += dh·o·(1 − tanh²(c))
  ///     da_i = dc·g·i(1 − i)              da_f = dc·c[t−1]·f(1 − f)
  ///     da_g = dc·i·(1 − g²)              da_o = dh·tanh(c)·o(1 − o)
  ///     dc[t−1] = dc·f
  static func gradient<S: Scalar>(_ step: CellGradient<S>) {
    let size = step.hiddenSize
    S.tanh(step.cell, into: step.scratch, count: step.batch * size)
    for sequence in 0..<step.batch {
      let gates = step.gate + sequence * 4 * size
      let da = step.inputSum + sequence * 4 * size
      for unit in 0..<size {
        let index = sequence * size + unit
        let (i, f, g, o) = (gates[unit], gates[size + unit], gates[2 * size + unit], gates[3 * size + unit])
        let (dh, tanhC) = (step.hidden[index], step.scratch[index])
        let dc = step.cellState[index] + dh * o * (1 - tanhC * tanhC)
        da[unit] = dc * g * i * (1 - i)
        da[size + unit] = dc * step.previousCell[index] * f * (1 - f)
        da[2 * size + unit] = dc * i * (1 - g * g)
        da[3 * size + unit] = dh * tanhC * o * (1 - o)
        step.cellState[index] = dc * f
        step.hidden[index] = 0
      }
    }
  }
}
