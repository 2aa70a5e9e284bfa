import ArgumentParser
import Surface

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Forget where you left a lesson, and what you answered in it.")

  @Argument(help: "A lesson file, or the name of a built-in lesson.", completion: .lesson)
  var lesson: String = LessonSource.chapter

  func run() throws {
    let source = LessonSource(lesson)
    let wasKnown = try MemoryFile(of: source)?.forget() ?? false
    let name = SafeText.string(source.shortName)
    try Output.write(wasKnown ? "\(name) begins anew.\n" : "Nothing was remembered of \(name).\n")
  }
}
