/// Cuts the top-level blocks of a deck into slides, as the program does for which it was written.
struct DeckReader {
  private let settings: DeckSettings
  private let faults: Faults
  private var blocks: BlockReader
  private var slides: [Slide] = []
  private var slide: Slide
  private var isSkipped = false
  private var incrementalLists: Bool
  /// Whether a pause comes before whatever is next on the slide.
  private var owesPause = false
  private var hasTooManyPauses = false
  private var isFull = false
  /// What stands above the words of the first slide anyway.
  private let title: String

  /// - Parameter front: what was taken from the start of the text.
  static func slides(
    _ nodes: [MarkdownNode], text: LessonText, dialect: Dialect, front: FrontMatter, faults: Faults
  ) -> [Slide] {
    let settings = DeckSettings(dialect, front, nodes)
    let firstLine = text.lines.first { !$0.text.isBlank }?.number ?? 1
    // What a deck holds that bilab does not show is no fault of the deck.
    let blocks = BlockReader(text: text, faults: Faults(), deck: settings)
    var reader = DeckReader(
      settings, blocks, faults, Slide(title: "", line: firstLine), title: PlainTitle.of(front.title))
    if dialect == .presenterm, let opening = DeckReader.opening(front) { reader.slides.append(opening) }
    for node in nodes where !reader.isFull { reader.read(node) }
    reader.finishSlide(before: text.lines.count)
    guard reader.slides.isEmpty else { return reader.slides }
    faults.report(
      .emptyLesson, at: SourcePlace(line: 1, column: 1), "the lesson is empty",
      advice: "write a heading and some words, such as # My first slide")
    return [reader.slide]
  }

  private init(_ settings: DeckSettings, _ blocks: BlockReader, _ faults: Faults, _ slide: Slide, title: String) {
    (self.settings, self.blocks, self.faults, self.slide, self.title) = (settings, blocks, faults, slide, title)
    incrementalLists = settings.incrementalLists
  }

  /// The slide that presenterm makes of front matter; bilab shows the lesson's title and author above the first slide.
  private static func opening(_ front: FrontMatter) -> Slide? {
    let lines = ["sub_title", "event", "location"].compactMap { front.yaml?[$0] }
    guard !(front.title + front.author + front.date).isEmpty || !lines.isEmpty else { return nil }
    let title = PlainTitle.of(front.title)
    return Slide(
      title: title, blocks: lines.map { SlideBlock(.paragraph([.text(PlainTitle.of($0))])) }, line: front.line)
  }

  private mutating func read(_ node: MarkdownNode) {
    switch node.kind {
    case .rule:
      if endsSlide(node) { finishSlide(before: node.lines.lowerBound + 1) }
    case .heading(let level):
      if beginsSlide(level, node) { finishSlide(before: node.lines.lowerBound) }
      readHeading(node)
    case .html:
      for piece in HTMLPiece.pieces(node.literal) { read(piece, node) }
    case .paragraph where isPause(node): pause(node)
    case .list: append(node, incremental: incrementalLists)
    case .quote where settings.dialect == .patat && node.isQuotedList:
      append(node.children[0], incremental: !incrementalLists)
    default: append(node)
    }
    slide.notes += blocks.takeNotes()
  }

  // MARK: Slides

  private func endsSlide(_ rule: MarkdownNode) -> Bool {
    let line = blocks.text[rule.lines.lowerBound]
    return switch settings.dialect {
    case .slides, .lesson: blocks.text.isSlideBreak(rule.lines.lowerBound)
    case .mdp: !line.trimmedStart.hasPrefix("_")
    case .presenterm, .patat: settings.rulesEnd
    }
  }

  private func beginsSlide(_ level: Int, _ node: MarkdownNode) -> Bool {
    guard !slide.title.isEmpty || !slide.blocks.isEmpty else { return false }
    if let slideLevel = settings.slideLevel { return level <= slideLevel }
    let isUnderlined = !blocks.text[node.lines.lowerBound].trimmedStart.hasPrefix("#")
    return settings.titlesBegin && (isUnderlined || settings.h1Begins && level == 1)
  }

