import Engine
import Lab
import Surface

/// Who was read: a map a row of states, the timesteps of the states downwards and those of the inputs across. The
/// taller a picture, the more the state moves when the input does; a dot is an input that it cannot have read.
struct InfluencePanel {
  let lecture: Lecture
  let live: LiveNetwork
  private let t: Int
  private let s: Int
  private let page: Int
  private let glass: Glass
  private let numbers: Numbers

  /// Between two maps.
  private static let gap = 3

  init(_ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: Viewpoint, t: Int, s: Int, glass: Glass) {
    self.lecture = lecture
    self.live = live
    (self.t, self.s) = (min(t, live.length), min(s, live.length))
    page = viewpoint.mapPage
    self.glass = glass
    numbers = Numbers(glass: glass)
  }

  /// - Parameter detail: the rows below, which say in numbers what the map shows at its focus.
  func draw(_ painter: inout Painter, _ region: Region, detail: Region?) {
    if let fault = live.influenceFault { return painter.put([Span(fault, .notice)], region, row: 0) }
    let (rows, pitch, place) = shownRows(width: region.columns)
    let maps = live.influenceMaps(of: rows)
    let scale = LogScale(maps.flatMap(\.influence.values))
    let top = drawHeading(&painter, region, scale, place)
    let body = region.dropping(rows: top)
    let shown = max(min(live.length, body.rows - 2), 1)
    let first = window(t, count: live.length, shown: shown)
    var column = 0
    for map in maps {
      drawMap(&painter, body, map, at: column, pitch: pitch, rows: first..<first + shown, scale)
      column += width(map.row, pitch) + Self.gap
    }
    if let detail { drawSentences(&painter, detail, maps) }
  }

  // MARK: Which maps

  /// How many screens of this width it takes to see all maps.
  func pages(width: Int) -> Int { shownRows(width: width).place.of }

  /// The rows whose maps are side by side, the columns of a picture, and which of how many pages that is. The last
  /// page, which ends in the merged states, comes first.
  private func shownRows(width: Int) -> (rows: [DiagramRow], pitch: Int, place: (page: Int, of: Int)) {
    let all = live.mapRows
    func fits(_ rows: ArraySlice<DiagramRow>, _ pitch: Int) -> Bool {
      rows.reduce(-Self.gap) { $0 + self.width($1, pitch) + Self.gap } <= width
    }
    if let pitch = [2, 1].first(where: { fits(all[...], $0) }) { return (all, pitch, (0, 1)) }
    let count = (1...all.count).last { fits(all.suffix($0), 1) } ?? 1
    let pages = (all.count + count - 1) / count
    let back = page % pages
    let end = max(all.count - back * count, count)
    return (Array(all[end - count..<end]), 1, (pages - 1 - back, pages))
  }

  /// Columns before a map's first picture.
  private var labelWidth: Int { String(live.length).count + 3 }

  private func width(_ row: DiagramRow, _ pitch: Int) -> Int {
    // The formula of a merge may be cut, the layer of a state may not.
    let title = row == .merged ? 0 : SafeText.width(of: name(row))
    return max(labelWidth + live.length * pitch, title)
  }

  /// The first of so many lines that show line `line`.
  private func window(_ line: Int, count: Int, shown: Int) -> Int {
    min(max(line - shown / 2, 1), count - shown + 1)
  }

  private func isComputed(_ row: DiagramRow, _ t: Int) -> Bool {
    switch row {
    case .input: true
    case .state(let layer, let pass):
      live.schedule.isComputed(StatePlace(layer: layer, pass: pass, t: t), after: lecture.networkStep)
    case .merged: live.isMerged(t, after: lecture.networkStep)
    }
  }

  /// Whether x[s] is among what a state or a merged state depends on.
  private func canRead(_ row: DiagramRow, _ t: Int, _ s: Int) -> Bool {
    guard case .state(let layer, let pass) = row else { return true }
    return live.inputsRead(by: StatePlace(layer: layer, pass: pass, t: t)).contains(s)
  }

  // MARK: Heading

  /// - Returns: rows that it took.
  private func drawHeading(
    _ painter: inout Painter, _ region: Region, _ scale: LogScale, _ place: (page: Int, of: Int)
  ) -> Int {
    let isFinished = lecture.networkStep == live.schedule.count
    guard region.rows >= 10 else {
      let title = Span(isFinished ? "who was read" : "dim: not yet", .strong)
      painter.put([title] + [Span("  " + legend(scale, gap: " "), .dim)], region, row: 0)
      return 1
    }
    let about = isFinished ? ": how far a state moves with x[s]" : " in the end; dim: not computed yet"
    painter.put([Span("who was read", .strong), Span(about, .dim)], region, row: 0)
    if place.of > 1 { painter.putRight([Span("Tab: \(place.page + 1) of \(place.of)", .notice)], region, row: 0) }
    painter.put([Span(legend(scale, gap: "   ") + "   log scale", .dim)], region, row: 1)
    return 2
  }

