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

  /// Takes any sizes; a `Network` is made only from sizes within `Configuration.sizes`.
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

  /// What I, H and L of a network may be. The upper end keeps every product of sizes within an `Int`.
  public static let sizes = 1...65_536

  /// - Throws: `ConfigurationError` naming the first of I, H and L that is outside `sizes`.
  func check() throws(ConfigurationError) {
    for (what, size) in [("input size", inputSize), ("hidden size", hiddenSize), ("number of layers", layers)]
    where !Self.sizes.contains(size) {
      throw ConfigurationError(what: what, size: size)
    }
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

/// A size of which no network can be made.
public struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// Which size, in words.
  public let what: String
  public let size: Int

  public var description: String {
    let sizes = Configuration.sizes
    return "\(what): expected \(sizes.lowerBound) to \(sizes.upperBound), got \(size)"
  }
}
