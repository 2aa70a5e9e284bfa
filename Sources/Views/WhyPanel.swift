import Engine
import Lab
import Surface

/// How a number was computed: the path to it, its formula in symbols and in numbers, and its operands, one a line.
struct WhyPanel {
  let lecture: Lecture
  let live: LiveNetwork
  let path: WhyPath
  let glass: Glass

  private var numbers: Numbers { Numbers(glass: glass) }
  private var names: TermNames { TermNames(live: live, glass: glass) }
  private var term: Term { path.last.term }

  /// Whether the person who looks goes on by themselves.
  var isOwn = true

  init(_ lecture: Lecture, _ live: LiveNetwork, _ path: WhyPath, _ glass: Glass) {
    self.lecture = lecture
    self.live = live
    self.path = path
    self.glass = glass
  }

  /// For the bottom line.
  var hints: [(String, String)] {
    guard isComputed else { return [("space", "next"), ("backspace", "back"), ("esc", "close")] }
    let isTop = path.levels.count == 1
    let up = isTop ? ("esc", "close") : ("←", "back up")
    let edits = [("e", "edit"), ("+ -", "nudge"), ("u", "undo")]
    let units = isTop ? [("< >", "unit")] : []
    if case .given = path.last.term { return [up] + edits + units }
    return [("↑ ↓", "choose"), ("Enter", "go in"), up] + edits + units
  }

