import Engine
import Lab
import Lessons
import Testing

/// From the question to the score.
struct QuestionTests {
  private static let hints: [[Inline]] = [[.text("one")], [.text("two")]]

  /// The counter with a question behind one pause, and words behind the question.
  private func visitor(_ question: Question, experiment: Experiment? = .counter()) -> Visitor {
    let blocks = [SlideBlock(.question(question), reveal: 1), SlideBlock(.paragraph([.text("behind")]), reveal: 2)]
    return Visitor(
      Slide(title: "A question", blocks: blocks, pauses: 2, experiment: experiment), .words("the next slide"))
  }

  private func number(_ text: String, tolerance: Double = Question.defaultTolerance) throws -> Question {
    Question(answer: .quantity(try Quantity(text)), tolerance: tolerance, hints: Self.hints)
  }

  private let choice = Question(answer: .choice(2), choices: [[.text("left")], [.text("right")], [.text("both")]])

  /// Types on in the line that is open, and takes it.
  private func type(_ text: String, _ visitor: inout Visitor) {
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  private func answer(_ text: String, _ visitor: inout Visitor) {
    visitor.act(.answer(""))
    type(text, &visitor)
  }

  @Test func `a question is asked at its own step only`() throws {
    var visitor = visitor(try number("h'[2]"))
    #expect(visitor.viewpoint.question(in: visitor.lecture) == nil)
    visitor.act(.answer(""))
    #expect(visitor.viewpoint.message == "nothing is asked here" && visitor.viewpoint.overlay == nil)
    visitor.act(.next)
    #expect(visitor.viewpoint.question(in: visitor.lecture) != nil && visitor.lecture.networkStep == 0)
    visitor.act(.next)
    #expect(visitor.viewpoint.question(in: visitor.lecture) == nil)
    #expect(visitor.lecture.reveal == 2 && visitor.lecture.networkStep == 0 && visitor.viewpoint.score == nil)
    visitor.act(.back)
    #expect(visitor.viewpoint.question(in: visitor.lecture) != nil && visitor.lecture.reveal == 1)
    #expect(visitor.lecture.steps == 2 + 8)
  }

  @Test func `choices are about the lesson's network: of another one nothing is judged`() {
    var visitor = visitor(choice)
    visitor.act(.next, .toggle(.merge))
    answer("2", &visitor)
    #expect(visitor.viewpoint.answers.isEmpty && visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "the choices are about the lesson's network; R brings it back")
    visitor.act(.toggle(.order), .undoChanges, .toggle(.order))
    answer("2", &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == true)
  }

  @Test func `a right answer is kept, with what was said and what is right`() throws {
    var visitor = visitor(try number("h'[2]"))
    visitor.act(.next, .answer("9"))
    #expect(visitor.viewpoint.overlay == .entry(.answer, text: "9"))
    visitor.act(.confirm)
    #expect(visitor.viewpoint.overlay == nil && visitor.viewpoint.message == "right; space goes on")
    #expect(visitor.viewpoint.answers == [0: GivenAnswer(said: [9], right: .rows([[9]]), isRight: true)])
    // The class is where it was, and the network still has its steps before it.
    #expect(visitor.lecture.step == 1 && visitor.viewpoint.question(in: visitor.lecture) == nil)
    visitor.act(.lastSlide, .firstSlide, .next)
    #expect(visitor.viewpoint.question(in: visitor.lecture) == nil)
    visitor.act(.answer(""))
    #expect(visitor.viewpoint.overlay == nil && visitor.viewpoint.answers.count == 1)
    #expect(visitor.viewpoint.score! == (1, 1))
  }

  @Test func `a wrong answer is kept too`() throws {
    var visitor = visitor(try number("h'[2]"))
    visitor.act(.next)
    answer("3.5", &visitor)
    #expect(visitor.viewpoint.message == "not this time; space goes on")
    #expect(visitor.viewpoint.answers == [0: GivenAnswer(said: [3.5], right: .rows([[9]]), isRight: false)])
    #expect(visitor.viewpoint.score! == (0, 1))
  }

  @Test func `hints come one after the other, and round`() throws {
    var visitor = visitor(try number("h'[2]"))
    visitor.act(.next, .hint)
    #expect(visitor.viewpoint.hints == [0: 1])
    visitor.act(.hint)
    #expect(visitor.viewpoint.hints == [0: 2])
    visitor.act(.hint)
    #expect(visitor.viewpoint.hints == [0: 1])
    var silent = self.visitor(choice)
    silent.act(.next, .hint)
    #expect(silent.viewpoint.hints == [:])
    #expect(silent.viewpoint.message == "this question has no hint; space shows the answer")
  }

  @Test(
    arguments: [
      ("h'[2]", "", "nothing is typed yet; esc leaves"), ("h'[2]", " , ", "nothing is typed yet; esc leaves"),
      ("h'[2]", "nine", "“nine” is no number; write one such as 2 or -0.5"),
      ("h'[2]", "inf", "“inf” is no number; write one such as 2 or -0.5"),
      ("h'[2]", "9 7", "the answer is one number, not 2"),
      ("merge[2]", "3", "the answer is 2 numbers with blanks between them, not 1"),
    ])
  func `what is no number is refused where it is typed`(quantity: String, text: String, message: String) throws {
    var visitor = visitor(try number(quantity))
    visitor.act(.next)
    answer(text, &visitor)
    #expect(visitor.viewpoint.message == message && visitor.viewpoint.answers.isEmpty)
    #expect(visitor.viewpoint.overlay == .entry(.answer, text: text))
    visitor.act(.close)
    #expect(visitor.viewpoint.overlay == nil && visitor.viewpoint.question(in: visitor.lecture) != nil)
  }

  @Test(arguments: ["3, 9", "3 9", "(3,9)", " 3 , 9 ", "3.0 9.001", "+3 9"])
  func `a pair is typed with commas or blanks`(text: String) throws {
    var visitor = visitor(try number("merge[2]"))
    visitor.act(.next)
    answer(text, &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == true)
  }

  @Test func `a minus may be a real one`() throws {
    var visitor = visitor(try number("x[1]"), experiment: .counter([-2, 1]))
    visitor.act(.next)
    answer("−2", &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == true)
  }

  @Test(
    arguments: [
      (1000, 0.001, "1000.9", true), (1000, 0.001, "1001.1", false), (0.01, 0.001, "0.0109", true),
      (0.01, 0.001, "0.012", false), (1000, 0.1, "910", true), (1000, 0, "1000.001", false), (1000, 0, "1000", true),
      (-1000, 0.001, "-1000.9", true), (-1000, 0.001, "1000", false),
    ])
  func `the tolerance is a part of the number, of 1 where it is smaller`(
    right: Double, tolerance: Double, said: String, isRight: Bool
  ) {
    var visitor = visitor(Question(answer: .number(right), tolerance: tolerance), experiment: nil)
    visitor.act(.next)
    answer(said, &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == isRight)
  }

  @Test(arguments: [("2", true), ("b", true), ("B", true), ("1", false), ("c", false)])
  func `a choice is answered by its number or its letter`(said: String, isRight: Bool) {
    var visitor = visitor(choice)
    visitor.act(.next)
    answer(said, &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == isRight)
  }

  @Test(arguments: ["0", "4", "d", "right", "1 2", "1.5", "-1"])
  func `what is no choice is refused`(said: String) {
    var visitor = visitor(choice)
    visitor.act(.next)
    answer(said, &visitor)
    #expect(visitor.viewpoint.answers.isEmpty)
    #expect(visitor.viewpoint.message == "“\(said)” is none of the choices; write 1 to 3, or a to c")
  }

  @Test func `an answer is judged by the network as it is then`() throws {
    var visitor = visitor(try number("h'[2]"))
    visitor.act(.next, .edit)
    type("20", &visitor)
    visitor.act(.moveFocus(rows: 0, time: 1), .edit)
    type("30", &visitor)
    answer("37", &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == true)
    visitor.act(.undoChanges)
    #expect(visitor.viewpoint.answers[0]?.right == .rows([[37]]))
  }

  @Test func `a number that the network has not any more can't be answered`() throws {
    var visitor = visitor(try number("h'[2]"))
    visitor.act(.next, .toggle(.direction))
    answer("9", &visitor)
    #expect(
      visitor.viewpoint.message == "the network has no such number now; R brings the lesson's network back")
    #expect(visitor.viewpoint.answers.isEmpty)
    visitor.act(.close, .undoChanges)
    answer("9", &visitor)
    #expect(visitor.viewpoint.answers[0]?.isRight == true)
  }

