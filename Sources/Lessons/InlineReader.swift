extension BlockReader {
  /// The inlines of a paragraph, a heading or a table's cell.
  mutating func inlines(of node: MarkdownNode) -> [Inline] {
    var cursor = SourceCursor(text: text, lines: node.lines)
    return trimmed(inlines(node.children, &cursor))
  }

  private mutating func inlines(_ nodes: [MarkdownNode], _ cursor: inout SourceCursor) -> [Inline] {
    var result: [Inline] = []
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      switch node.kind {
      case .text:
        reportOpenMath(node.literal, &cursor)
        append(deck?.dialect == .mdp ? MDPText.aligned(node.literal) : node.literal, to: &result)
      case .codeSpan:
        if isMath(nodes, index, before: result) {
          dropLastDollar(&result)
          let place = cursor.skip(to: "$`")
          checkMath(node.literal, at: place)
          result.append(.math(node.literal))
          // The dollar after it is not text.
          append(String(nodes[index + 1].literal.dropFirst()), to: &result)
          reportOpenMath(String(nodes[index + 1].literal.dropFirst()), &cursor)
          index += 1
        } else {
          if result.last?.endsInDollar == true { reportUnclosedMath(cursor.skip(to: "$`")) }
          result.append(code(node.literal, &cursor))
        }
      case .softBreak: result.append(deck?.keepsLines == true ? .lineBreak : .softBreak)
      case .lineBreak: result.append(.lineBreak)
      case .emphasis: result.append(.emphasis(inlines(node.children, &cursor)))
      case .strong: result.append(.strong(inlines(node.children, &cursor)))
      case .strikethrough: result.append(.strikethrough(inlines(node.children, &cursor)))
      case .link(let target): result.append(.link(inlines(node.children, &cursor), target: target))
      case .image(let target):
        let words = inlines(node.children, &cursor).map(\.plainText).joined()
        append(deck == nil ? "[\(words)]" : Placeholder.image(words: words, target: target), to: &result)
      case .inlineHTML where deck != nil && PlainHTML.isBreak(node.literal): result.append(.lineBreak)
      case .inlineHTML:
        if deck != nil, let image = PlainHTML.image(node.literal) { append(image, to: &result) }
        readHTML(node.literal, &cursor)
      default: result += inlines(node.children, &cursor)
      }
      index += 1
    }
    return result
  }

  private func append(_ words: String, to result: inout [Inline]) {
    guard !words.isEmpty else { return }
    if case .text(let before) = result.last {
      result[result.count - 1] = .text(before + words)
    } else {
      result.append(.text(words))
    }
  }

  /// A code span is mathematics when a dollar stands directly before and after it.
  private func isMath(_ nodes: [MarkdownNode], _ index: Int, before: [Inline]) -> Bool {
    guard before.last?.endsInDollar == true, nodes.indices.contains(index + 1) else { return false }
    return nodes[index + 1].kind == .text && nodes[index + 1].literal.hasPrefix("$")
  }

  private func dropLastDollar(_ result: inout [Inline]) {
    guard case .text(let words) = result.last else { return }
    result.removeLast()
    if words.count > 1 { result.append(.text(String(words.dropLast()))) }
  }

  /// A comment that stood alone on its line leaves a break behind, and blanks at the ends.
  private func trimmed(_ inlines: [Inline]) -> [Inline] {
    let isBreak: (Inline) -> Bool = { $0 == .softBreak || $0 == .lineBreak || $0 == .text(" ") }
    return Array(Array(inlines.drop(while: isBreak).reversed()).drop(while: isBreak).reversed())
  }

  private mutating func readHTML(_ html: String, _ cursor: inout SourceCursor) {
    let place = cursor.skip(to: String(html.prefix { !$0.isNewline }))
    for piece in HTMLPiece.pieces(html) {
      switch piece {
      case .comment(let comment):
        if let deck {
          takeInside(DeckComment(comment, deck))
        } else if let remark = Remark(comment) {
          takeInside(remark, at: place)
        }
      case .other(let html): reportHTML(html, place)
      }
    }
  }

  private mutating func reportOpenMath(_ words: String, _ cursor: inout SourceCursor) {
    guard words.position(of: "$`") != nil else { return }
    reportUnclosedMath(cursor.skip(to: "$`"))
  }

  private mutating func reportUnclosedMath(_ place: SourcePlace) {
    faults.report(
      .unclosedMath, at: place, "the mathematics that begins here is never closed", advice: "end it with `$")
  }

  /// Names the commands of a formula that are not set.
  mutating func checkMath(_ source: String, at place: SourcePlace) {
    for command in Mathematics.unknownCommands(source) { reportUnknownMath(command, place) }
  }

  /// The same for a block, whose lines are known.
  mutating func checkMath(_ source: String, from first: Int, through last: Int) {
    for command in Mathematics.unknownCommands(source) {
      reportUnknownMath(command, find(command, in: first...max(first, last)) ?? text.start(ofLine: first))
    }
  }

  private mutating func reportUnknownMath(_ command: String, _ place: SourcePlace) {
    faults.report(
      .unknownMath, at: place, "the lab cannot set \(quoted(command)) and shows its name",
      advice: "use a simpler formula, or \\text{…} for words")
  }
}

/// Finds the places of inlines in the source, one after the other: cmark's own columns are wrong where a paragraph's
/// later lines are indented.
struct SourceCursor {
  private let text: LessonText
  private let lines: ClosedRange<Int>
  private var line: Int
  private var column = 1
  /// The same place in the line's own terms.
  private var index: String.Index
  /// What is not found costs a walk to the block's end.
  private var misses = 0

  init(text: LessonText, lines: ClosedRange<Int>) {
    self.text = text
    self.lines = lines
    line = lines.lowerBound
    index = text[line].startIndex
  }

  /// Moves behind the next `words`; gives where they begin, or the cursor where they are not found.
  mutating func skip(to words: String) -> SourcePlace {
    guard misses < 20 else { return text.place(line: line, column: column) }
    for candidate in line...max(line, lines.upperBound) {
      let source = text[candidate]
      let start = candidate == line ? index : source.startIndex
      guard let found = source[start...].position(of: words) else { continue }
      let before = source.unicodeScalars.distance(from: start, to: found)
      let foundColumn = (candidate == line ? column : 1) + before
      line = candidate
      index = source.utf8.index(found, offsetBy: words.utf8.count)
      column = foundColumn + words.unicodeScalars.count
      return text.place(line: candidate, column: foundColumn)
    }
    misses += 1
    return text.place(line: line, column: column)
  }
}

extension Inline {
  var endsInDollar: Bool {
    if case .text(let words) = self { return words.hasSuffix("$") }
    return false
  }

  /// The words without their looks, as in a slide's title.
  public var plainText: String {
    switch self {
    case .text(let words), .code(let words): words
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(let inner, _):
      inner.map(\.plainText).joined()
    case .math(let source): Mathematics.lines(source, unicode: true).joined(separator: " ")
    case .quantity(let quantity): Quantity.mark + quantity.text
    case .softBreak, .lineBreak: " "
    }
  }
}
