import ArgumentParser
import FoundationEssentials

/// What the parser knows of a command, as it tells it.
struct CommandFacts: Decodable {
  struct Parameter: Decodable {
    struct Name: Decodable {
      /// `short` for one dash, anything else for two.
      let kind: String
      let name: String

      var written: String { (kind == "short" ? "-" : "--") + name }
    }

    /// `positional`, `option` or `flag`.
    let kind: String
    let shouldDisplay: Bool
    let names: [Name]?
    let valueName: String?
    let abstract: String?
    let defaultValue: String?
    let allValues: [String]?
  }

  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool
  let arguments: [Parameter]?
  let subcommands: [CommandFacts]?

  /// bilab, with all its commands.
  static func all() throws -> CommandFacts {
    struct Whole: Decodable {
      let command: CommandFacts
    }
    return try JSONDecoder().decode(Whole.self, from: Data(Bilab._dumpHelp().utf8)).command
  }
}
