import Lab
import Lessons
import Surface

/// How far a slide's question has come for the person who looks at it.
struct QuestionState {
  var given: GivenAnswer?
  /// What is right now; nil where the network has no such quantity.
  var value: QuantityValue?
  /// How many numbers are said; nil where the network has no such quantity.
  var count: Int?
  /// The hint that is shown, from 1; 0 is none.
  var hint = 0
  /// Whether the answer is shown: it was given, or the slide has gone on.
  var isRevealed = false
  /// Whether the network is another one than that of which the explanation speaks.
  var isOfAnother = false
  /// Whether something has been done about it.
  var isOpen = false
  /// Whether the class on the screen is asked it now.
  var isAsked = false
  /// What was said to the class, which judges nothing yet; and what has become of that.
  var said: [Double]?
  var fate = AnswerFate.noted
  /// Whether something may be said to a class, so that a row is kept for it.
  var keepsRow = false

  init(_ lecture: Lecture, _ viewpoint: Viewpoint) {
    guard let (question, step) = lecture.currentSlide.question else { return }
    said = viewpoint.said(in: lecture)
    fate = viewpoint.fate(in: lecture)
    let isPast = lecture.step > step
    isAsked = !isPast && (viewpoint.isAsked(in: lecture) || viewpoint.asks(in: lecture))
    keepsRow = viewpoint.attendance?.news.part == .follower
    let waits = !isPast && (said != nil || viewpoint.isAsked(in: lecture))
    given = waits ? nil : viewpoint.answers[lecture.slide]
    value = lecture.value(of: question.answer)
    count = lecture.count(of: question.answer)
    hint = viewpoint.hints[lecture.slide] ?? 0
    isRevealed = given != nil || isPast
    isOfAnother = lecture.live?.isTheLessons == false
    let isTyping = if case .entry(.answer, _) = viewpoint.overlay { true } else { false }
    isOpen = isRevealed || isTyping || hint > 0 || said != nil
  }
}

extension Viewpoint {
  /// The question that waits for an answer, where it can be seen: not under a panel or the code, nor, on a small screen,
  /// behind the network.
  func visibleQuestion(in lecture: Lecture, isSmall: Bool) -> Question? {
    let isHidden = showsCode || !panelLeavesWords(in: lecture) || (isSmall && shownPane(in: lecture) == .network)
    return isHidden ? nil : question(in: lecture)
  }
}

extension Viewpoint {
  /// Whether this person has put the slide's question to the class, and it can still be answered.
  func asks(in lecture: Lecture) -> Bool {
    guard isPresenting, let poll = attendance?.news.poll else { return false }
    return poll.isOpen && poll.slide == lecture.slide
  }
}

extension WordsLayout {
  /// A question as rows. Hints stand where the answer will be, and as many rows are kept as the longer of them needs, so
  /// that nothing below moves.
  func lines(of question: Question, width: Int) -> [Line] {
    var lines = [header(question, width: width)]
    if !question.ask.isEmpty { lines += wrap(spans(question.ask, Look(.ink)), width: width) }
    for (index, choice) in question.choices.enumerated() {
      lines += hanging(choiceMark(index + 1, question), spans(choice, Look(.ink)), width: width)
    }
    let hints = question.hints.enumerated().map { index, hint in
      let label = question.hints.count == 1 ? "hint: " : "hint \(index + 1) of \(question.hints.count): "
      return wrap([Span(label, .notice)] + spans(hint, Look(.dim)), width: width)
    }
    var explanation = question.explanation.isEmpty ? [] : wrap(spans(question.explanation, Look(.ink)), width: width)
    if state.isOfAnother, !explanation.isEmpty {
      explanation += wrap([Span("(written for the lesson's network; R brings it back)", .dim)], width: width)
    }
    let answer = verdict(question, said: state.given, width: width) + explanation
    let longest = verdict(question, said: state.given ?? expected(question), width: width) + explanation
    let hint = hints.indices.contains(state.hint - 1) ? hints[state.hint - 1] : []
    let said = state.said.map { saying($0, state.fate, width: width) } ?? []
    let usual = expected(question).map { saying($0.said, .kept, width: width).count } ?? 1
    let kept = state.keepsRow ? max(said.count, usual) : 0
    let rows = ([longest.count, answer.count, kept] + hints.map { $0.count + kept }).max() ?? 0
    let shown = state.isRevealed ? answer : said + hint
    return lines + shown + Array(repeating: [], count: rows - shown.count)
  }

