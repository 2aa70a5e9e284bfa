import Kiosk
import Surface

extension DoctorReport {
  /// Lines of at most so many columns; words too long for one stay whole.
  func text(columns: Int) -> String {
    let rows = [
      ("bilab", "\(versions.bilab), \(versions.processor)"),
      ("kernel", "\(versions.kernel), " + (versions.landlock > 0 ? "Landlock ABI \(versions.landlock)" : "no Landlock")),
      ("terminal", terminalText),
      ("stdin", terminal.input),
      ("stdout", terminal.output),
      ("lab", terminal.fault.map { "does not open: \($0)" } ?? "opens"),
      ("text", locale.text + (locale.setting.map { ", by \($0)" } ?? ", for no variable sets a locale")),
      ("program", files.program),
      ("lessons", "in the program"),
      ("terminfo", files.terminals.isEmpty ? "nowhere" : files.terminals.joined(separator: " ")),
      ("locales", files.locales.isEmpty ? "nowhere" : files.locales.joined(separator: " ")),
      ("files", "\(limits.openFiles) open at once, at most \(limits.openFilesAtMost)"),
      ("kiosk", kioskText),
    ]
    let promises = kiosk.promises.map { (($0.holds ? "yes  " : "NO   ") + $0.name, SafeText.string($0.detail)) }
    return Self.table(rows, columns: columns)
      + (promises.isEmpty ? "" : "\n" + Self.table(promises, columns: columns))
  }

  private var terminalText: String {
    let size = terminal.columns.flatMap { columns in terminal.rows.map { "\(columns)x\($0)" } }
    let colours = terminal.colours.map { $0 == 0 ? "no colours" : "\($0) colours" }
    return [terminal.name ?? "TERM is not set", colours, size].compactMap { $0 }.joined(separator: ", ")
  }

  private var kioskText: String {
    if kiosk.locked { return "locked: each of these was tried after the lock, and held" }
    return kiosk.promises.isEmpty
      ? "not known: the process that was to lock itself gave no report"
      : "NOT locked: what is marked NO does not hold here"
  }

  /// Two columns, the second one wrapped.
  private static func table(_ rows: [(String, String)], columns: Int) -> String {
    let indent = (rows.map { $0.0.count }.max() ?? 0) + 2
    return rows.map { name, text in
      var lines = [""]
      for word in text.split(separator: " ") {
        let line = lines[lines.count - 1]
        if !line.isEmpty, indent + line.count + 1 + word.count > columns {
          lines.append(String(word))
        } else {
          lines[lines.count - 1] += (line.isEmpty ? "" : " ") + word
        }
      }
      let heads = [name] + lines.dropFirst().map { _ in "" }
      return zip(heads, lines).map { head, line in
        head + String(repeating: " ", count: indent - head.count) + line + "\n"
      }.joined()
    }.joined()
  }
}
