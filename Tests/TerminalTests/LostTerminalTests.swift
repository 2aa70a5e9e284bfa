import Glibc
import PseudoTerminal
import Testing

/// A program whose terminal is gone ends.
@Suite struct LostTerminalTests {
  @Test func aTerminalThatGoesAwayEndsTheProgram() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .killed(by: SIGHUP))
  }

  @Test func evenOneThatIgnoresHangUps() throws {
    let terminal = try PseudoTerminal()
    try terminal.run("/bin/sh", ["-c", "trap '' HUP; exec '\(probePath)'"], environment: probeEnvironment())
    try terminal.waitFor(text: "last none")
    terminal.signal(SIGHUP)
    try terminal.send("a")
    try terminal.waitFor(text: #"last character("a")"#)
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(0))
  }
}
