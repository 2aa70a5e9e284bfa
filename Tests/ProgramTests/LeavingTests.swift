import Glibc
import PseudoTerminal
import Testing

/// Every way out of the lab.
@Suite struct LeavingTests {
  private static let views: [[String]] = [
    [], ["space", "space"], ["enter"], ["?"], ["o"], ["M"], ["/", "b"], ["."], ["p"], ["P"], ["a"], ["4"],
  ]

  @Test(arguments: views)
  func `Ctrl-C leaves with 0 from every view`(_ keys: [String]) throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
    try terminal.press(keys)
    try terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
    #expect(terminal.screen.text.allSatisfy { $0 == "\n" })
  }

  /// A search takes it for a letter.
  @Test(arguments: views.filter { $0.first != "/" })
  func `q leaves with 0`(_ keys: [String]) throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
    try terminal.press(keys + ["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
    #expect(terminal.screen.text.allSatisfy { $0 == "\n" })
  }

  private static let signals: [(Int32, String)] = [
    (SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGQUIT, "SIGQUIT"), (SIGILL, "SIGILL"), (SIGSEGV, "SIGSEGV"),
    (SIGABRT, "SIGABRT"), (SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"),
  ]

  @Test(arguments: signals)
  func `a signal ends it with its own status and one line`(_ number: Int32, _ name: String) throws {
    let terminal = try startLab(["--slide", "4"])
    try terminal.waitForDump(["--slide", "4", "--step", "0"])
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .killed(by: number))
    terminal.expectGivenBack()
    #expect(terminal.screen.lines[0] == "bilab: ended by \(name); the terminal was given back")
    #expect(terminal.screen.lines.dropFirst().allSatisfy { $0.isEmpty })
  }

  @Test(arguments: [["enter"], ["?"], ["M"], ["a"]])
  func `so it does from other views`(_ keys: [String]) throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
    let before = terminal.screen.text
    try terminal.press(keys)
    try terminal.waitFor("another view") { $0.text != before }
    terminal.signal(SIGTERM)
    #expect(try terminal.waitForEnd() == .killed(by: SIGTERM))
    terminal.expectGivenBack()
  }

  @Test func `hanging up ends it without a word`() throws {
    let terminal = try startLab()
    try terminal.waitForDump(["--slide", "1", "--step", "0"])
    terminal.signal(SIGHUP)
    #expect(try terminal.waitForEnd() == .killed(by: SIGHUP))
    terminal.expectGivenBack()
    #expect(terminal.screen.text.allSatisfy { $0 == "\n" })
  }

  @Test(arguments: [[], ["a"]])
  func `a terminal that vanishes ends it at once`(_ keys: [String]) throws {
    let terminal = try startLab(["--slide", "7"])
    try terminal.waitForDump(["--slide", "7", "--step", "0"])
    try terminal.press(keys)
    terminal.hangUp()
    let ending = try terminal.waitForEnd()
    #expect(ending == .killed(by: SIGHUP) || ending == .exited(0))
  }

  /// `nohup`: the signal is ignored, the end of the terminal is not.
  @Test func `it ends as well where hanging up is ignored`() throws {
    let terminal = try PseudoTerminal(deadline: 60)
    try terminal.run("/bin/sh", ["-c", "trap '' HUP; exec '\(Program.path)'"], environment: Program.environment)
    try terminal.waitForDump(["--slide", "1", "--step", "0"])
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func `the shell sees 128 and the number, 0, or 1`() throws {
    for (key, status) in [("q", "0"), ("\u{3}", "0")] {
      let terminal = try PseudoTerminal(deadline: 60)
      try terminal.run("/bin/sh", ["-c", "'\(Program.path)'; echo status $?"], environment: Program.environment)
      try terminal.waitForDump(["--slide", "1", "--step", "0"])
      try terminal.send(key)
      try terminal.waitFor(text: "status \(status)")
    }
  }
}
