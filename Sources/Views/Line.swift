import Surface

/// A piece of text with one look.
struct Span: Hashable, Sendable {
  var text: String
  var look: Look

  init(_ text: String, _ look: Look) {
    self.text = text
    self.look = look
  }

  init(_ text: String, _ role: Role = .ink) {
    self.init(text, Look(role))
  }

  var width: Int { SafeText.width(of: text) }
}

/// One row of text.
typealias Line = [Span]

extension Line {
  var width: Int { reduce(0) { $0 + $1.width } }

  /// The line in at most `width` columns, with an ellipsis where something was cut.
  func cut(to width: Int, _ glass: Glass) -> Line {
    guard self.width > width else { return self }
    let mark = glass.text("…")
    var room = width - SafeText.width(of: mark)
    var result: Line = []
    for span in self {
      var text = ""
      for character in SafeText.characters(span.text) {
        let needed = SafeText.width(of: character)
        if needed > room {
          result.append(Span(text, span.look))
          result.append(Span(mark, span.look))
          return result
        }
        room -= needed
        text.append(character)
      }
      result.append(Span(text, span.look))
    }
    return result
  }
}

/// Breaks spans into lines of at most `width` columns at spaces; a word that is wider is broken anywhere.
func wrap(_ spans: Line, width: Int) -> [Line] {
  let width = max(width, 1)
  var lines: [Line] = []
  var line: Line = []
  var used = 0
  var space: Span?

  func finish() {
    lines.append(line)
    line = []
    used = 0
    space = nil
  }

  func append(_ piece: Line, _ pieceWidth: Int) {
    if used > 0, used + (space?.width ?? 0) + pieceWidth > width { finish() }
    if let pending = space, used > 0 {
      line.append(pending)
      used += pending.width
    }
    space = nil
    guard pieceWidth > width else {
      line += piece
      used += pieceWidth
      return
    }
    for span in piece {
      for character in SafeText.characters(span.text) {
        let needed = SafeText.width(of: character)
        if used > 0, used + needed > width { finish() }
        line.append(Span(String(character), span.look))
        used += needed
      }
    }
  }

  var word: Line = []
  var wordWidth = 0
  func endWord() {
    if !word.isEmpty { append(word, wordWidth) }
    word = []
    wordWidth = 0
  }

  for span in spans {
    if span.text == "\n" {
      endWord()
      finish()
      continue
    }
    for piece in span.text.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      if piece.offset > 0 {
        endWord()
        space = Span(" ", span.look)
      }
      if !piece.element.isEmpty {
        let part = Span(String(piece.element), span.look)
        word.append(part)
        wordWidth += part.width
      }
    }
  }
  endWord()
  if !line.isEmpty || lines.isEmpty { finish() }
  return lines
}
