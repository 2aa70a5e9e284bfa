/// The nonlinearity of a plain RNN cell; torch.nn.RNN's `nonlinearity`.
public enum Activation: String, CaseIterable, Sendable {
  case tanh, relu
}

/// What stands at every timestep: torch.nn.RNN, torch.nn.GRU or torch.nn.LSTM.
public enum Cell: Hashable, Sendable {
  case rnn(Activation)
  case gru
  case lstm

  /// Rows of `weight_ih` and `weight_hh` per hidden unit, in PyTorch's order.
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

/// Everything that decides the shapes of a network's parameters.
public struct Configuration: Hashable, Sendable {
  public var cell: Cell
  /// I, numbers per input.
  public var inputSize: Int
  /// H, numbers per state.
  public var hiddenSize: Int
  /// L; layer k > 0 reads the states of layer k − 1, both directions side by side.
  public var layers: Int
  public var direction: Direction
  /// Whether there are `bias_ih` and `bias_hh`; without them both count as zero.
  public var bias: Bool

  public init(
    cell: Cell, inputSize: Int, hiddenSize: Int, layers: Int = 1, direction: Direction = .bidirectional,
    bias: Bool = true
  ) {
    self.cell = cell
    self.inputSize = inputSize
    self.hiddenSize = hiddenSize
    self.layers = layers
    self.direction = direction
    self.bias = bias
  }

  /// D: 2 for a bidirectional network, else 1.
  public var directions: Int { direction.passes.count }

  /// Numbers per timestep that layer `layer` (from 0) reads: I, or D·H above the first layer.
  public func inputSize(ofLayer layer: Int) -> Int {
    layer == 0 ? inputSize : directions * hiddenSize
  }

  /// The row of h_0 and h_n that belongs to a chain: `layer·D + direction`, as in PyTorch.
  public func stateRow(layer: Int, pass: Pass) -> Int {
    layer * directions + pass.rawValue
  }
}
