import Glibc

/// What a command needs to know of its standard output that prints lines and takes no screen.
public enum PlainOutput {
  /// Columns of the terminal; nil where the lines go somewhere else, which has room for any.
  public static var columns: Int? {
    isatty(STDOUT_FILENO) == 1 ? TerminalSize.now(usual: nil).columns : nil
  }

  /// Columns of the terminal that standard error is.
  public static var errorColumns: Int { TerminalSize.now(usual: nil, of: STDERR_FILENO).columns }

  /// Whether letters beyond ASCII may be printed: the user's locale says so, or nobody reads the lines as they come.
  public static var isUnicode: Bool {
    isatty(STDOUT_FILENO) != 1 || UserLocale.adopt()
  }
}
