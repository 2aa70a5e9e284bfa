/// Back-propagation through time over one chain: from the gradients of its states to those of its parameters, of
/// what it read and of its initial states.
///
/// A first sweep, against the order of computation, finds the gradient of every gate's sum. All weights' gradients
/// are products of those with what the weights were multiplied with, over all timesteps at once.
struct BackwardSweep<S: Scalar> {
  let configuration: Configuration
  let chain: ChainTrace<S>
  let lengths: [Int]?

  struct Result {
    var parameters: ChainParameters<S>
    /// Shape (T, B, inputs), row after row.
    var input: [S]
    /// Shape (B, H), with a projection (B, P).
    var initialHidden: [S]
    /// Shape (B, H); empty unless the cell is an LSTM.
    var initialCell: [S]
  }

  /// - Parameters:
  ///   - input: T·B rows of what the chain read, `stride` apart.
  ///   - hidden: the gradient of every h[t] from above, shape (T, B, P).
  ///   - finalHidden, finalCell: those of the final states, shapes (B, P) and (B, H).
  func run(
    over input: UnsafePointer<S>, stride: Int, hidden: [S], finalHidden: ArraySlice<S>?, finalCell: ArraySlice<S>?
  ) -> Result {
    let rows = chain.time * chain.batch
    let isLSTM = configuration.cell == .lstm
    func zeros(_ size: Int) -> [S] { Array(repeating: 0, count: size) }
    var dHidden = finalHidden.map(Array.init) ?? zeros(chain.batch * chain.stateSize)
    var dCell = isLSTM ? finalCell.map(Array.init) ?? zeros(chain.batch * chain.hiddenSize) : []
    var dInputSums = zeros(rows * chain.width)
    var dHiddenSums = configuration.cell == .gru ? zeros(rows * chain.width) : []
    var dStates = configuration.projectionSize == nil ? [] : zeros(rows * chain.stateSize)

    dHidden.withUnsafeMutableBufferPointer { dHidden in
      dCell.withUnsafeMutableBufferPointer { dCell in
        dInputSums.withUnsafeMutableBufferPointer { dInputSums in
          dHiddenSums.withUnsafeMutableBufferPointer { dHiddenSums in
            dStates.withUnsafeMutableBufferPointer { dStates in
              let inputSums = dInputSums.baseAddress!
              sweep(
                hidden, StateGradients(hidden: dHidden.baseAddress!, cell: dCell.baseAddress ?? inputSums),
                inputSums: inputSums,
                hiddenSums: dHiddenSums.isEmpty ? inputSums : dHiddenSums.baseAddress!,
                states: dStates.isEmpty ? nil : dStates.baseAddress!)
            }
          }
        }
      }
    }
    return Result(
      parameters: parameterGradients(
        over: input, stride: stride, inputSums: dInputSums, hiddenSums: dHiddenSums.isEmpty ? dInputSums : dHiddenSums,
        states: dStates),
      input: inputGradient(dInputSums), initialHidden: dHidden, initialCell: dCell)
  }

  private struct StateGradients {
    /// Shape (B, P).
    let hidden: UnsafeMutablePointer<S>
    /// Shape (B, H).
    let cell: UnsafeMutablePointer<S>
  }

