import PseudoTerminal
import Testing

/// A screen that is drawn change by change is the one that is drawn at once.
@Suite struct WalkTests {
  private static let keys = [
    "space", "space", "space", "backspace", "m", "c", "d", "L", "H", "O", "up", "down", "<", ">", "enter", "esc", "M",
    "]", "[", "r", "R", "P", "p", "w", "J", "K", "T", "3", "t", "g", "G", "tab", "shift-tab", "left", "right", "pgup",
    "pgdn", "home", "end", "o", "?", "j", "k", "n", "x",
  ]

  @Test(arguments: [(1, 80, 24), (2, 40, 12), (3, 100, 30), (4, 80, 24)])
  func `a random walk`(_ seed: UInt64, _ columns: Int, _ rows: Int) throws {
    let start = ["--slide", "10", "--step", "0"]
    var random = Seeded(state: seed)
    let terminal = try startLab(["--slide", "10"], columns: columns, rows: rows)
    var walked: [String] = []
    for _ in 0..<12 {
      let leg = (0..<6).map { _ in Self.keys.randomElement(using: &random)! }
      for key in leg {
        try terminal.press([key])
        walked.append(key)
        // An escape is a key only when nothing follows.
        if key == "esc" { try terminal.waitForDump(start, keys: walked) }
      }
      try terminal.waitForDump(start, keys: walked)
    }
    // Whatever somebody else wrote, Ctrl-L puts the same frame there.
    try terminal.press(["ctrl-l"])
    walked.append("ctrl-l")
    try terminal.waitForDump(start, keys: walked)
    terminal.screen.write(Array("\u{1b}[2J\u{1b}[3;3Hsomebody wrote here\u{1b}[H".utf8))
    try terminal.press(["ctrl-l"])
    walked.append("ctrl-l")
    try terminal.waitForDump(start, keys: walked)
  }
}
