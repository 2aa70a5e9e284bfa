import Surface

/// Nobody sees the ink of a blank, but every change of ink is sent: a few blanks between two words take that of a
/// neighbour. Longer gaps are skipped by the cursor, and the blanks at the end of a row erased, in their own style.
enum Blanks {
  /// A move of the cursor is about as long.
  private static let longest = 5

  static func joined(_ row: ArraySlice<FrameCell>) -> [FrameCell] {
    var cells = Array(row)
    var word: Int?
    for (index, cell) in cells.enumerated() where !isBlank(cell) {
      if let before = word, (2...longest + 1).contains(index - before) {
        let ground = cells[before + 1].style.ground
        let styles = [cells[before].style, cell.style]
        if let style = styles.first(where: { !$0.isUnderlined && !$0.isReversed && $0.ground == ground }),
          cells[before + 1..<index].allSatisfy({ $0.style.ground == ground })
        {
          for blank in before + 1..<index { cells[blank].style = style }
        }
      }
      word = index
    }
    return cells
  }

  private static func isBlank(_ cell: FrameCell) -> Bool {
    cell.text == " " && !cell.style.isUnderlined && !cell.style.isReversed
  }
}
