import Lab
import Lessons
import Surface

/// What was answered, which the desk may see at any time.
extension DeskView {
  /// Rows that the answers would take; of an open question as many as one has use for, so that nothing jumps.
  func answerRows(_ poll: Poll) -> Int {
    let slides = lecture.lesson.slides
    let choices = slides.indices.contains(poll.slide) ? slides[poll.slide].question?.question.choices ?? [] : []
    let rows = poll.tally.map { $0.rows.count + ($0.others > 0 ? 1 : 0) } ?? 0
    return max(rows, choices.count, poll.isOpen ? 3 : 1)
  }

  func drawPoll(_ painter: inout Painter, _ region: Region, _ poll: Poll) {
    painter.rule(region, row: 0)
    let dot = Span(" " + glass.text("·") + " ", .dim)
    var title: Line = [Span(poll.isOpen ? " asked" : " closed", .notice), dot, Span(answeredText(poll))]
    if poll.slide != lecture.slide { title += [dot, Span("on slide \(lecture.number(of: poll.slide))", .dim)] }
    if poll.isShown { title += [dot, Span("everyone sees it", .notice)] }
    painter.put((title + [Span(" ")]).cut(to: region.columns - 4, glass), region, row: 0, column: 2)
    let bars = BarsView(poll, lecture, viewpoint, glass)
    for (row, line) in bars.lines(min(region.columns, Self.widestBars), rows: region.rows - 1).enumerated() {
      painter.put(line, region, row: row + 1)
    }
  }

  /// Of wider ones, nobody would find the number at their end.
  private static let widestBars = 78
}
