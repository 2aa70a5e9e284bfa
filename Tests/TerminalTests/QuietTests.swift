import PseudoTerminal
import Testing

/// ssh notices a dead link only while the program is quiet.
@Suite struct QuietTests {
  /// The bytes from a known screen to the next, with something in between.
  private func count(between keys: String) throws -> Int {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send("a")
    try terminal.waitFor(text: "keys 1;")
    try terminal.waitFor(text: #"last character("a")"#)
    let before = terminal.received.count
    try terminal.send(keys)
    try terminal.send("b")
    try terminal.waitFor(text: "keys 2;")
    try terminal.send("q")
    _ = try terminal.waitForEnd()
    return terminal.received.count - before
  }

  @Test func whatChangesNothingWritesNothing() throws {
    let nothing = String(repeating: "\u{1b}[15~\u{1b}x\u{1b}]0;title\u{07}", count: 100)
    #expect(try count(between: nothing) == count(between: ""))
  }

  @Test func redrawShowsTheSameAgain() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    terminal.screen.write(Array("\u{1b}[5;5Hsomebody wrote here\u{1b}[H".utf8))
    try terminal.send("\u{0c}")
    try terminal.waitFor(text: #"last control("l")"#)
    #expect(!terminal.screen.text.contains("somebody"))
    #expect(terminal.screen.text.contains("é─漢字|"))
  }

  #if arch(x86_64)
    /// Without a wake-up ahead: in poll (system call 7), its timeout -1.
    @Test func idleIsAsleepForGood() throws {
      let terminal = try startProbe()
      try terminal.waitFor(text: "last none")
      try terminal.send("\u{1b}")
      try terminal.waitFor(text: "last escape")
      try terminal.waitFor("the sleep") { _ in
        let words = terminal.systemCall?.split(separator: " ") ?? []
        return words.count > 3 && words[0] == "7" && words[3] == "0xffffffff"
      }
    }
  #endif
}
