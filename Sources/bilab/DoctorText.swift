import Kiosk
import Surface

extension DoctorReport {
  /// Lines of at most so many columns; words too long for one stay whole.
  func text(columns: Int) -> String {
    let rows = [
      ("bilab", "\(versions.bilab), \(versions.processor)"),
      ("kernel", "\(versions.kernel), \(versions.landlock > 0 ? "Landlock ABI \(versions.landlock)" : "no Landlock")"),
      ("terminal", terminalText),
      ("stdin", terminal.input),
      ("stdout", terminal.output),
      ("lab", terminal.fault.map { "does not open: \($0)" } ?? "opens"),
      ("text", locale.text + (locale.setting.map { ", by \($0)" } ?? ", for no variable sets a locale")),
      ("program", files.program),
      ("lessons", "in the program"),
      ("terminfo", files.terminals.isEmpty ? "nowhere" : files.terminals.joined(separator: " ")),
      ("locales", files.locales.isEmpty ? "nowhere" : files.locales.joined(separator: " ")),
      ("classes", files.classes.joined(separator: " ")),
      ("answers", files.answers),
      ("settings", files.settings ?? "nowhere: HOME names no folder"),
      ("memory", files.memory ?? "nowhere: HOME names no folder"),
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
      : "NOT wholly locked: what is marked NO does not hold here"
  }

  /// Names and wrapped texts, side by side where half of the columns are left for the texts.
  private static func table(_ rows: [(name: String, text: String)], columns: Int) -> String {
    let width = (rows.map { $0.name.count }.max() ?? 0) + 2
    let isBeside = width <= columns / 2
    let indent = isBeside ? width : 5
    return rows.map { name, text in
      var lines = wrapped(text, columns: columns - indent).map { String(repeating: " ", count: indent) + $0 }
      if isBeside, !lines.isEmpty {
        lines[0] = name + lines[0].dropFirst(name.count)
      } else {
        lines.insert(name, at: 0)
      }
      return lines.map { $0 + "\n" }.joined()
    }.joined()
  }

  private static func wrapped(_ text: String, columns: Int) -> [String] {
    text.split(separator: " ").reduce(into: []) { lines, word in
      if let line = lines.last, line.count + 1 + word.count <= columns {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(String(word))
      }
    }
  }
}