  /// - Parameter line: on which what follows begins, as cmark counts.
  private mutating func finishSlide(before line: Int) {
    let isEmpty = slide.title.isEmpty && slide.blocks.isEmpty
    // Notes above the first words of a slide are about that slide.
    let notes = isEmpty && !isSkipped ? slide.notes : []
    if !isEmpty, !isSkipped { keep() }
    slide = Slide(title: "", notes: notes, line: blocks.text.place(line: min(line, blocks.text.lines.count)).line)
    (isSkipped, owesPause, hasTooManyPauses, incrementalLists) = (false, false, false, settings.incrementalLists)
  }

  private mutating func keep() {
    guard slides.count < Lesson.maximumSlides else {
      if !isFull { SlideReader.reportTooManySlides(at: SourcePlace(line: slide.line, column: 1), faults) }
      isFull = true
      return
    }
    // A title alone would leave the screen empty.
    let isShown = slides.isEmpty && (title.isEmpty || title == slide.title)
    if slide.blocks.isEmpty, !isShown {
      slide.blocks = [SlideBlock(.heading(level: 1, [.text(slide.title)]))]
    }
    slides.append(slide)
  }

  // MARK: Blocks

  /// The heading above all else is the slide's title; the others stay where they are.
  private mutating func readHeading(_ node: MarkdownNode) {
    guard slide.title.isEmpty, slide.blocks.isEmpty else { return append(node) }
    let title = blocks.inlines(of: node).map(\.plainText).joined()
    slide.title = settings.dialect == .patat ? Pandoc.withoutAttributes(title) : title
  }

  private mutating func read(_ piece: HTMLPiece, _ node: MarkdownNode) {
    switch piece {
    case .comment(let comment):
      switch DeckComment(comment, settings) {
      case .pause: pause(node)
      case .note(let note): slide.notes.append(note)
      case .endSlide: finishSlide(before: node.lines.lowerBound + 1)
      case .skipSlide: isSkipped = true
      case .incrementalLists(let value): incrementalLists = value
      case .include(let file): append([.paragraph([Placeholder.inline("file", file)])], node)
      case nil: break
      }
    case .other(let html):
      append(PlainHTML.blocks(html), node)
    }
  }

  private mutating func append(_ node: MarkdownNode) { append(blocks.blocks(of: node), node) }

  private mutating func append(_ new: [Block], _ node: MarkdownNode) {
    if owesPause, !new.isEmpty { pause(node) }
    owesPause = false
    slide.blocks += new.map { SlideBlock($0, reveal: slide.pauses) }
  }

  /// A list whose items may each wait for a step of their own; what is in an item comes with it.
  private mutating func append(_ list: MarkdownNode, incremental: Bool) {
    guard incremental else { return append(list) }
    for case .list(let start, let tight, let items) in blocks.blocks(of: list) {
      for (index, item) in items.enumerated() {
        pause(list)
        slide.blocks.append(
          SlideBlock(
            .list(start: start.map { $0 + index }, tight: tight, items: [item]), reveal: slide.pauses,
            isJoined: tight && index > 0))
      }
    }
    owesPause = settings.dialect == .presenterm
  }

  private func isPause(_ node: MarkdownNode) -> Bool {
    settings.dialect == .patat && node.isThreeDots
  }

  private mutating func pause(_ node: MarkdownNode) {
    owesPause = false
    if slide.pauses < SlideReader.maximumPauses {
      slide.pauses += 1
    } else if !hasTooManyPauses {
      hasTooManyPauses = true
      SlideReader.reportTooManyPauses(at: blocks.text.start(ofLine: node.lines.lowerBound), faults)
    }
  }
}

extension MarkdownNode {
  /// patat's pause.
  var isThreeDots: Bool {
    kind == .paragraph && children.count == 1 && children[0].kind == .text && children[0].literal.trimmed == ". . ."
  }

  /// A list in a quote of its own, by which patat turns its setting for lists round.
  var isQuotedList: Bool {
    guard kind == .quote, children.count == 1, case .list = children[0].kind else { return false }
    return true
  }
}
