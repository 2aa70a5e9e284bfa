import ArgumentParser
import Glibc
import Surface

@main
enum Main {
  /// `bilab` and `bilab LESSON` go around the parser of arguments: to set it up takes as long as to read a lesson.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      if arguments.count <= 1, arguments.first.map(isLesson) ?? true {
        try Opening(lesson: arguments.first ?? LessonSource.chapter, slide: nil, theme: nil).run()
      } else {
        var command = try Bilab.parseAsRoot()
        try command.run()
      }
    } catch {
      exit(Bilab.status(after: error))
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
      bilab [LESSON.md] [--slide N] [--theme NAME] [--plain] [--record FILE]
      bilab <command>
      """,
    discussion: """
      Without a command, bilab opens a lesson: the built-in chapter, or the file that is named. In the lab, ? lists \
      the keys.
      """,
    version: "0.1.0",
    subcommands: [
      OpenCommand.self, NewCommand.self, LessonsCommand.self, CheckCommand.self, DumpCommand.self, ExportCommand.self,
      RunCommand.self, TrainCommand.self, HostCommand.self, JoinCommand.self, ClassesCommand.self, DeskCommand.self,
      ReplayCommand.self, ForgetCommand.self, SettingsCommand.self, DoctorCommand.self, ManualCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  /// Says what there is to say and gives the exit status: 0, 1 for a failure, 64 for usage.
  static func status(after error: any Error) -> Int32 {
    if let failure = error as? Failure {
      warn(failure.description)
      return 1
    }
    if let code = error as? ExitCode { return code.rawValue }
    let code = exitCode(for: error)
    guard code.isSuccess else {
      warn(usage(error))
      return code.rawValue
    }
    do {
      try Output.write(CompletionScript.amended(fullMessage(for: error)) + "\n")
      return 0
    } catch {
      warn(error.description)
      return 1
    }
  }

  /// One line: what is wrong, and which command's help says what is right.
  private static func usage(_ error: any Error) -> String {
    // It repeats the arguments, and those may hold anything.
    let lines = message(for: error).split(separator: "\n").map { SafeText.string(String($0)) }
    let commands = fullMessage(for: error).split(separator: "'").filter {
      $0.hasPrefix("bilab ") && $0.hasSuffix(" --help")
    }
    return lines.joined(separator: " ") + "; see " + (commands.last.map { String($0) } ?? "bilab --help")
  }
}
