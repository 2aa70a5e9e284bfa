/// A comment that means something.
enum Remark: Equatable {
  case pause
  case note(String)

  /// - Parameter comment: what stands between `<!--` and `-->`.
  /// - Returns: nil for a comment that is nothing but a comment.
  init?(_ comment: String) {
    let words = comment.trimmed
    if words == "pause" {
      self = .pause
    } else if words.hasPrefix("note:") {
      self = .note(Remark.unindented(words.dropFirst(5).trimmed))
    } else {
      return nil
    }
  }

  /// The lines of a note are indented below its start in the file, not on the speaker's screen.
  static func unindented(_ note: String) -> String {
    guard note.position(of: "\n") != nil else { return note }
    let lines = note.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.map { Substring($0).trimmed }.joined(separator: "\n")
  }
}

/// The pieces of raw HTML: comments, and anything else.
enum HTMLPiece: Equatable {
  case comment(String)
  case other(String)

  static func pieces(_ html: String) -> [HTMLPiece] {
    var result: [HTMLPiece] = []
    var rest = html[...]
    while !rest.isEmpty {
      let start = rest.position(of: "<!--") ?? rest.endIndex
      if !rest[..<start].isBlank { result.append(.other(rest[..<start].trimmed)) }
      guard start < rest.endIndex else { break }
      let body = rest[rest.index(start, offsetBy: 4)...]
      let end = body.position(of: "-->") ?? body.endIndex
      result.append(.comment(String(body[..<end])))
      rest = end < body.endIndex ? body[body.index(end, offsetBy: 3)...] : ""
    }
    return result
  }
}
