import Lab
import Lessons
import Views

/// A slide's question, in words.
struct QuestionText {
  let question: Question
  let slide: HandoutSlide

  init(_ question: Question, on slide: HandoutSlide) {
    (self.question, self.slide) = (question, slide)
  }

  var title: String { question.isOpen ? "Poll" : "Predict" }

  /// The number of the right choice, from 1; nil where none is.
  var rightChoice: Int? { if case .choice(let number) = question.answer { number } else { nil } }

  /// `h′[2] = 9`, or `9`; nil where nothing is right or wrong, or a choice is.
  var answer: String? {
    switch question.answer {
    case .open, .hidden, .choice: nil
    case .number(let number): NetworkText.numbers.text(number)
    case .quantity(let quantity): "\(slide.quantities.name(quantity)) = \(slide.quantities.text(quantity))"
    }
  }
}
