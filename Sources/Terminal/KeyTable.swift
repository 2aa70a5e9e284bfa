import Surface

/// What a whole escape sequence means.
struct KeyTable {
  /// From the terminal's own description, in an array: at the start there is no key to look for yet.
  private let described: [(bytes: [UInt8], key: Key)]

  init(_ described: [(bytes: [UInt8], key: Key)]) {
    self.described = described
  }

  func key(_ sequence: [UInt8]) -> Key? {
    described.last { $0.bytes == sequence }?.key ?? Self.usual[sequence]
  }

  private static let usual: [[UInt8]: Key] = {
    var table: [[UInt8]: Key] = [:]
    func add(_ key: Key, _ endings: String...) {
      for ending in endings { table[[0x1b] + Array(ending.utf8)] = key }
    }
    for (letter, key): (String, Key) in [("A", .up), ("B", .down), ("C", .right), ("D", .left)] {
      add(key, "[" + letter, "O" + letter)
    }
    add(.home, "[H", "OH", "[1~", "[7~")
    add(.end, "[F", "OF", "[4~", "[8~")
    add(.pageUp, "[5~")
    add(.pageDown, "[6~")
    add(.backTab, "[Z")
    // The keypad of digits in application mode.
    add(.enter, "OM")
    for (letter, character) in zip("jklmnopqrstuvwxy", "*+,-./0123456789") {
      add(.character(character), "O" + String(letter))
    }
    return table
  }()
}
