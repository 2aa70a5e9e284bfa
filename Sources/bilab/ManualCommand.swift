import ArgumentParser

/// What a package is made with; nobody who learns needs it.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, as man reads it.", shouldDisplay: false)

  @Option(help: "The date in the page's last line.")
  var date: String = ""

  func run() throws {
    try Output.write(try Manual(date: date).text())
  }
}
