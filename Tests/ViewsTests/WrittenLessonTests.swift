import BuiltInLessons
import Lab
import Lessons
import Testing

/// The lesson about lessons, and the one that a new lesson begins as.
struct WrittenLessonTests {
  @Test(arguments: ["format", "template"])
  func `all words of every step fit 80x24`(name: String) throws {
    let bytes = name == "format" ? try #require(BuiltInLessons.all.last).bytes : BuiltInLessons.template
    let (lesson, diagnostics) = Lesson.read(bytes, name: name)
    #expect(diagnostics.isEmpty)
    for index in lesson.slides.indices {
      var person = Person(lesson)
      person.act(.slide(index + 1))
      for _ in 0...person.lecture.steps {
        person.expectsAllWords()
        person.act(.next)
      }
    }
  }

  @Test func `a new lesson has one of everything`() {
    let slides = Lesson.read(BuiltInLessons.template, name: "").lesson.slides
    let blocks = slides.flatMap(\.blocks).map(\.block)
    func has(_ kind: (Block) -> Bool) -> Bool { blocks.contains(where: kind) }
    #expect(has { if case .math = $0 { true } else { false } })
    #expect(has { if case .table = $0 { true } else { false } })
    #expect(has { if case .list = $0 { true } else { false } })
    #expect(has { if case .pytorch = $0 { true } else { false } })
    let questions = slides.compactMap { $0.question?.question }
    #expect(questions.contains { !$0.choices.isEmpty } && questions.contains { $0.isOpen })
    #expect(questions.contains { if case .quantity = $0.answer { !$0.hints.isEmpty } else { false } })
    #expect(slides.contains { $0.training != nil } && slides.contains { !$0.notes.isEmpty })
    #expect(slides.contains { $0.pauses > 0 && $0.question == nil })
    let inputs = slides.compactMap(\.experiment?.input)
    #expect(inputs.contains { if case .words = $0 { true } else { false } })
  }
}