  private func legend(_ scale: LogScale, gap: String) -> String {
    let (most, least, none) = glass.isUnicode ? ("█", "▁", "·") : ("9", "1", ".")
    let ends = [scale.largest, scale.smallest].map { numbers.significant($0, digits: 2) }
    let parts = ["\(most) \(ends[0])", "\(least) \(ends[1])" + (scale.isCut ? " or less" : ""), "\(none) never"]
    return parts.joined(separator: gap)
  }

  // MARK: Maps

  private func drawMap(
    _ painter: inout Painter, _ region: Region, _ map: InfluenceMap, at column: Int, pitch: Int, rows: Range<Int>,
    _ scale: LogScale
  ) {
    let room = region.columns - column
    let shown = max(min((room - labelWidth) / pitch, live.length), 1)
    let area = Region(row: region.row, column: region.column + column, rows: region.rows, columns: room)
    let title = [Span(name(map.row), Look(role(map.row), isBold: true))]
    painter.put(title.cut(to: map.row == .merged ? room : width(map.row, pitch), glass), area, row: 0)
    let firstS = window(s, count: live.length, shown: shown)
    var header: Line = [Span(right("s", labelWidth - 1) + " ", .dim)]
    for s in firstS..<firstS + shown {
      let text = pitch == 1 ? String(s % 10) : right(String(s % 100), pitch - (s < 10 ? 1 : 0)) + (s < 10 ? " " : "")
      header.append(Span(text, Look(.dim, isBold: s == self.s)))
    }
    painter.put(header, area, row: 1)
    for (index, t) in rows.enumerated() {
      let label = right(t == rows.lowerBound ? "t \(t)" : "\(t)", labelWidth - 1)
      var line: Line = [Span(label + " ", Look(.dim, isBold: t == self.t))]
      for s in firstS..<firstS + shown {
        line.append(picture(map, t, s, scale))
        if pitch == 2, s < firstS + shown - 1 { line.append(Span(" ")) }
      }
      painter.put(line, area, row: 2 + index)
    }
  }

  private func picture(_ map: InfluenceMap, _ t: Int, _ s: Int, _ scale: LogScale) -> Span {
    let value = map.influence[t - 1, s - 1]
    let isDim = value == 0 || !isComputed(map.row, t)
    let isChosen = t == self.t && s == self.s
    // A full block hides the ground behind it.
    let look = Look(isChosen ? .notice : isDim ? .dim : role(map.row), isNow: isChosen)
    guard value.isFinite else { return Span("!", look) }
    guard value != 0 else { return Span(canRead(map.row, t, s) ? "0" : glass.isUnicode ? "·" : ".", look) }
    let level = scale.level(value)
    guard glass.isUnicode else { return Span(String(1 + Int(level * 8)), look) }
    return Span(Glyphs(glass: glass, scale: 1).level((1 + 7 * level) / 8), look)
  }

  // MARK: Numbers

  /// What the maps say where the focus is, in numbers: side by side, in as many rows as it takes.
  private func drawSentences(_ painter: inout Painter, _ region: Region, _ maps: [InfluenceMap]) {
    var lines: [Line] = [[]]
    for map in maps {
      let sentence = sentence(map)
      if !lines[lines.count - 1].isEmpty {
        if lines[lines.count - 1].width + Self.gap + sentence.width <= region.columns {
          lines[lines.count - 1].append(Span(String(repeating: " ", count: Self.gap)))
        } else {
          lines.append([])
        }
      }
      lines[lines.count - 1] += sentence
    }
    for (row, line) in lines.suffix(region.rows).enumerated() {
      painter.put(line.cut(to: region.columns, glass), region, row: row)
    }
  }

  private func sentence(_ map: InfluenceMap) -> Line {
    let value = map.influence[t - 1, s - 1]
    var layer = ""
    if case .state(let index, _) = map.row, live.settings.layers > 1 { layer = "layer \(index + 1) " }
    let text = Span(layer + glass.text("|∂\(symbol(map.row))[\(t)]/∂x[\(s)]| = "), role(map.row))
    let number = Span(numbers.significant(value, digits: 6), Look(.ink, isBold: true))
    guard value == 0 else { return [text, number] }
    return [text, number, Span(canRead(map.row, t, s) ? ", read but flat" : ", never read", .dim)]
  }

  private func name(_ row: DiagramRow) -> String {
    switch row {
    case .state(let layer, let pass):
      glass.text(pass == .forward ? "h" : "h′") + (live.settings.layers > 1 ? ", layer \(layer + 1)" : "")
    case .merged: "merge: " + glass.text(live.settings.merge.title)
    case .input: "x"
    }
  }

  private func symbol(_ row: DiagramRow) -> String {
    switch row {
    case .state(_, let pass): pass == .forward ? "h" : "h′"
    case .merged: "merge"
    case .input: "x"
    }
  }

  private func role(_ row: DiagramRow) -> Role {
    switch row {
    case .state(_, .forward): .forward
    case .state(_, .backward): .backward
    case .merged, .input: .ink
    }
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
