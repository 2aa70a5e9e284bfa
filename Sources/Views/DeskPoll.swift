import Lab
import Lessons
import Surface

/// What was answered, which the desk may see at any time.
extension DeskView {
  private var choices: [[Inline]] { poll.flatMap { lecture.question(at: $0.slide) }?.choices ?? [] }

  /// Rows that the answers would take; of an open question as many as one has use for, so that nothing jumps.
  func answerRows(_ poll: Poll) -> Int {
    let rows = poll.tally.map { $0.rows.count + ($0.others > 0 ? 1 : 0) } ?? 0
    return max(rows, choices.count, poll.isOpen ? 3 : 1)
  }

  func drawPoll(_ painter: inout Painter, _ region: Region, _ poll: Poll) {
    painter.rule(region, row: 0)
    let dot = Span(" " + glass.text("·") + " ", .dim)
    var title: Line = [Span(poll.isOpen ? " asked" : " no more answers", .notice), dot, Span(answeredText(poll))]
    if poll.slide != lecture.slide { title += [dot, Span("on slide \(poll.slide + 1)", .dim)] }
    if poll.isShown { title += [dot, Span("everyone sees it", .notice)] }
    painter.put((title + [Span(" ")]).cut(to: region.columns - 4, glass), region, row: 0, column: 2)
    let bars = bars(poll, most: region.rows - 1)
    guard !bars.isEmpty else {
      return painter.put([Span("nobody has answered yet", .dim)], region.dropping(rows: 1), row: 0)
    }
    for (row, line) in lines(of: bars, width: region.columns).enumerated() {
      painter.put(line, region, row: row + 1)
    }
  }

  /// An answer, and how often it was given.
  private typealias Bar = (name: Line, count: Int)

  /// At most so many; the last one is then all that are rarer.
  private func bars(_ poll: Poll, most: Int) -> [Bar] {
    let rows = (poll.tally?.rows ?? []).filter { $0.count > 0 }
    let rare = max(poll.tally?.others ?? 0, 0)
    var shown = rows.count + (rare > 0 ? 1 : 0) <= most ? rows : Array(rows.prefix(max(most - 1, 0)))
    let others = rows.dropFirst(shown.count).reduce(rare) { $0.addingReportingOverflow($1.count).partialValue }
    if !choices.isEmpty { shown.sort { ($0.said.first ?? 0) < ($1.said.first ?? 0) } }
    return shown.map { (name($0.said), $0.count) } + (others > 0 ? [([Span("others", .dim)], others)] : [])
  }

  /// The numbers that were said, or a choice by its number and its text.
  func name(_ said: [Double]) -> Line {
    let numbers: Line = [Span(Numbers(glass: glass).list(said.prefix(8)), .strong)]
    guard let number = said.first.flatMap({ Int(exactly: $0) }), choices.indices.contains(number - 1) else {
      return numbers
    }
    return numbers + [Span(" " + glass.text(SafeText.string(choices[number - 1].map(\.plainText).joined())))]
  }

  private func lines(of bars: [Bar], width: Int) -> [Line] {
    let total = bars.reduce(0.0) { $0 + Double($1.count) }
    let most = Double(bars.map(\.count).max() ?? 1)
    let countWidth = bars.map { String($0.count).count }.max() ?? 1
    let nameWidth = min(bars.map(\.name.width).max() ?? 1, width * 2 / 5)
    let barWidth = max(width - nameWidth - countWidth - 9, 0)
    let glyphs = Glyphs(glass: glass, scale: 1)
    return bars.map { bar in
      let name = bar.name.cut(to: nameWidth, glass)
      let picture = glyphs.bar(Double(bar.count) / most, width: barWidth)
      let count = String(bar.count)
      let share = "\(Int((Double(bar.count) / total * 100).rounded())) %"
      func blanks(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
      return name + [
        Span(blanks(nameWidth - name.width + 1)), Span(picture, .positive),
        Span(blanks(barWidth - picture.count + 1 + countWidth - count.count) + count, .strong),
        Span(blanks(7 - share.count) + share, .dim),
      ]
    }
  }
}

extension Lecture {
  fileprivate func question(at slide: Int) -> Question? {
    lesson.slides.indices.contains(slide) ? lesson.slides[slide].question?.question : nil
  }
}
