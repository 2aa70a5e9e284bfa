import Testing

@Suite struct CommandTests {
  @Test func `help and version go to standard output`() throws {
    for arguments in [["--help"], ["-h"], ["help"], ["dump", "--help"], ["check", "--help"]] {
      let result = try Program.run(arguments)
      #expect(result.status == 0 && result.complaint.isEmpty)
      #expect(result.text.contains("USAGE: bilab"))
    }
    let version = try Program.run(["--version"])
    #expect(version.status == 0 && version.complaint.isEmpty)
    #expect(version.text.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+\n/) != nil)
  }

  @Test func `help names every command`() throws {
    let text = try Program.run(["--help"]).text
    for command in ["open", "lessons", "check", "dump"] { #expect(text.contains("  \(command) ")) }
  }

  @Test func `lessons lists the chapter and its slides, and marks the live ones`() throws {
    let result = try Program.run(["lessons"])
    #expect(result.status == 0 && result.complaint.isEmpty)
    #expect(result.lines[0].hasPrefix("chapter  Bidirectional RNNs, "))
    let slides = try Program.run(["dump", "--json"]).lines.count
    #expect(result.lines[0].hasSuffix(", \(slides) slides"))
    let second = try Program.run(["dump", "mistakes", "--json"]).lines.count
    #expect(result.lines[slides + 1] == "mistakes  What everyone gets wrong, \(second) slides")
    let third = try Program.run(["dump", "format", "--json"]).lines.count
    #expect(result.lines[slides + second + 2] == "format  How a lesson is written, \(third) slides")
    #expect(result.lines.count == slides + second + third + 3)
    #expect(result.lines.contains("     4  One way: the sum so far  (live)"))
  }

  @Test(arguments: [
    ["--nosuch"], ["--slide"], ["--slide", "x"], ["--theme", "pink"], ["a.md", "b.md"], ["check"], ["lessons", "x"],
    ["dump", "--step", "1"], ["dump", "--size", "80"], ["dump", "--size", "0x0"], ["dump", "--size", "401x24"],
    ["dump", "--size", "80x151"], ["dump", "--color", "8"], ["dump", "--slide", "1", "--step", "-1"],
  ])
  func `wrong usage is 64, with one line that says what is wrong and where to read more`(_ arguments: [String]) throws {
    let result = try Program.run(arguments)
    #expect(result.failed(with: 64), "\(result)")
    let lines = result.complaint.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count == 2 && lines[0].hasPrefix("bilab: ") && lines[0].contains("; see bilab "), "\(result)")
    #expect(lines[0].hasSuffix("--help") && lines.last == "")
    #expect(result.output.isEmpty)
  }

  @Test(arguments: [
    (["nosuch.md"], "nosuch.md: there is no such file; bilab lessons lists the built-in ones"),
    (["dump", "nosuch.md"], "nosuch.md: there is no such file; bilab lessons lists the built-in ones"),
    (["--slide", "0"], "there is no slide 0: this lesson has slides 1 to "),
    (["--slide", "1000"], "there is no slide 1000: this lesson has slides 1 to "),
    (["dump", "--slide", "1000"], "there is no slide 1000: this lesson has slides 1 to "),
    (["dump", "--slide", "4", "--step", "5"], "slide 4 has no step 5: its steps are 0 to 4"),
    (["dump", "--slide", "4", "--step=-1"], "slide 4 has no step -1: its steps are 0 to 4"),
    (["dump", "--slide", "1", "--step", "1"], "slide 1 has no step 1: its steps are 0 to 0"),
    (["dump", "--slide", "4", "--keys", "space sapce"], "“sapce” is no key"),
  ])
  func `what a command cannot do is 1, with one line`(_ arguments: [String], _ reason: String) throws {
    let result = try Program.run(arguments)
    #expect(result.failed(), "\(result)")
    #expect(result.complaint.hasPrefix("bilab: \(reason)"))
    #expect(result.output.isEmpty)
  }

  @Test func `a theme is one of four, on the command line or in BILAB_THEME`() throws {
    let slide = ["dump", "--slide", "4", "--color", "256"]
    func dump(_ arguments: [String] = [], theme: String? = nil, noColour: String? = nil) throws -> Program.Result {
      var environment = Program.environment
      environment["BILAB_THEME"] = theme
      environment["NO_COLOR"] = noColour
      return try Program.run(slide + arguments, environment: environment)
    }
    let themes = ["dark", "light", "contrast", "none"]
    let frames = try themes.map { try dump(["--theme", $0]).text }
    #expect(Set(frames).count == 4)
    for (theme, frame) in zip(themes, frames) {
      #expect(try dump(theme: theme).text == frame)
      #expect(try dump(["--theme", theme], theme: "light", noColour: "1").text == frame)
    }
    #expect(try dump().text == frames[0])
    #expect(try dump(theme: "", noColour: "").text == frames[0])
    #expect(try dump(noColour: "1").text == frames[3])
    #expect(try dump(theme: "light", noColour: "1").text == frames[1])
    let wrong = try dump(theme: "\u{1b}[31mpink")
    #expect(wrong.failed() && wrong.complaint.contains("dark, light, contrast, none"))
  }
}
