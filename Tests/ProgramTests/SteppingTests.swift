import PseudoTerminal
import Testing

/// The lab as a student meets it. What a screen should show is what `bilab dump` prints for the same keys.
@Suite struct SteppingTests {
  @Test func `it starts on the title`() throws {
    let terminal = try startLab()
    try terminal.waitForDump(["--slide", "1", "--step", "0"])
    #expect(terminal.screen.showsAlternateScreen && !terminal.screen.showsCursor)
    #expect(terminal.modes != terminal.modesAtStart)
  }

  @Test func `--slide opens there, before the first step`() throws {
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(["--slide", "10", "--step", "0"])
  }

  @Test func `space steps and backspace undoes, to the cell`() throws {
    let start = ["--slide", "10", "--step", "0"]
    let terminal = try startLab(["--slide", "10"])
    var frames = [try dumped(start)]
    try terminal.waitFor(frames[0])
    for step in 1...5 {
      try terminal.press(["space"])
      frames.append(try dumped(["--slide", "10", "--step", "\(step)"]))
      #expect(frames[step].text != frames[step - 1].text)
      try terminal.waitFor(frames[step])
    }
    for step in (0..<5).reversed() {
      try terminal.press(["backspace"])
      try terminal.waitFor(frames[step])
    }
  }

  @Test func `a toggle in the middle of a pass`() throws {
    let start = ["--slide", "10", "--step", "0"]
    let terminal = try startLab(["--slide", "10"])
    try terminal.waitForDump(start)
    let steps = Array(repeating: "space", count: 6)
    try terminal.press(steps + ["m"])
    try terminal.waitForDump(start, keys: steps + ["m"])
    #expect(terminal.screen.text.contains("merge: concat → sum"))
    try terminal.press(["m", "m", "m", "m", "space", "backspace"])
    try terminal.waitForDump(start, keys: steps + ["space", "backspace"])
  }

  @Test func `a cell opens, goes gate by gate, and closes`() throws {
    let start = ["--slide", "13", "--step", "0"]
    let terminal = try startLab(["--slide", "13"])
    var keys = ["space", "space", "enter"]
    try terminal.press(keys)
    try terminal.waitForDump(start, keys: keys)
    let closed = try dumped(start, keys: ["space", "space"])
    #expect(terminal.screen.text != closed.text)
    for key in ["space", "space", "down", "backspace"] {
      try terminal.press([key])
      keys.append(key)
      try terminal.waitForDump(start, keys: keys)
    }
    try terminal.press(["esc"])
    try terminal.waitForDump(start, keys: keys + ["esc"])
  }

  @Test(arguments: ["?", "o", "M", "/"])
  func `what lies over the slide opens and closes`(_ key: String) throws {
    let start = ["--slide", "10", "--step", "0"]
    let terminal = try startLab(["--slide", "10"])
    try terminal.press([key])
    try terminal.waitForDump(start, keys: [key])
    // Alone, so that it begins nothing.
    try terminal.press(["esc"])
    try terminal.waitForDump(start, keys: [key, "esc"])
    try terminal.waitForDump(start)
  }

  @Test func `a plays to the end, stops, and is idle`() throws {
    let terminal = try startLab(["--slide", "4"])
    try terminal.waitForDump(["--slide", "4", "--step", "0"])
    try terminal.press(["}", "}", "}", "}", "a"])
    try terminal.waitForDump(["--slide", "4", "--step", "4"])
    #expect(terminal.listen(milliseconds: 1_000) == 0)
    try terminal.press(["space"])
    try terminal.waitForDump(["--slide", "5", "--step", "0"])
  }

  @Test func `a again pauses`() throws {
    let terminal = try startLab(["--slide", "7"])
    try terminal.press(["a"])
    try terminal.waitFor("the first step") { $0.text.contains("has read paint") }
    try terminal.press(["a"])
    terminal.listen(milliseconds: 300)
    #expect(terminal.listen(milliseconds: 2_500) == 0)
  }

  @Test func `a lesson with faults opens and says where they are listed`() throws {
    let folder = try Folder()
    let path = try folder.write("faulty.md", .lesson("input = [1, 2]\nzell = 1"))
    let terminal = try startLab([path], columns: 132)
    try terminal.waitFor(text: "1 fault in this lesson")
    #expect(terminal.screen.text.contains("faulty.md:5:1 'zell' is not a key"))
    try terminal.press(["space"])
    try terminal.waitFor(text: "step 1 of 4")
  }
}
