import PseudoTerminal
import Testing

/// A training in a terminal, under keys. What it comes to is what `bilab dump` computes without a thread.
@Suite struct LiveTrainingTests {
  private static let top = """
    # First

    Words.

    ---

    # Train

    ```train
    cell = "rnn"
    hidden = 4

    """

  private func start(epochs: Int, in folder: Folder) throws -> (terminal: PseudoTerminal, path: String) {
    let lesson = Self.top + "epochs = \(epochs)\n```\n\n---\n\n# Last\n\n```lab\ninput = [1, 2]\n```\n"
    let path = try folder.write("lesson.md", lesson)
    return (try startLab([path, "--slide", "2"]), path)
  }

  @Test func `keys during a training neither wait for it nor change what it comes to`() throws {
    let folder = try Folder()
    let (terminal, path) = try start(epochs: 12, in: folder)
    try terminal.press(["a"])
    try terminal.waitFor("the first epochs") { $0.text.contains("epoch 2 of 12") }
    try terminal.press(["]"])
    try terminal.waitForDump([path, "--slide", "3", "--step", "0"])
    try terminal.press(["space"])
    try terminal.waitForDump([path, "--slide", "3", "--step", "1"])
    try terminal.press(["[", "space", "space", "?", "esc"])
    try terminal.waitFor("the last epoch") { $0.text.contains("epoch 12 of 12") }
    let keys = ["a", "]", "space", "[", "space", "space"]
    try terminal.waitForDump([path, "--slide", "2", "--step", "0"], keys: keys)
    #expect(terminal.listen(milliseconds: 500) == 0)
  }

  @Test func `a pause is silent and changes nothing`() throws {
    let folder = try Folder()
    let (terminal, path) = try start(epochs: 8, in: folder)
    try terminal.press(["a"])
    try terminal.waitFor("the first epochs") { $0.text.contains("epoch 2 of 8") }
    try terminal.press(["a"])
    try terminal.waitFor(text: "paused")
    terminal.listen(milliseconds: 300)
    #expect(terminal.listen(milliseconds: 700) == 0)
    try terminal.press(["a"])
    try terminal.waitForDump([path, "--slide", "2", "--step", "0"], keys: ["a", "a", "a"])
  }

  @Test func `another setting starts over and comes to its own numbers`() throws {
    let folder = try Folder()
    let (terminal, path) = try start(epochs: 4, in: folder)
    try terminal.press(["a"])
    try terminal.waitFor(text: "epoch 1 of 4")
    try terminal.press(["m", "space"])
    try terminal.waitForDump([path, "--slide", "2", "--step", "0"], keys: ["a", "m", "space"])
  }

  @Test(arguments: ["q", "\u{03}"])
  func `who leaves does not wait for a training`(_ key: String) throws {
    let folder = try Folder()
    let (terminal, _) = try start(epochs: 200, in: folder)
    try terminal.press(["a"])
    try terminal.waitFor(text: "epoch 1 of 200")
    try terminal.press([key])
    #expect(try terminal.waitForEnd() == .exited(0))
    terminal.expectGivenBack()
  }

  #if arch(x86_64)
    /// In poll (system call 7), its timeout -1.
    @Test func `after a training the program sleeps for good`() throws {
      let folder = try Folder()
      let (terminal, _) = try start(epochs: 2, in: folder)
      try terminal.press(["a"])
      try terminal.waitFor(text: "epoch 2 of 2")
      try terminal.waitFor("the sleep") { _ in
        let words = terminal.systemCall?.split(separator: " ") ?? []
        return words.count > 3 && words[0] == "7" && words[3] == "0xffffffff"
      }
    }
  #endif

  @Test func `merges are compared beside keys and other slides, and then it is silent`() throws {
    let terminal = try startLab(["--slide", "18"])
    try terminal.press(["M"])
    try terminal.waitFor("the first row, or its head") { $0.text.contains("merges compared") }
    try terminal.press(["]"])
    try terminal.waitForDump(["--slide", "19", "--step", "0"])
    try terminal.press(["["])
    try terminal.waitForDump(["--slide", "18", "--step", "0"], keys: ["M"])
    #expect(terminal.listen(milliseconds: 500) == 0)
    try terminal.press(["esc"])
    try terminal.waitForDump(["--slide", "18", "--step", "0"])
  }

  @Test func `a paused training goes on where it was after merges were compared`() throws {
    let folder = try Folder()
    let (terminal, _) = try start(epochs: 12, in: folder)
    try terminal.press(["a"])
    try terminal.waitFor(text: "epoch 4 of 12")
    try terminal.press(["a"])
    try terminal.waitFor(text: "paused")
    try terminal.press(["M"])
    try terminal.waitFor("all rows") { screen in
      screen.text.split(separator: "\n").contains { $0.contains("max") && $0.contains("%") && !$0.contains("learns") }
    }
    try terminal.press(["M", "a"])
    var wasEarlier = false
    try terminal.waitFor("the next epochs") { screen in
      if ["epoch 0 of", "epoch 1 of", "epoch 2 of"].contains(where: screen.text.contains) { wasEarlier = true }
      return screen.text.contains("epoch 6 of 12")
    }
    #expect(!wasEarlier)
  }

  @Test func `check names the words that the task does not know`() throws {
    let folder = try Folder()
    let path = try folder.write("lesson.md", "# A\n\n```train\nsentence = \"my grey ___\"\n```\n")
    let result = try Program.run(["check", path])
    #expect(result.status == 1)
    #expect(result.text.contains("lesson.md:4:1: the sentence cannot be filled: unknown: grey"), "\(result.text)")
  }

  @Test func `--shipped takes no setting`() throws {
    for option in [["--hidden", "8"], ["--cell", "gru"], ["--one-way"], ["--seed", "2"]] {
      let result = try Program.run(["train", "--shipped"] + option)
      #expect(result.failed(with: 64) && result.complaint.contains("--shipped goes with --save only"))
    }
  }
}
