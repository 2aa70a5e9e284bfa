import Engine

/// In what a network differs from a plain one of torch.nn: each key of a lab block that is none of the plain network's.
public struct Variant: Hashable, Sendable {
  /// Every b_ih of the counter; its b_hh stay 0.
  public var bias = 0.0
  /// The counter's U, of both directions; 10 makes a state's digits the inputs that it has read.
  public var recurrence = 1.0
  /// How many zeros follow the input to fill it up: 0...`mostPadding`.
  public var padding = 0
  /// Whether the network is told where the padding begins and never reads it.
  public var isPacked = false
  /// Whether the backward chains have the numbers of the forward chains.
  public var isTied = false
  /// Whether every b_hh was added to its b_ih and is 0 itself.
  public var foldsBias = false
  /// Of a GRU.
  public var resetGate = ResetGate.afterProduct
  /// What every layer hands on to the next; one of `joins`.
  public var between = Merge.concat
  /// Numbers per state of an LSTM, fewer than its hidden units; nil for as many.
  public var projection: Int?
  /// The probability with which a number between two layers is dropped in training.
  public var dropout = 0.0
  public var isTraining = false
  /// Whether the backward outputs are turned round again before they are merged: all networks' are, but for those of
  /// one who forgets it.
  public var isRealigned = true

  public init() {}

  public static let mostPadding = 64

  /// What may stand between two layers.
  public static let joins = Merge.basic + [.apart]
}

/// What stands beside a slide's words when it is opened, in the diagram's place.
public enum ShownPanel: String, CaseIterable, Sendable {
  /// The network and the one that it is compared with.
  case compare
  /// The list of weights, biases and start states.
  case weights
}
