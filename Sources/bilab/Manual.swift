import ArgumentParser
import Views

/// The manual page bilab(1): what the commands and the key table say of themselves, and around it what neither knows.
struct Manual {
  /// The last line's; may be empty.
  let date: String

  func text() throws -> String {
    let facts = try CommandFacts.all()
    let configuration = Bilab.configuration
    var page = RoffPage(name: "bilab", date: date, source: "bilab \(configuration.version)")
    page.section("NAME")
    page.line("bilab \\- \(Roff.escaped(Self.sentenceWithin(configuration.abstract)))")
    page.section("SYNOPSIS")
    synopsis(of: Bilab.self, in: &page)
    page.section("DESCRIPTION")
    for paragraph in [configuration.discussion] + ManualTexts.description { page.paragraph(Roff.escaped(paragraph)) }
    page.section("OPTIONS")
    parameters(facts.arguments ?? [], in: &page)
    page.item(
      "\(Roff.bold("--generate-completion-script")) \(Roff.italic("shell"))",
      Roff.escaped("Print what bash, zsh or fish needs to complete bilab's arguments."))
    page.section("COMMANDS")
    commands(facts.subcommands ?? [], in: &page)
    page.section("KEYS")
    keys(in: &page)
    texts(in: &page)
    return page.text
  }

  // MARK: Commands

  /// Those that help lists.
  private func commands(_ all: [CommandFacts], in page: inout RoffPage) {
    for command in Bilab.configuration.subcommands where command.configuration.shouldDisplay {
      let name = command.configuration.commandName ?? ""
      guard let facts = all.first(where: { $0.commandName == name }) else { continue }
      page.subsection("bilab \(name)")
      synopsis(of: command, in: &page)
      for paragraph in [facts.abstract, facts.discussion].compactMap({ $0 }) { page.paragraph(Roff.escaped(paragraph)) }
      // Every command has these.
      parameters((facts.arguments ?? []).filter { !["help", "version"].contains($0.valueName) }, in: &page)
    }
  }

  private func synopsis(of command: any ParsableCommand.Type, in page: inout RoffPage) {
    let name = command == Bilab.self ? "bilab" : "bilab \(command.configuration.commandName ?? "")"
    // A line that is indented goes on with the one above it.
    let lines = Bilab.usageString(for: command).split(separator: "\n").reduce(into: [String]()) { lines, line in
      if line.hasPrefix("bilab") { lines.append(String(line)) } else { lines[lines.count - 1] += " \(line)" }
    }
    for line in lines {
      let words = line.dropFirst(name.count).split(separator: " ").joined(separator: " ")
      page.synopsis(name, Usage.roff(words))
    }
  }

  private func parameters(_ all: [CommandFacts.Parameter], in page: inout RoffPage) {
    for parameter in all where parameter.shouldDisplay {
      let names = (parameter.names ?? []).map(\.written).sorted { $0.count < $1.count }.map(Roff.bold)
        .joined(separator: ", ")
      let value = parameter.kind == "flag" ? nil : Roff.italic(parameter.valueName ?? "")
      page.item([names.isEmpty ? nil : names, value].compactMap { $0 }.joined(separator: " "), meaning(parameter))
    }
  }

  private func meaning(_ parameter: CommandFacts.Parameter) -> String {
    let abstract = parameter.abstract ?? ""
    let unsaid = (parameter.allValues ?? []).filter { !abstract.contains($0) }
    let values = unsaid.isEmpty ? nil : parameter.allValues.map { "(values: \($0.joined(separator: ", ")))" }
    let usual = parameter.defaultValue.map { "(default: \($0))" }
    return Roff.escaped([abstract, values, usual].compactMap { $0 }.joined(separator: " "))
  }

  /// As it goes on behind a name: without its first capital and its last point.
  private static func sentenceWithin(_ text: String) -> String {
    text.prefix(1).lowercased() + text.dropFirst().prefix { $0 != "." }
  }

  // MARK: Keys

  private func keys(in page: inout RoffPage) {
    for paragraph in ManualTexts.keys { page.paragraph(Roff.escaped(paragraph)) }
    for context in KeyContext.allCases {
      page.subsection(context.title)
      page.dense { page in
        for binding in KeyTable.bindings where binding.context == context {
          let keys = binding.label.split(separator: " ").map { Roff.bold(String($0)) }
          page.item(keys.joined(separator: " "), Roff.escaped(binding.help), width: 20)
        }
      }
    }
  }

  // MARK: The rest

  private func texts(in page: inout RoffPage) {
    page.section("ENVIRONMENT")
    for (name, text) in ManualTexts.environment { page.item(Roff.bold(name), Roff.escaped(text)) }
    page.section("FILES")
    for (path, text) in ManualTexts.files { page.item(Roff.italic(path), Roff.escaped(text)) }
    page.section("EXIT STATUS")
    for (status, text) in ManualTexts.statuses { page.item(Roff.bold("\(status)"), Roff.escaped(text)) }
    page.section("EXAMPLES")
    for (text, line) in ManualTexts.examples {
      page.paragraph(Roff.escaped(text))
      page.verbatim(line)
    }
    page.section("SEE ALSO")
    page.line(ManualTexts.others.map { "\(Roff.bold($0))(\($1))" }.joined(separator: ",\n"))
    for paragraph in ManualTexts.farther { page.paragraph(Roff.escaped(paragraph)) }
  }
}
