import Lab
import Lessons
import Surface

/// Draws the whole screen. The frame follows from the four arguments and nothing else.
public func draw(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size, _ glass: Glass) -> Frame {
  var painter = Painter(size: size, theme: viewpoint.theme, glass: glass)
  if viewpoint.isBlank { return painter.frame }
  guard size.columns >= ScreenPlan.smallest.columns, size.rows >= ScreenPlan.smallest.rows else {
    let text = "bilab \(lecture.slide + 1)/\(lecture.lesson.slides.count): needs 40x12, q quits"
    let whole = Region(row: 0, column: 0, rows: 1, columns: size.columns)
    painter.put([Span(text)], whole, row: 0)
    return painter.frame
  }
  ScreenView(lecture: lecture, viewpoint: viewpoint, size: size, glass: glass).draw(&painter)
  return painter.frame
}

private struct ScreenView {
  let lecture: Lecture
  let viewpoint: Viewpoint
  let size: Size
  let glass: Glass

  func draw(_ painter: inout Painter) {
    let plan = ScreenPlan(lecture, viewpoint, size, glass)
    drawTitle(&painter, plan)
    let whole = Region(row: 0, column: 1, rows: size.rows, columns: size.columns - 2)
    painter.put(Footer.line(lecture, viewpoint, width: plan.footer.columns, glass), plan.footer, row: 0)
    switch viewpoint.overlay {
    case .help(let top):
      drawFrameRules(&painter, whole)
      return HelpView.draw(&painter, overlayRegion, top: top, glass)
    case .index(let chosen):
      drawFrameRules(&painter, whole)
      return IndexView.draw(&painter, overlayRegion, lecture, chosen: chosen, glass)
    case .merges, .search, nil: break
    }
    for row in plan.rules { painter.rule(whole, row: row) }
    let diagram = drawBody(&painter, plan)
    if let detail = plan.detail, let live = lecture.live {
      let showsNumbers = diagram?.layout.showsNumbers ?? false
      DetailView(lecture: lecture, live: live, viewpoint: viewpoint, glass: glass, showsNumbers: showsNumbers)
        .draw(&painter, detail)
    }
    if viewpoint.showsNotes { drawNotes(&painter, plan) }
  }

  /// All rows between title and footer.
  private var overlayRegion: Region {
    let rows = ScreenPlan.bodyRows(size)
    return Region(row: size.rows - 2 - rows, column: 1, rows: rows, columns: size.columns - 2)
  }

  private func drawFrameRules(_ painter: inout Painter, _ whole: Region) {
    if size.rows >= 18 { painter.rule(whole, row: 1) }
    painter.rule(whole, row: size.rows - 2)
  }

  private func drawTitle(_ painter: inout Painter, _ plan: ScreenPlan) {
    let count = "\(lecture.slide + 1)/\(lecture.lesson.slides.count)"
    let slideTitle = glass.text(SafeText.string(lecture.currentSlide.title))
    let number = Span("  " + count, .dim)
    let right = [Span(slideTitle, .strong)].cut(to: plan.title.columns - number.width, glass) + [number]
    let left: Line = [Span(glass.text(SafeText.string(lecture.lesson.title)), .dim)]
    painter.putRight(right, plan.title, row: 0)
    let room = plan.title.columns - right.width - 3
    if room >= 8, slideTitle != lecture.lesson.title { painter.put(left.cut(to: room, glass), plan.title, row: 0) }
  }

  /// - Returns: the diagram, if it is what was drawn.
  private func drawBody(_ painter: inout Painter, _ plan: ScreenPlan) -> DiagramView? {
    if let live = lecture.live, plan.network != nil {
      if case .merges(let chosen) = viewpoint.overlay {
        MergePanel.draw(&painter, plan.body, lecture, live, viewpoint, chosen: chosen, glass)
        return nil
      }
      if let cell = viewpoint.openCell(in: lecture) {
        CellView(live, cell, unit: viewpoint.unit, glass).draw(&painter, plan.body)
        return nil
      }
    }
    if let words = plan.words { drawWords(&painter, plan, words) }
    if let divider = plan.divider { drawDivider(&painter, plan, divider) }
    guard let network = plan.network, let live = lecture.live else { return nil }
    let diagram = DiagramView(lecture, live, viewpoint, glass, network)
    diagram.draw(&painter)
    return diagram
  }

  private func drawDivider(_ painter: inout Painter, _ plan: ScreenPlan, _ column: Int) {
    let line = Region(row: 0, column: column, rows: size.rows, columns: 1)
    for row in plan.body.row..<plan.body.row + plan.body.rows {
      painter.put([Span(glass.text("│"), .dim)], line, row: row)
    }
    for row in plan.rules where row == plan.body.row + plan.body.rows {
      painter.put([Span(glass.text("┴"), .dim)], line, row: row)
    }
    for row in plan.rules where row == plan.body.row - 1 {
      painter.put([Span(glass.text("┬"), .dim)], line, row: row)
    }
  }

  private func drawWords(_ painter: inout Painter, _ plan: ScreenPlan, _ region: Region) {
    let rows = plan.wordRows(width: region.columns)
    let last = max(0, rows.count - region.rows)
    let top = min(viewpoint.scroll[lecture.slide] ?? 0, last)
    let isTitle = rows.contains(where: \.isCentred)
    let offset = isTitle ? max(0, (region.rows - rows.count) / 2) : 0
    for row in 0..<min(region.rows, rows.count - top) {
      let item = rows[top + row]
      let column = item.isCentred ? max(0, (painterWidth(plan) - item.line.width) / 2) : 0
      let target = item.isCentred ? plan.body : region
      painter.put(item.line, target, row: offset + row, column: column)
    }
    if top < last {
      let count = rows.count - top - region.rows + 1
      let text = "\(glass.text("▼")) \(count) more \(count == 1 ? "line" : "lines"), J"
      let blank = String(repeating: " ", count: region.columns)
      painter.put([Span(blank)], region, row: region.rows - 1)
      painter.put([Span(text, .notice)], region, row: region.rows - 1)
    }
  }

  private func painterWidth(_ plan: ScreenPlan) -> Int { plan.body.columns }

  private func drawNotes(_ painter: inout Painter, _ plan: ScreenPlan) {
    let notes = lecture.currentSlide.notes
    let text = notes.isEmpty ? ["This slide has no notes."] : notes
    var lines: [Line] = []
    for note in text {
      for paragraph in note.split(separator: "\n\n") {
        lines += wrap([Span(glass.text(SafeText.string(paragraph.replacingNewlines())))], width: plan.body.columns)
      }
    }
    let rows = min(lines.count + 1, max(3, plan.body.rows * 2 / 3))
    let top = plan.body.rows - rows
    let region = plan.body.dropping(rows: top)
    painter.clear(region)
    painter.rule(region, row: 0)
    painter.put([Span(" notes ", .notice)], region, row: 0, column: 2)
    for row in 0..<min(rows - 1, lines.count) { painter.put(lines[row], region, row: row + 1) }
    let hidden = lines.count - rows + 1
    if hidden > 0 {
      painter.putRight([Span(" \(hidden) more lines ", .notice)], region, row: rows - 1)
    }
  }
}

extension Substring {
  /// One line of the words of several.
  fileprivate func replacingNewlines() -> String {
    split(whereSeparator: \.isNewline).map { $0.trimmingSpaces() }.joined(separator: " ")
  }

  fileprivate func trimmingSpaces() -> Substring {
    let start = firstIndex { $0 != " " } ?? endIndex
    let end = lastIndex { $0 != " " }.map { index(after: $0) } ?? start
    return self[start..<end]
  }
}
