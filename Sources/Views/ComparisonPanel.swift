import Lab
import Lessons
import Surface

/// The network as it is now above the one that was kept, timestep under timestep; what differs is lit.
struct ComparisonPanel {
  let lecture: Lecture
  let now: LiveNetwork
  let kept: LiveNetwork
  let focus: Focus?
  let glass: Glass

  private var notation: Notation { Notation(glass: glass) }
  private var numbers: Numbers { Numbers(glass: glass) }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.put(heading.cut(to: region.columns, glass), region, row: 0)
    let rows = self.rows
    let time = max(now.time, kept.time)
    let texts = rows.map { row in (1...time).map { t in (line(row, t, now), line(row, t, kept)) } }
    let widest = texts.flatMap { $0.flatMap { [$0.0.width, $0.1.width] } }.max() ?? 1
    let pitch = max(widest, String(time).count, 3) + 2
    let label = (rows.map { name($0).width }.max() ?? 0) + 7
    let shown = max(min((region.columns - label) / pitch, time), 1)
    let first = max(min((focus?.t ?? 1) - shown / 2, time - shown + 1), 1)
    var times: Line = [Span("t", .dim)]
    times.append(Span(String(repeating: " ", count: label - 1)))
    for t in first..<first + shown { times += right([Span("\(t)", Look(.dim, isBold: t == focus?.t))], pitch) }
    painter.put(times, region, row: 1)
    let height = region.rows >= 2 + rows.count * 3 ? 3 : 2
    let fitting = max((region.rows - 2) / height, 1)
    let chosen = rows.firstIndex { $0 == focus?.row } ?? rows.count - 1
    let top = rows.count <= fitting ? 0 : max(min(chosen - fitting / 2, rows.count - fitting), 0)
    for (index, row) in rows.indices.dropFirst(top).prefix(fitting).enumerated() {
      let at = 2 + index * height
      painter.put(right([name(rows[row])], label - 6) + [Span("  now ", .dim)], region, row: at)
      painter.put([Span(String(repeating: " ", count: label - 6)), Span(" kept ", .dim)], region, row: at + 1)
      for t in first..<first + shown {
        let (new, old) = texts[row][t - 1]
        let column = label + (t - first) * pitch
        painter.put(right(new, pitch), region, row: at, column: column)
        painter.put(right(old, pitch), region, row: at + 1, column: column)
      }
    }
  }

  /// The networks' rows; those that only one of them has, too.
  private var rows: [DiagramRow] {
    now.rows + kept.rows.filter { !now.rows.contains($0) }
  }

  private var heading: Line {
    let difference = changeText(from: kept, to: now)
    return [Span("now, and as it was kept", .strong)]
      + [Span(glass.text("   " + (difference.isEmpty ? "the same network" : SafeText.string(difference))), .dim)]
  }

  private func name(_ row: DiagramRow) -> Span {
    switch row {
    case .input: Span("x")
    case .state(let layer, let pass):
      Span(
        (max(now.settings.layers, kept.settings.layers) > 1 ? "\(layer + 1) " : "") + notation.state(pass),
        notation.role(pass))
    case .merged: Span("merge", .strong)
    }
  }

  private func right(_ line: Line, _ width: Int) -> Line {
    [Span(String(repeating: " ", count: max(0, width - line.width)))] + line
  }

  // MARK: One place

  /// What stands at a place of one of the networks, lit where the other has something else there.
  private func line(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork) -> Line {
    let other = network == now ? kept : now
    guard network.rows.contains(row), t <= network.time else { return [Span(" ")] }
    guard isShown(row, t, network) else { return [Span(glass.isUnicode ? "·" : ".", .dim)] }
    let isSame = other.rows.contains(row) && t <= other.time && values(row, t, other) == values(row, t, network)
    if row == .input, case .words(let words) = network.settings.input {
      return [Span(glass.text(SafeText.string(words[t - 1])), Look(.ink, isUnderlined: !isSame, isBold: !isSame))]
    }
    let values = values(row, t, network)
    let role = role(row)
    guard values.count > 2 || (values.count == 2 && row != .merged) else {
      return [
        Span(
          numbers.list(values).replacing(", ", with: ","),
          Look(isSame ? .dim : role, isUnderlined: !isSame, isBold: !isSame))
      ]
    }
    let glyphs = Glyphs(glass: glass, scale: 1)
    return values.prefix(8).map { glyphs.span($0, in: isSame ? .dim : role, isUnderlined: !isSame) }
  }

  private func role(_ row: DiagramRow) -> Role {
    switch row {
    case .input, .merged: .ink
    case .state(_, let pass): notation.role(pass)
    }
  }

  /// Both networks show what the class has stepped to.
  private func isShown(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork) -> Bool {
    let isDone = lecture.networkStep == now.schedule.count
    switch row {
    case .input: return true
    case .state(let layer, let pass):
      let place = StatePlace(layer: layer, pass: pass, t: t)
      guard now.rows.contains(row), t <= now.time else { return isDone }
      return now.schedule.isComputed(place, after: lecture.networkStep)
    case .merged:
      guard now.rows.contains(row), t <= now.time else { return isDone }
      return now.schedule.isMerged(layer: now.settings.layers - 1, t: t, after: lecture.networkStep)
    }
  }

  private func values(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork) -> [Double] {
    switch row {
    case .input: Array(network.trace.input(layer: 0, t: t - 1))
    case .state(let layer, let pass): network.state(StatePlace(layer: layer, pass: pass, t: t))
    case .merged: network.mergedState(t)
    }
  }
}
