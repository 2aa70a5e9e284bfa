import PseudoTerminal
import Testing

/// Nothing is written while nothing changes.
@Suite struct QuietTests {
  @Test(arguments: [[], ["space"], ["enter"], ["?"], ["M"], ["/", "b"], ["."], ["5"], ["x"]])
  func `every view is silent`(_ keys: [String]) throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.press(keys)
    try terminal.waitForDump(["--slide", "10", "--step", "0"], keys: keys)
    terminal.listen(milliseconds: 50)
    #expect(terminal.listen(milliseconds: 1_000) == 0)
  }

  #if arch(x86_64)
    /// Without a wake-up ahead: in poll (system call 7), its timeout -1.
    @Test func `idle is asleep for good`() throws {
      let terminal = try startLab(["--slide", "4"])
      try terminal.press(["}", "}", "}", "a"])
      try terminal.waitForDump(["--slide", "4", "--step", "4"])
      try terminal.waitFor("the sleep") { _ in
        let words = terminal.systemCall?.split(separator: " ") ?? []
        return words.count > 3 && words[0] == "7" && words[3] == "0xffffffff"
      }
    }
  #endif
}
