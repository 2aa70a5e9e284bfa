/// Computes the states of one chain and keeps nothing else.
struct InferenceSweep<S: Scalar> {
  let configuration: Configuration
  let weights: ChainWeights<S>
  let pass: Pass
  let time: Int
  let batch: Int
  let lengths: [Int]?

  struct States {
    /// h, shape (B, H), with a projection (B, P).
    var hidden: [S]
    /// c, shape (B, H); empty unless the cell is an LSTM.
    var cell: [S]
  }

  /// Row `row` of h_0 and c_0; zeros where there are none.
  func initialStates(_ initial: InitialState<S>?, row: Int) -> States {
    func state(_ states: Tensor<S>?, _ size: Int) -> [S] {
      states.map { Array($0.values[row * batch * size..<(row + 1) * batch * size]) }
        ?? Array(repeating: 0, count: batch * size)
    }
    return States(
      hidden: state(initial?.hidden, configuration.stateSize),
      cell: configuration.cell == .lstm ? state(initial?.cell, configuration.hiddenSize) : [])
  }

  /// The numbers of a product W x that are worth holding at once: what the processor's second cache takes.
  private static var productCount: Int { 1 << 17 }

  /// - Parameters:
  ///   - input: T·B rows of what the chain reads, `stride` apart.
  ///   - states: the initial ones.
  ///   - output: where h[t] goes, T·B rows that are `outputStride` apart.
  /// - Returns: the final states.
  func run(
    over input: UnsafePointer<S>, stride: Int, from states: States, to output: UnsafeMutablePointer<S>,
    stride outputStride: Int
  ) -> States {
    var states = states
    let (width, hiddenSize, stateSize) = (configuration.gateSize, configuration.hiddenSize, configuration.stateSize)
    let chunk = min(time, max(1, Self.productCount / (batch * width)))
    let isProjected = configuration.projectionSize != nil
    let held = lengths == nil ? 0 : batch * (stateSize + hiddenSize)
    let scratchCount = batch * (chunk * width + width + 2 * hiddenSize) + held
    withUnsafeTemporaryAllocation(of: S.self, capacity: scratchCount) { scratch in
      states.hidden.withUnsafeMutableBufferPointer { hidden in
        states.cell.withUnsafeMutableBufferPointer { cell in
          weights.biases.withUnsafeBufferPointer { biases in
            let gates = scratch.baseAddress!
            let product = gates + batch * chunk * width
            let (other, unprojected) = (product + batch * width, product + batch * (width + hiddenSize))
            let previous = unprojected + batch * hiddenSize
            let state = hidden.baseAddress!
            let cell = cell.baseAddress ?? other
            for index in 0..<time {
              let t = pass == .forward ? index : time - 1 - index
              // A chunk is the next few timesteps in the order of computation.
              let count = min(chunk, time - index / chunk * chunk)
              let first = pass == .forward ? index / chunk * chunk : time - index / chunk * chunk - count
              if index % chunk == 0 {
                weights.input.multiply(
                  input + first * batch * stride, stride: stride, count: count * batch, into: gates,
                  resultStride: width)
              }
              let gate = gates + (t - first) * batch * width
              let step = CellStep(
                batch: batch, hiddenSize: hiddenSize, gateSize: width, inputProduct: gate, hiddenProduct: product,
                biasIH: biases.baseAddress!, biasHH: biases.baseAddress! + width, previousHidden: state,
                previousCell: cell, preactivation: nil, gate: gate, cell: cell,
                hidden: isProjected ? unprojected : state)
              if lengths != nil { hold(state, cell, in: previous) }
              weights.step(step, from: state, to: state, scratch: other)
              if lengths != nil { release(state, cell, t: t, from: previous) }
              for sequence in 0..<batch {
                (output + (t * batch + sequence) * outputStride).update(
                  from: state + sequence * stateSize, count: stateSize)
              }
            }
          }
        }
      }
    }
    return states
  }

  private func hold(_ hidden: UnsafePointer<S>, _ cell: UnsafePointer<S>, in held: UnsafeMutablePointer<S>) {
    held.update(from: hidden, count: batch * configuration.stateSize)
    guard configuration.cell == .lstm else { return }
    (held + batch * configuration.stateSize).update(from: cell, count: batch * configuration.hiddenSize)
  }

  /// Puts the states of sequences back that have ended at `t`.
  private func release(
    _ hidden: UnsafeMutablePointer<S>, _ cell: UnsafeMutablePointer<S>, t: Int, from held: UnsafePointer<S>
  ) {
    guard let lengths else { return }
    let (stateSize, hiddenSize) = (configuration.stateSize, configuration.hiddenSize)
    for sequence in 0..<batch where t >= lengths[sequence] {
      (hidden + sequence * stateSize).update(from: held + sequence * stateSize, count: stateSize)
      guard configuration.cell == .lstm else { continue }
      (cell + sequence * hiddenSize).update(
        from: held + batch * stateSize + sequence * hiddenSize, count: hiddenSize)
    }
  }
}
