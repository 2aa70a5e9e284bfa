/// What the gradients of all gates' sums make of the weights and of what was read: products over all timesteps at once.
extension BackwardSweep {
  /// dW = Σ daᵀ·x[t], dU = Σ duᵀ·h[t−1], db = Σ da, over all timesteps and sequences.
  func parameterGradients(
    over input: UnsafePointer<S>, stride: Int, inputSums: [S], hiddenSums: [S], states: [S]
  ) -> ChainParameters<S> {
    let (rows, width) = (chain.time * chain.batch, chain.width)
    let (hiddenSize, stateSize) = (chain.hiddenSize, chain.stateSize)
    let weights = chain.parameters
    let read = PackedMatrix(input, rowStride: stride, rows: rows, columns: weights.weightIH.shape[1])
    let weightIH = product(inputSums, width, 0..<width, read)

    let previousRow = chain.pass == .forward ? 0 : 1
    let start = chain.layout.hiddenStates.lowerBound + previousRow * chain.batch * stateSize
    let weightHH: [S] = chain.numbers.withUnsafeBufferPointer { numbers in
      let previous = PackedMatrix(numbers.baseAddress! + start, rowStride: stateSize, rows: rows, columns: stateSize)
      guard configuration.resetsBeforeProduct else { return product(hiddenSums, width, 0..<width, previous) }
      let reset = [S](unsafeUninitializedCapacity: rows * hiddenSize) { reset, count in
        GRUCell.resetHidden(
          gate: numbers.baseAddress! + chain.layout.gate.lowerBound, previousHidden: numbers.baseAddress! + start,
          batch: rows, hiddenSize: hiddenSize, into: reset.baseAddress!)
        count = rows * hiddenSize
      }
      let candidate = reset.withUnsafeBufferPointer {
        PackedMatrix($0.baseAddress!, rowStride: hiddenSize, rows: rows, columns: hiddenSize)
      }
      return product(hiddenSums, width, 0..<2 * hiddenSize, previous)
        + product(hiddenSums, width, 2 * hiddenSize..<width, candidate)
    }
    var weightHR: Tensor<S>?
    if let shape = weights.weightHR?.shape {
      weightHR = chain.numbers.withUnsafeBufferPointer { numbers in
        let factor = PackedMatrix(
          numbers.baseAddress! + chain.layout.unprojected.lowerBound, rowStride: hiddenSize, rows: rows,
          columns: hiddenSize)
        return Tensor(shape: shape, filledWith: product(states, stateSize, 0..<stateSize, factor))
      }
    }
    // A bias that is added to the product before the reset gate has the product's gradient.
    let isInside = configuration.cell == .gru && configuration.resetGate == .afterProduct
    return ChainParameters(
      weightIH: Tensor(shape: weights.weightIH.shape, filledWith: weightIH),
      weightHH: Tensor(shape: weights.weightHH.shape, filledWith: weightHH),
      biasIH: weights.biasIH.map { Tensor(shape: $0.shape, filledWith: columnSums(inputSums)) },
      biasHH: weights.biasHH.map {
        Tensor(shape: $0.shape, filledWith: columnSums(isInside ? hiddenSums : inputSums))
      },
      weightHR: weightHR)
  }

  /// The transpose of columns `columns` of `sums`, T·B rows of `width`, times a matrix of T·B rows.
  private func product(_ sums: [S], _ width: Int, _ columns: Range<Int>, _ matrix: PackedMatrix<S>) -> [S] {
    let count = columns.count * matrix.columns
    return sums.withUnsafeBufferPointer { sums in
      [S](unsafeUninitializedCapacity: count) { result, initialized in
        matrix.multiplyTransposed(
          sums.baseAddress! + columns.lowerBound, stride: width, count: columns.count, into: result.baseAddress!)
        initialized = count
      }
    }
  }

  private func columnSums(_ sums: [S]) -> [S] {
    let width = chain.width
    var result = [S](repeating: 0, count: width)
    sums.withUnsafeBufferPointer { sums in
      result.withUnsafeMutableBufferPointer { result in
        for row in 0..<sums.count / width {
          let start = sums.baseAddress! + row * width
          for column in 0..<width { result[column] += start[column] }
        }
      }
    }
    return result
  }

  /// dx[t] = Wᵀ da[t], shape (T, B, inputs).
  func inputGradient(_ sums: [S]) -> [S] {
    let weights = PackedMatrix(chain.parameters.weightIH)
    let rows = chain.time * chain.batch
    return sums.withUnsafeBufferPointer { sums in
      [S](unsafeUninitializedCapacity: rows * weights.columns) { result, initialized in
        weights.multiply(
          sums.baseAddress!, stride: chain.width, count: rows, into: result.baseAddress!,
          resultStride: weights.columns)
        initialized = rows * weights.columns
      }
    }
  }
}