  private func header(_ question: Question, width: Int) -> Line {
    let title = Span(question.isOpen ? "poll" : "predict", .notice)
    guard !state.isRevealed else { return [title] }
    let count = state.count ?? 1
    let number = count == 1 ? "a number" : "\(count) numbers"
    let kind = Span("type " + (question.choices.isEmpty ? number : "1 to \(question.choices.count)"), .dim)
    guard state.isAsked else { return [title, Span("   "), kind] }
    let headers: [Line] = ["   the class is asked: ", "   asked: "].map { [title, Span($0, .notice), kind] }
    return headers.first { $0.width <= width } ?? headers[1]
  }

  /// What was said to the class, and whether it has it.
  private func saying(_ said: [Double], _ fate: AnswerFate, width: Int) -> [Line] {
    let end =
      switch fate {
      case .noted: "noted"
      case .underway: "on its way"
      case .kept: "the class has it"
      case .earlier: "asked again"
      }
    let line: Line = [
      Span("you said "), Span(Numbers(glass: glass).list(said), .strong),
      Span(" " + glass.text("·") + " " + end, fate == .earlier ? .notice : .dim),
    ]
    return wrap(line, width: width)
  }

  /// The number of a choice, with what became of it in front.
  private func choiceMark(_ number: Int, _ question: Question) -> Line {
    let isRight = question.answer == .choice(number)
    let isSaid = state.given?.said == [Double(number)]
    let isWrong = isSaid && !question.isOpen
    let mark = !state.isRevealed ? " " : isRight ? glass.text("✓") : isWrong ? glass.text("✗") : " "
    let isStrong = state.isRevealed && (question.isOpen ? isSaid : isRight)
    return [Span(mark + " ", .notice), Span("\(number) ", isStrong ? .strong : .dim)]
  }

  func hanging(_ mark: Line, _ text: Line, width: Int) -> [Line] {
    let indent = Span(String(repeating: " ", count: mark.width))
    return wrap(text, width: width - mark.width).enumerated().map { ($0.offset == 0 ? mark : [indent]) + $0.element }
  }

  /// What was said, and what is right: `✗ you said 3.5 · h′[2] = 9`, in two rows where one is too short; only what was
  /// said where the question is open.
  private func verdict(_ question: Question, said: GivenAnswer?, width: Int) -> [Line] {
    if case .hidden = question.answer {
      return wrap([Span("the answer comes with the class", .dim)], width: width)
    }
    if question.isOpen {
      return said.map { wrap([Span("you said "), list($0.said)], width: width) } ?? []
    }
    let right = (said?.right ?? state.value).map(quantities.text) ?? glass.text("·")
    let name = if case .quantity(let quantity) = question.answer { quantities.name(quantity) + " = " } else { "it is " }
    let answer: Line = [Span(name), Span(right, .strong)]
    guard let said else { return wrap(answer, width: width) }
    let mark = glass.text(said.isRight == true ? "✓" : "✗")
    let saying: Line = [Span(mark + " ", .notice), Span("you said "), list(said.said)]
    let whole = saying + [Span(" " + glass.text("·") + " ", .dim)] + answer
    return whole.width <= width ? [whole] : wrap(saying, width: width) + wrap(answer, width: width)
  }

  private func list(_ numbers: [Double]) -> Span { Span(Numbers(glass: glass).list(numbers), .strong) }

  /// An answer as long as most will be.
  private func expected(_ question: Question) -> GivenAnswer? {
    if case .open(let count) = question.answer { return GivenAnswer(said: Array(repeating: 1, count: count)) }
    return state.value.map { GivenAnswer(said: $0.numbers, right: $0, isRight: true) }
  }
}
