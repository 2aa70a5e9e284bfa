import Glibc
import PseudoTerminal
import Testing

@Suite struct ResizeTests {
  @Test func aStormEndsInTheLastSize() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    var random = Seeded(state: 11)
    for _ in 0..<1_000 {
      terminal.resize(
        columns: Int.random(in: 1...200, using: &random), rows: Int.random(in: 1...60, using: &random))
      terminal.signal(SIGWINCH)
    }
    terminal.resize(columns: 97, rows: 31)
    try terminal.waitFor(text: "size 97x31")
    try terminal.waitFor(text: "é─漢字|")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  @Test(arguments: [
    (65_535, 65_535, "400x150"), (65_535, 1, "400x1 "), (5_000, 2_000, "400x150"), (0, 0, "80x24"), (0, 7, "80x7"),
  ])
  func aLyingTerminalIsClamped(_ columns: Int, _ rows: Int, _ size: String) throws {
    let terminal = try startProbe(columns: 60, rows: 20)
    try terminal.waitFor(text: "size 60x20")
    terminal.resize(columns: columns, rows: rows)
    try terminal.waitFor("the clamped size") { _ in
      String(decoding: terminal.received, as: UTF8.self).contains("size \(size)")
    }
    terminal.resize(columns: 61, rows: 21)
    try terminal.waitFor(text: "size 61x21")
    try terminal.send("a")
    try terminal.waitFor(text: #"last character("a")"#)
  }

  /// What the terminal cut off in between is drawn again, whether the program saw that size or not.
  @Test func smallerAndBackShowsAll() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    terminal.resize(columns: 1, rows: 1)
    terminal.resize(columns: 80, rows: 24)
    try terminal.waitFor(text: "é─漢字|")
    terminal.resize(columns: 1, rows: 1)
    try terminal.waitFor("one cell") { $0.lines == ["s"] }
    terminal.resize(columns: 80, rows: 24)
    try terminal.waitFor(text: "é─漢字|")
  }
}
