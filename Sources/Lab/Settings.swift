import Engine
import Lessons

/// What a class can switch and edit on a live network. Everything else about it follows from them and from the lesson.
public struct Settings: Hashable, Sendable {
  public var cell: Cell
  public var direction: Direction
  public var layers: Int
  public var hidden: Int
  public var merge: Merge
  /// The merge that was typed, which stays one of the slide's merges while another one is chosen.
  public var formula: MergeFormula?
  public var order: SteppingOrder
  /// The sequence that the network reads.
  public var input: InputSequence
  /// What the lesson wants otherwise than in a plain network; `applied` is what of it this network can have.
  public var variant: Variant
  /// Weights, biases and start states that were set by hand.
  package var numbers = NumberEdits()

  /// What the lesson asks for.
  public init(_ experiment: Experiment) {
    cell = experiment.cell
    direction = experiment.direction
    layers = experiment.layers
    hidden = experiment.hidden
    merge = experiment.merge
    if case .formula(let formula) = merge { self.formula = formula }
    order = experiment.order
    input = experiment.input
    variant = experiment.variant
  }

  /// The merges that the key for them goes through.
  public var merges: [Merge] { Merge.basic + (formula.map { [.formula($0)] } ?? []) }

  /// Whether networks of both have the same states; the merge and the order only arrange them.
  func hasSameNumbers(as other: Settings) -> Bool {
    (cell, direction, layers, hidden, input)
      == (other.cell, other.direction, other.layers, other.hidden, other.input)
      && statesVariant == other.statesVariant && numbers.of(self) == other.numbers.of(other)
  }

  /// Whether weights or biases of it were set by hand.
  public var hasEditedWeights: Bool {
    numbers.of(self).keys.contains { if case .parameter = $0 { true } else { false } }
  }

  /// Whether both ask for the same network, whatever was set in it by hand.
  func hasSameNetwork(as other: Settings) -> Bool {
    (cell, direction, layers, hidden) == (other.cell, other.direction, other.layers, other.hidden)
      && statesVariant == other.statesVariant
  }

  /// The hidden sizes that the key for them goes through, besides the lesson's own.
  static let hiddenSizes = [1, 2, 4, 8, 16]
}

/// One toggle of a live network.
public enum Toggle: Hashable, Sendable {
  case merge, cell, direction, layers, hidden, order
}

extension Settings {
  /// The settings after one press of a toggle's key. Pressing it often enough gives the first settings again.
  func toggled(_ toggle: Toggle, of experiment: Experiment) -> Settings {
    var next = self
    switch toggle {
    case .merge: next.merge = Self.after(merge, in: merges)
    case .cell:
      let plain = if case .rnn = experiment.cell { experiment.cell } else { Cell.rnn(.tanh) }
      next.cell = Self.after(cell, in: [plain, .gru, .lstm])
    case .direction: next.direction = Self.after(direction, in: Direction.allCases)
    case .layers: next.layers = Self.after(layers, in: [1, 2, 3, 4])
    case .hidden:
      next.hidden = Self.after(hidden, in: Set(Self.hiddenSizes + [experiment.hidden]).sorted())
    case .order: next.order = Self.after(order, in: SteppingOrder.allCases)
    }
    return next
  }

  private static func after<Value: Equatable>(_ value: Value, in values: [Value]) -> Value {
    let index = values.firstIndex(of: value) ?? 0
    return values[(index + 1) % values.count]
  }
}
