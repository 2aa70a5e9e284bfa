import Surface

/// Why there is no screen, in one line that says what to do.
public struct ScreenError: Error, Equatable, CustomStringConvertible {
  public let description: String

  static let noTerminal = ScreenError(
    description: "standard input and output must be a terminal: "
      + "over ssh use ssh -t, or read the lesson in lines with bilab --plain")

  static let noName = ScreenError(
    description: "TERM is not set: set TERM=xterm-256color, or read the lesson in lines with bilab --plain")

  static func unknown(_ name: String) -> ScreenError {
    ScreenError(
      description: "TERM=\(escaped(name)) is not a terminal known here: "
        + "set TERM=xterm-256color, or read the lesson in lines with bilab --plain")
  }

  static func tooWeak(_ name: String) -> ScreenError {
    ScreenError(
      description: "TERM=\(escaped(name)) is a terminal that cannot move its cursor or clear: "
        + "set TERM=xterm-256color, or read the lesson in lines with bilab --plain")
  }

  static let notOpened = ScreenError(
    description: "the terminal could not be opened: read the lesson in lines with bilab --plain")

  /// The name comes from whoever set it: nothing in it may reach the terminal as anything but letters.
  private static func escaped(_ name: String) -> String {
    let shown = name.unicodeScalars.prefix(40).map { $0.escaped(asASCII: true) }.joined()
    return shown + (name.unicodeScalars.count > 40 ? "..." : "")
  }
}