  @Test(arguments: [("3", [3.0], 1), ("(1, -2.5)", [1, -2.5], 2)])
  func `an open answer is noted and not judged`(typed: String, said: [Double], count: Int) {
    var visitor = visitor(Question(answer: .open(count: count)))
    visitor.act(.next)
    #expect(visitor.lecture.value(of: .open(count: count)) == nil)
    answer("1 2 3", &visitor)
    #expect(visitor.viewpoint.answers.isEmpty && visitor.viewpoint.message?.hasSuffix("not 3") == true)
    visitor.act(.close)
    answer(typed, &visitor)
    #expect(visitor.viewpoint.answers == [0: GivenAnswer(said: said, right: nil, isRight: nil)])
    #expect(visitor.viewpoint.message == "noted; space goes on")
    #expect(visitor.viewpoint.score == nil && visitor.viewpoint.question(in: visitor.lecture) == nil)
  }

  @Test func `an open choice may be made of any network`() {
    var visitor = visitor(Question(answer: .open(count: 1), choices: choice.choices))
    visitor.act(.next, .toggle(.merge))
    answer("4", &visitor)
    #expect(visitor.viewpoint.answers.isEmpty)
    visitor.act(.close)
    answer("b", &visitor)
    #expect(visitor.viewpoint.answers == [0: GivenAnswer(said: [2])] && visitor.viewpoint.score == nil)
  }

  @Test func `the score counts what was answered, not what was skipped`() throws {
    let slides = try ["h[1]", "h[2]", "h[3]"].map { text in
      Slide(
        title: text, blocks: [SlideBlock(.question(try number(text)))], pauses: 1, experiment: .counter())
    }
    var visitor = Visitor(slides[0], slides[1], slides[2])
    answer("1", &visitor)
    visitor.act(.nextSlide, .next, .next, .nextSlide)
    #expect(visitor.viewpoint.score! == (1, 1))
    answer("5", &visitor)
    #expect(visitor.viewpoint.score! == (1, 2))
    visitor.act(.slide(2))
    answer("3", &visitor)
    #expect(visitor.viewpoint.score! == (2, 3))
  }
}
