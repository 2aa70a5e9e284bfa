/// What a deck says about the whole of itself, as far as its slides follow from it.
struct DeckSettings {
  let dialect: Dialect
  /// presenterm's: what commands begin with.
  var commandPrefix = ""
  /// Whether lists come item by item.
  var incrementalLists = false
  /// Whether lines stay lines, rather than being joined and broken anew.
  var keepsLines = false
  /// Whether rules end slides.
  var rulesEnd = true
  /// presenterm's: whether an underlined heading begins a slide, and whether `#` does as well.
  var titlesBegin = false
  var h1Begins = false
  /// patat's: headings up to this level begin a slide, where no rule does.
  var slideLevel: Int?

  init(_ dialect: Dialect, _ front: FrontMatter, _ nodes: [MarkdownNode]) {
    self.dialect = dialect
    let yaml = front.yaml
    switch dialect {
    case .presenterm:
      commandPrefix = yaml?["options.command_prefix"] ?? ""
      incrementalLists = yaml?.isTrue("options.incremental_lists") ?? false
      rulesEnd = yaml?.isTrue("options.end_slide_shorthand") ?? false
      titlesBegin = yaml?.isTrue("options.implicit_slide_ends") ?? false
      h1Begins = yaml?.isTrue("options.h1_slide_titles") ?? false
      // Where nothing says how slides end, the program's own settings do, which are not in the deck.
      if !rulesEnd, !titlesBegin, !endsSlides(nodes) { (rulesEnd, titlesBegin) = (true, true) }
    case .patat:
      incrementalLists = yaml?.isTrue("patat.incrementalLists") ?? false
      keepsLines = yaml?["patat.wrap"].map { $0 == "false" } ?? true
      if !nodes.contains(where: { $0.kind == .rule }) {
        slideLevel = yaml?["patat.slideLevel"].flatMap { Int($0) } ?? Self.slideLevel(nodes)
      }
    case .mdp: keepsLines = true
    case .slides, .lesson: break
    }
  }

  private func endsSlides(_ nodes: [MarkdownNode]) -> Bool {
    nodes.contains { node in
      node.kind == .html
        && HTMLPiece.pieces(node.literal).contains { piece in
          if case .comment(let comment) = piece { DeckComment(comment, self) == .endSlide } else { false }
        }
    }
  }

  /// The least level of a heading with anything but a heading right below it, as pandoc has it.
  private static func slideLevel(_ nodes: [MarkdownNode]) -> Int {
    let nodes = nodes.filter { $0.kind != .html }
    var least = 6
    for (node, next) in zip(nodes, nodes.dropFirst()) {
      guard case .heading(let level) = node.kind else { continue }
      if case .heading = next.kind { continue }
      least = min(least, level)
    }
    return least
  }
}
