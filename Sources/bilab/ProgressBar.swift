import Glibc

/// One line on a terminal's standard error that says how far something has come; nothing where that is no terminal.
struct ProgressBar {
  let label: String
  private let isShown = isatty(STDERR_FILENO) == 1
  private static let width = 40

  init(label: String) {
    self.label = label
  }

  func show(done: Int, of total: Int) {
    guard isShown else { return }
    let filled = done * Self.width / max(total, 1)
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    _ = writeAll(Array("\r[\(bar)] \(label)\u{1b}[K".utf8), to: STDERR_FILENO)
  }

  func clear() {
    guard isShown else { return }
    _ = writeAll(Array("\r\u{1b}[K".utf8), to: STDERR_FILENO)
  }
}
