import Lab
import Lessons

/// How a training's task is told: its two kinds of held-out sentences, and what its picture of a belief shows.
package struct TaskText {
  let task: TrainingTask

  package init(task: TrainingTask) {
    self.task = task
  }

  /// A kind of held-out sentences.
  package struct Kind {
    package let name: String
    /// Where there is room for little.
    let short: String
    package let part: (BlankAccuracy) -> Double
  }

  package var kinds: [Kind] {
    switch task {
    case .blank:
      [
        Kind(name: "clue before", short: "before", part: \.clueBefore),
        Kind(name: "clue after", short: "after", part: \.clueAfter),
      ]
    case .nextWord:
      [
        Kind(name: "whole", short: "whole", part: \.clueAfter),
        Kind(name: "left→right", short: "l→r", part: \.clueBefore),
      ]
    }
  }

  /// What comes without reading anything.
  package var guess: (name: String, accuracy: Double) {
    let guess = ConstantGuess.best(task)
    return (guess.word.map { "always: \($0)" } ?? "chance", guess.accuracy)
  }

  /// What the picture below a sentence shows after so many steps of reading.
  func caption(of reading: BlankReading, step: Int) -> String {
    switch task {
    case .blank: "bars: belief of both in “\(reading.answer)” when the word was read"
    case .nextWord:
      (reading.text.blank == nil ? "whole" : "left to right") + ", t = \(step) · bars: belief of both in each next word"
    }
  }
}
