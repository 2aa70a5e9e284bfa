import Glibc
import Surface

/// What a Screen would find, without taking the terminal.
public struct TerminalFacts: Sendable {
  public let isInput: Bool
  public let isOutput: Bool
  /// TERM as it is set; anything can be in it.
  public let name: String?
  /// The colours of its description; nil where a Screen would not open on it.
  public let colours: Int?
  /// Columns and rows of the terminal that standard output is.
  public let size: Size?
  /// Why a Screen would not open.
  public let fault: ScreenError?
  /// Whether text is UTF-8.
  public let isUnicode: Bool

  public static func now() -> TerminalFacts { TerminalFacts() }

  /// Of the terminal that standard output is, as a Screen will find it; 80x24 where it is none.
  public static var screenSize: Size { TerminalSize.now(usual: nil) }

  /// Columns of the terminal that standard output is; nil where it is none.
  public static var columns: Int? {
    isatty(STDOUT_FILENO) == 1 ? TerminalSize.now(usual: nil).columns : nil
  }

  private init() {
    isUnicode = UserLocale.adopt()
    isInput = isatty(STDIN_FILENO) == 1
    isOutput = isatty(STDOUT_FILENO) == 1
    name = environment("TERM")
    var type: TerminalType?
    var fault: ScreenError? = name == nil ? .noName : nil
    if let name {
      do { type = try TerminalType(name: name, output: STDOUT_FILENO) } catch { fault = error }
    }
    colours = type?.colours
    self.fault = fault ?? (isInput && isOutput ? nil : .noTerminal)
    size = isOutput ? TerminalSize.now(usual: type?.usualSize) : nil
  }
}
