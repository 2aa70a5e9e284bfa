import Surface

/// Where the parts of a desk stand. The notes have what the others leave, which is the most.
struct DeskPlan {
  let clock: Region
  /// nil where there is no room: the counts stand in the lowest rule then.
  private(set) var counts: Region?
  let now: Region
  let next: Region?
  /// The column of the line between the two.
  private(set) var divider: Int?
  let notes: Region
  /// With its rule on top; nil where nothing is asked, or there is no room.
  private(set) var poll: Region?
  let footer: Region
  /// What is open over all of it, with its rule on top.
  let panel: Region
  /// Of the counts, where they have a row, the notes and the footer.
  private(set) var rules: [Int] = []

  /// - Parameter answers: rows that answers would take; nil where nothing is asked.
  init(_ size: Size, answers: Int?) {
    let (rows, columns) = (size.rows, size.columns - 2)
    func region(_ row: Int, _ rows: Int) -> Region { Region(row: row, column: 1, rows: rows, columns: columns) }
    clock = region(0, 1)
    footer = region(rows - 1, 1)
    var top = 1
    if rows >= 16 {
      counts = region(1, 1)
      rules.append(2)
      top = 3
    }
    panel = region(counts == nil ? 1 : 2, rows - 2 - (counts == nil ? 1 : 2))
    let height = Self.slideRows(size)
    if size.columns >= Self.wide {
      let width = columns / 2 - 1
      divider = 1 + width + 1
      now = Region(row: top, column: 1, rows: height, columns: width)
      next = Region(row: top, column: 1 + width + 3, rows: height, columns: columns - width - 3)
    } else {
      now = region(top, height > 1 ? height - 1 : 1)
      next = height > 1 ? region(top + height - 1, 1) : nil
    }
    top += height
    rules.append(top)
    let below = region(top + 1, rows - 2 - top - 1)
    rules.append(rows - 2)
    let most = rows < 18 ? 0 : rows < 22 ? 4 : rows < 30 ? 5 : 9
    let pollRows = answers.map { most == 0 ? 0 : min(1 + max($0, 1), most) } ?? 0
    notes = below.first(rows: below.rows - pollRows)
    if pollRows > 0 { poll = below.dropping(rows: below.rows - pollRows) }
  }

  /// Columns from which on two slides stand side by side.
  private static let wide = 72

  private static func slideRows(_ size: Size) -> Int {
    switch size.rows {
    case ..<14: 1
    case ..<18: 2
    case ..<22: 4
    case ..<30: 5
    case ..<40: 7
    default: 11
    }
  }
}
