import Lessons
import Surface

/// A table set in a width: columns as wide as their words need, narrower ones wrapped where they do not all fit.
struct TableLayout {
  private(set) var lines: [Line] = []

  /// - Parameter rows: the header, then the rows.
  init(_ alignments: [ColumnAlignment], _ rows: [[Line]], _ width: Int, _ glass: Glass) {
    let columns = alignments.count
    guard columns > 0 else { return }
    let natural = (0..<columns).map { column in rows.map { $0.count > column ? $0[column].width : 0 }.max() ?? 0 }
    let widths = Self.shrink(natural, to: width - 2 * (columns - 1))
    for (index, row) in rows.enumerated() {
      let cells = (0..<columns).map { column -> [Line] in
        let cell = row.count > column ? row[column] : []
        let bold = index == 0 ? cell.map { Span($0.text, Look(.strong)) } : cell
        return wrap(bold, width: widths[column])
      }
      for part in 0..<(cells.map(\.count).max() ?? 0) {
        var line: Line = []
        for column in 0..<columns {
          let text = part < cells[column].count ? cells[column][part] : []
          let space = max(0, widths[column] - text.width)
          let left = alignments[column] == .left ? 0 : alignments[column] == .right ? space : space / 2
          if column > 0 { line.append(Span("  ")) }
          line += [Span(String(repeating: " ", count: left))] + text
          line.append(Span(String(repeating: " ", count: space - left)))
        }
        lines.append(line)
      }
      if index == 0 {
        let total = widths.reduce(0, +) + 2 * (columns - 1)
        lines.append([Span(String(repeating: glass.text("─"), count: min(total, width)), .dim)])
      }
    }
  }

  /// Takes columns away from the widest until all fit; a column keeps at least three.
  private static func shrink(_ natural: [Int], to width: Int) -> [Int] {
    var widths = natural.map { max($0, 1) }
    while widths.reduce(0, +) > width, let widest = widths.max(), widest > 3 {
      widths[widths.firstIndex(of: widest)!] -= 1
    }
    return widths
  }
}
