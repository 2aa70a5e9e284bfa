import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bilab-bench", abstract: "Time what bilab does.", subcommands: [EngineBench.self, ClassBench.self],
    defaultSubcommand: EngineBench.self)
}
