import ArgumentParser

@main
enum Main {
  /// `bilab` and `bilab LESSON` go around the parser of arguments: to set it up takes as long as to read a lesson.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count <= 1, arguments.first.map(isLesson) ?? true else { return Bilab.main() }
    do {
      try Opening(lesson: arguments.first ?? LessonSource.chapter, slide: nil, theme: nil).run()
    } catch {
      Bilab.exit(withError: error)
    }
  }

  private static func isLesson(_ argument: String) -> Bool {
    !argument.hasPrefix("-") && argument != "help"
      && !Bilab.configuration.subcommands.contains { $0.configuration.commandName == argument }
  }
}

/// The commands, one file each.
struct Bilab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bilab",
    abstract: "A lab in a terminal for bidirectional recurrent networks.",
    usage: """
      bilab [LESSON.md] [--slide N] [--theme NAME]
      bilab <command>
      """,
    discussion: """
      Without a command, bilab opens a lesson: the built-in chapter, or the file that is named. In the lab, ? lists \
      the keys.
      """,
    version: "0.1.0",
    subcommands: [OpenCommand.self, LessonsCommand.self, CheckCommand.self, DumpCommand.self],
    defaultSubcommand: OpenCommand.self)
}
