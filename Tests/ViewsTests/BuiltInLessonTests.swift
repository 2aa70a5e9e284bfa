import BuiltInLessons
import Lab
import Lessons
import Testing

/// What `bilab check` looks for in a lesson, and nobody looks for when a built-in one is opened.
struct BuiltInLessonTests {
  @Test(arguments: BuiltInLessons.all.map(\.name))
  func `a built-in lesson has no faults, and its trainings have sentences of the task`(name: String) throws {
    let builtIn = try #require(BuiltInLessons.all.first { $0.name == name })
    let (lesson, diagnostics) = Lesson.read(builtIn.bytes, name: name)
    #expect(diagnostics.isEmpty)
    #expect(lesson.slides.compactMap(\.training).compactMap(Training.sentenceFault) == [])
  }
}
