import ArgumentParser

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
}
