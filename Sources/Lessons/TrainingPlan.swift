import Engine

/// What the networks of a training learn to say of a sentence.
public enum TrainingTask: String, CaseIterable, Sendable {
  /// The colour that is missing, at its blank.
  case blank
  /// At t the word x[t+1].
  case nextWord = "next word"

  /// The sentence that a training shows where its lesson names none.
  public var usualSentence: String {
    switch self {
    case .blank: "nora picked the ___ kite because it matches a pumpkin"
    case .nextWord: "nora picked the orange kite because it matches a pumpkin"
    }
  }
}

/// A training as a lesson's ```` ```train ```` block describes it. Sizes are already checked against their ranges;
/// whether the task has the sentence's words is known only where the task is.
public struct TrainingPlan: Equatable, Sendable {
  public var task: TrainingTask
  public var cell: Cell
  /// 1...64.
  public var hidden: Int
  public var merge: Merge
  /// Adam's learning rate, above 0, at most 1.
  public var rate: Double
  public var seed: UInt64
  /// 1...200.
  public var epochs: Int
  /// The sentence that is read first; `___` is its blank.
  public var sentence: String
  /// Where the lesson has the sentence, or else where the block begins; for messages.
  public var sentencePlace: SourcePlace

  public init(
    task: TrainingTask = .blank, cell: Cell = .gru, hidden: Int = 16, merge: Merge = .concat, rate: Double = 0.02,
    seed: UInt64 = 1, epochs: Int = 30, sentence: String? = nil,
    sentencePlace: SourcePlace = SourcePlace(line: 1, column: 1)
  ) {
    self.task = task
    self.cell = cell
    self.hidden = hidden
    self.merge = merge
    self.rate = rate
    self.seed = seed
    self.epochs = epochs
    self.sentence = sentence ?? task.usualSentence
    self.sentencePlace = sentencePlace
  }
}

/// Reads a train block. What is wrong is reported and takes its default.
struct TrainingPlanReader {
  static let keys = ["task", "cell", "hidden", "merge", "rate", "seed", "epochs", "sentence"]
  static let epochs = 1...200

  let values: ExperimentReader

  /// - Parameter place: where the block begins.
  static func read(_ block: TOMLBlock, at place: SourcePlace, faults: Faults) -> TrainingPlan {
    let entries = block.read(known: keys, faults: faults)
    return TrainingPlanReader(values: ExperimentReader(entries: entries, faults: faults)).plan(at: place)
  }

  private func plan(at place: SourcePlace) -> TrainingPlan {
    var plan = TrainingPlan(task: values.word("task", TrainingTask.self) ?? .blank)
    switch values.word("cell", ExperimentReader.CellName.self) {
    case .rnn: plan.cell = .rnn(.tanh)
    case .gru: plan.cell = .gru
    case .lstm: plan.cell = .lstm
    case nil: break
    }
    plan.hidden = values.integer("hidden", in: ExperimentReader.hidden) ?? plan.hidden
    plan.merge = values.word("merge", Merge.basic.map { ($0.word, $0) }) ?? plan.merge
    plan.rate = rate() ?? plan.rate
    plan.seed = values.seedNumber() ?? plan.seed
    plan.epochs = values.integer("epochs", in: Self.epochs) ?? plan.epochs
    plan.sentence = values.entries.text("sentence", values.faults) ?? plan.sentence
    plan.sentencePlace = values.entries["sentence"] == nil ? place : values.entries.keyPlace("sentence")
    return plan
  }

  private func rate() -> Double? {
    guard let item = values.entries["rate"],
      let rate = values.number(item, "rate", label: "rate", example: "rate = 0.02")
    else { return nil }
    guard rate > 0, rate <= 1 else {
      values.faults.report(
        .outOfRange, at: values.entries.place("rate"), "rate is \(rate)",
        advice: "write a number above 0 and at most 1, such as 0.02")
      return nil
    }
    return rate
  }
}
