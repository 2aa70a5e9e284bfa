import Engine
import Lab
import Lessons
import Surface

/// The words of a slide as rows of a width. Blocks that are not revealed yet keep their rows, so that nothing jumps.
struct WordsLayout {
  private(set) var lines: [Line] = []
  /// The rows of each list, code, table and quote, which have one left edge, and the width of the widest.
  private(set) var edges: [(rows: Range<Int>, width: Int)] = []
  /// The rows of the question.
  private(set) var question: Range<Int>?
  private let width: Int
  let glass: Glass
  let quantities: QuantityText
  let state: QuestionState
  private let code: () -> [Line]

  /// - Parameters:
  ///   - reveal: how many pauses are behind.
  ///   - live, other: the slide's networks, whose numbers words name.
  ///   - question: how far the slide's question has come.
  ///   - code: what a ```` ```pytorch ```` block shows.
  init(
    _ slide: Slide, reveal: Int, live: LiveNetwork?, other: LiveNetwork?, question: QuestionState, width: Int,
    glass: Glass, code: @escaping () -> [Line]
  ) {
    self.width = max(width, 1)
    self.glass = glass
    quantities = QuantityText(live: live, other: other, glass: glass)
    state = question
    self.code = code
    for fault in slide.faults {
      lines += hanging(
        [Span(glass.text("✗") + " ", .notice)], [Span(glass.text(SafeText.string(fault)), .notice)], width: self.width)
    }
    if !slide.faults.isEmpty, !slide.blocks.isEmpty { lines.append([]) }
    for (index, block) in slide.blocks.enumerated() {
      let lines = lines(of: block.block, width: self.width)
      if index > 0, !block.isJoined { self.lines.append([]) }
      let isShown = block.reveal <= reveal
      if case .question = block.block { self.question = self.lines.count..<self.lines.count + lines.count }
      if block.block.hasLeftEdge { keepEdge(of: lines, isJoined: block.isJoined) }
      self.lines += lines.map { isShown ? $0 : [] }
    }
  }

  private mutating func keepEdge(of lines: [Line], isJoined: Bool) {
    let rows = self.lines.count..<self.lines.count + lines.count
    let width = lines.map(\.width).max() ?? 0
    if isJoined, let last = edges.popLast() {
      edges.append((last.rows.lowerBound..<rows.upperBound, max(last.width, width)))
    } else {
      edges.append((rows, width))
    }
  }

  // MARK: Blocks

  private func lines(of block: Block, width: Int) -> [Line] {
    let width = max(width, 1)
    switch block {
    case .heading(_, let inlines): return wrap(spans(inlines, Look(.strong)), width: width)
    case .paragraph(let inlines): return wrap(spans(inlines, Look(.ink)), width: width)
    case .list(let start, let tight, let items): return list(start, tight, items, width: width)
    case .code(_, let text): return verbatim(text)
    case .pytorch: return code().map { $0.cut(to: width, glass) }
    case .question(let question): return lines(of: question, width: width)
    case .quote(let blocks):
      let mark = Span(glass.text("│") + " ", .dim)
      return self.lines(of: blocks, tight: false, width: width - 2).map { [mark] + $0 }
    case .math(let source):
      return Mathematics.lines(source, unicode: glass.isUnicode).flatMap { math($0, width: width) }
    case .table(let alignments, let header, let rows):
      return TableLayout(alignments, ([header] + rows).map { $0.map { spans($0, Look(.ink)) } }, width, glass).lines
    }
  }

  private func lines(of blocks: [Block], tight: Bool, width: Int) -> [Line] {
    var result: [Line] = []
    for (index, block) in blocks.enumerated() {
      if index > 0, !tight { result.append([]) }
      result += lines(of: block, width: width)
    }
    return result
  }

  private func list(_ start: Int?, _ tight: Bool, _ items: [[Block]], width: Int) -> [Line] {
    let marks = items.indices.map { index in
      start.map { "\($0 + index). " } ?? (glass.isUnicode ? "• " : "- ")
    }
    let indent = marks.map(\.count).max() ?? 2
    var result: [Line] = []
    for (index, item) in items.enumerated() {
      if index > 0, !tight { result.append([]) }
      let mark = String(repeating: " ", count: indent - marks[index].count) + marks[index]
      let hanging = Span(String(repeating: " ", count: indent))
      for (row, line) in lines(of: item, tight: tight, width: width - indent).enumerated() {
        result.append([row == 0 ? Span(mark, .dim) : hanging] + line)
      }
    }
    return result
  }