  /// Whether what the class has stepped so far includes the number.
  private var isComputed: Bool { live.isComputed(term, after: lecture.networkStep) }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.put(crumbs(width: region.columns), region, row: 0)
    let isRoomy = region.rows >= 12
    let body = region.dropping(rows: isRoomy ? 2 : 1)
    guard isComputed else {
      return painter.put(
        [names.short(term), Span(" is not computed yet\(isOwn ? "; space goes on" : "").", .dim)], body, row: 0)
    }
    guard let explanation = live.explanation(of: term) else { return drawGiven(&painter, body) }
    var formulas = formulas(explanation, width: body.columns)
    // The operands below have the numbers too.
    if body.rows < 6, formulas.count > 2 { formulas.remove(at: 1) }
    for (row, line) in formulas.enumerated() { painter.put(line, body, row: row) }
    drawOperands(explanation, &painter, body.dropping(rows: formulas.count + (isRoomy ? 1 : 0)))
  }

  // MARK: The path

  /// From the number that was asked about, cut from its left where it is too long.
  private func crumbs(width: Int) -> Line {
    let separator: Line = [Span(glass.isUnicode ? " › " : " > ", .dim)]
    let terms = path.levels.map(\.term)
    var line = crumb(terms[terms.count - 1], isLast: true)
    let mark: Line = [Span(glass.text("…"), .dim)] + separator
    for (index, term) in terms.enumerated().dropLast().reversed() {
      let longer = crumb(term, isLast: false) + separator + line
      if longer.width + (index == 0 ? 0 : mark.width) > width { return mark + line }
      line = longer
    }
    return line
  }

  private func crumb(_ term: Term, isLast: Bool) -> Line {
    var span = names.short(term)
    span.look.isBold = isLast
    return [span]
  }

  // MARK: Formulas

  private func formulas(_ explanation: Explanation, width: Int) -> [Line] {
    let name = names.short(term)
    let room = width - name.width - 3
    let symbols = ExpressionText(glass: glass) { names.short($0) }
    let filled = ExpressionText(glass: glass) { term in
      Span(numbers.text(live.value(of: term) ?? 0), names.short(term).look)
    }
    let result = Span(numbers.text(explanation.value, digits: 6), Look(.ink, isNow: true, isBold: true))
    let blank = Span(String(repeating: " ", count: name.width))
    func next(_ line: Line) -> Line { [blank, Span(" = ")] + line }
    var lines = [[name, Span(" = ")] + symbols.line(explanation.expression, width: room)]
    guard explanation.operands.count > 1 || explanation.preactivation != nil || !isCopy(explanation) else {
      return lines + [next([result])]
    }
    lines.append(next(filled.line(explanation.expression, width: room)))
    guard let sum = explanation.preactivation, case .function(let function, _) = explanation.expression else {
      return lines + [next([result])]
    }
    let applied = Span("\(filled.name(function))(\(numbers.text(sum, digits: 6))) = ")
    return lines + [next(applied.width + result.width <= room ? [applied, result] : [result])]
  }

  private func isCopy(_ explanation: Explanation) -> Bool {
    if case .term = explanation.expression { true } else { false }
  }

  // MARK: Operands

  private func drawOperands(_ explanation: Explanation, _ painter: inout Painter, _ region: Region) {
    let operands = explanation.operands
    let chosen = min(path.last.chosen, max(operands.count - 1, 0))
    let nameWidth = operands.map { names.short($0.term).width }.max() ?? 0
    let scale = operands.compactMap { $0.contribution?.magnitude }.filter(\.isFinite).max() ?? 0
    let adds = operands.contains { $0.contribution != nil } && region.columns >= nameWidth + 26
    let isSummed = adds && region.rows > 3
    let rows = max(region.rows - (isSummed ? 1 : 0), 1)
    let first = max(min(chosen - rows / 2, operands.count - rows), 0)
    if isSummed { painter.put(heading(operands, nameWidth, first: first, shown: rows), region, row: 0) }
    let barWidth = region.columns >= nameWidth + 70 ? 12 : 6
    for (row, index) in (first..<min(first + rows, operands.count)).enumerated() {
      let operand = operands[index]
      let isChosen = index == chosen
      var name = names.short(operand.term)
      name.look.isBold = isChosen
      let value = numbers.aligned(operand.value)
      var line: Line = [
        Span(isChosen ? glass.text("▸") + " " : "  ", .notice), name, space(nameWidth - name.width),
        Span(value, Look(isEdited(operand.term) ? .notice : .ink, isNow: isChosen, isBold: isChosen)),
      ]
      if adds { line += contribution(operand, scale: scale, barWidth: barWidth) }
      let meaning = names.meaning(operand.term) + (isEdited(operand.term) ? ", set by hand" : "")
      if region.columns >= 56 || !adds { line += [Span("   "), Span(meaning, .dim)] }
      painter.put(line.cut(to: region.columns, glass), region, row: row + (isSummed ? 1 : 0))
    }
  }

  private func heading(_ operands: [Explanation.Operand], _ nameWidth: Int, first: Int, shown: Int) -> Line {
    let more = operands.count > shown ? "\(first + 1) to \(first + shown) of \(operands.count)" : ""
    let room = nameWidth + 10
    return [
      Span(more.count < room ? more : ""), space(room - (more.count < room ? more.count : 0)), Span("      adds"),
    ]
    .map { Span($0.text, .dim) }
  }

  /// What the summand adds that ends here, and how much that is beside the others.
  private func contribution(_ operand: Explanation.Operand, scale: Double, barWidth: Int) -> Line {
    guard let number = operand.contribution else { return [space(11 + barWidth)] }
    let size = scale > 0 ? number.magnitude / scale : 0
    let bar = Glyphs(glass: glass, scale: 1).bar(size, width: barWidth)
    return [
      Span("  " + numbers.aligned(number) + " "), Span(bar, number < 0 ? .negative : .positive),
      space(barWidth - Span(bar).width),
    ]
  }

  private func isEdited(_ term: Term) -> Bool {
    if case .given(let place) = term { live.isEdited(place) } else { false }
  }

  private func space(_ width: Int) -> Span { Span(String(repeating: " ", count: max(width, 0))) }

  // MARK: Given numbers

  private func drawGiven(_ painter: inout Painter, _ region: Region) {
    let value = numbers.text(live.value(of: term) ?? 0, digits: 6)
    painter.put([names.short(term), Span(" = "), Span(value, Look(.ink, isNow: true, isBold: true))], region, row: 0)
    painter.put([Span(names.meaning(term) + (isEdited(term) ? ", set by hand" : ""))], region, row: 1)
    painter.put([Span("given, not computed: the path ends here", .dim)], region, row: 2)
  }

  // MARK: The rows below

  /// The chosen number, and what the last edit did to every number of the path.
  func detail(width: Int) -> [Line] {
    guard isComputed else { return [[Span("The class has not come to this number.", .dim)]] }
    let operands = live.explanation(of: term)?.operands ?? []
    let shown = operands.indices.contains(path.last.chosen) ? operands[path.last.chosen].term : term
    let line: Line = [
      names.short(shown), Span(" = " + numbers.text(live.value(of: shown) ?? 0, digits: 6)),
      Span("   " + names.meaning(shown), .dim),
    ]
    return [line] + changes(shown, width: width)
  }

  /// From the edited number up to the one that was asked about: old → new.
  private func changes(_ shown: Term, width: Int) -> [Line] {
    guard let before = lecture.news?.before else { return [] }
    let terms = path.levels.map(\.term) + (shown == term ? [] : [shown])
    let parts = terms.reversed().compactMap { term -> Line? in
      guard let old = before.value(of: term), let new = live.value(of: term), old != new else { return nil }
      return [
        names.short(term), Span(" \(numbers.text(old)) \(glass.text("→")) ", .dim),
        Span(numbers.text(new), Look(.ink, isUnderlined: true, isBold: true)),
      ]
    }
    guard !parts.isEmpty else { return [] }
    return wrap(Line(parts.joined(separator: [Span(glass.text(" · "), .dim)])), width: width - 15)
  }
}
