/// Everything that one forward run computed, kept for the screen and for back-propagation.
public struct Trace<S: Scalar>: Equatable, Sendable {
  public let configuration: Configuration
  /// T, timesteps.
  public let time: Int
  /// B, sequences.
  public let batch: Int
  public internal(set) var layers: [LayerTrace<S>] = []

  /// PyTorch's `output`: shape (T, B, D·H), the last layer's forward half and backward half side by side.
  public var output: Tensor<S> { layers[configuration.layers - 1].output }

  /// PyTorch's `h_n`: shape (L·D, B, H); a forward row is h[T], a backward row h′[1].
  public var finalHidden: Tensor<S> { finalStates(\.hidden) }

  /// PyTorch's `c_n`, shape (L·D, B, H); nil for cells other than the LSTM.
  public var finalCell: Tensor<S>? { configuration.cell == .lstm ? finalStates(\.cell) : nil }

  private func finalStates(_ states: KeyPath<ChainTrace<S>, [S]>) -> Tensor<S> {
    let size = batch * configuration.hiddenSize
    var result = Tensor<S>(zeros: [
      configuration.layers * configuration.directions, batch, configuration.hiddenSize,
    ])
    for (row, chain) in layers.flatMap(\.chains).enumerated() {
      let last = chain.pass == .forward ? time - 1 : 0
      result.values.replaceSubrange(
        row * size..<(row + 1) * size, with: chain[keyPath: states][last * size..<(last + 1) * size])
    }
    return result
  }

  /// One chain; `layer` counts from 0, and a one-way network has forward chains only.
  public func chain(layer: Int, pass: Pass) -> ChainTrace<S> {
    layers[layer].chains[pass.rawValue]
  }

  /// What a layer read at `t` (from 0): x[t], or the states of the layer below.
  public func input(layer: Int, t: Int, sequence: Int = 0) -> ArraySlice<S> {
    let size = configuration.inputSize(ofLayer: layer)
    let start = (t * batch + sequence) * size
    return layers[layer].input.values[start..<start + size]
  }
}

/// One layer of a trace.
public struct LayerTrace<S: Scalar>: Equatable, Sendable {
  /// What the layer read, shape (T, B, I) or (T, B, D·H).
  public let input: Tensor<S>
  /// The forward chain, then the backward chain if there is one.
  public let chains: [ChainTrace<S>]
  /// Shape (T, B, D·H): per timestep the forward state, then the backward state.
  public let output: Tensor<S>
}

/// One chain of one layer. All arrays are indexed by time, not by order of computation: row t of a backward chain
/// belongs to h′[t], computed from row t + 1.
public struct ChainTrace<S: Scalar>: Equatable, Sendable {
  public let pass: Pass
  public let time: Int
  public let batch: Int
  public let hiddenSize: Int
  /// G·H: numbers per timestep and sequence in the four arrays of gates.
  public let width: Int
  public let parameters: ChainParameters<S>
  /// h[0] or h′[T+1], shape (B, H).
  public let initialHidden: [S]
  /// c[0] or c′[T+1], shape (B, H); empty unless the cell is an LSTM.
  public let initialCell: [S]
  /// W x[t] without its bias, shape (T, B, G·H).
  public internal(set) var inputProduct: [S]
  /// U h[t−1] (backward: U′ h′[t+1]) without its bias, shape (T, B, G·H).
  public internal(set) var hiddenProduct: [S]
  /// What each gate's nonlinearity is applied to, shape (T, B, G·H).
  public internal(set) var preactivation: [S]
  /// Every gate after its nonlinearity, shape (T, B, G·H), PyTorch's row order.
  public internal(set) var gate: [S]
  /// c, shape (T, B, H); empty unless the cell is an LSTM.
  public internal(set) var cell: [S]
  /// h, shape (T, B, H).
  public internal(set) var hidden: [S]

  /// W x[t], U h[t−1], the sum under the nonlinearity, or the gate: the G·H numbers of one timestep, `t` from 0.
  public func gates(_ values: KeyPath<ChainTrace, [S]>, t: Int, sequence: Int = 0) -> ArraySlice<S> {
    let start = (t * batch + sequence) * width
    return self[keyPath: values][start..<start + width]
  }

  /// The H numbers of h[t] (or of h′[t]), `t` from 0; t = −1 and t = T are the initial state.
  public func hidden(t: Int, sequence: Int = 0) -> ArraySlice<S> {
    state(hidden, initialHidden, t: t, sequence: sequence)
  }

  /// The H numbers of c[t] (or of c′[t]) of an LSTM, `t` from 0; t = −1 and t = T are the initial state.
  public func cell(t: Int, sequence: Int = 0) -> ArraySlice<S> {
    state(cell, initialCell, t: t, sequence: sequence)
  }

  /// The timestep whose state `t` is computed from: t − 1 or t + 1.
  public func before(_ t: Int) -> Int { pass == .forward ? t - 1 : t + 1 }

  /// h[t−1] or h′[t+1] of the whole batch, shape (B, H).
  func hiddenBefore(_ t: Int) -> [S] {
    Array(states(hidden, initialHidden, t: before(t)))
  }

  /// c[t−1] or c′[t+1] of the whole batch, shape (B, H).
  func cellBefore(_ t: Int) -> [S] {
    Array(states(cell, initialCell, t: before(t)))
  }

  /// The batch's states of one timestep, shape (B, H).
  private func states(_ computed: [S], _ initial: [S], t: Int) -> ArraySlice<S> {
    let size = batch * hiddenSize
    return (0..<time).contains(t) ? computed[t * size..<(t + 1) * size] : initial[...]
  }

  private func state(_ computed: [S], _ initial: [S], t: Int, sequence: Int) -> ArraySlice<S> {
    precondition((-1...time).contains(t) && (0..<batch).contains(sequence), "a timestep and a sequence of this run")
    let states = states(computed, initial, t: t)
    return states.dropFirst(sequence * hiddenSize).prefix(hiddenSize)
  }

  /// W x + b_ih of one gate row; `step` is t·B + sequence.
  func inputSum(_ step: Int, _ row: Int) -> S {
    inputProduct[step * width + row] + (parameters.biasIH?.values[row] ?? 0)
  }

  /// U h + b_hh of one gate row; `step` is t·B + sequence.
  func hiddenSum(_ step: Int, _ row: Int) -> S {
    hiddenProduct[step * width + row] + (parameters.biasHH?.values[row] ?? 0)
  }
}
