import Engine
import Handouts
import Lab
import Lessons
import Surface
import Testing

struct MarkdownTests {
  /// The paragraphs of blocks, also inside lists and quotes, as plain text; those with numbers of a network left out.
  private static func paragraphs(_ blocks: [Block]) -> [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .paragraph(let inlines): return text(inlines)
      case .list(_, _, let items): return items.flatMap(paragraphs)
      case .quote(let blocks): return paragraphs(blocks)
      case .table(_, let header, let rows): return ([header] + rows).joined().flatMap(text)
      case .code(_, let text), .math(let text): return [text]
      default: return []
      }
    }
  }

  private static func text(_ inlines: [Inline]) -> [String] {
    inlines.contains(where: hasQuantity) ? [] : [inlines.map(\.plainText).joined()]
  }

  private static func hasQuantity(_ inline: Inline) -> Bool {
    switch inline {
    case .quantity: true
    case .emphasis(let inner), .strong(let inner), .strikethrough(let inner), .link(let inner, _):
      inner.contains(where: hasQuantity)
    default: false
    }
  }

  private func reread(_ handout: Handout) -> [Block] {
    Lesson.read(Array(handout.markdown.utf8), name: "again").lesson.slides.flatMap { $0.blocks.map(\.block) }
  }

  @Test(arguments: ["chapter", "mistakes", "format"])
  func `a reader of Markdown finds the same words again`(name: String) {
    let lesson = Lessons.builtIn(name)
    let found = Set(Self.paragraphs(reread(Lessons.handout(lesson))))
    for slide in lesson.slides {
      for text in Self.paragraphs(slide.blocks.map(\.block)) { #expect(found.contains(text), "\(slide.title)") }
    }
  }

  @Test func `text is never taken for Markdown`() {
    var random = SeededGenerator(seed: 1)
    let pieces = [
      "*", "_", "`", "[", "]", "(", ")", "<", ">", "#", "+", "-", "=", "|", "~", "$", "&", "!", "\\", "1.", "2)", " ",
      "a", "b", ":", "\"", "&amp;", "<b>", "<!--", "---", "***", "http://a.b", "x",
    ]
    for _ in 0..<800 {
      let text = (0..<Int.random(in: 1...8, using: &random)).map { _ in pieces.randomElement(using: &random)! }.joined()
      let words = text.split(separator: " ").joined(separator: " ")
      guard !words.isEmpty else { continue }
      let paragraph = Block.paragraph([.text(words)])
      let blocks: [Block] = [
        paragraph, .list(start: nil, tight: true, items: [[paragraph]]),
        .table(alignments: [.left], header: [[.text("head")]], rows: [[[.text(words)]]]),
        .code(language: "", text: words), .paragraph([.code(words)]),
      ]
      let slide = Slide(title: words, blocks: blocks.map { SlideBlock($0) })
      let again = reread(Lessons.handout(Lesson(title: words, slides: [slide])))
      #expect(again == [.heading(level: 2, [.text("1. " + words)])] + blocks, "\(words)")
    }
  }

  @Test(arguments: ["chapter", "mistakes"])
  func `every network has a table with every number of its trace`(name: String) {
    let handout = Lessons.handout(Lessons.builtIn(name))
    let tables = reread(handout).compactMap { block -> [[String]]? in
      guard case .table(_, let header, let rows) = block, header.first?.first?.plainText == "t" else { return nil }
      return rows.map { $0.map { $0.map(\.plainText).joined() } }
    }
    let networks = handout.slides.flatMap { [$0.last.live, $0.last.secondNetwork].compactMap(\.self) }
    #expect(tables.count == networks.count)
    for (table, live) in zip(tables, networks) {
      #expect(table.map { $0[0] } == (1...live.time).map { "\($0)" })
      for (t, row) in zip(1..., table) where t <= live.length {
        let states = (0..<live.settings.layers).flatMap { layer in
          live.settings.direction.passes.map { live.state(StatePlace(layer: layer, pass: $0, t: t)) }
        }
        let wanted = states + (live.settings.direction == .bidirectional ? [live.mergedState(t)] : [])
        #expect(row.count == wanted.count + 2)
        for (cell, numbers) in zip(row.dropFirst(2), wanted) {
          let shown = cell.split { "(), ".contains($0) }.compactMap(HandoutTests.number)
          #expect(shown.count == numbers.count && zip(shown, numbers).allSatisfy { abs($0 - $1) <= 0.0005 + 1e-9 })
        }
      }
    }
  }
}
