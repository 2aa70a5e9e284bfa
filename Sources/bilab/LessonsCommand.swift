import ArgumentParser
import BuiltInLessons
import Lessons
import Surface

struct LessonsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons", abstract: "List the built-in lessons and their slides.")

  func run() throws {
    for builtIn in BuiltInLessons.all {
      let lesson = Lesson.read(builtIn.bytes, name: builtIn.name).lesson
      var text = "\(builtIn.name)  \(SafeText.string(lesson.title)), \(counted(lesson.slides.count, "slide"))\n"
      for (index, slide) in lesson.slides.enumerated() {
        let number = String(index + 1)
        let indent = String(repeating: " ", count: max(0, 6 - number.count))
        let live = slide.isLive ? "  (live)" : ""
        text += "\(indent)\(number)  \(SafeText.string(slide.title))\(live)\n"
      }
      try Output.write(text)
    }
  }
}
