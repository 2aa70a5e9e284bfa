extension Repair {
  /// Cells that all tables of a lesson may have together. cmark fills every row up to the table's width, so a few bytes
  /// a row can ask for any amount of memory.
  private static let maximumCells = 50_000
  private static let maximumColumns = 32

  /// Takes the line of dashes out of tables that are too large: what is left is words.
  static func limitTables(_ text: inout LessonText, faults: Faults) {
    var cells = 0
    var rowsBelow = 0
    for index in text.lines.indices.reversed() {
      let line = text.lines[index].text
      if line.isBlank {
        rowsBelow = 0
        continue
      }
      rowsBelow += 1
      let columns = delimiterColumns(line)
      guard columns > 0 else { continue }
      if columns <= maximumColumns, cells + columns * rowsBelow <= maximumCells {
        cells += columns * rowsBelow
      } else {
        faults.report(
          .tableTooLarge, at: text.start(ofLine: index + 1),
          "the table is too large to show",
          advice: "use at most \(maximumColumns) columns, and \(maximumCells) cells in the whole lesson")
        text.lines[index].text = ""
      }
    }
  }

  /// How many columns a line gives a table if it is the one below the table's head, else 0.
  private static func delimiterColumns(_ line: String) -> Int {
    var (pipes, dashes, isMarked) = (0, 0, false)
    for byte in line.utf8.reversed() {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): dashes += 1
      case UInt8(ascii: ":"): isMarked = true
      case 0x20, 0x09, 0x0b, 0x0c: continue
      default: return dashes > 0 && (pipes > 0 || isMarked) ? pipes + 1 : 0
      }
    }
    return dashes > 0 && (pipes > 0 || isMarked) ? max(1, pipes - (line.trimmed.hasPrefix("|") ? 1 : 0)) : 0
  }
}
