/// Turns CommonMark's nodes into the blocks of a slide.
struct BlockReader {
  let text: LessonText
  let faults: Faults
  /// Of the deck that is read; nil in a lesson.
  let deck: DeckSettings?
  /// Notes met inside other blocks since they were last taken.
  private var notes: [String] = []
  /// Quantities met in words since they were last taken, each with its place.
  private var quantities: [(quantity: Quantity, place: SourcePlace)] = []

  init(text: LessonText, faults: Faults, deck: DeckSettings? = nil) {
    self.text = text
    self.faults = faults
    self.deck = deck
  }

  mutating func takeNotes() -> [String] {
    defer { notes = [] }
    return notes
  }

  mutating func takeQuantities() -> [(quantity: Quantity, place: SourcePlace)] {
    defer { quantities = [] }
    return quantities
  }

  mutating func keep(_ quantity: Quantity, at place: SourcePlace) { quantities.append((quantity, place)) }

  /// The blocks that a node makes: one, or none.
  mutating func blocks(of node: MarkdownNode) -> [Block] {
    switch node.kind {
    case .heading(let level): return [.heading(level: level, inlines(of: node))]
    case .paragraph where deck?.dialect == .patat && node.isThreeDots: return []
    case .paragraph:
      let inlines = inlines(of: node)
      return inlines.isEmpty ? [] : [.paragraph(inlines)]
    case .list(let start, let tight):
      return [.list(start: start, tight: tight, items: node.children.map { children(of: $0) })]
    case .quote where deck?.dialect == .patat && node.isQuotedList: return children(of: node)
    case .quote:
      let inner = children(of: node)
      return [.quote(deck == nil ? inner : Alert.named(inner))]
    case .code(let fenced, let info): return [code(node, fenced: fenced, info: info)]
    case .table(let alignments): return [table(node, alignments)]
    case .html where deck != nil: return deckBlocks(ofHTML: node)
    case .html:
      for remark in remarks(inBlock: node) { takeInside(remark, at: text.start(ofLine: node.lines.lowerBound)) }
      return []
    case .rule: return []
    default:
      return node.children.flatMap { blocks(of: $0) }
    }
  }

  private mutating func children(of node: MarkdownNode) -> [Block] {
    node.children.flatMap { blocks(of: $0) }
  }

  /// What HTML inside a list or a quote of a deck shows.
  private mutating func deckBlocks(ofHTML node: MarkdownNode) -> [Block] {
    var result: [Block] = []
    for piece in HTMLPiece.pieces(node.literal) {
      switch piece {
      case .comment(let comment): takeInside(deck.flatMap { DeckComment(comment, $0) })
      case .other(let html): result += PlainHTML.blocks(html)
      }
    }
    return result
  }

  private mutating func code(_ node: MarkdownNode, fenced: Bool, info: String) -> Block {
    let language = Repair.firstWord(info)
    if let deck, language != "math" { return DeckCode.block(node.code, info: info, deck.dialect) }
    let place = text.start(ofLine: node.lines.lowerBound)
    switch language {
    case "math":
      checkMath(node.literal, from: node.lines.lowerBound + 1, through: node.lines.upperBound)
      return .math(node.code)
    case "lab", "train", "pytorch", "question":
      faults.report(
        .labPlace, at: place,
        "a \(language) block inside a list or a quote is not \(language == "question" ? "asked" : "run")",
        advice: "move it out to the left edge, with empty lines around it")
      return .code(language: language, text: node.code)
    default: return .code(language: language, text: node.code)
    }
  }

  private mutating func table(_ node: MarkdownNode, _ alignments: [ColumnAlignment]) -> Block {
    var rows = node.children.map { row in row.children.map { inlines(of: $0) } }
    let header = rows.isEmpty ? [] : rows.removeFirst()
    return .table(alignments: alignments, header: header, rows: rows)
  }

  /// The comments of an HTML block that mean something; the rest of it is reported and dropped.
  mutating func remarks(inBlock node: MarkdownNode) -> [Remark] {
    var remarks: [Remark] = []
    for piece in HTMLPiece.pieces(node.literal) {
      switch piece {
      case .comment(let comment):
        guard let remark = Remark(comment) else { continue }
        if remark == .note("") {
          reportEmptyNote(text.start(ofLine: node.lines.lowerBound))
        } else {
          remarks.append(remark)
        }
      case .other(let html):
        let place =
          find(String(html.prefix { !$0.isNewline }), in: node.lines) ?? text.start(ofLine: node.lines.lowerBound)
        reportHTML(String(html.prefix { !$0.isNewline }), place)
      }
    }
    return remarks
  }

  /// A comment in the middle of words, a list or a quote.
  mutating func takeInside(_ remark: Remark, at place: SourcePlace) {
    switch remark {
    case .note(""): reportEmptyNote(place)
    case .note(let note): notes.append(note)
    case .pause:
      faults.report(
        .pausePlace, at: place, "a pause stands between blocks, not inside one, and this one is left out",
        advice: "write <!-- pause --> on a line of its own at the left edge")
    }
  }

  /// The same in a deck, where it is the program's affair what else may stand there.
  mutating func takeInside(_ comment: DeckComment?) {
    if case .note(let note) = comment { notes.append(note) }
  }

  private mutating func reportEmptyNote(_ place: SourcePlace) {
    faults.report(
      .emptyNote, at: place, "the note has no words", advice: "write <!-- note: what to say -->, or delete it")
  }

  mutating func reportHTML(_ html: String, _ place: SourcePlace) {
    guard html.hasPrefix("<") else {
      faults.report(
        .html, at: place, "words behind a comment on its line are not shown: \(quoted(html))",
        advice: "put the comment on a line of its own")
      return
    }
    faults.report(
      .html, at: place, "HTML is not shown: \(quoted(html))", advice: "write Markdown instead, or delete it")
  }

  /// Where `words` stand in some lines.
  func find(_ words: String, in lines: ClosedRange<Int>) -> SourcePlace? {
    for line in lines {
      if let column = text[line].column(of: words) { return text.place(line: line, column: column) }
    }
    return nil
  }
}

extension MarkdownNode {
  /// The text of a code block without its last line's end.
  var code: String {
    literal.hasSuffix("\n") ? String(literal.dropLast()) : literal
  }
}
