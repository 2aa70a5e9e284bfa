import PseudoTerminal
import Testing

@Suite struct FloodTests {
  @Test func `a pasted megabyte is one message`() throws {
    let terminal = try startLab(["--slide", "4"])
    try terminal.press(["space"])
    let text = (0..<1_000_000).map { UInt8(ascii: $0 % 80 == 79 ? "\r" : "q") }
    try terminal.send(Array("\u{1b}[200~".utf8) + text + Array("\u{1b}[201~".utf8))
    try terminal.waitFor(text: "pasted text is not read")
    try terminal.press(["space"])
    try terminal.waitForDump(["--slide", "4", "--step", "2"])
  }

  @Test func `a flood of keys is taken, and the lab goes on`() throws {
    let terminal = try startLab(["--slide", "4"])
    try terminal.waitForDump(["--slide", "4", "--step", "0"])
    try terminal.send((0..<100_000).map { UInt8(ascii: $0 % 2 == 0 ? " " : "h") })
    // Of a flood, keys may be dropped, so the slide is asked for until it is there.
    try terminal.waitFor("slide 1") { screen in
      try? terminal.send("gg")
      return screen.text.contains("1/20") && screen.text.contains("Reading from both ends")
    }
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  /// All keys but those that leave it or stop it.
  @Test func `random bytes do no harm`() throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
    var random = Seeded(state: 5)
    let deadly = Set("q\u{3}\u{1a}".utf8)
    try terminal.send(
      (0..<30_000).map { _ in UInt8.random(in: 0...255, using: &random) }.filter { !deadly.contains($0) })
    // Out of whatever sequence or paste the bytes have begun, and back over the line that is being typed.
    try terminal.waitFor("the end") { _ in
      try? terminal.send("\u{07}\u{1b}[201~" + String(repeating: "\u{7f}", count: 70) + "q")
      return !terminal.isRunning
    }
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  /// Every toggle runs the largest network anew; those that wait behind the first are dropped, the wish to leave is not.
  @Test func `leaving gets through a flood of toggles`() throws {
    let folder = try Folder()
    let input = Array(repeating: "1", count: 256).joined(separator: ", ")
    try folder.write("lesson.md", .lesson("cell = \"lstm\"\nlayers = 4\nhidden = 64\ninput = [\(input)]"))
    let terminal = try startLab([folder.path("lesson.md")])
    try terminal.waitFor(text: "? help")
    try terminal.send(Array(repeating: UInt8(ascii: "c"), count: 3_000) + [UInt8(ascii: "q")])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }
}
