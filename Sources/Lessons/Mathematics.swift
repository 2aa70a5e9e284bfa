/// Sets a small part of LaTeX as text that fits a terminal.
public enum Mathematics {
  /// - Parameters:
  ///   - source: what stands between $` and `$, or in a ```` ```math ```` block.
  ///   - unicode: whether the terminal shows more than ASCII.
  /// - Returns: one string a line; `\\` and line feeds begin a new one.
  public static func lines(_ source: String, unicode: Bool) -> [String] {
    [source]
  }

  /// The commands of `source` that `lines` knows no signs for, each once, with their backslashes.
  public static func unknownCommands(_ source: String) -> [String] { [] }
}
