import ArgumentParser
import Lessons
import Surface

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "List every fault of lessons: where it is, what is wrong, what to write.",
    discussion: "Prints file:line:column for each fault; exits with 1 if there was one.")

  @Argument(help: "Lesson files, or names of built-in lessons.", completion: .lesson)
  var files: [String] = []

  @Option(
    help: ArgumentHelp(
      "Explain the fault that ends in [ID], with an example and its mending; all lists what there is.", valueName: "ID"),
    completion: .list(DiagnosticID.allCases.map(\.rawValue) + ["all"]))
  var explain: String?

  func validate() throws {
    if files.isEmpty, explain == nil { throw ValidationError("Name a lesson file, or a fault with --explain.") }
    if !files.isEmpty, explain != nil { throw ValidationError("--explain takes no lesson files.") }
  }

  func run() throws {
    if let explain { return try Output.write(try ExplanationText.of(explain)) }
    var count = 0
    for file in files {
      let (report, faults) = Self.report(on: file)
      try Output.write(report)
      count += faults
    }
    if count > 0 { throw Failure(counted(count, "fault")) }
  }

  /// One line a fault, and how many there are. A file that cannot be read is one.
  private static func report(on file: String) -> (text: String, faults: Int) {
    do {
      let opened = try LessonSource(file).open()
      let name = SafeText.string(file)
      let lines = opened.diagnostics.map { fault in
        "\(name):\(fault.place.line):\(fault.place.column): \(fault.message); \(fault.advice) [\(fault.id)]\n"
      }
      let praise = "\(name): no faults, \(counted(opened.lesson.slides.count, "slide"))\n"
      return (lines.isEmpty ? praise : lines.joined(), lines.count)
    } catch {
      return ("\(error)\n", 1)
    }
  }
}
