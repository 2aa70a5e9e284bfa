/// Columns and rows of a terminal, both at least 1.
public struct Size: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// How a cell is drawn. Colours are indices into the terminal's own palette; nil is the terminal's default.
public struct Style: Hashable, Sendable {
  public var ink: UInt8?
  public var ground: UInt8?
  public var isBold = false
  public var isUnderlined = false
  public var isReversed = false

  public init(
    ink: UInt8? = nil, ground: UInt8? = nil, isBold: Bool = false, isUnderlined: Bool = false,
    isReversed: Bool = false
  ) {
    self.ink = ink
    self.ground = ground
    self.isBold = isBold
    self.isUnderlined = isUnderlined
    self.isReversed = isReversed
  }
}

/// One column of one row. A character that is two columns wide is followed by a cell with an empty text.
public struct FrameCell: Equatable, Sendable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style) {
    self.text = text
    self.style = style
  }
}

/// One whole screen as a value. Everything that is written outside it is dropped.
public struct Frame: Equatable, Sendable {
  public let size: Size
  public private(set) var cells: [FrameCell]

  /// A frame of spaces in one style, which the terminal may use to clear the screen.
  public let ground: Style

  public init(size: Size, ground: Style = Style()) {
    self.size = size
    self.ground = ground
    cells = Array(repeating: FrameCell(" ", ground), count: size.columns * size.rows)
  }

  public subscript(row: Int, column: Int) -> FrameCell {
    cells[row * size.columns + column]
  }

  /// Writes one line of text, made safe, from (row, column) on; what does not fit before `limit` is dropped.
  ///
  /// - Returns: the column after the last one written.
  @discardableResult
  public mutating func put(_ text: String, row: Int, column: Int, style: Style, limit: Int? = nil) -> Int {
    let end = min(limit ?? size.columns, size.columns)
    var column = column
    guard (0..<size.rows).contains(row) else { return column }
    for character in SafeText.characters(text) {
      let width = SafeText.width(of: character)
      if column + width > end { break }
      if column >= 0 {
        setCell(row, column, FrameCell(String(character), style))
        if width == 2 { setCell(row, column + 1, FrameCell("", style)) }
      }
      column += width
    }
    return column
  }

  /// Writing over one half of a wide character blanks its other half.
  private mutating func setCell(_ row: Int, _ column: Int, _ cell: FrameCell) {
    let index = row * size.columns + column
    if cells[index].text.isEmpty, column > 0, !cell.text.isEmpty { cells[index - 1].text = " " }
    if column + 1 < size.columns, cells[index + 1].text.isEmpty, cells[index].text != "" {
      cells[index + 1].text = " "
    }
    cells[index] = cell
  }
}
