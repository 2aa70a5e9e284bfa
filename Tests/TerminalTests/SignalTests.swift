import Glibc
import PseudoTerminal
import Testing

/// However the program ends, the terminal is as it was.
@Suite struct SignalTests {
  private func expectGivenBack(_ terminal: PseudoTerminal) {
    #expect(terminal.modes == terminal.modesAtStart)
    #expect(terminal.screen.showsCursor)
    #expect(!terminal.screen.showsAlternateScreen)
    let bytes = String(decoding: terminal.received, as: UTF8.self)
    #expect(bytes.contains("\u{1b}[?2004l") && bytes.contains("\u{1b}[?1l\u{1b}>"))
  }

  private static let names: [(Int32, String)] = [
    (SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGQUIT, "SIGQUIT"), (SIGILL, "SIGILL"), (SIGTRAP, "SIGTRAP"),
    (SIGABRT, "SIGABRT"), (SIGSEGV, "SIGSEGV"), (SIGBUS, "SIGBUS"), (SIGFPE, "SIGFPE"),
  ]

  @Test(arguments: names)
  func aSignalSaysItsNameAndGivesTheTerminalBack(_ number: Int32, _ name: String) throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .killed(by: number))
    expectGivenBack(terminal)
    #expect(terminal.screen.lines[0] == "terminal-probe: ended by \(name); the terminal was given back")
    #expect(terminal.screen.lines[1] == "")
  }

  @Test(arguments: [("i", SIGINT), ("l", SIGILL), ("s", SIGSEGV), ("a", SIGABRT), ("f", SIGFPE)])
  func soDoesOneThatTheProgramRaises(_ letter: String, _ number: Int32) throws {
    let terminal = try startProbe(more: ["SWIFT_BACKTRACE": "enable=yes"])
    try terminal.waitFor(text: "last none")
    try terminal.send("k" + letter)
    #expect(try terminal.waitForEnd() == .killed(by: number))
    expectGivenBack(terminal)
  }

  @Test func aTrapGivesTheTerminalBack() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send("T")
    let ending = try terminal.waitForEnd()
    #expect(ending == .killed(by: SIGILL) || ending == .killed(by: SIGTRAP))
    expectGivenBack(terminal)
    #expect(terminal.screen.text.contains("terminal-probe: ended by SIG"))
  }

  @Test func hangingUpSaysNothing() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    terminal.signal(SIGHUP)
    #expect(try terminal.waitForEnd() == .killed(by: SIGHUP))
    expectGivenBack(terminal)
    #expect(terminal.screen.text.allSatisfy { $0 == "\n" })
  }

  @Test func theEndOfTheProgramGivesTheTerminalBack() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send("Q")
    #expect(try terminal.waitForEnd() == .exited(3))
    expectGivenBack(terminal)
  }

  @Test func theShellSees128AndTheNumber() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "'\(probePath)'; echo status $?"], environment: probeEnvironment())
    try terminal.waitFor(text: "last none")
    try terminal.send("kt")
    try terminal.waitFor(text: "status 143")
  }

  @Test(arguments: ["p", "x"])
  func brokenPipesAndLimitsAreIgnored(_ letter: String) throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send("k\(letter)a")
    try terminal.waitFor(text: #"last character("a")"#)
  }

  @Test func controlKeysAreKeys() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    for (byte, letter) in [(3, "c"), (17, "q"), (19, "s"), (15, "o"), (22, "v")] {
      try terminal.send([UInt8(byte)])
      try terminal.waitFor(text: #"last control("\#(letter)")"#)
    }
    try terminal.send([0x1c])
    try terminal.send("a")
    try terminal.waitFor(text: #"last character("a")"#)
  }
}
