import Lab
import Lessons
import Surface

/// A presenter's second screen: the notes of the slide above all, what comes next, the time, and how the class does.
/// What it shows follows from its arguments and nothing else.
public struct DeskView {
  let lecture: Lecture
  let viewpoint: Viewpoint
  let roster: Roster
  let elapsed: Int?
  let size: Size
  let glass: Glass

  /// - Parameter elapsed: milliseconds since the class was first shown the lesson; nil before that.
  public init(
    _ lecture: Lecture, _ viewpoint: Viewpoint, _ roster: Roster, elapsed: Int?, _ size: Size, _ glass: Glass
  ) {
    (self.lecture, self.viewpoint, self.roster, self.elapsed) = (lecture, viewpoint, roster, elapsed)
    (self.size, self.glass) = (size, glass)
  }

  var plan: DeskPlan { DeskPlan(size, answers: poll.map(answerRows)) }

  /// What is asked now, or was asked on this slide.
  var poll: Poll? {
    guard viewpoint.isPresenting else { return nil }
    return roster.poll.flatMap { $0.isOpen || $0.slide == lecture.slide ? $0 : nil }
  }

  public var frame: Frame {
    var painter = Painter(size: size, theme: viewpoint.theme, glass: glass)
    if viewpoint.isBlank { return painter.frame }
    guard size.columns >= ScreenPlan.smallest.columns, size.rows >= ScreenPlan.smallest.rows else {
      let whole = Region(row: 0, column: 0, rows: 1, columns: size.columns)
      painter.put([Span("bilab desk: needs 40x12, q quits")], whole, row: 0)
      return painter.frame
    }
    let plan = plan
    drawClock(&painter, plan.clock)
    painter.put(DeskFooter(self).line(width: plan.footer.columns), plan.footer, row: 0)
    let whole = Region(row: 0, column: 1, rows: size.rows, columns: size.columns - 2)
    painter.rule(whole, row: size.rows - 2)
    switch viewpoint.overlay {
    case .help(let top):
      if size.rows >= 18 { painter.rule(whole, row: 1) }
      HelpView.page(ScreenPlan.bodyRegion(size), glass).draw(&painter, top: top ?? helpTop)
    case .index(let chosen):
      if size.rows >= 18 { painter.rule(whole, row: 1) }
      IndexView.draw(&painter, ScreenPlan.bodyRegion(size), lecture, viewpoint, chosen: chosen, glass)
    case .merges, .influence, .search, .entry, nil:
      if let counts = plan.counts { painter.put(countsLine(width: counts.columns), counts, row: 0) }
      if viewpoint.desk.showsSeats {
        SeatsView(roster, viewpoint.desk, glass).draw(&painter, plan.panel)
      } else {
        drawBody(&painter, plan, whole)
      }
    }
    if plan.counts == nil { drawCountsInRule(&painter, whole) }
    return painter.frame
  }

  /// The line of the help that stands on top when it is opened at a desk.
  var helpTop: Int {
    HelpView.lines(width: plan.panel.columns, glass).firstIndex { $0.first?.text == KeyContext.desk.title } ?? 0
  }

  // MARK: The slides and the notes

  private func drawBody(_ painter: inout Painter, _ plan: DeskPlan, _ whole: Region) {
    for row in plan.rules { painter.rule(whole, row: row) }
    drawSlide(&painter, plan.now, "now", lecture.slide, nowLines)
    if let next = plan.next {
      if lecture.slide + 1 < lecture.lesson.slides.count {
        drawSlide(&painter, next, "next", lecture.slide + 1, nextLines)
      } else {
        painter.put([Span("next  ", .dim), Span("nothing: this is the last slide", .dim)], next, row: 0)
      }
    }
    if let divider = plan.divider { drawDivider(&painter, plan, divider) }
    let rule = Region(row: plan.notes.row - 1, column: 1, rows: 1, columns: whole.columns)
    painter.put([Span(" notes ", .notice)], rule, row: 0, column: 2)
    notesPage(plan).draw(&painter, top: viewpoint.notesScroll[lecture.slide] ?? 0)
    if let region = plan.poll, let poll { drawPoll(&painter, region, poll) }
  }

  /// Lines of more columns are hard to read.
  private static let widestNotes = 100

  func notesPage(_ plan: DeskPlan) -> Page {
    let lines = NotesView.lines(lecture, width: min(plan.notes.columns, Self.widestNotes), glass)
    return Page(lines: lines, region: plan.notes)
  }

  private func drawDivider(_ painter: inout Painter, _ plan: DeskPlan, _ column: Int) {
    let region = Region(row: plan.now.row - 1, column: column, rows: plan.now.rows + 2, columns: 1)
    for row in 0..<region.rows {
      let sign = row == 0 ? "┬" : row == region.rows - 1 ? "┴" : "│"
      // Where the counts have no row there is no rule above.
      if row > 0 || plan.counts != nil { painter.put([Span(glass.text(sign), .dim)], region, row: row) }
    }
  }

  private func drawSlide(
    _ painter: inout Painter, _ region: Region, _ label: String, _ index: Int, _ lines: (Int) -> [Line]
  ) {
    let slide = lecture.lesson.slides[index]
    let title = slide.title.isEmpty ? "(no title)" : slide.title
    var line: Line = [
      Span(label + "  ", .dim), Span("\(index + 1)  ", .dim), Span(glass.text(SafeText.string(title)), .strong),
    ]
    if slide.question != nil { line.append(Span("  ?", .notice)) }
    if slide.isLive { line.append(Span("  " + glass.text("▶"), .forward)) }
    painter.put(line, region, row: 0)
    guard region.rows > 1 else { return }
    let words = lines(region.columns)
    let room = region.rows - 1
    for (row, line) in words.prefix(room).enumerated() {
      let isCut = row == room - 1 && words.count > room
      painter.put(isCut ? (line + [Span(" …")]).cut(to: region.columns, glass) : line, region, row: row + 1)
    }
  }

  /// The words that are shown, from where something was shown last: behind a pause, or the answer.
  private func nowLines(width: Int) -> [Line] {
    func words(_ reveal: Int) -> WordsLayout {
      WordsLayout(
        lecture.currentSlide, reveal: reveal, live: lecture.live, other: lecture.secondNetwork,
        question: QuestionState(lecture, viewpoint), width: width, glass: glass, code: { [] })
    }
    let shown = words(lecture.reveal)
    var first = 0
    if lecture.reveal > 0 {
      first = zip(shown.lines, words(lecture.reveal - 1).lines).prefix { $0 == $1 }.count
      if first == shown.lines.count { first = lecture.isPastQuestion ? shown.question?.lowerBound ?? 0 : 0 }
    }
    return shown.lines.dropFirst(first).filter { !$0.isEmpty }
  }

  private func nextLines(width: Int) -> [Line] {
    let slide = lecture.lesson.slides[lecture.slide + 1]
    let empty = QuestionState(Lecture(Lesson(title: "", slides: [Slide(title: "")])), Viewpoint())
    return WordsLayout(
      slide, reveal: slide.pauses, live: nil, other: nil, question: empty, width: width, glass: glass, code: { [] }
    ).lines.filter { !$0.isEmpty }
  }
}
