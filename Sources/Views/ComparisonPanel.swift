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
  private let glyphs: Glyphs
  /// Whether everything counts as computed: columns do not depend on how far the class has come.
  private var isMeasured = false

  init(lecture: Lecture, now: LiveNetwork, kept: LiveNetwork, focus: Focus?, glass: Glass) {
    (self.lecture, self.now, self.kept, self.focus, self.glass) = (lecture, now, kept, focus, glass)
    glyphs = Glyphs(glass: glass, scale: max(now.largestState, kept.largestState, .leastNormalMagnitude))
  }

  /// Whether the other network is the lesson's, not one that was kept.
  private var isLessons: Bool { lecture.comparesWithLesson }
  private var notation: Notation { Notation(glass: glass) }
  private var numbers: Numbers { Numbers(glass: glass) }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.put(heading.cut(to: region.columns, glass), region, row: 0)
    let rows = self.rows
    let lines = self.lines
    let (pitch, label) = (pitch, label)
    let nameWidth = label - 9
    let shown = max(min((region.columns - label) / pitch, time), 1)
    let first = max(min((focus?.t ?? 1) - shown / 2, time - shown + 1), 1)
    painter.put([Span("t", .dim)], region, row: 1)
    for t in first..<first + shown {
      painter.put(
        right([Span("\(t)", Look(.dim, isBold: t == focus?.t))], pitch), region, row: 1,
        column: label + (t - first) * pitch)
    }
    let isRoomy = region.rows >= 2 + lines.reduce(0) { $0 + $1[0].count + 1 }
    var at = 2
    for (row, columns) in zip(rows, lines).dropFirst(firstRow(rows, lines, height: region.rows - 2)) {
      painter.put([name(row)], region, row: at)
      for (index, title) in ["now", isLessons ? "other" : "kept", "differ"].prefix(columns[0].count).enumerated() {
        painter.put([Span(title, .dim)], region, row: at + index, column: nameWidth + 2)
        for t in first..<first + shown {
          painter.put(
            right(columns[t - 1][index], pitch), region, row: at + index, column: label + (t - first) * pitch)
        }
      }
      at += columns[0].count + (isRoomy ? 1 : 0)
    }
  }

  /// All of it, whatever room there is.
  var allLines: [Line] {
    let size = Size(
      columns: max(label + time * pitch, heading.width), rows: 2 + lines.reduce(0) { $0 + $1[0].count + 1 })
    var painter = Painter(size: size, theme: .none, glass: glass)
    draw(&painter, Region(row: 0, column: 0, rows: size.rows, columns: size.columns))
    return painter.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).map { [Span(String($0))] }
  }

  private var time: Int { max(now.time, kept.time) }

  /// The lines of every row of the networks and every timestep.
  private var lines: [[[Line]]] { rows.map { row in (1...time).map { lines(row, $0) } } }

  /// Columns of a timestep.
  private var pitch: Int {
    var whole = self
    whole.isMeasured = true
    let lines = whole.lines
    return max(lines.joined().joined().map(\.width).max() ?? 1, String(time).count, 3) + 2
  }

  /// Columns before the first timestep.
  private var label: Int { (rows.map { name($0).width }.max() ?? 0) + 9 }

  /// Whether all of it fits a region.
  func fits(_ region: Region) -> Bool {
    let lines = lines
    return label + time * pitch <= region.columns && 2 + lines.reduce(0) { $0 + $1[0].count } <= region.rows
  }

  /// The first row to show so that the focus' own, or else the last, is on the screen.
  private func firstRow(_ rows: [DiagramRow], _ lines: [[[Line]]], height: Int) -> Int {
    let chosen = rows.firstIndex { $0 == focus?.row } ?? rows.count - 1
    var (first, used) = (chosen, lines[chosen][0].count)
    while first > 0, used + lines[first - 1][0].count <= height {
      first -= 1
      used += lines[first][0].count
    }
    return first
  }

  /// The networks' rows; those that only one of them has, too.
  private var rows: [DiagramRow] {
    now.rows + kept.rows.filter { !now.rows.contains($0) }
  }

  private var heading: Line {
    let difference = isLessons ? changeText(from: now, to: kept) : changeText(from: kept, to: now)
    return [Span(isLessons ? "now, and another" : "now, and as it was kept", .strong)]
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

  /// Now, kept, and of several units how far they are apart at most.
  private func lines(_ row: DiagramRow, _ t: Int) -> [Line] {
    let isPicture = row != .input && [now, kept].contains { $0.stateSize > 1 }
    let pair = [now, kept].map { line(row, t, $0, isPicture: isPicture) }
    guard isPicture else { return pair }
    guard let distance = distance(row, t), isShown(row, t, now) else { return pair + [[Span(" ")]] }
    return pair + [[Span(numbers.text(distance), distance == 0 ? .dim : .ink)]]
  }

  /// The largest difference of a unit; nil where the two are not of one size.
  private func distance(_ row: DiagramRow, _ t: Int) -> Double? {
    guard [now, kept].allSatisfy({ $0.rows.contains(row) && t <= $0.time }) else { return nil }
    let (new, old) = (values(row, t, now), values(row, t, kept))
    return new.count == old.count ? zip(new, old).map { abs($0 - $1) }.max() : nil
  }

  /// What stands at a place of one of the networks, lit where the other has something else there.
  private func line(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork, isPicture: Bool) -> Line {
    let other = network == now ? kept : now
    guard network.rows.contains(row), t <= network.time else { return [Span(" ")] }
    guard row == .input || t <= network.length else { return [Span(" ")] }
    guard isShown(row, t, network) else { return [Span(glass.isUnicode ? "·" : ".", .dim)] }
    let values = values(row, t, network)
    let isSame = other.rows.contains(row) && t <= other.time && self.values(row, t, other) == values
    let look = Look(isSame ? .dim : role(row), isUnderlined: !isSame, isBold: !isSame)
    if row == .input, network.words != nil || network.isPadding(t) {
      return [Span(glass.text(SafeText.string(network.inputText(t))), look)]
    }
    if isPicture { return values.prefix(8).map { glyphs.span($0, in: isSame ? .dim : role(row), isUnderlined: false) } }
    if values.count > 2 { return values.prefix(8).map { glyphs.span($0) } }
    return [Span(values.map { numbers.text($0) }.joined(separator: ","), look)]
  }

  /// The place of the focus in numbers, now and kept.
  var detail: [Line] {
    guard let focus, !now.isStart(focus), isShown(focus.row, focus.t, now) else { return [] }
    return [(now, "now"), (kept, isLessons ? "other" : "kept")].map { network, title in
      guard network.rows.contains(focus.row), focus.t <= (focus.row == .input ? network.time : network.length) else {
        return [Span("\(title)  nothing there", .dim)]
      }
      return [
        Span(title + String(repeating: " ", count: 6 - title.count), .dim), name(focus.row), Span("[\(focus.t)] = "),
        Span(numbers.list(values(focus.row, focus.t, network))),
      ]
    }
  }

  private func role(_ row: DiagramRow) -> Role {
    switch row {
    case .input, .merged: .ink
    case .state(_, let pass): notation.role(pass)
    }
  }

  /// Both networks show what the class has stepped to.
  private func isShown(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork) -> Bool {
    if isMeasured { return row == .input || t <= network.length }
    let isDone = lecture.networkStep == now.schedule.count
    switch row {
    case .input: return true
    case .state(let layer, let pass):
      let place = StatePlace(layer: layer, pass: pass, t: t)
      guard now.rows.contains(row), t <= now.length else { return isDone && t <= network.length }
      return now.schedule.isComputed(place, after: lecture.networkStep)
    case .merged:
      guard now.rows.contains(row), t <= now.length else { return isDone && t <= network.length }
      // Networks that compute in one order may still merge other states.
      return (network.schedule == now.schedule ? network : now).isMerged(t, after: lecture.networkStep)
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
