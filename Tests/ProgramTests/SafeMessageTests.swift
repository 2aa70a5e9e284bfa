import Testing

/// Whoever names a file chooses its letters; nothing but letters reaches the terminal.
@Suite struct SafeMessageTests {
  private static let evil = "a\u{1b}]0;title\u{07}\u{1b}[31mb\u{9b}c\u{202e}d\u{200b}\re\u{8}f\u{7f}.md"

  private func expectSafe(_ result: Program.Result) {
    for text in [result.text, result.complaint] {
      for scalar in text.unicodeScalars where scalar != "\n" {
        let category = scalar.properties.generalCategory
        #expect(
          category != .control && category != .format,
          "U+\(String(scalar.value, radix: 16)) in \(text.debugDescription)")
      }
    }
  }

  @Test(arguments: [
    [evil], ["check", evil], ["dump", evil], ["dump", "--keys", evil], ["dump", "--slide", evil], ["--theme", evil],
    ["dump", "--size", evil], ["dump", "--color", evil], ["--\(evil)"], [evil, evil],
  ])
  func `an argument is repeated without its control characters`(_ arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 1 || result.status == 64)
    #expect(!result.complaint.isEmpty)
    expectSafe(result)
  }

  @Test func `so is the name of a file that is there, and what it says`() throws {
    let folder = try Folder()
    let path = try folder.write(
      Self.evil, "# \(Self.evil)\n\n```lab\ninput = [1]\n\"\(Self.evil)\" = 1\nfile = \"\(Self.evil)\"\n```\n")
    for command in [["check", path], ["dump", path], ["dump", "--json", path]] {
      let result = try Program.run(command)
      #expect(result.status == (command[0] == "check" ? 1 : 0))
      #expect(!result.complaint.isEmpty)
      expectSafe(result)
    }
  }

  @Test func `a name with a line break stays on its line`() throws {
    let result = try Program.run(["a\nb"])
    #expect(result.failed(), "\(result)")
  }
}
