import Engine
import Lessons

/// What decides a training: the same settings give the same numbers, bit for bit, on processors of one level.
public struct TrainingSettings: Hashable, Sendable {
  public var task: TrainingTask
  public var cell: Cell
  /// Units of each direction.
  public var hidden: Int
  /// How `both` joins its two states.
  public var merge: Merge
  /// Adam's learning rate.
  public var rate: Double
  /// Draws the first weights and the order of the sentences.
  public var seed: UInt64
  /// How often all sentences are learned from.
  public var epochs: Int

  public init(_ plan: TrainingPlan = TrainingPlan()) {
    task = plan.task
    cell = plan.cell
    hidden = plan.hidden
    merge = plan.merge
    rate = plan.rate
    seed = plan.seed
    epochs = plan.epochs
  }

  /// Numbers per word.
  static let embedding = 8
  /// What the keys go through, besides the lesson's own.
  static let hiddenSizes = [4, 8, 16, 32]
  static let rates = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1]

  public func configuration(_ reader: BlankReader) -> Configuration {
    Configuration(
      cell: cell, inputSize: Self.embedding, hiddenSize: hidden, direction: reader.direction,
      merges: reader == .both ? [merge] : [])
  }

  /// The settings after one press of a toggle's key; nil for what a training does not have.
  func toggled(_ toggle: Toggle, of plan: TrainingPlan) -> TrainingSettings? {
    var next = self
    switch toggle {
    case .merge: next.merge = Self.after(merge, in: Merge.basic)
    case .cell: next.cell = Self.after(cell, in: [.rnn(.tanh), .gru, .lstm])
    case .hidden: next.hidden = Self.after(hidden, in: Set(Self.hiddenSizes + [plan.hidden]).sorted())
    case .direction, .layers, .order: return nil
    }
    return next
  }

  /// The settings with the next learning rate up or down; nil beyond the last.
  func nudged(_ steps: Int, of plan: TrainingPlan) -> TrainingSettings? {
    let rates = Set(Self.rates + [plan.rate]).sorted()
    let index = (rates.firstIndex(of: rate) ?? 0) + steps
    guard rates.indices.contains(index) else { return nil }
    var next = self
    next.rate = rates[index]
    return next
  }

  private static func after<Value: Equatable>(_ value: Value, in values: [Value]) -> Value {
    values[((values.firstIndex(of: value) ?? -1) + 1) % values.count]
  }
}
