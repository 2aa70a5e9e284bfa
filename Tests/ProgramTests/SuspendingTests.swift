import Glibc
import PseudoTerminal
import Testing

@Suite struct SuspendingTests {
  private static let start = ["--slide", "10", "--step", "0"]

  private func startAndStep() throws -> PseudoTerminal {
    let terminal = try startLab(["--slide", "10"])
    try terminal.press(["space", "m"])
    try terminal.waitForDump(Self.start, keys: ["space", "m"])
    return terminal
  }

  @Test func `Ctrl-Z gives the terminal back, and going on shows the same again`() throws {
    let terminal = try startAndStep()
    try terminal.send("\u{1a}")
    try terminal.waitFor(state: "T")
    terminal.expectGivenBack()
    terminal.spoil()
    terminal.signal(SIGCONT)
    try terminal.waitForDump(Self.start, keys: ["space", "m", "ctrl-z"])
    #expect(terminal.screen.showsAlternateScreen && !terminal.screen.showsCursor)
    #expect(terminal.modes != terminal.modesAtStart)
    try terminal.press(["space", "q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  @Test(arguments: [SIGTSTP, SIGSTOP])
  func `so does a signal that stops it`(_ number: Int32) throws {
    let terminal = try startAndStep()
    terminal.signal(number)
    try terminal.waitFor(state: "T")
    if number == SIGTSTP { terminal.expectGivenBack() }
    terminal.spoil()
    terminal.signal(SIGCONT)
    try terminal.waitForDump(Self.start, keys: ["space", "m"])
    try terminal.press(["space"])
    try terminal.waitForDump(Self.start, keys: ["space", "m", "space"])
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  @Test func `a shell takes it back into the foreground`() throws {
    let terminal = try PseudoTerminal(deadline: 60)
    try terminal.run(
      "/bin/bash", ["--norc", "--noprofile", "-i"], environment: Program.environment.merging(["PS1": "ready> "]) { $1 })
    try terminal.waitFor(text: "ready>")
    try terminal.send("'\(Program.path)' --slide 10\r")
    try terminal.waitForDump(Self.start)
    try terminal.send("\u{1a}")
    try terminal.waitFor(text: "Stopped")
    try terminal.send("fg\r")
    try terminal.waitForDump(Self.start, keys: ["ctrl-z"])
    try terminal.send("q")
    try terminal.waitFor("the prompt") { !$0.showsAlternateScreen && $0.lines.last { !$0.isEmpty } == "ready>" }
    try terminal.send("echo status $?\r")
    try terminal.waitFor(text: "status 0")
  }
}
