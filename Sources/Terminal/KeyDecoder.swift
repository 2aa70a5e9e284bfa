import Surface

/// The terminal's bytes to keys. Sequences that mean no key are swallowed whole, Alt with a key among them.
///
/// An escape is a key of its own, or the beginning of a sequence; only silence tells. Whoever reads the terminal asks
/// `patience` and calls `silence` when nothing came for so long.
package struct KeyDecoder {
  private enum State {
    case ground
    case escapes
    /// After `ESC [` or `ESC O`.
    case sequence
    /// The Linux console's function keys: `ESC [ [` and a letter.
    case consoleFunction
    /// Commands and answers with a text: to `ESC \` or BEL.
    case text
    case paste
  }

  private static let longestSequence = 64
  private static let pasteBegin = Array("\u{1b}[200~".utf8)
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  /// Milliseconds between two bytes of a paste after which an escape may be the user's, who wants out of a paste
  /// that never ended.
  private static let pasteStall = 500

  private let table: KeyTable
  private let escapeDelay: Int
  private var state = State.ground
  private var sequence: [UInt8] = []
  private var letter = LetterDecoder()
  private var mayLeavePaste = false

  package init(keys: [(bytes: [UInt8], key: Key)], escapeDelay: Int) {
    table = KeyTable(keys)
    self.escapeDelay = escapeDelay
  }

  /// Milliseconds of silence after which what came so far stands alone; nil where nothing waits.
  package var patience: Int? {
    switch state {
    case .ground: nil
    case .escapes: escapeDelay
    case .paste: sequence.isEmpty ? nil : escapeDelay
    // Half a sequence is no key, so there is no hurry: a slow line may still bring the rest.
    case .sequence, .consoleFunction, .text: escapeDelay * 10
    }
  }

  /// - Parameter pause: milliseconds since the bytes before.
  package mutating func decode(_ bytes: UnsafeRawBufferPointer, after pause: Int, _ found: (Key) -> Void) {
    if case .paste = state { mayLeavePaste = pause >= Self.pasteStall && bytes.count == 1 && bytes[0] == 0x1b }
    for byte in bytes { take(byte, found) }
  }

  package mutating func silence(_ found: (Key) -> Void) {
    switch state {
    case .ground: return
    case .escapes: for _ in sequence { found(.escape) }
    case .sequence, .consoleFunction, .text: break
    case .paste:
      guard mayLeavePaste, sequence == [0x1b] else {
        sequence = []
        return
      }
      found(.escape)
    }
    state = .ground
    sequence = []
  }

  private mutating func take(_ byte: UInt8, _ found: (Key) -> Void) {
    switch state {
    case .ground: takeGround(byte, found)
    case .escapes: takeAfterEscape(byte, found)
    case .sequence: takeInSequence(byte, found)
    case .consoleFunction: state = .ground
    case .text:
      if byte == 0x1b { begin(byte) } else if byte == 0x07 { state = .ground }
    case .paste: takePasted(byte)
    }
  }

  private mutating func begin(_ byte: UInt8) {
    state = .escapes
    sequence = [byte]
  }

  private mutating func takeGround(_ byte: UInt8, _ found: (Key) -> Void) {
    if byte == 0x1b {
      letter = LetterDecoder()
      begin(byte)
    } else if let key = Self.control(byte) {
      letter = LetterDecoder()
      found(key)
    } else if let scalar = letter.decode(byte), let character = SafeText.characters(String(scalar)).first {
      found(.character(character))
    }
  }

  private static func control(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x08, 0x7f: .backspace
    case 0x09: .tab
    case 0x0a, 0x0d: .enter
    case 0x01...0x1a: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: nil
    }
  }

  private mutating func takeAfterEscape(_ byte: UInt8, _ found: (Key) -> Void) {
    switch byte {
    case 0x1b:
      if sequence.count < Self.longestSequence { sequence.append(byte) }
      return
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      sequence.append(byte)
      state = .sequence
      return
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      state = .text
    default:
      if let key = table.key(sequence + [byte]) { found(key) }
      state = .ground
    }
    sequence = []
  }

  private mutating func takeInSequence(_ byte: UInt8, _ found: (Key) -> Void) {
    switch byte {
    case 0x1b:
      begin(byte)
    case UInt8(ascii: "[") where sequence.last == byte:
      state = .consoleFunction
      sequence = []
    case 0x20...0x3f:
      if sequence.count < Self.longestSequence { sequence.append(byte) }
    default:
      // A control character ends the sequence as well: terminals obey it in the middle of one.
      finish(sequence + [byte], found)
    }
  }

  private mutating func finish(_ whole: [UInt8], _ found: (Key) -> Void) {
    sequence = []
    if whole == Self.pasteBegin {
      state = .paste
      mayLeavePaste = false
      found(.paste)
      return
    }
    state = .ground
    if let key = table.key(whole) { found(key) }
  }

  private mutating func takePasted(_ byte: UInt8) {
    if byte == 0x1b {
      sequence = [byte]
    } else if !sequence.isEmpty, Self.pasteEnd[sequence.count] == byte {
      sequence.append(byte)
      if sequence.count < Self.pasteEnd.count { return }
      sequence = []
      state = .ground
    } else {
      sequence = []
    }
  }
}
