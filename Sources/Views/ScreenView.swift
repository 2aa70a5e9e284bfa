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
    painter.put(
      Footer.line(lecture, viewpoint, width: plan.footer.columns, isSmall: ScreenPlan.isSmall(size), glass),
      plan.footer, row: 0)
    switch viewpoint.overlay {
    case .help(let top):
      drawFrameRules(&painter, whole)
      let page = HelpView.page(ScreenPlan.bodyRegion(size), glass)
      return page.draw(&painter, top: top ?? HelpView.opening(lecture, width: page.region.columns, glass))
    case .index(let chosen):
      drawFrameRules(&painter, whole)
      return IndexView.draw(&painter, ScreenPlan.bodyRegion(size), lecture, viewpoint, chosen: chosen, glass)
    case .merges, .influence, .search, .entry, nil: break
    }
    for row in plan.rules { painter.rule(whole, row: row) }
    let diagram = drawBody(&painter, plan)
    if case .entry(.formula, _) = viewpoint.overlay, let fault = viewpoint.message {
      return drawFault(&painter, fault, plan.detail ?? plan.body.dropping(rows: plan.body.rows - 3))
    }
    if let detail = plan.detail, let live = lecture.live, !showsMap {
      let showsNumbers = diagram?.layout.showsNumbers ?? false
      DetailView(lecture: lecture, live: live, viewpoint: viewpoint, glass: glass, showsNumbers: showsNumbers)
        .draw(&painter, detail)
    }
    if viewpoint.showsNotes {
      NotesView.draw(&painter, lecture, plan.body, top: viewpoint.notesScroll[lecture.slide] ?? 0, glass)
    }
    if let poll = viewpoint.shownPoll(in: lecture) {
      BarsView(poll, lecture, viewpoint, glass).draw(&painter, plan)
    }
  }

  /// The map of who was read has a focus of its own, of which the rows below would know nothing.
  private var showsMap: Bool {
    if case .influence = viewpoint.overlay { true } else { false }
  }

  /// Why what was typed cannot be taken, above the line in which the caret stands at the place.
  private func drawFault(_ painter: inout Painter, _ fault: String, _ region: Region) {
    let lines = wrap([Span(glass.text(SafeText.string(fault)), .notice)], width: region.columns)
    var region = region
    // A small screen gives up the rule above.
    if lines.count > region.rows { (region.row, region.rows) = (region.row - 1, region.rows + 1) }
    painter.clear(region)
    for (row, line) in lines.prefix(region.rows).enumerated() { painter.put(line, region, row: row) }
  }

  private func drawFrameRules(_ painter: inout Painter, _ whole: Region) {
    if size.rows >= 18 { painter.rule(whole, row: 1) }
    painter.rule(whole, row: size.rows - 2)
  }

  private func drawTitle(_ painter: inout Painter, _ plan: ScreenPlan) {
    let count = "\(lecture.slide + 1)/\(lecture.lesson.slides.count)"
    let slideTitle = glass.text(SafeText.string(lecture.currentSlide.title))
    let number = Span("  " + count, .dim)
    if let status = ClassStatus(lecture, viewpoint, glass) {
      let room = plan.title.columns - number.width
      let (left, title) = status.line(beside: [Span(slideTitle, .strong)], score: viewpoint.score, room: room)
      painter.putRight(title + [number], plan.title, row: 0)
      painter.put(left, plan.title, row: 0)
      return
    }
    let right = [Span(slideTitle, .strong)].cut(to: plan.title.columns - number.width, glass) + [number]
    painter.putRight(right, plan.title, row: 0)
    let room = plan.title.columns - right.width - 3
    let score = scoreText(room: room)
    let title = slideTitle == lecture.lesson.title ? "" : glass.text(SafeText.string(lecture.lesson.title))
    // The score is short and counts, so the lesson's title makes room for it.
    let titleRoom = room - (score.isEmpty ? 0 : score.count + 3)
    var left: Line = titleRoom >= 8 && !title.isEmpty ? [Span(title, .dim)].cut(to: titleRoom, glass) : []
    if !score.isEmpty { left.append(Span((left.isEmpty ? "" : "   ") + score, .notice)) }
    painter.put(left, plan.title, row: 0)
  }

  /// How many answers were right, as long as it may be; empty before the first.
  private func scoreText(room: Int) -> String {
    guard let (right, answered) = viewpoint.score else { return "" }
    return ["\(right) of \(answered) right", "\(right)/\(answered)"].first { $0.count <= room } ?? ""
  }

  /// - Returns: the diagram, if it is what was drawn.
  private func drawBody(_ painter: inout Painter, _ plan: ScreenPlan) -> DiagramView? {
    if let live = lecture.live, plan.network != nil {
      if MergePanel.isOpen(viewpoint) {
        MergePanel(lecture, live, viewpoint, glass).draw(&painter, plan.body)
        return nil
      }
      if case .influence(let t, let s) = viewpoint.overlay {
        InfluencePanel(lecture, live, viewpoint, t: t, s: s, glass: glass)
          .draw(&painter, plan.body, detail: plan.detail)
        return nil
      }
      switch viewpoint.panel(in: lecture) {
      case .given(let cursor):
        let panel = GivenPanel(live, cursor, glass)
        let isBeside = live.experiment.shown == .weights && !cursor.isInside && panel.listFits(plan.network!)
        panel.draw(&painter, isBeside ? besideWords(&painter, plan) : plan.body)
        return nil
      case .comparison:
        guard let kept = lecture.keptNetwork else { break }
        let panel = ComparisonPanel(
          lecture: lecture, now: live, kept: kept, focus: viewpoint.focus(in: lecture), glass: glass)
        panel.draw(&painter, panel.fits(plan.network!) ? besideWords(&painter, plan) : plan.body)
        return nil
      case .why(let path):
        var panel = WhyPanel(lecture, live, path, glass)
        panel.isOwn = !viewpoint.isFollowing
        panel.draw(&painter, plan.body)
        return nil
      case nil: break
      }
      if let cell = viewpoint.openCell(in: lecture) {
        CellView(live, cell, unit: viewpoint.unit(in: lecture), glass).draw(&painter, plan.body)
        return nil
      }
    }
    let network = besideWords(&painter, plan)
    if let region = plan.training, let training = lecture.training {
      TrainingView(lecture, training, glass).draw(&painter, region)
    }
    guard plan.network != nil, let live = lecture.live, let labels = plan.labels else { return nil }
    let diagram = DiagramView(lecture, live, labels, viewpoint, glass, network)
    diagram.draw(&painter)
    return diagram
  }

  /// Draws the words, and gives the region that they leave.
  private func besideWords(_ painter: inout Painter, _ plan: ScreenPlan) -> Region {
    plan.wordsPage?.draw(&painter, top: plan.wordsTop)
    if let divider = plan.divider { drawDivider(&painter, plan, divider) }
    return plan.network ?? plan.body
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
}
