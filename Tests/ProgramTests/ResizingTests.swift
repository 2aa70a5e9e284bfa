import Glibc
import PseudoTerminal
import Testing

@Suite struct ResizingTests {
  @Test func `every size shows the same state`() throws {
    let terminal = try startLab(["--slide", "10"])
    let keys = ["space", "space", "space", "m", "<"]
    try terminal.press(keys)
    let start = ["--slide", "10", "--step", "0"]
    for (columns, rows) in [(80, 24), (40, 12), (132, 43), (20, 5), (400, 150), (1, 1), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
      if columns > 1 { try terminal.waitForDump(start, keys: keys) }
    }
    try terminal.press(["space"])
    try terminal.waitForDump(start, keys: keys + ["space"])
  }

  @Test(arguments: [(39, 12), (40, 11), (20, 5), (5, 1)])
  func `below 40x12 one line that still obeys q`(_ columns: Int, _ rows: Int) throws {
    let terminal = try startLab(columns: columns, rows: rows)
    let line = String("bilab 1/20: needs 40x12, q quits".prefix(columns))
    try terminal.waitFor("the one line") { $0.lines[0].hasPrefix(line.prefix(max(columns - 1, 1))) }
    #expect(terminal.screen.lines.dropFirst().allSatisfy { $0.isEmpty })
    try terminal.press(["space", "q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.modes == terminal.modesAtStart)
  }

  @Test func `a storm of sizes ends in the last, and a lying terminal does no harm`() throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
    var random = Seeded(state: 9)
    for _ in 0..<300 {
      terminal.resize(columns: Int.random(in: 1...200, using: &random), rows: Int.random(in: 1...60, using: &random))
      terminal.signal(SIGWINCH)
    }
    for (columns, rows) in [(65_535, 65_535), (0, 0), (65_535, 1), (1, 65_535), (5_000, 2_000)] {
      terminal.resize(columns: columns, rows: rows)
      terminal.listen(milliseconds: 50)
    }
    terminal.resize(columns: 97, rows: 31)
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
  }

  @Test func `resizing while it plays`() throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.press(["}", "}", "}", "}", "a"])
    for size in [(60, 20), (40, 12), (20, 5), (100, 40), (80, 24)] {
      terminal.resize(columns: size.0, rows: size.1)
      terminal.listen(milliseconds: 100)
    }
    try terminal.waitFor("the end of the network") { $0.text.contains("step 8 of 8") }
    let steps = try Program.run(["dump", "--json", "--slide", "10"]).text.firstMatch(of: /"steps":(\d+)/)
    try terminal.waitForDump(["--slide", "10", "--step", String(try #require(steps).1)])
  }
}
