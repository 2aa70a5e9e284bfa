import ArgumentParser
import BuiltInLessons
import Lessons
import Surface

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "List the built-in lessons and their slides.")

  func run() {
    for builtIn in BuiltInLessons.all {
      let lesson = Lesson.read(builtIn.bytes, name: builtIn.name).lesson
      print("\(builtIn.name)  \(SafeText.string(lesson.title)), \(lesson.slides.count) slides")
      for (index, slide) in lesson.slides.enumerated() {
        let number = String(index + 1)
        let indent = String(repeating: " ", count: max(0, 6 - number.count))
        let live = slide.experiment == nil ? "" : "  (live)"
        print("\(indent)\(number)  \(SafeText.string(slide.title))\(live)")
      }
    }
  }
}
