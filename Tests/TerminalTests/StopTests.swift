import Glibc
import PseudoTerminal
import Testing

/// Stopped and continued, the lab gives the terminal to the shell and takes it back.
@Suite struct StopTests {
  /// A shell with job control, the probe its job.
  private func startJob(_ argument: String = "") throws -> PseudoTerminal {
    let terminal = try PseudoTerminal()
    let script = "set -m; '\(probePath)' \(argument); echo stopped $?; stty -a; read key; fg; echo ended $?"
    try terminal.run("/bin/sh", ["-c", script], environment: probeEnvironment())
    try terminal.waitFor(text: "last none")
    return terminal
  }

  private func expectStopAndReturn(_ terminal: PseudoTerminal) throws {
    try terminal.waitFor(text: "stopped 148")
    try terminal.waitFor(text: " echo ")
    #expect(terminal.screen.text.contains(" icanon "))
    #expect(terminal.screen.showsCursor)
    #expect(!terminal.screen.showsAlternateScreen)
    terminal.resize(columns: 70, rows: 20)
    try terminal.send("\n")
    try terminal.waitFor(text: "size 70x20")
    try terminal.waitFor(text: "é─漢字|")
    #expect(terminal.screen.showsAlternateScreen)
    #expect(!terminal.screen.showsCursor)
    #expect(!terminal.screen.text.contains("stopped"))
    try terminal.send("a")
    try terminal.waitFor(text: #"last character("a")"#)
    try terminal.send("q")
    try terminal.waitFor(text: "ended 0")
  }

  @Test func controlZStopsAndFgReturns() throws {
    let terminal = try startJob()
    try terminal.send("\u{1a}")
    try expectStopAndReturn(terminal)
  }

  @Test func theStopSignalDoesTheSame() throws {
    let terminal = try startJob()
    let job = try #require(terminal.children.first)
    kill(job, SIGTSTP)
    try expectStopAndReturn(terminal)
  }

  /// Nobody can continue the leader of a session, so the system does not stop it.
  @Test func withoutAShellControlZDrawsAgain() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send("\u{1a}")
    try terminal.waitFor(text: "last redraw")
    try terminal.send("\u{1a}\u{1a}a")
    try terminal.waitFor(text: "keys 4")
  }

  @Test func aStopWithoutNoticeIsMended() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    let modes = terminal.modes
    terminal.signal(SIGSTOP)
    try terminal.waitFor(state: "T")
    terminal.spoil()
    #expect(terminal.modes != modes)
    terminal.signal(SIGCONT)
    try terminal.waitFor(text: "last redraw")
    try terminal.waitFor(text: "é─漢字|")
    #expect(terminal.modes == modes)
    #expect(terminal.screen.showsAlternateScreen)
    #expect(!terminal.screen.showsCursor)
    #expect(!terminal.screen.text.contains("spoiled"))
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test func endingWhileStoppedWritesNothing() throws {
    let terminal = try startJob()
    let job = try #require(terminal.children.first)
    try terminal.send("\u{1a}")
    try terminal.waitFor(text: "stopped 148")
    kill(job, SIGTERM)
    kill(job, SIGCONT)
    try terminal.send("\n")
    try terminal.waitFor(text: "ended")
    #expect(!terminal.screen.text.contains("given back"))
  }

  /// Under a shell that would take the terminal: only what ignores the wish to stop goes on.
  @Test func whereItMayNotStopNeitherControlZNorTheSignalDoesAnything() throws {
    let terminal = try startJob("no-stop")
    let job = try #require(terminal.children.first)
    for count in 1...3 {
      try terminal.send("\u{1a}")
      try terminal.waitFor(text: "keys \(2 * count - 1);")
      #expect(terminal.screen.text.contains(#"last control("z");"#))
      kill(job, SIGTSTP)
      try terminal.send("a")
      try terminal.waitFor(text: "keys \(2 * count);")
      #expect(terminal.screen.text.contains(#"last character("a");"#))
    }
    #expect(!String(decoding: terminal.received, as: UTF8.self).contains("\u{1b}[?1049l"))
    try terminal.send("q")
    try terminal.waitFor(text: "stopped 0")
  }
}
