import Engine
import Lab
import Surface

/// Who was read: a map a row of states, the timesteps of the states downwards and those of the inputs across. The
/// taller a picture, the more the state moves when the input does; a dot is an input that it cannot have read.
struct InfluencePanel {
  let live: LiveNetwork
  private let t: Int
  private let s: Int
  private let glass: Glass
  private let numbers: Numbers

  init(live: LiveNetwork, t: Int, s: Int, glass: Glass) {
    self.live = live
    (self.t, self.s) = (min(t, live.length), min(s, live.length))
    self.glass = glass
    numbers = Numbers(glass: glass)
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    var maps = live.influenceMaps
    guard !maps.isEmpty else {
      painter.put([Span(live.influenceFault ?? "", .notice)], region, row: 0)
      return
    }
    let all = maps
    let heading: Line = [
      Span("who was read", .strong), Span(glass.text(": how far h[t] moves with x[s]"), .dim),
    ]
    painter.put(heading.cut(to: region.columns, glass), region, row: 0)
    let legend = glass.isUnicode ? "█ most  ▁ hardly  · not at all" : "9 most  1 hardly  . not at all"
    if heading.width + legend.count + 3 <= region.columns { painter.putRight([Span(legend, .dim)], region, row: 0) }
    var pitch = 2
    if width(maps, pitch) > region.columns { pitch = 1 }
    // What matters most is what stands on top: the merged states, or else the first direction's.
    while maps.count > 1, width(maps, pitch) > region.columns { maps.removeFirst() }
    let glyphs = Glyphs(glass: glass, scale: max(all.map(\.influence.largest).max() ?? 0, .leastNormalMagnitude))
    let below = min(maps.count, max(region.rows - 5, 1)) + 1
    let rows = max(min(live.length, region.rows - below - 3), 1)
    let first = window(t, count: live.length, shown: rows)
    var column = 0
    for map in maps {
      let shown = min((region.columns - column - labelWidth - 1) / pitch, live.length)
      drawMap(&painter, region, map, at: column, pitch: pitch, rows: first..<first + rows, shown: max(shown, 1), glyphs)
      column += labelWidth + live.length * pitch + 3
    }
    for (index, map) in maps.suffix(max(region.rows - rows - 4, 1)).enumerated() {
      painter.put(sentence(map).cut(to: region.columns, glass), region, row: 4 + rows + index)
    }
  }

  /// Columns before a map's first picture.
  private var labelWidth: Int { String(live.length).count + 3 }

  private func width(_ maps: [InfluenceMap], _ pitch: Int) -> Int {
    maps.count * (labelWidth + live.length * pitch) + (maps.count - 1) * 3
  }

  /// The first of so many lines that show line `line`.
  private func window(_ line: Int, count: Int, shown: Int) -> Int {
    min(max(line - shown / 2, 1), count - shown + 1)
  }

  private func drawMap(
    _ painter: inout Painter, _ region: Region, _ map: InfluenceMap, at column: Int, pitch: Int, rows: Range<Int>,
    shown: Int, _ glyphs: Glyphs
  ) {
    let area = Region(
      row: region.row, column: region.column + column, rows: region.rows,
      columns: min(labelWidth + shown * pitch + 1, region.columns - column))
    let room = map.row == live.rows.last ? region.columns - column : area.columns
    let title = Region(row: region.row, column: region.column + column, rows: region.rows, columns: room)
    painter.put([Span(name(map.row), Look(role(map.row), isBold: true))].cut(to: room, glass), title, row: 1)
    let firstS = window(s, count: live.length, shown: shown)
    var header: Line = [Span(right("s", labelWidth - 1) + " ", .dim)]
    for s in firstS..<firstS + shown {
      let text = pitch == 1 ? String(s % 10) : right(String(s % 100), pitch - (s < 10 ? 1 : 0)) + (s < 10 ? " " : "")
      header.append(Span(text, Look(.dim, isBold: s == self.s)))
    }
    painter.put(header, area, row: 2)
    for (index, t) in rows.enumerated() {
      let label = right(t == rows.lowerBound ? "t \(t)" : "\(t)", labelWidth - 1)
      var line: Line = [Span(label + " ", Look(.dim, isBold: t == self.t))]
      for s in firstS..<firstS + shown {
        line.append(picture(map.influence[t - 1, s - 1], glyphs, role(map.row), isChosen: t == self.t && s == self.s))
        if pitch == 2 { line.append(Span(" ")) }
      }
      painter.put(line, area, row: 3 + index)
    }
  }

  private func picture(_ value: Double, _ glyphs: Glyphs, _ role: Role, isChosen: Bool) -> Span {
    let look = Look(value == 0 ? .dim : role, isNow: isChosen)
    guard value != 0 else { return Span(glass.isUnicode ? "·" : ".", look) }
    let size = min(value / glyphs.scale, 1)
    guard glass.isUnicode else { return Span(String(min(Int(size * 9) + 1, 9)), look) }
    return Span(glyphs.level(size), look)
  }

  /// What the map says where the focus is, in numbers.
  private func sentence(_ map: InfluenceMap) -> Line {
    let value = map.influence[t - 1, s - 1]
    let text = glass.text("|∂\(symbol(map.row))[\(t)] / ∂x[\(s)]| = ")
    guard value != 0 else {
      return [
        Span(text, role(map.row)), Span("0", Look(.ink, isBold: true)), Span("   cannot have read x[\(s)]", .dim),
      ]
    }
    return [Span(text, role(map.row)), Span(numbers.significant(value), Look(.ink, isBold: true))]
  }

  private func name(_ row: DiagramRow) -> String {
    switch row {
    case .state(_, let pass):
      glass.text(pass == .forward ? "h" : "h′") + (live.settings.layers > 1 ? ", layer \(live.settings.layers)" : "")
    case .merged: "merge: \(live.settings.merge.word)"
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
    case .merged, .input: .positive
    }
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
