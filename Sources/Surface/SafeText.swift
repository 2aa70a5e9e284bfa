/// The one place where text that came from a file or another person is made safe to draw.
///
/// Dropped: control characters, bidirectional overrides, zero-width and other format characters, unassigned and
/// private code points. Kept: what is left, with at most two combining marks on a character.
public enum SafeText {
  public static func characters(_ text: String) -> [Character] {
    guard text.unicodeScalars.allSatisfy(isPlain) else { return text.flatMap(safe) }
    var characters: [Character] = []
    characters.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { characters.append(Character(scalar)) }
    return characters
  }

  /// Printable, and never joined with a neighbour into one character: nearly all that is drawn.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7f, 0xa1...0xac, 0xae...0xff, 0x3b1...0x3c9, 0x2010...0x2027, 0x2030...0x205e, 0x2190...0x22ff,
      0x2500...0x25ff:
      true
    default: false
    }
  }

  /// `text` without what `characters` drops.
  public static func string(_ text: String) -> String {
    String(characters(text))
  }

  /// Columns that `text` takes once it is made safe.
  public static func width(of text: String) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text.utf8.count }
    return characters(text).reduce(0) { $0 + width(of: $1) }
  }

  /// Columns that a safe character takes: 2 for East Asian wide characters and emoji, else 1.
  public static func width(of character: Character) -> Int {
    character.unicodeScalars.first.map { isWide($0.value) ? 2 : 1 } ?? 1
  }

  /// A letter of some scripts is several scalars that are no marks; each of them is a character on the screen.
  private static func safe(_ character: Character) -> [Character] {
    if character == "\t" { return [" "] }
    var letters: [String] = []
    var marks = 0
    for scalar in character.unicodeScalars where isPrintable(scalar) {
      guard isMark(scalar) else {
        letters.append(String(scalar))
        marks = 0
        continue
      }
      marks += 1
      if marks <= 2, !letters.isEmpty { letters[letters.count - 1].unicodeScalars.append(scalar) }
    }
    return letters.map { Character($0) }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }

  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    // Variation selectors, fillers and joiners: letters or marks by their category, but nothing to see.
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Blocks of East Asian width W or F and of emoji, as terminals draw them (Unicode 15).
  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    return switch value {
    case 0x1100...0x115f, 0x231a...0x231b, 0x2329...0x232a, 0x23e9...0x23ec, 0x23f0, 0x23f3, 0x25fd...0x25fe,
      0x2614...0x2615, 0x2648...0x2653, 0x267f, 0x2693, 0x26a1, 0x26aa...0x26ab, 0x26bd...0x26be,
      0x26c4...0x26c5, 0x26ce, 0x26d4, 0x26ea, 0x26f2...0x26f3, 0x26f5, 0x26fa, 0x26fd, 0x2705,
      0x270a...0x270b, 0x2728, 0x274c, 0x274e, 0x2753...0x2755, 0x2757, 0x2795...0x2797, 0x27b0, 0x27bf,
      0x2b1b...0x2b1c, 0x2b50, 0x2b55, 0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0x9fff,
      0xa000...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f,
      0xff00...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18aff, 0x1aff0...0x1b2ff, 0x1f004, 0x1f0cf, 0x1f18e,
      0x1f191...0x1f19a, 0x1f200...0x1f320, 0x1f32d...0x1f335, 0x1f337...0x1f37c, 0x1f37e...0x1f393,
      0x1f3a0...0x1f3ca, 0x1f3cf...0x1f3d3, 0x1f3e0...0x1f3f0, 0x1f3f4, 0x1f3f8...0x1f43e, 0x1f440,
      0x1f442...0x1f4fc, 0x1f4ff...0x1f53d, 0x1f54b...0x1f54e, 0x1f550...0x1f567, 0x1f57a,
      0x1f595...0x1f596, 0x1f5a4, 0x1f5fb...0x1f64f, 0x1f680...0x1f6c5, 0x1f6cc, 0x1f6d0...0x1f6d2,
      0x1f6d5...0x1f6d7, 0x1f6dc...0x1f6df, 0x1f6eb...0x1f6ec, 0x1f6f4...0x1f6fc, 0x1f7e0...0x1f7eb,
      0x1f7f0, 0x1f90c...0x1f93a, 0x1f93c...0x1f945, 0x1f947...0x1f9ff, 0x1fa70...0x1faff,
      0x20000...0x3fffd:
      true
    default: false
    }
  }
}
