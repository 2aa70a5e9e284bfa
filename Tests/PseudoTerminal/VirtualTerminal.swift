import CPseudoTerminal

/// A terminal without glass: takes bytes and knows what they show.
public final class VirtualTerminal {
  public struct Cell: Equatable, Sendable {
    /// Empty in the right half of a wide character.
    public var text: String
    public var ink: Int?
    public var ground: Int?
    public var isBold: Bool
    public var isUnderlined: Bool
    public var isReversed: Bool

    public init(
      text: String, ink: Int? = nil, ground: Int? = nil, isBold: Bool = false, isUnderlined: Bool = false,
      isReversed: Bool = false
    ) {
      self.text = text
      self.ink = ink
      self.ground = ground
      self.isBold = isBold
      self.isUnderlined = isUnderlined
      self.isReversed = isReversed
    }
  }

  public private(set) var columns: Int
  public private(set) var rows: Int
  private let terminal: OpaquePointer

  public init(columns: Int = 80, rows: Int = 24) {
    self.columns = columns
    self.rows = rows
    terminal = bilab_vt_new(Int32(columns), Int32(rows))
  }

  deinit { bilab_vt_free(terminal) }

  public func write(_ bytes: [UInt8]) {
    bilab_vt_write(terminal, bytes, bytes.count)
  }

  public func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bilab_vt_resize(terminal, Int32(columns), Int32(rows))
  }

  public subscript(row: Int, column: Int) -> Cell {
    let cell = bilab_vt_cell_at(terminal, Int32(row), Int32(column))
    let isRightHalf = column > 0 && bilab_vt_cell_at(terminal, Int32(row), Int32(column - 1)).width == 2
    var text = ""
    withUnsafeBytes(of: cell.letters) { letters in
      for letter in letters.bindMemory(to: UInt32.self) where letter != 0 {
        text.unicodeScalars.append(Unicode.Scalar(letter) ?? "?")
      }
    }
    return Cell(
      text: isRightHalf ? "" : text.isEmpty ? " " : text,
      ink: cell.ink < 0 ? nil : Int(cell.ink), ground: cell.ground < 0 ? nil : Int(cell.ground),
      isBold: cell.is_bold, isUnderlined: cell.is_underlined, isReversed: cell.is_reversed)
  }

  /// The rows as text, without the spaces at their ends.
  public var lines: [String] {
    (0..<rows).map { row in
      let line = (0..<columns).map { self[row, $0].text }.joined()
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  public var text: String { lines.joined(separator: "\n") }
  public var showsCursor: Bool { bilab_vt_shows_cursor(terminal) }
  public var showsAlternateScreen: Bool { bilab_vt_shows_alternate(terminal) }
  /// Whether somebody asked the terminal something.
  public var wasAsked: Bool { bilab_vt_answers(terminal) > 0 }
}
