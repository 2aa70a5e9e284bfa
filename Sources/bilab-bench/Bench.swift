import ArgumentParser

@main
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bilab-bench", abstract: "Measure what bilab promises.",
    subcommands: [EngineCommand.self, ClassCommand.self], defaultSubcommand: EngineCommand.self)
}
