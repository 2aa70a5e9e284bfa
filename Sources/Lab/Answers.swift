import Lessons

/// What one person answered to a question, and what was right then, if anything is.
public struct GivenAnswer: Equatable, Sendable {
  /// The numbers, or the number of a choice.
  public let said: [Double]
  /// nil where the question is open, as `isRight`.
  public let right: QuantityValue?
  public let isRight: Bool?

  public init(said: [Double], right: QuantityValue? = nil, isRight: Bool? = nil) {
    (self.said, self.right, self.isRight) = (said, right, isRight)
  }
}

extension Lecture {
  /// What is right now: a number, what the network computes, or the number of a choice; nil where the network has no
  /// such quantity, and where the question is open.
  public func value(of answer: Question.Answer) -> QuantityValue? {
    switch answer {
    case .number(let number): .rows([[number]])
    case .quantity(let quantity): live?.value(of: quantity, other: secondNetwork)
    case .choice(let choice): .count(choice)
    case .open, .hidden: nil
    }
  }

  /// How many numbers are said to a question, 1 where there are choices; nil where the network has no such quantity as
  /// the answer.
  public func count(of answer: Question.Answer) -> Int? {
    switch answer {
    case .open(let count), .hidden(let count): count
    case .number, .quantity, .choice: value(of: answer)?.numbers.count
    }
  }
}

extension Lecture {
  /// An answer, judged by the network as it is; nil where nothing can be right now, though the question is not open.
  func judged(_ said: [Double], _ question: Question) -> GivenAnswer? {
    if question.isOpen { return GivenAnswer(said: said) }
    guard let right = value(of: question.answer) else { return nil }
    return GivenAnswer(said: said, right: right, isRight: question.accepts(said, for: right.numbers))
  }
}

extension Viewpoint {
  /// The question that waits for this person's answer.
  public func question(in lecture: Lecture) -> Question? {
    guard let (question, step) = lecture.currentSlide.question, lecture.step == step,
      answers[lecture.slide] == nil || isAsked(in: lecture)
    else { return nil }
    return question
  }

  /// How many answers were right, of those that could be; nil before the first.
  public var score: (right: Int, answered: Int)? {
    let judged = answers.values.compactMap(\.isRight)
    return judged.isEmpty ? nil : (judged.count { $0 }, judged.count)
  }
}

/// Opens the line in which an answer is typed, or shows a hint.
func question(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let question = viewpoint.question(in: lecture) else {
    viewpoint.message = "nothing is asked here"
    return
  }
  switch action {
  case .answer(let text):
    viewpoint.uncoverWords(in: lecture)
    viewpoint.overlay = .entry(.answer, text: text)
  default:
    guard !question.hints.isEmpty else {
      viewpoint.message = noHint(question)
      return
    }
    viewpoint.hints[lecture.slide] = (viewpoint.hints[lecture.slide] ?? 0) % question.hints.count + 1
  }
}

/// Why there is none, and what space does.
private func noHint(_ question: Question) -> String {
  if case .hidden = question.answer { return "its hints are not sent to the class; space goes on" }
  return "this question has no hint; space \(question.isOpen ? "goes on" : "shows the answer")"
}

/// Judges a typed answer by the network as it is now, or says why it is none and leaves the line open.
func takeAnswer(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ text: String) {
  guard let question = viewpoint.question(in: lecture) else {
    viewpoint.overlay = nil
    return
  }
  if case .hidden(let count) = question.answer {
    return takeHidden(question.read(text, count: count), lecture, &viewpoint)
  }
  guard let count = lecture.count(of: question.answer) else {
    viewpoint.message = "the network has no such number now; R brings the lesson's network back"
    return
  }
  if !question.choices.isEmpty, !question.isOpen, let live = lecture.live, !live.isTheLessons {
    viewpoint.overlay = nil
    viewpoint.message = "the choices are about the lesson's network; R brings it back"
    return
  }
  switch question.read(text, count: count) {
  case .failure(let fault): viewpoint.message = fault.reason
  case .success(let said) where viewpoint.isFollowing:
    viewpoint.overlay = nil
    viewpoint.keep(said, in: lecture)
  case .success(let said):
    viewpoint.overlay = nil
    let judged = lecture.judged(said, question)
    viewpoint.answers[lecture.slide] = judged
    let word =
      switch judged?.isRight {
      case true?: "right"
      case false?: "not this time"
      case nil: "noted"
      }
    let isForClass = viewpoint.isExploring && viewpoint.isOpen(viewpoint.attendance?.news.poll, at: lecture.slide)
    viewpoint.message = word + (isForClass ? "; for you alone, f returns to the class" : "; space goes on")
  }
}

/// An answer that nobody here can judge.
private func takeHidden(_ said: Result<[Double], EntryFault>, _ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  switch said {
  case .failure(let fault): viewpoint.message = fault.reason
  case .success(let said):
    viewpoint.overlay = nil
    if viewpoint.isFollowing {
      viewpoint.keep(said, in: lecture)
    } else {
      viewpoint.message =
        viewpoint.isExploring ? "the answer comes with the class; f returns to it" : "the answer stayed with the class"
    }
  }
}

extension Question {
  /// Reads what was typed as so many numbers, or as a choice by its number or letter.
  fileprivate func read(_ text: String, count: Int) -> Result<[Double], EntryFault> {
    let parts = text.split { " ,()".contains($0) }
    guard !parts.isEmpty else { return .failure(EntryFault(reason: "nothing is typed yet; esc leaves")) }
    guard choices.isEmpty else { return choice(text, parts) }
    guard parts.count == count else {
      let wanted = count == 1 ? "one number" : "\(count) numbers with blanks between them"
      return .failure(EntryFault(reason: "the answer is \(wanted), not \(parts.count)"))
    }
    var numbers: [Double] = []
    for part in parts {
      guard let number = Double(part.replacing("−", with: "-")), number.isFinite else {
        return .failure(EntryFault(reason: "“\(part)” is no number; write one such as 2 or -0.5"))
      }
      numbers.append(number == 0 ? 0 : number)
    }
    return .success(numbers)
  }

  private func choice(_ text: String, _ parts: [Substring]) -> Result<[Double], EntryFault> {
    let letters = Array("abcdef".prefix(choices.count)).map(String.init)
    let word = parts.count == 1 ? parts[0].lowercased() : ""
    let index = letters.firstIndex(of: word) ?? Int(word).map { $0 - 1 }
    guard let index, choices.indices.contains(index) else {
      let wanted = "1 to \(choices.count), or a to \(letters.last ?? "")"
      return .failure(EntryFault(reason: "“\(text)” is none of the choices; write \(wanted)"))
    }
    return .success([Double(index + 1)])
  }

  func accepts(_ said: [Double], for right: [Double]) -> Bool {
    guard choices.isEmpty, said.count == right.count else { return said == right }
    return zip(said, right).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
  }
}
