import ArgumentParser
import Lessons
import Surface

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "List every fault of lessons: where it is, what is wrong, what to write.",
    discussion: "Prints file:line:column for each fault; exits with 1 if there was one.")

  @Argument(help: "Lesson files.")
  var files: [String]

  func run() throws {
    var isFaulty = false
    for file in files {
      let name = SafeText.string(file)
      do {
        let opened = try LessonSource(file).open()
        for fault in opened.diagnostics {
          print("\(name):\(fault.place.line):\(fault.place.column): \(fault.message); \(fault.advice) [\(fault.id)]")
        }
        if opened.diagnostics.isEmpty { print("\(name): no faults, \(opened.lesson.slides.count) slides") }
        isFaulty = isFaulty || !opened.diagnostics.isEmpty
      } catch {
        print("\(error)")
        isFaulty = true
      }
    }
    if isFaulty { throw ExitCode(1) }
  }
}
