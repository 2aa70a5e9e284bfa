import PseudoTerminal
import Testing

@Suite struct StartTests {
  @Test(arguments: [
    (nil, "TERM is not set"), ("", "TERM is not set"),
    ("dumb", "TERM=dumb is a terminal that cannot move its cursor or clear"),
    ("no-such-terminal", "TERM=no-such-terminal is not a terminal known here"),
    ("../../etc/passwd", "TERM=../../etc/passwd is not a terminal known here"),
    ("\u{1b}]0;x\u{07}é", #"TERM=\u{1B}]0;x\u{07}\u{00E9} is not a terminal known here"#),
    (String(repeating: "x", count: 5_000), "TERM=\(String(repeating: "x", count: 40))... is not a terminal known here"),
  ])
  func aTerminalThatWillNotDoGetsOneLine(_ term: String?, _ reason: String) throws {
    let terminal = try startProbe(columns: 400, term: term)
    #expect(try terminal.waitForEnd() == .exited(1))
    let line = String(decoding: terminal.received, as: UTF8.self)
    #expect(line.hasPrefix("terminal-probe: \(reason)"))
    #expect(line.hasSuffix("bilab --plain\r\n"))
    #expect(line.unicodeScalars.filter { $0 == "\n" }.count == 1)
    #expect(terminal.received.allSatisfy { $0 >= 0x20 && $0 < 0x7f || $0 == 0x0d || $0 == 0x0a })
    #expect(terminal.modes == terminal.modesAtStart)
  }

  @Test(arguments: ["</dev/null", ">/dev/null", "| cat"])
  func somethingElseThanATerminalGetsOneLine(_ redirection: String) throws {
    let terminal = try PseudoTerminal(columns: 200)
    let command = "'\(probePath)' \(redirection)"
    try terminal.run("/bin/sh", ["-c", command], environment: probeEnvironment())
    _ = try terminal.waitForEnd()
    #expect(terminal.screen.lines[0].hasPrefix("terminal-probe: standard input and output must be a terminal"))
    #expect(terminal.screen.lines[1] == "")
  }

  @Test(arguments: [
    ("xterm-256color", 256), ("screen-256color", 256), ("tmux", 8), ("screen", 8), ("linux", 8), ("xterm", 8),
    ("vt100", 0), ("xterm-mono", 0), ("ansi", 8),
  ])
  func startsAndEndsOnEveryTerminal(_ term: String, _ colours: Int) throws {
    let terminal = try startProbe(term: term)
    try terminal.waitFor(text: "size 80x24 colours \(colours) unicode true")
    #expect(terminal.modes != terminal.modesAtStart)
    try terminal.send("a")
    try terminal.waitFor(text: #"last character("a")"#)
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.modes == terminal.modesAtStart)
    #expect(terminal.screen.showsCursor)
    #expect(!terminal.screen.showsAlternateScreen)
    #expect(!terminal.screen.wasAsked)
  }

  @Test func showsColoursAndWideCharacters() throws {
    let terminal = try startProbe()
    // The last row that is written.
    try terminal.waitFor(text: "reversed")
    let screen = terminal.screen
    #expect(screen.text.contains("é─漢字|"))
    #expect(screen.showsAlternateScreen)
    #expect(!screen.showsCursor)
    #expect(screen[4, 0] == .init(text: "c", ink: 200, ground: 17, isBold: true))
    #expect(screen[5, 0] == .init(text: "c", ink: 12, ground: 9))
    #expect(screen[6, 0] == .init(text: "c", ink: 2, ground: 4, isUnderlined: true))
    #expect(screen[7, 0] == .init(text: "r", isReversed: true))
  }

  @Test(arguments: [("C", false), ("POSIX", false), ("C.UTF-8", true), ("xx_YY", false), ("xx_YY.UTF-8", true)])
  func theLocaleDecidesOnUnicode(_ locale: String, _ isUnicode: Bool) throws {
    let terminal = try startProbe(locale: locale)
    try terminal.waitFor(text: "unicode \(isUnicode)")
    try terminal.waitFor(text: isUnicode ? "é─漢字|" : "??? ? |")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    if !isUnicode { #expect(terminal.received.allSatisfy { $0 < 0x80 }) }
  }

  @Test(arguments: [(1, 1), (40, 12), (400, 150)])
  func everySizeOpens(_ columns: Int, _ rows: Int) throws {
    let terminal = try startProbe(columns: columns, rows: rows)
    try terminal.waitFor(text: "s")
    if columns > 1 { try terminal.waitFor(text: "size \(columns)x\(rows) ") }
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func linesAndColumnsOfTheEnvironmentMeanNothing() throws {
    let terminal = try startProbe(more: ["LINES": "5", "COLUMNS": "99999"])
    try terminal.waitFor(text: "size 80x24")
  }
}
