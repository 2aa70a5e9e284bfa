import Lab
import Surface

/// A part of the screen.
struct Region: Equatable, Sendable {
  var row: Int
  var column: Int
  var rows: Int
  var columns: Int

  /// The part below the first `count` rows.
  func dropping(rows count: Int) -> Region {
    let count = min(max(count, 0), rows)
    return Region(row: row + count, column: column, rows: rows - count, columns: columns)
  }

  func first(rows count: Int) -> Region {
    Region(row: row, column: column, rows: min(max(count, 0), rows), columns: columns)
  }
}

/// Writes looks into a frame, in the colours of a palette and the characters of a glass.
struct Painter {
  var frame: Frame
  let palette: Palette
  let glass: Glass

  init(size: Size, theme: ThemeName, glass: Glass) {
    palette = Palette(theme, colours: glass.colours)
    self.glass = glass
    frame = Frame(size: size, ground: palette.base)
  }

  /// Writes a line, cut at the region's right edge; rows are counted inside the region.
  mutating func put(_ line: Line, _ region: Region, row: Int, column: Int = 0) {
    guard (0..<region.rows).contains(row) else { return }
    var at = region.column + column
    for span in line.cut(to: region.columns - column, glass) {
      at = frame.put(
        span.text, row: region.row + row, column: at, style: palette.style(span.look),
        limit: region.column + region.columns)
    }
  }

  /// Writes a line that ends at the region's right edge.
  mutating func putRight(_ line: Line, _ region: Region, row: Int) {
    put(line, region, row: row, column: max(0, region.columns - line.width))
  }

  mutating func rule(_ region: Region, row: Int) {
    put([Span(String(repeating: glass.text("─"), count: region.columns), .dim)], region, row: row)
  }

  mutating func clear(_ region: Region) {
    let blank = String(repeating: " ", count: region.columns)
    for row in 0..<region.rows { put([Span(blank)], region, row: row) }
  }
}
