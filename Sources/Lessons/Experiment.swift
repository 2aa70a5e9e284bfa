import Engine

/// A live network as a lesson's ```` ```lab ```` block describes it. Sizes are already checked against their ranges;
/// whether a weight file fits is known only where the file is read.
public struct Experiment: Equatable, Sendable {
  public var cell: Cell
  public var direction: Direction
  /// 1...4.
  public var layers: Int
  /// 1...64.
  public var hidden: Int
  public var weights: WeightSource
  public var input: InputSequence
  /// h[0] and h′[T+1].
  public var initial: StartStates
  public var merge: Merge
  public var order: SteppingOrder
  /// Whether the lesson says so; else it may be what whoever looks prefers.
  public var settlesOrder = false
  public var variant: Variant
  /// The sequences of a batch: so many of the first inputs each, in the order in which they are given; mostly none.
  public var lengths: [Int] = []
  /// What the slide opens with in the diagram's place; nil is the diagram.
  public var shown: ShownPanel?
  /// None or one: a value cannot hold another of its own kind.
  private var comparisons: [Experiment] = []
  /// Where the lesson names its weights, or else where the block begins; for messages.
  public var weightsPlace: SourcePlace

  public init(
    cell: Cell = .rnn(.tanh), direction: Direction = .bidirectional, layers: Int = 1, hidden: Int = 4,
    weights: WeightSource = .seed(1), input: InputSequence, initial: StartStates = StartStates(),
    merge: Merge = .concat, order: SteppingOrder = .passes, variant: Variant = Variant(),
    weightsPlace: SourcePlace = SourcePlace(line: 1, column: 1)
  ) {
    self.cell = cell
    self.direction = direction
    self.layers = layers
    self.hidden = hidden
    self.weights = weights
    self.input = input
    self.initial = initial
    self.merge = merge
    self.order = order
    self.variant = variant
    self.weightsPlace = weightsPlace
  }

  /// T, padding among them.
  var time: Int { input.count + variant.padding }

  /// The last timestep that the chains read.
  var length: Int { variant.isPacked ? input.count : time }

  /// The second network of the slide, with which the first is compared.
  public var comparison: Experiment? {
    get { comparisons.first }
    set { comparisons = newValue.map { [$0] } ?? [] }
  }
}

public enum WeightSource: Hashable, Sendable {
  /// The counter cell: a ReLU RNN with one unit, W = U = 1, b = 0.
  case counter
  case seed(UInt64)
  /// The path of a safetensors file, relative to the lesson's folder.
  case file(String)
}

public enum InputSequence: Hashable, Sendable {
  /// x[1] … x[T], each of the same number of features, at least one.
  case numbers([[Double]])
  /// One word a timestep; `___` is the blank.
  case words([String])

  public static let blank = "___"

  /// T, at least 1.
  public var count: Int {
    switch self {
    case .numbers(let rows): rows.count
    case .words(let words): words.count
    }
  }
}

/// The states before the first step of each direction.
public struct StartStates: Equatable, Sendable {
  /// h[0].
  public var forward: StartState
  /// h′[T+1].
  public var backward: StartState

  public init(forward: StartState = .every(0), backward: StartState = .every(0)) {
    self.forward = forward
    self.backward = backward
  }
}

public enum StartState: Equatable, Sendable {
  /// The same number in every unit of every layer.
  case every(Double)
  /// One number a unit, in every layer.
  case units([Double])
}

/// In which order the states of a layer are computed on the screen; the numbers are the same.
public enum SteppingOrder: String, CaseIterable, Sendable {
  /// The whole forward pass, then the whole backward pass.
  case passes
  /// Both together: h[t] and h′[T+1−t] in one step.
  case lockstep
}
