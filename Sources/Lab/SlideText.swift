import Lessons

/// The words of a slide as plain text, for the search.
enum SlideText {
  static func contains(_ slide: Slide, _ text: String) -> Bool {
    let wanted = text.lowercased()
    return
      ([slide.title] + slide.blocks.map { plain($0.block) } + words(of: slide.experiment)
      + (slide.training.map { [$0.sentence] } ?? []))
      .contains { $0.lowercased().contains(wanted) }
  }

  private static func words(of experiment: Experiment?) -> [String] {
    if case .words(let words) = experiment?.input { words } else { [] }
  }

  private static func plain(_ block: Block) -> String {
    switch block {
    case .heading(_, let inlines), .paragraph(let inlines): plain(inlines)
    case .list(_, _, let items): items.map { $0.map(plain).joined(separator: " ") }.joined(separator: " ")
    case .code(_, let text), .pytorch(let text): text
    case .question(let question): plain(question.ask + question.choices.flatMap(\.self))
    case .quote(let blocks): blocks.map(plain).joined(separator: " ")
    case .math(let source): Mathematics.lines(source, unicode: true).joined(separator: " ")
    case .table(_, let header, let rows): ([header] + rows).joined().map(plain).joined(separator: " ")
    }
  }

  private static func plain(_ inlines: [Inline]) -> String {
    inlines.map(\.plainText).joined()
  }
}
