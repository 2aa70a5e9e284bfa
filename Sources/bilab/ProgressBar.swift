import Glibc
import Terminal

/// One line on a terminal's standard error that says how far something has come; nothing where that is no terminal.
struct ProgressBar {
  let label: String
  private let isShown = isatty(STDERR_FILENO) == 1

  init(label: String) {
    self.label = label
  }

  func show(done: Int, of total: Int) {
    guard isShown else { return }
    // Never the last column: a line that wraps cannot be cleared.
    let width = min(40, PlainOutput.errorColumns - label.count - 4)
    let filled = done * max(width, 0) / max(total, 1)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: max(width, 0) - filled)
    _ = writeAll(Array("\r\(width > 0 ? "[\(bar)] \(label)" : "")\u{1b}[K".utf8), to: STDERR_FILENO)
  }

  func clear() {
    guard isShown else { return }
    _ = writeAll(Array("\r\u{1b}[K".utf8), to: STDERR_FILENO)
  }
}
