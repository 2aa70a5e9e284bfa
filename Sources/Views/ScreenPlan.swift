import Lab
import Lessons
import Surface

/// Where the parts of a screen stand. The same state and size give the same plan; nothing in it depends on how far the
/// network has been stepped.
struct ScreenPlan {
  /// The smallest screen that shows a slide.
  static let smallest = Size(columns: 40, rows: 12)

  let title: Region
  let body: Region
  /// nil where the slide has no network, or the words have the screen to themselves.
  private(set) var detail: Region?
  let footer: Region
  private(set) var words: Region?
  private(set) var network: Region?
  /// What a training slide shows; nil on others, and where the words have the screen to themselves.
  private(set) var training: Region?
  /// The network's texts, which decide how much room it needs; there if the network is.
  private(set) var labels: DiagramLabels?
  /// The column of the line between words and network.
  private(set) var divider: Int?
  /// The rows of the rules, in the screen's own rows.
  private(set) var rules: [Int] = []

  private let lecture: Lecture
  private let viewpoint: Viewpoint
  private let glass: Glass

  init(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) {
    self.lecture = lecture
    self.viewpoint = viewpoint
    self.glass = glass
    let inner = size.columns - 2
    let whole = Self.bodyRegion(size)
    title = Region(row: 0, column: 1, rows: 1, columns: inner)
    footer = Region(row: size.rows - 1, column: 1, rows: 1, columns: inner)
    let detailRows = size.rows >= 18 ? 3 : 2
    let isSmall = Self.isSmall(size)
    let showsNetwork = lecture.live != nil && !(isSmall && viewpoint.shownPane(in: lecture) == .words)
    let isOpen = showsNetwork && viewpoint.openCell(in: lecture) != nil
    let bodyEnd = size.rows - 2 - (showsNetwork && !isOpen ? detailRows + 1 : 0)
    body = whole.first(rows: bodyEnd - whole.row)
    if whole.row > 1 { rules.append(1) }
    rules.append(size.rows - 2)
    if showsNetwork, !isOpen {
      rules.append(bodyEnd)
      detail = Region(row: bodyEnd + 1, column: 1, rows: detailRows, columns: inner)
    }
    if let live = lecture.live, showsNetwork {
      let labels = DiagramLabels(live, glass)
      self.labels = labels
      if isSmall { network = body } else { divide(live, labels) }
    } else if lecture.training != nil {
      divideTraining(isSmall: isSmall)
    } else {
      words = body
    }
  }

  /// All between title and footer.
  static func bodyRegion(_ size: Size) -> Region {
    let top = size.rows >= 18 ? 2 : 1
    return Region(row: top, column: 1, rows: size.rows - 2 - top, columns: size.columns - 2)
  }

  static func isSmall(_ size: Size) -> Bool { size.columns < 70 || size.rows < 22 }

  /// Longer lines are hard to read.
  private static let widestWords = 100

  /// Columns of words beside a network on the design size.
  private static let narrowestWords = 32

  private mutating func divide(_ live: LiveNetwork, _ labels: DiagramLabels) {
    let beside = body.columns - DiagramLayout.naturalWidth(live, labels, glass) - 3
    let hasWideWords =
      viewpoint.showsCode
      || lecture.currentSlide.blocks.contains { block in
        switch block.block {
        case .pytorch, .table: true
        default: false
        }
      }
    let least = body.columns - DiagramLayout.leastWidth(live, labels, glass) - 3
    if !hasWideWords, !isSentence || beside >= Self.narrowestWords, least >= Self.narrowestWords {
      let width = max(Self.narrowestWords, min(beside, body.columns * 2 / 5, 60))
      divider = body.column + width + 1
      words = Region(row: body.row, column: body.column, rows: body.rows, columns: width)
      network = Region(
        row: body.row, column: body.column + width + 3, rows: body.rows, columns: body.columns - width - 3)
      return
    }
    stack(live, labels, leastRows: DiagramLayout.leastHeight(live, labels, glass, width: body.columns))
  }

  /// Words above the training, as many rows as it leaves them.
  private mutating func divideTraining(isSmall: Bool) {
    guard !isSmall else {
      if viewpoint.shownPane(in: lecture) == .words { words = body } else { training = body }
      return
    }
    let needed = words(width: min(body.columns, Self.widestWords)).lines.count
    let rows = min(needed, body.rows - TrainingView.fullRows - 1)
    words = body.first(rows: rows)
    training = body.dropping(rows: rows == 0 ? 0 : rows + 1)
  }

  private var isSentence: Bool {
    if case .words = lecture.currentSlide.experiment?.input { true } else { false }
  }

