/// Numbers as pictures, one column a number (two in ASCII).
struct Glyphs {
  let glass: Glass
  /// The size that fills a cell.
  let scale: Double

  /// Columns that one number takes.
  var columns: Int { glass.isUnicode ? 1 : 2 }

  /// The picture of a number: positive rises from the floor, negative hangs from the ceiling.
  func span(_ value: Double, isNow: Bool = false, isUnderlined: Bool = false) -> Span {
    var look = Look(value < 0 ? .negative : .positive, isNow: isNow, isUnderlined: isUnderlined)
    guard value.isFinite else { return Span(columns == 1 ? "!" : " !", Look(.notice)) }
    let size = min(abs(value) / scale, 1)
    guard glass.isUnicode else { return Span(digit(value, size), look) }
    guard value < 0, glass.hasAttributes else { return Span(plainPicture(value, size), look) }
    // What is left free at the bottom, in reverse video; a full block would have no side to hang from.
    let eighths = min(max(Int((size * 8).rounded()), 1), 7)
    look.isReversed = true
    return Span(Self.rising[7 - eighths], look)
  }

  /// The picture in the hue of what it belongs to. Below zero it has two sizes only, and needs no reverse video, which
  /// over ssh costs more than all else.
  func span(_ value: Double, in role: Role, isUnderlined: Bool) -> Span {
    let look = Look(role, isUnderlined: isUnderlined)
    guard value.isFinite else { return Span(columns == 1 ? "!" : " !", Look(.notice)) }
    let size = min(abs(value) / scale, 1)
    return Span(glass.isUnicode ? plainPicture(value, size) : digit(value, size), look)
  }

  private func digit(_ value: Double, _ size: Double) -> String {
    (value < 0 ? "-" : " ") + String(Int((size * 9).rounded()))
  }

  private func plainPicture(_ value: Double, _ size: Double) -> String {
    if value == 0 { return "–" }
    if value < 0 { return size < 0.5 ? "▔" : "▀" }
    return Self.rising[min(max(Int((size * 8).rounded()), 1), 8) - 1]
  }

  /// The picture of a size above 0 and at most 1.
  func level(_ size: Double) -> String { Self.rising[min(max(Int((size * 8).rounded()), 1), 8) - 1] }

  private static let rising = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// A bar of up to `width` columns for a size between 0 and 1.
  func bar(_ size: Double, width: Int) -> String {
    guard size.isFinite else { return "" }
    let size = min(max(size, 0), 1)
    guard glass.isUnicode else { return String(repeating: "#", count: Int((size * Double(width)).rounded())) }
    let eighths = Int((size * Double(width) * 8).rounded())
    let rest = eighths % 8
    return String(repeating: "█", count: eighths / 8) + (rest > 0 ? Self.growing[rest - 1] : "")
  }

  private static let growing = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
}
