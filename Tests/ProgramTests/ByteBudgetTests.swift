import PseudoTerminal
import Testing

/// What a slow line has to carry, byte for byte as the terminal gets it.
@Suite struct ByteBudgetTests {
  private static let slides = 1...20

  @Test(arguments: slides)
  func `the first frame is at most 4096 bytes and a timestep at most 600`(_ slide: Int) throws {
    let terminal = try startLab(["--slide", "\(slide)"])
    try terminal.waitForDump(["--slide", "\(slide)", "--step", "0"])
    terminal.listen(milliseconds: 50)
    #expect(terminal.received.count <= 4_096, "slide \(slide)")
    for step in 1..<100 {
      guard let frame = try frame(slide, step) else { return }
      let before = terminal.received.count
      try terminal.press(["space"])
      try terminal.waitFor(frame)
      terminal.listen(milliseconds: 20)
      let count = terminal.received.count - before
      #expect(count <= 600, "slide \(slide), step \(step)")
    }
  }

  /// Nil beyond the slide's last step.
  private func frame(_ slide: Int, _ step: Int) throws -> VirtualTerminal? {
    let place = ["--slide", "\(slide)", "--step", "\(step)"]
    return try Program.run(["dump"] + place).status == 0 ? dumped(place) : nil
  }

  @Test func `the chapter has no slide beyond these`() throws {
    #expect(try Program.run(["dump", "--json"]).lines.count == Self.slides.upperBound)
  }

  @Test func `a key that changes nothing but its message is cheap, one that changes nothing is free`() throws {
    let terminal = try startLab(["--slide", "4"])
    try terminal.waitForDump(["--slide", "4", "--step", "0"])
    try terminal.press(["Z"])
    try terminal.waitForDump(["--slide", "4", "--step", "0"], keys: ["Z"])
    terminal.listen(milliseconds: 50)
    let before = terminal.received.count
    try terminal.press(["Z", "Z", "Z"])
    // Keys of no meaning, focus reports and answers to questions that nobody asked.
    try terminal.send("\u{1b}[15~\u{1b}[I\u{1b}[O\u{1b}[?1;2c\u{1b}]11;rgb:0/0/0\u{07}")
    #expect(terminal.listen(milliseconds: 1_000) == 0)
    #expect(terminal.received.count == before)
    try terminal.press(["space"])
    try terminal.waitForDump(["--slide", "4", "--step", "1"])
  }
}
