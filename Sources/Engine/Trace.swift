/// Everything that one forward run computed, kept for the screen and for back-propagation.
public struct Trace<S: Scalar>: Equatable, Sendable {
  public let network: Network<S>
  /// T, timesteps.
  public let time: Int
  /// B, sequences.
  public let batch: Int
  /// The number of timesteps of each sequence, from 1 to T; nil when all are T long.
  public let lengths: [Int]?
  public internal(set) var layers: [LayerTrace<S>] = []

  public var configuration: Configuration { network.configuration }

  /// PyTorch's `output`, shape (T, B, D·H): the last layer's forward half and backward half side by side; or the
  /// last layer's merged states, if the network has another merge than concat there. Zeros after a sequence's end.
  public var output: Tensor<S> { layers[configuration.layers - 1].output }

  /// PyTorch's `h_n`: shape (L·D, B, H), with a projection (L·D, B, P); a forward row is h[T], T being the sequence's
  /// own length, a backward row h′[1].
  public var finalHidden: Tensor<S> { finalStates(size: configuration.stateSize) { $0.hidden(t: $1, sequence: $2) } }

  /// PyTorch's `c_n`, shape (L·D, B, H); nil for cells other than the LSTM.
  public var finalCell: Tensor<S>? {
    guard configuration.cell == .lstm else { return nil }
    return finalStates(size: configuration.hiddenSize) { $0.cell(t: $1, sequence: $2) }
  }

  private func finalStates(
    size: Int, _ state: (_ chain: ChainTrace<S>, _ t: Int, _ sequence: Int) -> ArraySlice<S>
  ) -> Tensor<S> {
    var values: [S] = []
    for chain in layers.flatMap(\.chains) {
      for sequence in 0..<batch { values += state(chain, chain.pass == .forward ? time - 1 : 0, sequence) }
    }
    return Tensor(shape: [configuration.layers * configuration.directions, batch, size], filledWith: values)
  }

  /// One chain; `layer` counts from 0, and a one-way network has forward chains only.
  public func chain(layer: Int, pass: Pass) -> ChainTrace<S> {
    layers[layer].chains[pass.rawValue]
  }

  /// What a layer read at `t` (from 0): x[t], or what the layer below gave it.
  public func input(layer: Int, t: Int, sequence: Int = 0) -> ArraySlice<S> {
    let input = layers[layer].input
    let start = (t * batch + sequence) * input.shape[2]
    return input.values[start..<start + input.shape[2]]
  }
}

/// One layer of a trace.
public struct LayerTrace<S: Scalar>: Equatable, Sendable {
  /// What the layer read, shape (T, B, ·): the input, or the output of the layer below, numbers that training dropped
  /// already zero.
  public let input: Tensor<S>
  /// What training multiplied the output of the layer below with to get `input`: 0 or 1/(1 − p); empty without dropout.
  public let dropout: [S]
  /// The forward chain, then the backward chain if there is one.
  public let chains: [ChainTrace<S>]
  /// The layer's merged states, shape (T, B, ·).
  public let output: Tensor<S>
}

/// One chain of one layer. All arrays are indexed by time, not by order of computation: row t of a backward chain
/// belongs to h′[t], computed from row t + 1. After a sequence's own end its gates are zero and its states those of
/// the step before, so that a backward chain starts there from its initial state.
public struct ChainTrace<S: Scalar>: Equatable, Sendable {
  public let pass: Pass
  public let time: Int
  public let batch: Int
  /// H.
  public let hiddenSize: Int
  /// Numbers per h[t]: H, or P with a projection.
  public let stateSize: Int
  /// G·H: numbers per timestep and sequence in the four arrays of gates.
  public let width: Int
  public let parameters: ChainParameters<S>
  let layout: ChainLayout
  let numbers: [S]

  /// How many numbers the chain keeps; `ChainLayout` has the formula.
  public var count: Int { numbers.count }

