/// Computes the numbers of one chain's trace, from its first timestep to its last.
struct ForwardSweep<S: Scalar> {
  let configuration: Configuration
  let weights: ChainWeights<S>
  let layout: ChainLayout
  let pass: Pass
  let time: Int
  let batch: Int
  let lengths: [Int]?

  /// Writes row `row` of h_0 or c_0, or zeros where there is none, where a region of states has its initial one.
  func setInitialState(
    _ states: Tensor<S>?, row: Int, _ size: Int, _ memory: UnsafeMutablePointer<S>, _ region: Range<Int>
  ) {
    guard !region.isEmpty else { return }
    let count = batch * size
    let target = memory + region.lowerBound + (pass == .forward ? 0 : time * count)
    guard let states else { return target.update(repeating: 0, count: count) }
    states.values.withUnsafeBufferPointer { target.update(from: $0.baseAddress! + row * count, count: count) }
  }

  /// - Parameters:
  ///   - input: T·B rows of what the chain reads, `stride` apart.
  ///   - memory: room for `layout.count` numbers, the initial states in place.
  func run(over input: UnsafePointer<S>, stride: Int, in memory: UnsafeMutablePointer<S>) {
    let (width, hiddenSize, stateSize) = (configuration.gateSize, configuration.hiddenSize, configuration.stateSize)
    let inputProduct = memory + (layout.inputProduct.isEmpty ? layout.gate : layout.inputProduct).lowerBound
    weights.input.multiply(input, stride: stride, count: time * batch, into: inputProduct, resultStride: width)

    // Where a product is not kept, one timestep's memory does for all.
    var scratch = [S](repeating: 0, count: batch * (width + hiddenSize))
    scratch.withUnsafeMutableBufferPointer { scratch in
      weights.biases.withUnsafeBufferPointer { biases in
        let (product, other) = (scratch.baseAddress!, scratch.baseAddress! + batch * width)
        let hiddenStates = memory + layout.hiddenStates.lowerBound
        let cellStates = memory + layout.cellStates.lowerBound
        for index in 0..<time {
          let t = pass == .forward ? index : time - 1 - index
          let (old, new) = pass == .forward ? (t, t + 1) : (t + 1, t)
          func row(_ region: Range<Int>) -> UnsafeMutablePointer<S> {
            memory + region.lowerBound + t * batch * width
          }
          let (previous, hidden) = (hiddenStates + old * batch * stateSize, hiddenStates + new * batch * stateSize)
          let unprojected =
            layout.unprojected.isEmpty ? hidden : memory + layout.unprojected.lowerBound + t * batch * hiddenSize
          let step = CellStep(
            batch: batch, hiddenSize: hiddenSize, gateSize: width, inputProduct: inputProduct + t * batch * width,
            hiddenProduct: layout.hiddenProduct.isEmpty ? product : row(layout.hiddenProduct),
            biasIH: biases.baseAddress!, biasHH: biases.baseAddress! + width, previousHidden: previous,
            previousCell: cellStates + old * batch * hiddenSize,
            preactivation: layout.preactivation.isEmpty ? nil : row(layout.preactivation), gate: row(layout.gate),
            cell: cellStates + new * batch * hiddenSize, hidden: unprojected)
          weights.step(step, from: previous, to: hidden, scratch: other)
          holdStates(step, t: t, from: previous, to: hidden)
        }
      }
    }
  }

  /// Where a sequence has ended, its states stay as they were and its gates are zero.
  private func holdStates(
    _ step: CellStep<S>, t: Int, from previous: UnsafePointer<S>, to hidden: UnsafeMutablePointer<S>
  ) {
    guard let lengths else { return }
    for sequence in 0..<batch where t >= lengths[sequence] {
      func hold(_ new: UnsafeMutablePointer<S>, _ old: UnsafePointer<S>, size: Int) {
        (new + sequence * size).update(from: old + sequence * size, count: size)
      }
      hold(hidden, previous, size: configuration.stateSize)
      if configuration.cell == .lstm { hold(step.cell, step.previousCell, size: configuration.hiddenSize) }
      (step.gate + sequence * step.gateSize).update(repeating: 0, count: step.gateSize)
    }
  }
}
