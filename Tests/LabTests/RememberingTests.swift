import Lab
import Lessons
import Testing

/// A lesson that is opened once more.
struct RememberingTests {
  private static func question(_ title: String) -> Slide {
    let question = Question(ask: [.text("How many?")], answer: .number(4))
    return Slide(title: title, blocks: [SlideBlock(.question(question))], pauses: 1)
  }

  private static let slides = [Slide(title: "One"), Slide(.counter()), question("Three"), question("Four")]

  private func visitor(_ memory: LessonMemory?, _ slides: [Slide] = slides) -> Visitor {
    var visitor = Visitor(slides[0])
    visitor.lecture = Lecture(Lesson(title: "A lesson", slides: slides))
    if let memory { visitor.viewpoint.recall(memory, of: visitor.lecture.lesson) }
    return visitor
  }

  private func memory(_ visitor: Visitor) -> LessonMemory? { visitor.viewpoint.memory(of: visitor.lecture, name: "l") }

  @Test func `the place is offered, and one key goes there`() {
    var first = visitor(nil)
    #expect(memory(first) == nil)
    first.act(.slide(2))
    first.step(3)
    var second = visitor(memory(first))
    #expect(second.viewpoint.message == "you were at slide 2, A network; ' goes there" && second.lecture.slide == 0)
    second.act(.resume)
    #expect(second.lecture.slide == 1 && second.lecture.step == 3)
    #expect(memory(second) == memory(first))
  }

  @Test func `what was changed comes back with the place, and can be taken off`() throws {
    var first = visitor(nil)
    first.act(.slide(2), .toggle(.merge), .toggle(.layers))
    first.step(2)
    first.act(.toggle(.cell), .given, .moveGiven(rows: 1, columns: 0), .moveGiven(rows: 0, columns: 1), .edit)
    for character in "0.5" { first.act(.type(character)) }
    first.act(.confirm, .close, .close)
    let settings = try #require(first.lecture.live?.settings)
    #expect(settings != visitor(nil, [Self.slides[1]]).lecture.live?.settings)
    let text = try #require(memory(first)).text
    #expect(text.contains("merge = \"sum\"") && text.contains("numbers = { weight_hh_l0 = [[0, 0, 0.5]] }"), "\(text)")
    let kept = try #require(LessonMemory(text))
    #expect(kept == memory(first))
    var second = visitor(kept)
    #expect(memory(second)?.edits == kept.edits)
    second.act(.resume)
    #expect(
      second.lecture.live?.settings == settings && second.viewpoint.message?.contains("what you had changed") == true)
    #expect(memory(second) == kept)
    second.act(.undoChanges)
    #expect(memory(second)?.edits.isEmpty == true)
  }

  @Test(arguments: [
    "lab = \"layers = 40\"", "lab = \"seed = 3\"", "lab = \"input = [[1, 2], [3, 4]]\"", "lab = \"words = ['a']\"",
    "lab = \"]\"", "lab = 3", "numbers = { weight_hh_l9 = [[0, 0, 1]] }",
    "numbers = { h_0 = [[0, 9, 0, 1]] }",
    "numbers = { bias_ih_l0 = [[1e99, 0, 1], [], [1], [-1, 0, 2], [4000, 0, 2]] }", "numbers = 1", "title = \"Other\"",
  ])
  func `what cannot be is left out, whatever somebody wrote into the file`(line: String) throws {
    let text = """
      lesson = "l"
      slide = 2
      title = "A network"
      [edits.2]
      \(line.hasPrefix("title") ? "" : "title = \"A network\"")
      \(line)
      """
    var visitor = visitor(LessonMemory(text))
    let lessons = Lecture(Lesson(title: "", slides: [Self.slides[1]])).live?.trace.output.values
    visitor.act(.resume)
    #expect(visitor.lecture.slide == 1 && visitor.lecture.live?.trace.output.values == lessons)
  }

  @Test func `answers count again, and who only looks at the title keeps the place`() throws {
    var first = visitor(nil)
    first.act(.slide(3), .answer("4"), .confirm, .slide(4), .answer("5"), .confirm)
    let kept = try #require(memory(first))
    let second = visitor(kept)
    #expect(second.viewpoint.score?.right == 1 && second.viewpoint.score?.answered == 2)
    #expect(memory(second) == kept)
  }

  @Test func `in a lesson that has changed the slide is found by its title`() throws {
    var first = visitor(nil)
    first.act(.slide(3), .answer("4"), .confirm)
    let kept = try #require(memory(first))
    let new = [Slide(title: "New")] + Self.slides
    var second = visitor(kept, new)
    #expect(second.viewpoint.score == nil, "the answer is to a slide that stands elsewhere")
    second.act(.resume)
    #expect(second.lecture.slide == 3)
    var third = visitor(kept, [Slide(title: "Other")])
    #expect(third.viewpoint.message == nil)
    third.act(.resume)
    #expect(third.viewpoint.message == "nothing is remembered of this lesson")
  }

  @Test func `a step beyond the slide's is its last`() {
    var late = visitor(LessonMemory(lesson: "l", slide: 2, title: "A network", step: 1_000_000))
    late.act(.resume)
    #expect(late.lecture.slide == 1 && late.lecture.step == 8)
  }
}
