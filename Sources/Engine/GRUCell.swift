/// The gated recurrent unit, torch.nn.GRU, rows r, z, n:
///
///     r = σ(W_r x + b_ir + U_r h + b_hr)
///     z = σ(W_z x + b_iz + U_z h + b_hz)
///     n = tanh(W_n x + b_in + r·(U_n h + b_hn))
///     h[t] = (1 − z)·n + z·h[t−1]
///
/// The reset gate acts after the product with U_n, its bias inside, as in PyTorch; `ResetGate` names the two other
/// ways, which give other numbers from the same weights:
///
///     n = tanh(W_n x + b_in + U_n (r·h) + b_hn)      before the product
///     n = tanh(W_n x + b_in + r·(U_n h) + b_hn)      after the product, without the bias
enum GRUCell {
  /// r and z, the first half of a step. Complexity: O(B·H), as for all of the functions here.
  static func gates<S: Scalar>(_ step: CellStep<S>) {
    let size = step.hiddenSize
    step.addProducts(rows: 2 * size)
    for sequence in 0..<step.batch {
      let r = step.gate + sequence * 3 * size
      S.sigmoid(r, into: r, count: 2 * size)
    }
  }

  /// r·h[t−1], shape (B, H), which U_n multiplies when the reset gate acts before the product.
  static func resetHidden<S: Scalar>(
    gate: UnsafePointer<S>, previousHidden: UnsafePointer<S>, batch: Int, hiddenSize: Int,
    into result: UnsafeMutablePointer<S>
  ) {
    for sequence in 0..<batch {
      let (r, row) = (gate + sequence * 3 * hiddenSize, sequence * hiddenSize)
      S.product(r, previousHidden + row, into: result + row, count: hiddenSize)
    }
  }

  /// n and h, the second half of a step; the product with U_n is that of r·h when the reset gate acts before it.
  static func candidate<S: Scalar>(_ step: CellStep<S>, _ resetGate: ResetGate) {
    let size = step.hiddenSize
    for sequence in 0..<step.batch {
      let r = step.gate + sequence * 3 * size
      let (z, n) = (r + size, r + 2 * size)
      let start = sequence * 3 * size + 2 * size
      let (wx, uh) = (step.inputProduct + start, step.hiddenProduct + start)
      let (inputBias, hiddenBias) = (step.biasIH + 2 * size, step.biasHH + 2 * size)
      switch resetGate {
      case .afterProduct: S.gatedSum(wx, inputBias, gate: r, uh, hiddenBias, into: n, count: size)
      case .beforeProduct: S.addRows(wx, inputBias, uh, hiddenBias, into: n, stride: size, count: 1, size: size)
      case .afterProductOnly:
        for unit in 0..<size { n[unit] = (wx[unit] + inputBias[unit]) + (r[unit] * uh[unit] + hiddenBias[unit]) }
      }
      step.keepSums(sequence, rows: 2 * size..<3 * size)
      S.tanh(n, into: n, count: size)
      let (previous, h) = (step.previousHidden + sequence * size, step.hidden + sequence * size)
      S.blend(gate: z, n, previous, into: h, count: size)
    }
  }

  /// The part of a step's gradient that comes through n and z, a being the sum under each nonlinearity:
  ///
  ///     da_n = dh·(1 − z)·(1 − n²)
  ///     da_z = dh·(h[t−1] − n)·z(1 − z)
  ///     dh[t−1] = dh·z + what comes through U
  ///
  /// and r's where it acts after the product: da_r = da_n·(U_n h + b_hn)·r(1 − r), the bias where it is inside, and
  /// the gradient of the product U_n h is da_n·r.
  static func gradient<S: Scalar>(_ step: CellGradient<S>, _ resetGate: ResetGate) {
    let size = step.hiddenSize
    for sequence in 0..<step.batch {
      let (first, start) = (sequence * size, sequence * 3 * size)
      let (r, z, n) = (step.gate + start, step.gate + start + size, step.gate + start + 2 * size)
      let (da, du) = (step.inputSum + start, step.hiddenSum + start)
      let uh = step.hiddenProduct + start + 2 * size
      let bias = step.biasHH + 2 * size
      for unit in 0..<size {
        let (dh, previous) = (step.hidden[first + unit], step.previousHidden[first + unit])
        let daN = dh * (1 - z[unit]) * (1 - n[unit] * n[unit])
        let daZ = dh * (previous - n[unit]) * z[unit] * (1 - z[unit])
        da[2 * size + unit] = daN
        da[size + unit] = daZ
        du[size + unit] = daZ
        step.hidden[first + unit] = dh * z[unit]
        guard resetGate != .beforeProduct else {
          du[2 * size + unit] = daN
          continue
        }
        let product = resetGate == .afterProduct ? uh[unit] + bias[unit] : uh[unit]
        let daR = daN * product * r[unit] * (1 - r[unit])
        da[unit] = daR
        du[unit] = daR
        du[2 * size + unit] = daN * r[unit]
      }
    }
  }

  /// r's part where it acts before the product, from the gradient d(r·h) of shape (B, H):
  ///
  ///     da_r = d(r·h)·h[t−1]·r(1 − r)
  ///     dh[t−1] += d(r·h)·r
  static func resetGradient<S: Scalar>(_ step: CellGradient<S>, resetHidden: UnsafePointer<S>) {
    let size = step.hiddenSize
    for sequence in 0..<step.batch {
      let (first, start) = (sequence * size, sequence * 3 * size)
      for unit in 0..<size {
        let (r, d) = (step.gate[start + unit], resetHidden[first + unit])
        let daR = d * step.previousHidden[first + unit] * r * (1 - r)
        step.inputSum[start + unit] = daR
        step.hiddenSum[start + unit] = daR
        step.hidden[first + unit] += d * r
      }
    }
  }
}
