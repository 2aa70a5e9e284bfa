/// The weights of one chain, laid out for running it.
struct ChainWeights<S: Scalar> {
  private let configuration: Configuration
  /// Wᵀ.
  let input: PackedMatrix<S>
  /// Uᵀ; without its candidate's columns in a GRU whose reset gate acts before the product.
  private let state: PackedMatrix<S>
  /// Those columns.
  private let candidate: PackedMatrix<S>?
  /// W_hrᵀ.
  private let projection: PackedMatrix<S>?
  /// b_ih, then b_hh, each of G·H numbers; zeros in a network without biases.
  let biases: [S]

  init(_ parameters: ChainParameters<S>, _ configuration: Configuration) {
    self.configuration = configuration
    input = PackedMatrix(transposing: parameters.weightIH)
    if configuration.resetsBeforeProduct {
      let gates = 2 * configuration.hiddenSize
      state = PackedMatrix(transposing: parameters.weightHH, rows: 0..<gates)
      candidate = PackedMatrix(transposing: parameters.weightHH, rows: gates..<configuration.gateSize)
    } else {
      state = PackedMatrix(transposing: parameters.weightHH)
      candidate = nil
    }
    projection = parameters.weightHR.map { PackedMatrix(transposing: $0) }
    let none = parameters.biasIH == nil ? [S](repeating: 0, count: configuration.gateSize) : []
    biases = (parameters.biasIH?.values ?? none) + (parameters.biasHH?.values ?? none)
  }

  /// One timestep of the whole batch.
  ///
  /// - Parameters:
  ///   - previous: h[t−1], shape (B, H) or, with a projection, (B, P).
  ///   - result: h[t], likewise; the memory of `step.hidden` unless there is a projection.
  ///   - scratch: B·H numbers.
  func step(
    _ step: CellStep<S>, from previous: UnsafePointer<S>, to result: UnsafeMutablePointer<S>,
    scratch: UnsafeMutablePointer<S>
  ) {
    state.multiply(
      previous, stride: configuration.stateSize, count: step.batch, into: step.hiddenProduct,
      resultStride: step.gateSize)
    switch configuration.cell {
    case .rnn(let activation): RNNCell.step(step, activation)
    case .lstm: LSTMCell.step(step)
    case .gru:
      GRUCell.gates(step)
      if let candidate {
        GRUCell.resetHidden(
          gate: step.gate, previousHidden: previous, batch: step.batch, hiddenSize: step.hiddenSize, into: scratch)
        candidate.multiply(
          scratch, stride: step.hiddenSize, count: step.batch,
          into: step.hiddenProduct + 2 * step.hiddenSize, resultStride: step.gateSize)
      }
      GRUCell.candidate(step, configuration.resetGate)
    }
    projection?.multiply(
      step.hidden, stride: step.hiddenSize, count: step.batch, into: result, resultStride: configuration.stateSize)
  }
}

extension Configuration {
  /// Whether U_n multiplies r·h rather than h.
  var resetsBeforeProduct: Bool { cell == .gru && resetGate == .beforeProduct }
}
