/// Cuts the top-level blocks of a lesson into slides.
struct SlideReader {
  static let maximumPauses = 50

  private var blocks: BlockReader
  private var slides: [Slide] = []
  private var slide: Slide
  private var hasTitle = false
  /// Where the slide's lab block is, even one that gave no experiment.
  private var lab: SourcePlace?
  private var train: SourcePlace?
  /// Where the slide's question block is, even one that asks nothing.
  private var asked: SourcePlace?
  private var codePlaces: [SourcePlace] = []
  /// The first lines of the slides that have a lab, a train or a question block.
  private var blockLines: [Int] = []

  static func slides(_ nodes: [MarkdownNode], text: LessonText, faults: Faults) -> [Slide] {
    let firstLine = text.lines.first { !$0.text.isBlank }?.number ?? 1
    var reader = SlideReader(blocks: BlockReader(text: text, faults: faults), slide: Slide(title: "", line: firstLine))
    for node in nodes {
      if node.kind == .rule, reader.isBreak(node) {
        reader.finishSlide()
        if reader.slides.count == Lesson.maximumSlides {
          reportTooManySlides(at: text.start(ofLine: node.lines.lowerBound), faults)
          return reader.slides
        }
        let next = min(node.lines.lowerBound + 1, text.lines.count)
        reader.slide = Slide(title: "", line: text.place(line: next).line)
      } else {
        reader.read(node)
      }
    }
    reader.finishSlide()
    reader.reportEmptySlides()
    return reader.slides
  }

  private init(blocks: BlockReader, slide: Slide) {
    self.blocks = blocks
    self.slide = slide
  }

  private mutating func read(_ node: MarkdownNode) {
    switch node.kind {
    case .rule: break
    case .heading where !hasTitle:
      hasTitle = true
      for inline in blocks.inlines(of: node) { slide.title += inline.plainText }
    case .html:
      for remark in blocks.remarks(inBlock: node) { read(remark, node) }
    case .code(fenced: true, let info) where Repair.firstWord(info) == "lab": readLab(node)
    case .code(fenced: true, let info) where Repair.firstWord(info) == "train": readTraining(node)
    case .code(fenced: true, let info) where Repair.firstWord(info) == "pytorch":
      codePlaces.append(blocks.text.start(ofLine: node.lines.lowerBound))
      slide.blocks.append(SlideBlock(.pytorch(text: node.code), reveal: slide.pauses))
    case .code(fenced: true, let info) where Repair.firstWord(info) == "question": readQuestion(node)
    default:
      for block in blocks.blocks(of: node) { slide.blocks.append(SlideBlock(block, reveal: slide.pauses)) }
    }
    slide.notes += blocks.takeNotes()
  }

  private mutating func read(_ remark: Remark, _ node: MarkdownNode) {
    switch remark {
    case .pause where slide.pauses < Self.maximumPauses: slide.pauses += 1
    case .pause:
      Self.reportTooManyPauses(at: blocks.text.start(ofLine: node.lines.lowerBound), blocks.faults)
    case .note(let note): slide.notes.append(note)
    }
  }

  private mutating func readLab(_ node: MarkdownNode) {
    guard let place = placeOfOnly(node) else { return }
    lab = place
    slide.experiment = ExperimentReader.read(TOMLBlock(node, in: blocks.text), at: place, faults: blocks.faults)
  }

  private mutating func readQuestion(_ node: MarkdownNode) {
    let place = blocks.text.start(ofLine: node.lines.lowerBound)
    if let asked {
      blocks.faults.report(
        .secondQuestion, at: place, "the slide already asks a question, in line \(asked.line); this one is not asked",
        advice: "begin a new slide with --- before it")
      return
    }
    asked = place
    blockLines.append(slide.line)
    let block = TOMLBlock(node, in: blocks.text, name: "question block")
    guard let question = QuestionReader.read(block, at: place, &blocks) else { return }
    slide.blocks.append(SlideBlock(.question(question), reveal: slide.pauses))
    slide.pauses += 1
  }

  private mutating func readTraining(_ node: MarkdownNode) {
    guard let place = placeOfOnly(node) else { return }
    train = place
    let block = TOMLBlock(node, in: blocks.text, name: "train block")
    slide.training = TrainingPlanReader.read(block, at: place, faults: blocks.faults)
  }

  /// Where a block begins that a slide has once; nil where it has one already, which is reported.
  private mutating func placeOfOnly(_ node: MarkdownNode) -> SourcePlace? {
    let place = blocks.text.start(ofLine: node.lines.lowerBound)
    if let first = lab ?? train {
      blocks.faults.report(
        .secondLab, at: place,
        "the slide already has a \(lab == nil ? "train" : "lab") block, in line \(first.line); this one is not shown",
        advice: "begin a new slide with --- before it")
      return nil
    }
    blockLines.append(slide.line)
    return place
  }

  private mutating func finishSlide() {
    if lab == nil {
      for place in codePlaces {
        blocks.faults.report(
          .pytorchWithoutLab, at: place, "a pytorch block shows the code of a network, and this slide has none",
          advice: "add a lab block to the slide, or call this block python")
      }
    }
    if slide.experiment == nil {
      for index in slide.blocks.indices {
        guard case .pytorch(let text) = slide.blocks[index].block else { continue }
        slide.blocks[index].block = .code(language: "pytorch", text: text)
      }
    }
    let quantities = blocks.takeQuantities()
    QuantityReader.check(quantities, experiment: slide.experiment, hasLab: lab != nil, blocks.faults)
    slides.append(slide)
    (hasTitle, lab, train, asked, codePlaces) = (false, nil, nil, nil, [])
  }

  /// Only `---` ends a slide; other lines that Markdown draws as rules are left out.
  private mutating func isBreak(_ node: MarkdownNode) -> Bool {
    let line = node.lines.lowerBound
    if blocks.text.isSlideBreak(line) { return true }
    blocks.faults.report(
      .otherRule, at: blocks.text.start(ofLine: line),
      "\(quoted(blocks.text[line].trimmed)) does not end a slide and is not shown",
      advice: "write --- to begin a new slide")
    return false
  }

  static func reportTooManyPauses(at place: SourcePlace, _ faults: Faults) {
    faults.report(
      .tooManyPauses, at: place, "the slide has more than \(maximumPauses) pauses", advice: "cut the slide in two")
  }

  static func reportTooManySlides(at place: SourcePlace, _ faults: Faults) {
    faults.report(
      .tooManySlides, at: place,
      "the lesson has more than \(Lesson.maximumSlides) slides; the rest is not read",
      advice: "cut it into several lessons")
  }

  private mutating func reportEmptySlides() {
    let empty = slides.filter {
      $0.title.isEmpty && $0.blocks.isEmpty && $0.notes.isEmpty && !blockLines.contains($0.line)
    }
    if empty.count == slides.count {
      blocks.faults.report(
        .emptyLesson, at: SourcePlace(line: 1, column: 1), "the lesson is empty",
        advice: "write a heading and some words, such as # My first slide")
      return
    }
    for slide in empty {
      blocks.faults.report(
        .emptySlide, at: SourcePlace(line: slide.line, column: 1), "the slide that begins here is empty",
        advice: "delete one of the --- around it, or write something")
    }
  }
}
