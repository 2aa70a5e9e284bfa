import PseudoTerminal
import Testing

/// A terminal that will not do gets one line that says what to do.
@Suite struct RefusalTests {
  @Test(arguments: [
    (nil, "TERM is not set"), ("", "TERM is not set"), ("dumb", "TERM=dumb is a terminal that cannot"),
    ("no-such-terminal", "TERM=no-such-terminal is not a terminal known here"),
    ("../../etc/passwd", "TERM=../../etc/passwd is not a terminal known here"),
    ("\u{1b}]0;x\u{07}", #"TERM=\u{1B}]0;x\u{07} is not a terminal known here"#),
    (String(repeating: "x", count: 5_000), "TERM=xxxx"),
  ])
  func `TERM unset, dumb or unknown`(_ term: String?, _ reason: String) throws {
    var environment = Program.environment
    environment["TERM"] = term
    let terminal = try PseudoTerminal(columns: 400, deadline: 60)
    try terminal.run(Program.path, environment: environment)
    #expect(try terminal.waitForEnd() == .exited(1))
    let line = String(decoding: terminal.received, as: UTF8.self)
    #expect(line.hasPrefix("bilab: \(reason)"), "\(line)")
    #expect(line.hasSuffix("bilab --plain\r\n"))
    #expect(line.unicodeScalars.count { $0 == "\n" } == 1)
    #expect(terminal.received.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x0d || $0 == 0x0a })
    #expect(terminal.modes == terminal.modesAtStart)
  }

  @Test func `no terminal at all`() throws {
    let result = try Program.run([])
    #expect(result.failed() && result.output.isEmpty)
    #expect(result.complaint.contains("must be a terminal") && result.complaint.contains("bilab --plain"))
  }

  @Test(arguments: ["</dev/null", ">/dev/null", "| cat"])
  func `half a terminal`(_ redirection: String) throws {
    let terminal = try PseudoTerminal(columns: 200, deadline: 60)
    try terminal.run("/bin/sh", ["-c", "'\(Program.path)' \(redirection)"], environment: Program.environment)
    _ = try terminal.waitForEnd()
    #expect(terminal.screen.lines[0].hasPrefix("bilab: standard input and output must be a terminal"))
    #expect(terminal.screen.lines[1] == "")
  }

  /// What is wrong with the arguments is told before the terminal is touched.
  @Test(arguments: [["nosuch.md"], ["--slide", "99"]])
  func `a wrong argument leaves the terminal alone`(_ arguments: [String]) throws {
    let terminal = try PseudoTerminal(columns: 200, deadline: 60)
    try terminal.run(Program.path, arguments, environment: Program.environment)
    #expect(try terminal.waitForEnd() == .exited(1))
    #expect(terminal.screen.lines[0].hasPrefix("bilab: ") && terminal.screen.lines[1] == "")
    #expect(!terminal.received.contains(0x1b))
  }
}
