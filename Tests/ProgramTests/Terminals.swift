import PseudoTerminal
import Testing

/// bilab in a terminal of its own, ready for keys: before that, the terminal itself would take some of them.
func startLab(
  _ arguments: [String] = [], columns: Int = 80, rows: Int = 24, environment: [String: String] = Program.environment
) throws -> PseudoTerminal {
  let terminal = try PseudoTerminal(columns: columns, rows: rows, deadline: 60)
  try terminal.run(Program.path, arguments, environment: environment)
  try terminal.waitFor("the lab") { _ in terminal.modes != terminal.modesAtStart }
  return terminal
}

/// What `bilab dump` prints, on a screen of that size.
func dumped(
  _ arguments: [String], keys: [String] = [], columns: Int = 80, rows: Int = 24, colours: String = "256"
) throws -> VirtualTerminal {
  let size = ["--size", "\(columns)x\(rows)", "--color", colours, "--keys", keys.joined(separator: " ")]
  let result = try Program.run(["dump"] + arguments + size)
  #expect(result.status == 0, "\(result.complaint)")
  let screen = VirtualTerminal(columns: columns, rows: rows)
  screen.write(Array(result.text.replacing("\n", with: "\r\n").dropLast().utf8))
  return screen
}

extension VirtualTerminal {
  /// All cells with their looks. A space has no ink, whatever colour it was sent in.
  var cells: [Cell] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in
        var cell = self[row, column]
        if cell.text == " ", !cell.isUnderlined, !cell.isReversed { (cell.ink, cell.isBold) = (nil, false) }
        return cell
      }
    }
  }
}

extension PseudoTerminal {
  /// Waits until the screen shows exactly this.
  func waitFor(_ frame: VirtualTerminal, _ what: String = "") throws {
    let (text, cells) = (frame.text, frame.cells)
    try waitFor("the frame \(what)\n\(text)\n") { $0.text == text && $0.cells == cells }
  }

  /// Waits until the screen shows what `bilab dump` prints.
  func waitForDump(_ arguments: [String], keys: [String] = []) throws {
    try waitFor(
      dumped(arguments, keys: keys, columns: screen.columns, rows: screen.rows), "after \(keys.joined(separator: " "))")
  }

  /// Sends keys by the names that `bilab dump` knows.
  func press(_ keys: [String]) throws {
    for key in keys { try send(Self.sequences[key] ?? key) }
  }

  private static let sequences = [
    "space": " ", "enter": "\r", "tab": "\t", "shift-tab": "\u{1b}[Z", "backspace": "\u{7f}", "up": "\u{1b}OA",
    "down": "\u{1b}OB", "right": "\u{1b}OC", "left": "\u{1b}OD", "home": "\u{1b}OH", "end": "\u{1b}OF",
    "pgup": "\u{1b}[5~", "pgdn": "\u{1b}[6~", "ctrl-l": "\u{0c}", "esc": "\u{1b}",
  ]

  /// Nothing of the program is left on the terminal.
  func expectGivenBack() {
    #expect(modes == modesAtStart)
    #expect(screen.showsCursor)
    #expect(!screen.showsAlternateScreen)
    #expect(!screen.wasAsked)
  }
}
