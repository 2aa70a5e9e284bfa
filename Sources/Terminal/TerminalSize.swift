import Glibc
import Surface

/// What the terminal says of its size, within what a screen can be. Any ssh client can claim any size at any moment,
/// and ncurses would allocate it, or crash.
enum TerminalSize {
  static func now(usual: Size?, of file: Int32 = STDOUT_FILENO) -> Size {
    var window = winsize()
    _ = ioctl(file, UInt(TIOCGWINSZ), &window)
    return clamped(columns: Int(window.ws_col), rows: Int(window.ws_row), usual: usual)
  }

  /// A serial line says 0; the terminal's description may know more.
  static func clamped(columns: Int, rows: Int, usual: Size?) -> Size {
    let usual = usual ?? Size(columns: 80, rows: 24)
    return Size(
      columns: min(columns == 0 ? usual.columns : columns, 400),
      rows: min(rows == 0 ? usual.rows : rows, 150))
  }
}
