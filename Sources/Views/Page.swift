import Surface

/// Rows of text that may be more than fit. Where they are, the last row says how many are below.
struct Page {
  let lines: [Line]
  let region: Region

  /// The highest line that may stand on top.
  var lastTop: Int { max(0, lines.count - region.rows) }

  func draw(_ painter: inout Painter, top: Int) {
    let top = min(top, lastTop)
    let isCut = top < lastTop
    let shown = min(region.rows - (isCut ? 1 : 0), lines.count - top)
    for row in 0..<max(shown, 0) { painter.put(lines[top + row], region, row: row) }
    guard isCut else { return }
    let count = lines.count - top - shown
    let above = top == 0 ? "" : "\(painter.glass.text("▲")) \(top) "
    let text = "\(above)\(painter.glass.text("▼")) \(count) more \(count == 1 ? "line" : "lines"), J"
    painter.put([Span(text, .notice)], region, row: region.rows - 1)
  }
}
