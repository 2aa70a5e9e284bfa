import CNcurses
import CTerminal
import Glibc
import Surface

/// Frames to bytes: one ncurses screen with one window, on files of the caller's.
final class Painter {
  private let screen: OpaquePointer
  private let isUnicode: Bool
  private var window: UnsafeMutablePointer<WINDOW>
  private var palette: Palette
  private var shown: Frame?
  private(set) var size: Size

  init?(
    type: TerminalType, output: UnsafeMutablePointer<FILE>, input: UnsafeMutablePointer<FILE>, size: Size,
    isUnicode: Bool
  ) {
    // Not the size that the terminal claims, which may be anything. newterm needs one, though.
    use_env(type.usualSize == nil)
    if type.usualSize == nil {
      setenv("COLUMNS", "80", 1)
      setenv("LINES", "24", 1)
    }
    guard let screen = newterm(type.name, output, input) else { return nil }
    // Keys that wait must not hold up a frame.
    typeahead(-1)
    raw()
    noecho()
    nonl()
    curs_set(0)
    palette = Palette(colours: type.colours)
    resizeterm(Int32(size.rows), Int32(size.columns))
    guard let window = Self.newWindow() else { return nil }
    self.screen = screen
    self.isUnicode = isUnicode
    self.window = window
    self.size = size
  }

  deinit {
    set_term(screen)
    endwin()
    delwin(window)
    delscreen(screen)
  }

  /// Sends what differs from the frame before; nothing at all where nothing does.
  func present(_ frame: Frame) {
    guard frame != shown else { return }
    set_term(screen)
    let old = shown.flatMap { $0.size == frame.size && $0.ground == frame.ground ? $0 : nil }
    if old == nil { setGround(frame.ground) }
    let width = frame.size.columns
    for row in 0..<min(size.rows, frame.size.rows) {
      let cells = frame.cells[row * width..<(row + 1) * width]
      if let old, old.cells[row * width..<(row + 1) * width] == cells { continue }
      draw(Blanks.joined(cells.prefix(size.columns)), row: row)
    }
    wnoutrefresh(window)
    doupdate()
    shown = frame
  }

  /// Sends the whole frame again.
  func repaint() {
    set_term(screen)
    clearok(window, true)
    wnoutrefresh(window)
    doupdate()
  }

  func resize(_ size: Size) {
    set_term(screen)
    resizeterm(Int32(size.rows), Int32(size.columns))
    self.size = size
    guard let other = Self.newWindow() else { return }
    delwin(window)
    window = other
    shown = nil
  }

  private static func newWindow() -> UnsafeMutablePointer<WINDOW>? {
    let window = newwin(0, 0, 0, 0)
    keypad(window, true)
    leaveok(window, true)
    return window
  }

  /// The window's background is what ncurses clears with, so that the terminal's own erasing can be used.
  private func setGround(_ style: Style) {
    palette.groundHasColours = style.ink != nil || style.ground != nil
    var blank = cchar_t()
    set(&blank, " ", paint(style))
    wbkgrnd(window, &blank)
    werase(window)
  }

  private func draw(_ cells: [FrameCell], row: Int) {
    guard var style = cells.first?.style else { return }
    var paint = paint(style)
    var line: [cchar_t] = []
    line.reserveCapacity(cells.count)
    for index in cells.indices where !cells[index].text.isEmpty {
      if cells[index].style != style {
        style = cells[index].style
        paint = self.paint(style)
      }
      let isWide = index + 1 < cells.endIndex && cells[index + 1].text.isEmpty
      let text = glyph(cells[index].text, columns: isWide ? 2 : 1)
      line.append(cchar_t())
      set(&line[line.count - 1], text, paint)
      if isWide, text == "?" {
        line.append(cchar_t())
        set(&line[line.count - 1], " ", paint)
      }
    }
    wmove(window, Int32(row), 0)
    wadd_wchnstr(window, line, Int32(line.count))
  }

  /// A character about which ncurses and the frame disagree would shift the rest of its row.
  private func glyph(_ text: String, columns: Int) -> String {
    guard let first = text.unicodeScalars.first else { return " " }
    if first.isASCII { return first.value < 0x20 || first.value == 0x7f || columns != 1 ? "?" : text }
    return isUnicode && bilab_columns(Int32(bitPattern: first.value)) == columns ? text : "?"
  }

  /// A style as ncurses has it.
  private struct Paint {
    let attributes: attr_t
    let pair: Int32
  }

  private func paint(_ style: Style) -> Paint {
    var attributes: attr_t = 0
    if style.isBold { attributes |= bilab_bold() }
    if style.isUnderlined { attributes |= bilab_underline() }
    if style.isReversed { attributes |= bilab_reverse() }
    return Paint(attributes: attributes, pair: palette.pair(for: style))
  }

  private func set(_ cell: inout cchar_t, _ text: String, _ paint: Paint) {
    withUnsafeTemporaryAllocation(of: wchar_t.self, capacity: 4) { letters in
      var count = 0
      for scalar in text.unicodeScalars where count < 3 && (isUnicode || scalar.isASCII) {
        letters[count] = wchar_t(bitPattern: scalar.value)
        count += 1
      }
      letters[count] = 0
      _ = bilab_set_cell(&cell, letters.baseAddress, paint.attributes, paint.pair)
    }
  }
}
