import Surface

/// The spaces between words. Nobody sees in which ink they are, so they take that of the word before them: a terminal
/// that is told the ink of every space is told little else.
enum Gaps {
  /// A wider one is sent as a move of the cursor or as an erasing, which wants the row's own style.
  private static let widest = 8

  static func filled(_ row: ArraySlice<FrameCell>) -> ArraySlice<FrameCell> {
    var row = row
    var index = row.startIndex
    while let start = row[index...].firstIndex(where: isBlank) {
      index = row[start...].firstIndex { !isBlank($0) } ?? row.endIndex
      guard index < row.endIndex, start > row.startIndex, index - start <= widest else { continue }
      let before = row[start - 1].style
      guard !before.isUnderlined, !before.isReversed else { continue }
      for gap in start..<index where row[gap].style.ground == before.ground { row[gap].style = before }
    }
    return row
  }

  /// Whether the cell shows nothing but its ground.
  private static func isBlank(_ cell: FrameCell) -> Bool {
    cell.text == " " && !cell.style.isUnderlined && !cell.style.isReversed
  }
}
