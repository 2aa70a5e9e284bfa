extension StringProtocol {
  /// Without spaces, tabs and line ends at both ends.
  var trimmed: String { String(trimmedStart.reversed().drop { $0.isBlank }.reversed()) }

  /// Without spaces, tabs and line ends at the start.
  var trimmedStart: String { String(drop { $0.isBlank }) }

  /// Where `word` begins for the first time. Complexity: O(count · word's count), over UTF-8.
  func position(of word: String) -> Index? {
    let word = Array(word.utf8)
    guard let first = word.first else { return startIndex }
    var at = utf8.startIndex
    while let start = utf8[at...].firstIndex(of: first) {
      if utf8[start...].starts(with: word) { return start }
      at = utf8.index(after: start)
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

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\n" || self == "\r\n" }
}