  /// W x[t] without its bias, shape (T, B, G·H); empty when kept for gradients only.
  public var inputProduct: ArraySlice<S> { numbers[layout.inputProduct] }
  /// U h[t−1] (backward: U′ h′[t+1]) without its bias, shape (T, B, G·H); the candidate's rows are U_n (r·h[t−1]) where
  /// a GRU resets before the product. Empty when kept for gradients only, but for a GRU.
  public var hiddenProduct: ArraySlice<S> { numbers[layout.hiddenProduct] }
  /// What each gate's nonlinearity is applied to, shape (T, B, G·H); empty when kept for gradients only.
  public var preactivation: ArraySlice<S> { numbers[layout.preactivation] }
  /// Every gate after its nonlinearity, shape (T, B, G·H), PyTorch's row order.
  public var gate: ArraySlice<S> { numbers[layout.gate] }
  /// c, shape (T, B, H); empty unless the cell is an LSTM.
  public var cell: ArraySlice<S> { withoutInitial(layout.cellStates, size: hiddenSize) }
  /// h, shape (T, B, H), with a projection (T, B, P).
  public var hidden: ArraySlice<S> { withoutInitial(layout.hiddenStates, size: stateSize) }
  /// o·tanh(c) before the projection W_hr, shape (T, B, H); empty without one.
  public var unprojected: ArraySlice<S> { numbers[layout.unprojected] }
  /// h[0] or h′[T+1], shape (B, H), with a projection (B, P).
  public var initialHidden: ArraySlice<S> { numbers[initialRange(layout.hiddenStates, size: stateSize)] }
  /// c[0] or c′[T+1], shape (B, H); empty unless the cell is an LSTM.
  public var initialCell: ArraySlice<S> { numbers[initialRange(layout.cellStates, size: hiddenSize)] }

  /// W x[t], U h[t−1], the sum under the nonlinearity, or the gate: the G·H numbers of one timestep, `t` from 0.
  public func gates(_ values: KeyPath<ChainTrace, ArraySlice<S>>, t: Int, sequence: Int = 0) -> ArraySlice<S> {
    self[keyPath: values].dropFirst((t * batch + sequence) * width).prefix(width)
  }

  /// The numbers of h[t] (or of h′[t]), `t` from 0; the timestep before a chain's first is its initial state.
  public func hidden(t: Int, sequence: Int = 0) -> ArraySlice<S> {
    state(layout.hiddenStates, size: stateSize, t: t, sequence: sequence)
  }

  /// The H numbers of c[t] (or of c′[t]) of an LSTM, `t` from 0; the timestep before a chain's first is its initial
  /// state.
  public func cell(t: Int, sequence: Int = 0) -> ArraySlice<S> {
    state(layout.cellStates, size: hiddenSize, t: t, sequence: sequence)
  }

  /// The timestep whose state `t` is computed from: t − 1 or t + 1.
  public func before(_ t: Int) -> Int { pass == .forward ? t - 1 : t + 1 }

  /// The row of a region of states that holds timestep `t`.
  func stateRow(_ t: Int) -> Int { pass == .forward ? t + 1 : t }

  private func state(_ region: Range<Int>, size: Int, t: Int, sequence: Int) -> ArraySlice<S> {
    let isInitial = t == (pass == .forward ? -1 : time)
    precondition((0..<time).contains(t) || isInitial, "a timestep of this chain")
    precondition((0..<batch).contains(sequence), "a sequence of this run")
    let start = region.lowerBound + (stateRow(t) * batch + sequence) * size
    return numbers[start..<start + size]
  }

  private func initialRange(_ region: Range<Int>, size: Int) -> Range<Int> {
    guard !region.isEmpty else { return region }
    let start = region.lowerBound + stateRow(pass == .forward ? -1 : time) * batch * size
    return start..<start + batch * size
  }

  private func withoutInitial(_ region: Range<Int>, size: Int) -> ArraySlice<S> {
    guard !region.isEmpty else { return numbers[region] }
    let start = region.lowerBound + stateRow(0) * batch * size
    return numbers[start..<start + time * batch * size]
  }
}
