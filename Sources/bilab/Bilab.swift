import ArgumentParser
import Glibc
import Surface

/// `bilab` and its commands, one file each.
@main
struct Bilab: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bilab",
    abstract: "A lab in a terminal for bidirectional recurrent networks.",
    discussion: """
      Without a command, bilab opens a lesson: the built-in chapter, or the file that is named. In the lab, ? lists \
      the keys.
      """,
    version: "0.1.0",
    subcommands: [OpenCommand.self, LessonsCommand.self, CheckCommand.self, DumpCommand.self],
    defaultSubcommand: OpenCommand.self)

  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      Glibc.exit(status(after: error))
    }
  }

  /// Says what there is to say and gives the exit status: 0, 1 for a failure, 64 for usage.
  private static func status(after error: any Error) -> Int32 {
    if let failure = error as? Failure {
      warn(failure.description)
      return 1
    }
    let code = exitCode(for: error)
    guard code.isSuccess else {
      // It repeats the arguments, and those may hold anything.
      warn(fullMessage(for: error).split(separator: "\n").map { SafeText.string(String($0)) }.joined(separator: "\n"))
      return code.rawValue
    }
    do {
      try Output.write(fullMessage(for: error) + "\n")
      return 0
    } catch {
      warn(error.description)
      return 1
    }
  }
}
