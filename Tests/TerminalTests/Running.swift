import PseudoTerminal

/// The probe in a terminal.
func startProbe(
  columns: Int = 80, rows: Int = 24, term: String? = "xterm-256color", locale: String = "C.UTF-8",
  more: [String: String] = [:]
) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(columns: columns, rows: rows)
  try terminal.run(probePath, environment: probeEnvironment(term: term, locale: locale, more: more))
  return terminal
}

func probeEnvironment(
  term: String? = "xterm-256color", locale: String = "C.UTF-8", more: [String: String] = [:]
) -> [String: String] {
  var environment = ["LC_ALL": locale, "PATH": "/usr/bin:/bin"].merging(more) { $1 }
  environment["TERM"] = term
  return environment
}

/// Beside the program that runs the tests.
let probePath: String = {
  let arguments = CommandLine.arguments
  let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
  let folder = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  return folder + "/terminal-probe"
}()
