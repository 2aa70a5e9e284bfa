/// The nonlinearity of a plain RNN cell; torch.nn.RNN's `nonlinearity`.
public enum Activation: String, CaseIterable, Sendable {
  case tanh, relu
}

/// What stands at every timestep: torch.nn.RNN, torch.nn.GRU or torch.nn.LSTM.
public enum Cell: Hashable, Sendable {
  case rnn(Activation)
  case gru
  case lstm

  /// The word that names the cell in lessons and on the command line; the activation has a word of its own.
  public var name: String {
    switch self {
    case .rnn: "rnn"
    case .gru: "gru"
    case .lstm: "lstm"
    }
  }

  /// The blocks of H rows in `weight_ih` and `weight_hh`, in PyTorch's order.
  public var gates: [Gate] {
    switch self {
    case .rnn: [.state]
    case .gru: [.reset, .update, .candidate]
    case .lstm: [.input, .forget, .candidate, .output]
    }
  }
}

/// One block of H rows in a cell's weights.
public enum Gate: Hashable, Sendable {
  /// The RNN's only block: the state itself.
  case state
  /// The GRU's r and z.
  case reset, update
  /// The LSTM's i, f and o.
  case input, forget, output
  /// The GRU's n, the LSTM's g: what could be written into the state.
  case candidate
}

/// Where a GRU's reset gate acts on its way into the candidate n = tanh(W_n x + b_in + …).
public enum ResetGate: String, CaseIterable, Sendable {
  /// r·(U_n h + b_hn): torch.nn.GRU, cuDNN, Keras with `reset_after=True`, ONNX with `linear_before_reset=1`.
  case afterProduct = "after"
  /// U_n (r·h) + b_hn: Cho et al. 2014, Keras with `reset_after=False`, ONNX's default.
  case beforeProduct = "before"
  /// r·(U_n h) + b_hn: the reset gate leaves the bias alone, as in Flux.jl, whose one bias is b_in + b_hn.
  case afterProductOnly = "after-without-bias"
}

/// Which chains a layer has.
public enum Direction: String, CaseIterable, Sendable {
  case bidirectional, forward

  /// The chains, forward first: PyTorch's order of rows in h_0 and h_n.
  public var passes: [Pass] { self == .bidirectional ? [.forward, .backward] : [.forward] }
}

/// One of the two chains of a layer: left to right, h[t] from h[t−1]; or right to left, h′[t] from h′[t+1].
public enum Pass: Int, CaseIterable, Sendable {
  case forward, backward
}

/// Everything that decides what a network computes, but for the numbers in its parameters.
public struct Configuration: Hashable, Sendable {
  public var cell: Cell
  /// I, numbers per input.
  public var inputSize: Int
  /// H, numbers per gate and, of an LSTM, per cell state.
  public var hiddenSize: Int
  /// L; layer k > 0 reads the merged states of layer k − 1.
  public var layers: Int
  public var direction: Direction
  /// Whether there are `bias_ih` and `bias_hh`; without them both count as zero.
  public var bias: Bool
  /// torch.nn.LSTM's `proj_size`: an LSTM's h is W_hr (o·tanh(c)) with so many numbers, fewer than H; nil for none.
  public var projectionSize: Int?
  /// Read by a GRU only.
  public var resetGate: ResetGate
  /// The merge of each layer of a bidirectional network, which the layer above reads, the last layer's giving the
  /// network's output. Layers beyond the list concatenate, as all of torch.nn's do.
  public var merges: [Merge]
  /// The probability, from 0 to below 1, with which a number between two layers is dropped in training.
  public var dropout: Double

  /// Takes any sizes; a `Network` is made only from sizes within `Configuration.sizes`.
  public init(
    cell: Cell, inputSize: Int, hiddenSize: Int, layers: Int = 1, direction: Direction = .bidirectional,
    bias: Bool = true, projectionSize: Int? = nil, resetGate: ResetGate = .afterProduct, merges: [Merge] = [],
    dropout: Double = 0
  ) {
    self.cell = cell
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.layers = layers
    self.direction = direction
    self.bias = bias
    self.projectionSize = projectionSize
    self.resetGate = resetGate
    self.merges = merges
    self.dropout = dropout
  }

  /// What I, H and L of a network may be. The upper end keeps every product of sizes within an `Int`.
  public static let sizes = 1...65_536

  /// - Throws: `ConfigurationError` for the first setting of which no network can be made.
  func check() throws(ConfigurationError) {
    for (what, size) in [("input size", inputSize), ("hidden size", hiddenSize), ("number of layers", layers)]
    where !Self.sizes.contains(size) {
      throw .size(what, size)
    }
    if let projectionSize {
      guard cell == .lstm else { throw .projectionWithoutLSTM(cell) }
      guard (1..<hiddenSize).contains(projectionSize) else {
        throw .projection(projectionSize, hiddenSize: hiddenSize)
      }
    }
    guard (0..<1).contains(dropout) else { throw .dropout(dropout) }
    for case .linear(let size) in merges where !Self.sizes.contains(size) {
      throw .size("size of a linear merge", size)
    }
  }

  /// D: 2 for a bidirectional network, else 1.
  public var directions: Int { direction.passes.count }

  /// Numbers per h[t] of one chain: H, or the projection's size.
  public var stateSize: Int { projectionSize ?? hiddenSize }

  /// G·H, numbers per timestep in all gates together.
  public var gateSize: Int { cell.gates.count * hiddenSize }

  /// How layer `layer` (from 0) joins its two states.
  public func merge(ofLayer layer: Int) -> Merge {
    merges.indices.contains(layer) ? merges[layer] : .concat
  }

  /// Numbers per timestep in the output of layer `layer`: a merged state, or the only state of a one-way network.
  public func outputSize(ofLayer layer: Int) -> Int {
    direction == .bidirectional ? merge(ofLayer: layer).size(hidden: stateSize) : stateSize
  }

  /// Numbers per timestep that each chain of layer `layer` reads: I, or what the layer below gives it.
  public func inputSize(ofLayer layer: Int) -> Int {
    if layer == 0 { return inputSize }
    return isApart(below: layer) ? stateSize : outputSize(ofLayer: layer - 1)
  }

  /// Whether each chain of layer `layer` reads only the chain of its own direction in the layer below.
  func isApart(below layer: Int) -> Bool {
    layer > 0 && direction == .bidirectional && merge(ofLayer: layer - 1) == .apart
  }

  /// The row of h_0 and h_n that belongs to a chain: `layer·D + direction`, as in PyTorch.
  public func stateRow(layer: Int, pass: Pass) -> Int {
    layer * directions + pass.rawValue
  }
}

/// A setting of which no network can be made.
public enum ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// Which size, in words, and what it was.
  case size(String, Int)
  case projectionWithoutLSTM(Cell)
  case projection(Int, hiddenSize: Int)
  case dropout(Double)

  public var description: String {
    switch self {
    case .size(let what, let size):
      "\(what): expected \(Configuration.sizes.lowerBound) to \(Configuration.sizes.upperBound), got \(size)"
    case .projectionWithoutLSTM(let cell):
      "projection size: only an LSTM projects its states, the cell is \(cell.name)"
    case .projection(let size, let hiddenSize):
      "projection size: expected 1 to \(hiddenSize - 1), less than the hidden size, got \(size)"
    case .dropout(let probability):
      "dropout: expected a probability from 0 to below 1, got \(probability)"
    }
  }
}
