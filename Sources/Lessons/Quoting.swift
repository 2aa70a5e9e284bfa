/// Words of a lesson inside a message: one line, no control or format characters, never long.
func quoted(_ text: String) -> String {
  let limit = 40
  let scalars = text.unicodeScalars
  let start = safe(String(scalars.prefix(limit)))
  return scalars.dropFirst(limit).isEmpty ? "'\(start)'" : "'\(start)…'"
}

/// `a, b or c`.
func alternatives(_ words: [String]) -> String {
  guard let last = words.last, words.count > 1 else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " or " + last
}

/// The word that was probably meant: the one with the fewest letters to change, if they are at most half of it.
func nearest(to word: String, among words: [String]) -> String? {
  let typed = Array(word.lowercased().unicodeScalars.prefix(40))
  let best = words.map { (word: $0, distance: distance(typed, Array($0.unicodeScalars))) }
    .min { $0.distance < $1.distance }
  guard let best, best.distance <= max(1, best.word.count / 2) else { return nil }
  return best.word
}

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
private func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var rows = [Array(0...b.count)]
  for i in a.indices {
    var row = [i + 1]
    for j in b.indices {
      var value = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, rows[i - 1][j - 1] + 1) }
      row.append(value)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}

/// `text` on one line and without control or format characters.
func safe(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
