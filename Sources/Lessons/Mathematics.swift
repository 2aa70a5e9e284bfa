/// Sets a small part of LaTeX as text that fits a terminal.
///
/// Spaces stay as they are written, one for many, but for one that only ends a command: `2\pi r` is 2πr. A script is set
/// in small signs if every sign of it has one: `x_{t-1}` is xₜ₋₁, and `h_f` stays h_f. Fractions go on one line.
public enum Mathematics {
  /// - Parameters:
  ///   - source: what stands between $` and `$, or in a ```` ```math ```` block.
  ///   - unicode: whether the terminal shows more than ASCII; if not, every sign is ASCII.
  /// - Returns: one string a line, at least one; `\\` and line feeds begin a new one.
  public static func lines(_ source: String, unicode: Bool) -> [String] {
    var typesetter = Typesetter(source, unicode: unicode)
    return typesetter.lines()
  }

  /// The commands of `source` that `lines` knows no signs for, each once, with their backslashes. `lines` shows their
  /// names.
  public static func unknownCommands(_ source: String) -> [String] {
    var unknown: [String] = []
    var tokens = MathTokens(source)
    while let token = tokens.take() {
      guard case .command(let name) = token else { continue }
      var written = "\\" + name
      if name == "begin" || name == "end" {
        let environment = tokens.takeName()
        if MathSigns.environments.contains(environment) { continue }
        if name == "end" { continue }
        written += "{\(environment)}"
      } else if MathSigns.isKnown(name) {
        continue
      }
      if !unknown.contains(written), unknown.count < 20 { unknown.append(written) }
    }
    return unknown
  }

  /// `text` with ASCII twins for the signs that mathematics uses; what has no twin is left.
  public static func ascii(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text.unicodeScalars { result += MathSigns.ascii(scalar) ?? String(scalar) }
    return result
  }
}