  /// Words above the network: as many rows as they need, as long as the network keeps its own.
  private mutating func stack(_ live: LiveNetwork, _ labels: DiagramLabels, leastRows: Int) {
    let needed = words(width: min(body.columns, Self.widestWords)).lines.count
    let full = DiagramLayout.fullHeight(live, labels, glass, width: body.columns)
    let roomy = body.rows - full - 1
    let tight = body.rows - leastRows - 1
    let rows = needed == 0 ? 0 : max(min(needed, max(roomy, min(needed, tight))), 1)
    words = body.first(rows: rows)
    network = body.dropping(rows: rows == 0 ? 0 : rows + 1)
  }

  // MARK: The words

  /// The PyTorch code of the network, with the lines of the current step lit.
  private var code: [Line] {
    guard let live = lecture.live else { return [] }
    let lit = PyTorchSource.moments(of: lecture)
    return PyTorchSource.lines(of: live).map { line in
      let isLit = lit.contains(line.moment)
      return [Span(glass.text(SafeText.string(line.text)), Look(isLit ? .strong : .code, isNow: isLit))]
    }
  }

  /// The slide's words, or the PyTorch code that was asked for in their place.
  private func words(width: Int) -> WordsLayout {
    let slide = lecture.currentSlide
    let isCode = viewpoint.showsCode && lecture.live != nil
    let shown = isCode ? Slide(title: "", blocks: [SlideBlock(.pytorch(text: ""))]) : slide
    return WordsLayout(
      shown, reveal: lecture.reveal, live: lecture.live, other: lecture.secondNetwork,
      question: QuestionState(lecture, viewpoint), width: width, glass: glass, code: { code })
  }

  /// nil where the words are not on the screen.
  var wordsPage: Page? {
    guard let words else { return nil }
    let layout = self.words(width: min(words.columns, Self.widestWords))
    if isTitle { return Page(lines: centred(titleLines, above: layout, in: words), region: words) }
    if isChapter { return Page(lines: centred([], above: layout, in: words), region: words) }
    return Page(lines: layout.lines, region: words)
  }

  /// The line of the words that stands on top: what was scrolled to, or else the first, unless the answer to the question
  /// or lit code would be out of sight then.
  var wordsTop: Int { viewpoint.scroll[lecture.slide] ?? topOfQuestion ?? topOfCode ?? 0 }

  private var topOfQuestion: Int? {
    guard let words, !isTitle, QuestionState(lecture, viewpoint).isOpen,
      let rows = self.words(width: min(words.columns, Self.widestWords)).question
    else { return nil }
    // The last row of a page tells how many lines are below it.
    return max(0, min(rows.lowerBound, rows.upperBound - words.rows + 1))
  }

  /// Rows of the words from their top to the end of what is shown of the question.
  var questionRows: Int {
    guard let words else { return 0 }
    let layout = self.words(width: min(words.columns, Self.widestWords))
    guard let rows = layout.question, let last = rows.last(where: { !layout.lines[$0].isEmpty }) else { return 0 }
    return min(max(last + 1 - wordsTop, 0), words.rows)
  }

  private var topOfCode: Int? {
    guard let live = lecture.live, let page = wordsPage, page.lastTop > 0,
      let lit = page.lines.firstIndex(where: { $0.contains { $0.look.isNow } })
    else { return nil }
    // The same at every step: what can be lit begins with what is lit first.
    let count = PyTorchSource.lines(of: live).count { $0.moment != .setUp }
    return lit + count < page.region.rows ? nil : min(lit, page.lastTop)
  }

  private var isTitle: Bool { lecture.slide == 0 && lecture.live == nil }

  /// Whether the slide has nothing but its title.
  private var isChapter: Bool {
    let slide = lecture.currentSlide
    guard slide.blocks.count == 1, case .heading(1, let words) = slide.blocks[0].block, !slide.isLive else {
      return false
    }
    return words.map(\.plainText).joined() == slide.title
  }

  /// What stands above the words of the first slide.
  private var titleLines: [Line] {
    let lesson = lecture.lesson
    let by = lesson.author + (lesson.author.isEmpty || lesson.date.isEmpty ? "" : ", ") + lesson.date
    return [
      [Span(glass.text(SafeText.string(lesson.title)), .strong)], [Span(glass.text(SafeText.string(by)), .dim)], [],
    ]
  }

  /// Lines of a title and words below them, in the middle. What has a left edge is there as one.
  private func centred(_ title: [Line], above words: WordsLayout, in region: Region) -> [Line] {
    var widths = (title + words.lines).map(\.width)
    for (rows, width) in words.edges {
      for row in rows { widths[title.count + row] = width }
    }
    let above = Array(repeating: Line(), count: max(0, (region.rows - widths.count) / 2))
    return above
      + zip(title + words.lines, widths).map { line, width in
        [Span(String(repeating: " ", count: max(0, (region.columns - width) / 2)))] + line
      }
  }
}
