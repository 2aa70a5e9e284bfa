import Glibc
import PseudoTerminal
import Testing

@Suite struct SuspendingTests {
  private static let start = ["--slide", "10", "--step", "0"]

  /// A shell with job control, the lab its job: nobody stops the leader of a session, for nobody could continue it.
  private func startJob() throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(deadline: 60)
    let script = "set -m; '\(Program.path)' --slide 10; echo stopped $?; read key; fg; echo ended $?"
    try terminal.run("/bin/sh", ["-c", script], environment: Program.environment)
    try terminal.waitForDump(Self.start)
    try terminal.press(["space", "m"])
    try terminal.waitForDump(Self.start, keys: ["space", "m"])
    return terminal
  }

  private func expectReturn(_ terminal: PseudoTerminal, after keys: [String]) throws {
    try terminal.waitFor(text: "stopped 148")
    terminal.expectGivenBack()
    terminal.spoil()
    try terminal.send("\n")
    try terminal.waitForDump(Self.start, keys: keys)
    #expect(terminal.screen.showsAlternateScreen && !terminal.screen.showsCursor)
    #expect(terminal.modes != terminal.modesAtStart)
    try terminal.press(["space"])
    try terminal.waitForDump(Self.start, keys: keys + ["space"])
    try terminal.press(["q"])
    try terminal.waitFor(text: "ended 0")
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  @Test func `Ctrl-Z gives the terminal back, and going on shows the same again`() throws {
    let terminal = try startJob()
    try terminal.send("\u{1a}")
    try expectReturn(terminal, after: ["space", "m", "ctrl-z"])
  }

  @Test func `so does the signal that asks it to stop`() throws {
    let terminal = try startJob()
    kill(try #require(terminal.children.first), SIGTSTP)
    try expectReturn(terminal, after: ["space", "m"])
  }

  @Test func `stopped without notice, it mends the screen when it goes on`() throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.press(["space", "m"])
    try terminal.waitForDump(Self.start, keys: ["space", "m"])
    terminal.signal(SIGSTOP)
    try terminal.waitFor(state: "T")
    terminal.spoil()
    terminal.signal(SIGCONT)
    try terminal.waitForDump(Self.start, keys: ["space", "m"])
    try terminal.press(["space", "q"])
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
