import Lab
import Lessons
import Surface

/// What the class answered: a bar an answer, the most frequent first, or all choices by their numbers. A full bar is
/// everyone who answered.
struct BarsView {
  private let poll: Poll
  private let lecture: Lecture
  private let viewpoint: Viewpoint
  private let glass: Glass

  init(_ poll: Poll, _ lecture: Lecture, _ viewpoint: Viewpoint, _ glass: Glass) {
    (self.poll, self.lecture, self.viewpoint, self.glass) = (poll, lecture, viewpoint, glass)
  }

  /// An answer, or all that are rarer than those that are shown.
  private struct Bar {
    let name: Line
    let count: Int
    var isRight = false
  }

  func draw(_ painter: inout Painter, _ plan: ScreenPlan) {
    let whole = region(plan)
    guard whole.rows > 1, whole.columns > 0 else { return }
    painter.clear(whole)
    painter.rule(whole, row: 0)
    painter.put(title(room: whole.columns - 2), whole, row: 0, column: min(2, whole.columns - 1))
    let lines = lines(whole.columns, rows: whole.rows - 1)
    for (row, line) in lines.enumerated() { painter.put(line, whole, row: row + 1) }
  }

  // MARK: Where

  /// The lower part of what stands beside the question; where nothing does, what the question leaves, and a few rows in
  /// any case.
  private func region(_ plan: ScreenPlan) -> Region {
    let wanted = max(bars(most: .max).count, 1) + 1
    let beside = plan.wordsPage == nil ? nil : plan.network ?? plan.training
    var region = beside ?? plan.body
    if viewpoint.showsNotes {
      let notes = NotesView.page(lecture, plan.body, glass).region.row - 1
      region = region.first(rows: notes - region.row)
    }
    let free = beside == nil ? max(region.rows - plan.questionRows, Self.leastRows) : region.rows
    return region.dropping(rows: region.rows - min(wanted, free))
  }

  /// A title and three answers.
  private static let leastRows = 4

  // MARK: The rows

  private func title(room: Int) -> Line {
    let answered = max(poll.answered ?? Int(total), 0)
    let count = poll.isOpen ? poll.asked.map { "\(answered) of \($0) answered" } : nil
    let counted = count ?? "\(answered) answered"
    let dot = " " + glass.text("·") + " "
    let asked: Line = [Span(poll.isOpen ? " asked" : " closed", .notice), Span(dot + counted + " ", .dim)]
    guard viewpoint.isPresenting else { return asked.cut(to: room, glass) }
    let who = poll.isShown ? "everyone sees it" : "you alone see it"
    let whole: Line = [asked[0], Span(dot + counted + dot + who + " ", .dim)]
    return whole.width <= room ? whole : asked.cut(to: room, glass)
  }

  /// Of all answers; counts come from elsewhere and may be anything.
  private var total: Double {
    (poll.tally?.rows ?? []).reduce(Double(max(poll.tally?.others ?? 0, 0))) { $0 + Double(max($1.count, 0)) }
  }

  func lines(_ width: Int, rows: Int) -> [Line] {
    let bars = bars(most: rows)
    guard !bars.isEmpty, total > 0 else {
      return [[Span(poll.isOpen ? "  nobody has answered yet" : "  nobody answered", .dim)]]
    }
    let counts = bars.map { String($0.count) }
    let shares = bars.map { "\(Int((Double($0.count) / total * 100).rounded())) %" }
    let countWidth = counts.map(\.count).max() ?? 0
    let numbers = countWidth + 7
    let nameWidth = min(bars.map(\.name.width).max() ?? 0, max((width - numbers - 4) * 3 / 5, 3))
    let barWidth = width - nameWidth - numbers - 4
    let glyphs = Glyphs(glass: glass, scale: 1)
    return zip(bars, zip(counts, shares)).map { bar, texts in
      let name = bar.name.cut(to: nameWidth, glass)
      let picture = barWidth < 3 ? "" : glyphs.bar(Double(bar.count) / total, width: barWidth)
      let gap = max(barWidth - picture.count, 0)
      return [Span(bar.isRight ? glass.text("✓") + " " : "  ", .notice)] + name
        + [Span(String(repeating: " ", count: nameWidth - name.width + 1)), Span(picture, .positive)]
        + [
          Span(String(repeating: " ", count: gap + 1 + countWidth - texts.0.count)), Span(texts.0, .strong),
          Span(String(repeating: " ", count: max(6 - texts.1.count, 1)) + texts.1, .dim),
        ]
    }
  }

  /// At most so many bars; the last one is then all that are rarer.
  private func bars(most: Int) -> [Bar] {
    guard let tally = poll.tally, most > 0 else { return [] }
    let said = tally.rows.filter { $0.count > 0 }
    // A choice that nobody took says something as well.
    let untaken = choices.indices.map { [Double($0 + 1)] }.filter { choice in !said.contains { $0.said == choice } }
    let all = said + (said.isEmpty ? [] : untaken.map { Tally.Row(said: $0, count: 0) })
    let isWhole = all.count + (tally.others > 0 ? 1 : 0) <= most
    var shown = Array(all.prefix(isWhole ? all.count : most - 1))
    let others = all.dropFirst(shown.count).reduce(max(tally.others, 0)) {
      $0.addingReportingOverflow($1.count).partialValue
    }
    if !choices.isEmpty { shown.sort { ($0.said.first ?? 0) < ($1.said.first ?? 0) } }
    let bars = shown.map { row in
      Bar(name: name(row.said), count: row.count, isRight: isHere && lecture.isRight(row.said) == true)
    }
    return bars + (others > 0 ? [Bar(name: [Span("others", .dim)], count: others)] : [])
  }

  /// Whether the question is on the screen.
  private var isHere: Bool { poll.slide == lecture.slide }

  private var choices: [[Inline]] {
    let slides = lecture.lesson.slides
    return slides.indices.contains(poll.slide) ? slides[poll.slide].question?.question.choices ?? [] : []
  }

  /// The numbers that were said, or a choice by its number and the beginning of its text.
  private func name(_ said: [Double]) -> Line {
    let numbers: Line = [Span(Numbers(glass: glass).list(said.prefix(8)), .strong)]
    guard let number = said.first.flatMap({ Int(exactly: $0) }), choices.indices.contains(number - 1) else {
      return numbers
    }
    let text = choices[number - 1].map(\.plainText).joined()
    return numbers + [Span(" " + glass.text(SafeText.string(text)))]
  }
}