  private func sweep(
    _ above: [S], _ running: StateGradients, inputSums: UnsafeMutablePointer<S>,
    hiddenSums: UnsafeMutablePointer<S>, states: UnsafeMutablePointer<S>?
  ) {
    let (time, batch, width) = (chain.time, chain.batch, chain.width)
    let (hiddenSize, stateSize) = (chain.hiddenSize, chain.stateSize)
    let gates = configuration.resetsBeforeProduct ? 2 * hiddenSize : width
    let stateWeights = PackedMatrix(chain.parameters.weightHH, rows: 0..<gates)
    let candidateWeights =
      gates < width ? PackedMatrix(chain.parameters.weightHH, rows: gates..<width) : nil
    let projection = chain.parameters.weightHR.map { PackedMatrix($0) }
    let biasHH = chain.parameters.biasHH?.values ?? Array(repeating: 0, count: width)
    var scratch = [S](repeating: 0, count: batch * (2 * hiddenSize + stateSize + hiddenSize))
    let layout = chain.layout
    chain.numbers.withUnsafeBufferPointer { numbers in
      biasHH.withUnsafeBufferPointer { biasHH in
        scratch.withUnsafeMutableBufferPointer { scratch in
          let numbers = numbers.baseAddress!
          let own = scratch.baseAddress!
          let unprojected = own + batch * hiddenSize
          let held = unprojected + batch * hiddenSize
          for index in 0..<time {
            let t = chain.pass == .forward ? time - 1 - index : index
            let (old, new) = (chain.stateRow(chain.before(t)), chain.stateRow(t))
            addRows(above, t: t, to: running.hidden)
            hold(running, t: t, in: held)
            let dHidden = projection == nil ? running.hidden : unprojected
            if let projection, let states {
              (states + t * batch * stateSize).update(from: running.hidden, count: batch * stateSize)
              projection.multiply(
                running.hidden, stride: stateSize, count: batch, into: unprojected, resultStride: hiddenSize)
            }
            func row(_ region: Range<Int>) -> UnsafePointer<S> { numbers + region.lowerBound + t * batch * width }
            func state(_ region: Range<Int>, _ row: Int, _ size: Int) -> UnsafePointer<S> {
              numbers + region.lowerBound + row * batch * size
            }
            let step = CellGradient(
              batch: batch, hiddenSize: hiddenSize, gateSize: width, gate: row(layout.gate),
              hiddenProduct: row(layout.hiddenProduct), biasHH: biasHH.baseAddress!,
              previousHidden: state(layout.hiddenStates, old, stateSize),
              previousCell: state(layout.cellStates, old, hiddenSize), cell: state(layout.cellStates, new, hiddenSize),
              hidden: dHidden, cellState: running.cell, inputSum: inputSums + t * batch * width,
              hiddenSum: hiddenSums + t * batch * width, scratch: own)
            cellGradient(step, candidateWeights)
            clearEnded(t: t, step.inputSum, size: width)
            clearEnded(t: t, step.hiddenSum, size: width)
            if let states { clearEnded(t: t, states + t * batch * stateSize, size: stateSize) }
            stateWeights.multiply(
              step.hiddenSum, stride: width, count: batch, into: running.hidden, resultStride: stateSize,
              accumulate: configuration.cell == .gru)
            release(running, t: t, from: held)
          }
        }
      }
    }
  }

  private func cellGradient(_ step: CellGradient<S>, _ candidateWeights: PackedMatrix<S>?) {
    switch configuration.cell {
    case .rnn(let activation): RNNCell.gradient(step, activation)
    case .lstm: LSTMCell.gradient(step)
    case .gru:
      GRUCell.gradient(step, configuration.resetGate)
      guard let candidateWeights else { return }
      candidateWeights.multiply(
        step.hiddenSum + 2 * step.hiddenSize, stride: step.gateSize, count: step.batch, into: step.scratch,
        resultStride: step.hiddenSize)
      GRUCell.resetGradient(step, resetHidden: step.scratch)
    }
  }

  /// Adds what comes from above at `t` to the gradient of h[t], but for sequences that have ended: their output is 0.
  private func addRows(_ above: [S], t: Int, to hidden: UnsafeMutablePointer<S>) {
    let size = chain.stateSize
    above.withUnsafeBufferPointer { above in
      for sequence in 0..<chain.batch where !hasEnded(sequence, t) {
        let row = above.baseAddress! + (t * chain.batch + sequence) * size
        let target = hidden + sequence * size
        for unit in 0..<size { target[unit] += row[unit] }
      }
    }
  }

  private func hasEnded(_ sequence: Int, _ t: Int) -> Bool {
    lengths.map { t >= $0[sequence] } ?? false
  }

  /// Sets the gradients of sequences aside that have ended at `t`: their states only passed through the step.
  private func hold(_ running: StateGradients, t: Int, in held: UnsafeMutablePointer<S>) {
    guard lengths != nil else { return }
    let (stateSize, hiddenSize) = (chain.stateSize, chain.hiddenSize)
    held.update(from: running.hidden, count: chain.batch * stateSize)
    guard configuration.cell == .lstm else { return }
    (held + chain.batch * stateSize).update(from: running.cell, count: chain.batch * hiddenSize)
  }

  private func release(_ running: StateGradients, t: Int, from held: UnsafePointer<S>) {
    let (stateSize, hiddenSize) = (chain.stateSize, chain.hiddenSize)
    for sequence in 0..<chain.batch where hasEnded(sequence, t) {
      (running.hidden + sequence * stateSize).update(from: held + sequence * stateSize, count: stateSize)
      guard configuration.cell == .lstm else { continue }
      let cells = held + chain.batch * stateSize
      (running.cell + sequence * hiddenSize).update(from: cells + sequence * hiddenSize, count: hiddenSize)
    }
  }

  private func clearEnded(t: Int, _ rows: UnsafeMutablePointer<S>, size: Int) {
    for sequence in 0..<chain.batch where hasEnded(sequence, t) {
      (rows + sequence * size).update(repeating: 0, count: size)
    }
  }
}
