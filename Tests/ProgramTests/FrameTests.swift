import PseudoTerminal
import Testing

/// The screen and `bilab dump` show the same.
@Suite struct FrameTests {
  @Test(arguments: [(80, 24), (40, 12), (60, 20), (132, 43)])
  func `every slide, in every cell, in 256 colours`(_ columns: Int, _ rows: Int) throws {
    let terminal = try startLab(columns: columns, rows: rows)
    let slides = try Program.run(["dump", "--json"]).lines.count
    for slide in 1...slides {
      try terminal.waitForDump(["--slide", "\(slide)", "--step", "0"])
      try terminal.press(["]"])
    }
  }

  @Test(arguments: ["C", "POSIX"])
  func `a C locale shows what --ascii prints, and nothing else`(_ locale: String) throws {
    var environment = Program.environment
    environment["LC_ALL"] = locale
    let terminal = try startLab(["--slide", "6"], environment: environment)
    try terminal.waitForDump(["--slide", "6", "--step", "0", "--ascii"])
    try terminal.press(["space", "m", "?"])
    try terminal.waitForDump(["--slide", "6", "--step", "0", "--ascii"], keys: ["space", "m", "?"])
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.received.allSatisfy { $0 < 0x80 })
  }

  @Test(arguments: [("C.UTF-8", true), ("xx_YY.UTF-8", true), ("xx_YY", false)])
  func `the locale decides on Unicode`(_ locale: String, _ isUnicode: Bool) throws {
    var environment = Program.environment
    environment["LC_ALL"] = locale
    let terminal = try startLab(["--slide", "4"], environment: environment)
    try terminal.waitForDump(["--slide", "4", "--step", "0"] + (isUnicode ? [] : ["--ascii"]))
  }

  @Test(arguments: [
    ("xterm-256color", 255), ("sixteen", 15), ("xterm", 7), ("linux", 7), ("screen", 7), ("tmux-256color", 255),
    ("xterm-mono", -1), ("vt100", -1),
  ])
  func `a terminal gets no more colours than it has`(_ term: String, _ most: Int) throws {
    var environment = Program.environment
    environment["TERM"] = term
    let folder = try Folder()
    environment["TERMINFO"] = folder.root.path
    let description = "sixteen|the colours of an old terminal,\n\tcolors#16, pairs#256, use=xterm-256color,\n"
    let source = try folder.write("source", description)
    #expect(try Program.shell("tic -o '\(folder.root.path)' '\(source)'").status == 0)
    let terminal = try startLab(["--slide", "4"], environment: environment)
    let frame = try dumped(["--slide", "4", "--step", "2"])
    try terminal.press(["space", "space"])
    try terminal.waitFor("the words of the frame") { screen in
      screen.text.filter(\.isLetter) == frame.text.filter(\.isLetter)
    }
    let colours = terminal.screen.cells.flatMap { [$0.ink, $0.ground] }.compactMap { $0 }
    #expect(colours.allSatisfy { $0 <= most })
    #expect(colours.isEmpty == (most < 0))
    #expect(most < 15 || colours.contains { $0 > 7 })
    #expect(terminal.screen.cells.contains { $0.isBold || $0.isReversed || $0.isUnderlined })
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.modes == terminal.modesAtStart)
  }

  @Test(arguments: [("NO_COLOR", "1", []), ("BILAB_THEME", "none", []), ("LANG", "C", ["--theme", "none"])])
  func `no colour is no colour`(_ name: String, _ value: String, _ arguments: [String]) throws {
    var environment = Program.environment
    environment[name] = value
    let terminal = try startLab(["--slide", "4"] + arguments, environment: environment)
    try terminal.press(["space"])
    try terminal.waitForDump(["--slide", "4", "--step", "1", "--theme", "none"])
    #expect(terminal.screen.cells.allSatisfy { $0.ink == nil && $0.ground == nil })
  }
}