  private func verbatim(_ text: String) -> [Line] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let expanded = String(line.flatMap { $0 == "\t" ? Array("    ") : [$0] })
      return [Span(glass.text(SafeText.string(expanded)), .code)].cut(to: width, glass)
    }
  }

  /// A row of mathematics, broken only where it does not fit, with its continuation indented.
  private func math(_ text: String, width: Int) -> [Line] {
    let spans = MathColours.spans(SafeText.string(text))
    guard spans.width > width else { return [spans] }
    return wrap(spans, width: width - 2).enumerated().map { $0.offset == 0 ? $0.element : [Span("  ")] + $0.element }
  }

  // MARK: Inlines

  func spans(_ inlines: [Inline], _ look: Look) -> Line {
    inlines.flatMap { inline -> Line in
      switch inline {
      case .text(let text): return [Span(glass.text(SafeText.string(text)), look)]
      case .code(let text): return [Span(glass.text(SafeText.string(text)), Look(.code))]
      case .emphasis(let inner): return spans(inner, Look(.emphasis))
      case .strong(let inner): return spans(inner, Look(.strong))
      case .strikethrough(let inner): return spans(inner, Look(.dim))
      case .math(let source):
        let text = Mathematics.lines(source, unicode: glass.isUnicode).joined(separator: " ")
        return MathColours.spans(SafeText.string(text), bold: look.isBold)
      case .link(let inner, let target):
        let text = inner.map(\.plainText).joined()
        let shown = spans(inner, Look(.emphasis))
        return text == target ? shown : shown + [Span(" (" + glass.text(SafeText.string(target)) + ")", .dim)]
      case .quantity(let quantity): return quantities.line(quantity)
      case .softBreak: return [Span(" ", look)]
      case .lineBreak: return [Span("\n", look)]
      }
    }
  }
}

extension Block {
  fileprivate var hasLeftEdge: Bool {
    switch self {
    case .list, .code, .quote, .table: true
    // Columns that are made of blanks.
    case .paragraph(let inlines):
      inlines.contains(.lineBreak)
        && inlines.contains { if case .text(let words) = $0 { words.contains("\u{a0}\u{a0}") } else { false } }
    case .heading, .math, .pytorch, .question: false
    }
  }
}

/// Gives h the forward hue and h′ the backward one, wherever mathematics names them.
package enum MathColours {
  /// The text in pieces, those that name a state or a weight of a direction with it.
  package static func pieces(_ text: String) -> [(text: String, pass: Pass?)] {
    spans(text).map { span in
      (span.text, span.look.role == .forward ? .forward : span.look.role == .backward ? .backward : nil)
    }
  }

  static func spans(_ text: String, bold: Bool = false) -> Line {
    let characters = Array(text)
    var result: Line = []
    var plain = ""
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let isName =
        "hcWUb".contains(character) && !(index > 0 && characters[index - 1].isLetter)
        && !(index + 1 < characters.count && characters[index + 1].isLetter && character != "W" && character != "U")
      guard isName else {
        plain.append(character)
        index += 1
        continue
      }
      var end = index + 1
      let isPrimed = end < characters.count && "′'".contains(characters[end])
      if isPrimed { end += 1 }
      let isState = character == "h" || character == "c"
      if isState, end < characters.count, characters[end] == "[",
        let close = characters[end...].firstIndex(of: "]")
      {
        end = close + 1
      }
      if isPrimed || character == "h" {
        result.append(Span(plain, Look(.ink, isBold: bold)))
        plain = ""
        result.append(Span(String(characters[index..<end]), Look(isPrimed ? .backward : .forward, isBold: bold)))
      } else {
        plain += String(characters[index..<end])
      }
      index = end
    }
    result.append(Span(plain, Look(.ink, isBold: bold)))
    return result.filter { !$0.text.isEmpty }
  }
}
