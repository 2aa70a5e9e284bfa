/// One timestep of one chain, as a cell computes it: where it finds its numbers and where it puts them. B sequences,
/// H hidden units, G gates.
struct CellStep<S: Scalar> {
  let batch: Int
  let hiddenSize: Int
  /// G·H.
  let gateSize: Int
  /// W x[t], shape (B, G·H).
  let inputProduct: UnsafePointer<S>
  /// U h[t−1], shape (B, G·H); where a GRU resets before the product, U_n (r·h[t−1]) in the candidate's rows.
  let hiddenProduct: UnsafeMutablePointer<S>
  /// Shape (G·H), zeros in a network without biases.
  let biasIH: UnsafePointer<S>
  let biasHH: UnsafePointer<S>
  /// h[t−1], shape (B, H), rows of consecutive sequences H apart.
  let previousHidden: UnsafePointer<S>
  /// c[t−1], shape (B, H); of an LSTM only.
  let previousCell: UnsafePointer<S>
  /// What the nonlinearities are applied to, shape (B, G·H); nil when nobody will look at it.
  let preactivation: UnsafeMutablePointer<S>?
  /// Shape (B, G·H); may be the memory of `inputProduct`.
  let gate: UnsafeMutablePointer<S>
  /// c[t], shape (B, H); of an LSTM only; may be the memory of `previousCell`.
  let cell: UnsafeMutablePointer<S>
  /// h[t] before any projection, shape (B, H); may be the memory of `previousHidden`.
  let hidden: UnsafeMutablePointer<S>

  /// Writes the sums (W x + b_ih) + (U h + b_hh) of the gates' first `rows` rows into `gate` and `preactivation`.
  func addProducts(rows: Int) {
    S.addRows(
      inputProduct, biasIH, hiddenProduct, biasHH, into: gate, stride: gateSize, count: batch, size: rows)
    for sequence in 0..<batch { keepSums(sequence, rows: 0..<rows) }
  }

  /// Copies what `gate` holds of one sequence's rows, before the nonlinearity, into `preactivation`.
  func keepSums(_ sequence: Int, rows: Range<Int>) {
    guard let preactivation else { return }
    let start = sequence * gateSize + rows.lowerBound
    (preactivation + start).update(from: gate + start, count: rows.count)
  }
}

/// One timestep of back-propagation: what a cell has kept of it, and the gradients that come in and go out.
struct CellGradient<S: Scalar> {
  let batch: Int
  let hiddenSize: Int
  let gateSize: Int
  /// Every gate after its nonlinearity, shape (B, G·H).
  let gate: UnsafePointer<S>
  /// As in `CellStep`; of a GRU only.
  let hiddenProduct: UnsafePointer<S>
  /// Shape (G·H), zeros in a network without biases.
  let biasHH: UnsafePointer<S>
  /// h[t−1], shape (B, H).
  let previousHidden: UnsafePointer<S>
  /// c[t−1], shape (B, H); of an LSTM only.
  let previousCell: UnsafePointer<S>
  /// c[t], shape (B, H); of an LSTM only.
  let cell: UnsafePointer<S>
  /// Comes in as the gradient of h[t], shape (B, H); goes out as the part of h[t−1]'s that does not run through U.
  let hidden: UnsafeMutablePointer<S>
  /// Comes in as the gradient of c[t] from later steps, shape (B, H); goes out as that of c[t−1].
  let cellState: UnsafeMutablePointer<S>
  /// Goes out as the gradient of W x[t] + b_ih, shape (B, G·H).
  let inputSum: UnsafeMutablePointer<S>
  /// Goes out as the gradient of the product U h[t−1], shape (B, G·H); only a GRU's differs from `inputSum`, and only
  /// a GRU writes it.
  let hiddenSum: UnsafeMutablePointer<S>
  /// Shape (B, H), for the cell's own use.
  let scratch: UnsafeMutablePointer<S>
}
