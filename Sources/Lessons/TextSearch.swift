import Glibc

extension StringProtocol {
  /// Without spaces, tabs and line ends at both ends.
  var trimmed: String {
    let text = Substring(self)
    guard let last = text.utf8.lastIndex(where: { !$0.isBlank }) else { return "" }
    return text[..<text.utf8.index(after: last)].trimmedStart
  }

  /// Without spaces, tabs and line ends at the start.
  var trimmedStart: String {
    String(self[(utf8.firstIndex { !$0.isBlank } ?? endIndex)...])
  }

  var isBlank: Bool { utf8.allSatisfy(\.isBlank) }

  /// Where `word` begins for the first time. Complexity: O(count · word's count), over UTF-8.
  func position(of word: String) -> Index? {
    var (text, word) = (Substring(self), word)
    let offset = text.withUTF8 { text in word.withUTF8 { Self.offset(of: $0, in: text) } }
    return offset.map { utf8.index(startIndex, offsetBy: $0) }
  }

  private static func offset(of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = word.first else { return 0 }
    var at = 0
    while at + word.count <= text.count {
      let start = text.baseAddress! + at
      guard let found = memchr(start, Int32(first), text.count - word.count - at + 1) else { return nil }
      at = UnsafeRawPointer(found) - UnsafeRawPointer(text.baseAddress!)
      if memcmp(found, word.baseAddress!, word.count) == 0 { return at }
      at += 1
    }
    return nil
  }

  /// The column, in Unicode scalars from 1, of the first `word` at or after a column; nil if there is none.
  func column(of word: String, from column: Int = 1) -> Int? {
    guard let start = unicodeScalars.index(startIndex, offsetBy: column - 1, limitedBy: endIndex),
      let found = self[start...].position(of: word)
    else { return nil }
    return column + unicodeScalars.distance(from: start, to: found)
  }

  /// The column of the last `word`.
  func column(ofLast word: String) -> Int? {
    var last: Int?
    while let next = column(of: word, from: (last ?? 0) + 1) { last = next }
    return last
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}
