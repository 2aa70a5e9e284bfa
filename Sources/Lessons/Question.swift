/// Something that a slide asks before it goes on, from a ```` ```question ```` block. It counts as one pause: the next
/// step shows the answer and the blocks behind it.
public struct Question: Equatable, Sendable {
  /// What is asked; empty where the words above do.
  public var ask: [Inline]
  public var answer: Answer
  /// How far an answer may be off and still be right, as a part of the number; of 1 where the number is smaller.
  public var tolerance: Double
  /// 2...6 to choose from; none where a number is asked for.
  public var choices: [[Inline]]
  public var hints: [[Inline]]
  /// What is said when the answer is known.
  public var explanation: [Inline]

  public enum Answer: Equatable, Sendable {
    case number(Double)
    /// Computed by the slide's network as it is when the answer is given.
    case quantity(Quantity)
    /// The right choice, from 1.
    case choice(Int)
    /// Nothing is right or wrong: a poll. So many numbers are said, 1 where there are choices.
    case open(count: Int)
    /// Known elsewhere, and not to be told yet: so many numbers, or one choice.
    case hidden(count: Int)
  }

  public static let defaultTolerance = 0.001
  /// How many numbers one answer to an open question may have.
  public static let mostNumbers = 64

  public init(
    ask: [Inline] = [], answer: Answer, tolerance: Double = defaultTolerance, choices: [[Inline]] = [],
    hints: [[Inline]] = [], explanation: [Inline] = []
  ) {
    self.ask = ask
    self.answer = answer
    self.tolerance = tolerance
    self.choices = choices
    self.hints = hints
    self.explanation = explanation
  }
}

extension Question {
  /// Whether nothing is right or wrong.
  public var isOpen: Bool { if case .open = answer { true } else { false } }
}

extension Slide {
  /// The slide's question, and the step at which it is asked.
  public var question: (question: Question, step: Int)? {
    for block in blocks {
      if case .question(let question) = block.block { return (question, block.reveal) }
    }
    return nil
  }
}
