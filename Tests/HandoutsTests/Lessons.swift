import BuiltInLessons
import Handouts
import Lab
import Lessons
import Pretrained

/// Lessons, as they are taken home.
enum Lessons {
  static func handout(_ lesson: Lesson, notes: Bool = false) -> Handout {
    Handout(Lecture(lesson, pretrained: .shipped), notes: notes)
  }

  static func handout(_ text: String, notes: Bool = false) -> Handout {
    handout(Lesson.read(Array(text.utf8), name: "test").lesson, notes: notes)
  }

  static func builtIn(_ name: String) -> Lesson {
    let found = BuiltInLessons.all.first { $0.name == name }!
    return Lesson.read(found.bytes, name: name).lesson
  }
}
