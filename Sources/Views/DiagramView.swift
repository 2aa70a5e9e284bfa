import Engine
import Lab
import Lessons
import Surface

/// The network, drawn: inputs on top, a row a chain, the merged states below.
struct DiagramView {
  let lecture: Lecture
  let live: LiveNetwork
  let focus: Focus?
  let hasOwnFocus: Bool
  let layout: DiagramLayout
  private let glass: Glass
  private let glyphs: Glyphs
  private let inputGlyphs: Glyphs
  private let read: ClosedRange<Int>?
  /// Without colours a picture in reverse video would be another picture; brackets tell where now is.
  private let isColourless: Bool

  /// - Parameter t: shows the timesteps around it, and marks nothing as read; nil is around the focus.
  init(
    _ lecture: Lecture, _ live: LiveNetwork, _ labels: DiagramLabels, _ viewpoint: Viewpoint, _ glass: Glass,
    _ region: Region, around t: Int? = nil
  ) {
    self.lecture = lecture
    self.live = live
    self.glass = glass
    isColourless = glass.hasAttributes && (glass.colours < 8 || viewpoint.theme == .none)
    focus = viewpoint.focus(in: lecture)
    hasOwnFocus = viewpoint.hasOwnFocus(in: lecture)
    var layer = lecture.now.first?.layer ?? 0
    if case .state(let chosen, _) = focus?.row { layer = chosen }
    layout = DiagramLayout(
      live, labels, glass, region, around: t ?? focus?.t ?? 1, layer: layer, unit: viewpoint.unit(in: lecture))
    glyphs = Glyphs(glass: glass, scale: max(1, live.largestState))
    inputGlyphs = Glyphs(glass: glass, scale: Self.scale(live.trace.layers[0].input.values))
    if t == nil, case .state(let layer, let pass) = focus?.row, !live.isStart(focus!) {
      let place = StatePlace(layer: layer, pass: pass, t: focus!.t)
      read = live.schedule.isComputed(place, after: lecture.networkStep) ? live.inputsRead(by: place) : nil
    } else {
      read = nil
    }
  }

  /// 1, or the largest finite size where that is more.
  private static func scale(_ values: [Double]) -> Double {
    values.reduce(1) { $1.isFinite ? max($0, abs($1)) : $0 }
  }

  func draw(_ painter: inout Painter) {
    for (row, kind) in layout.rows.enumerated() {
      switch kind {
      case .time: drawTime(&painter, row)
      case .input: drawInput(&painter, row)
      case .connector(let layer): drawConnector(&painter, row, isUnderInput: layer == 0)
      case .between: drawConnector(&painter, row, isUnderInput: false)
      case .state(let state): drawStates(&painter, row, state)
      case .numbers(let state, let unit): drawNumbers(&painter, row, state, unit)
      case .mergeConnector: drawLines(&painter, row, "┊")
      case .merged(let half): drawMerged(&painter, row, half)
      case .blank(let t): drawBlank(&painter, row, t)
      case .caption: put(&painter, [Span(caption(width: layout.region.columns), .dim)], row, 0)
      }
    }
  }

  private func put(_ painter: inout Painter, _ line: Line, _ row: Int, _ column: Int) {
    painter.put(line, layout.region, row: row, column: column)
  }

  /// A value in its field: in the middle or at the right.
  private func put(_ painter: inout Painter, _ line: Line, _ row: Int, field t: Int, isCentred: Bool) {
    let space = layout.valueWidth - line.width
    let shift = isCentred ? (space >= 0 ? space / 2 : (space - 1) / 2) : space
    put(&painter, line, row, layout.column(t) + shift)
  }

  // MARK: Time and inputs

  private func drawTime(_ painter: inout Painter, _ row: Int) {
    let (above, below) = layout.hiddenLayers
    let hidden = (above > 0 ? " ▲\(above)" : "") + (below > 0 ? " ▼\(below)" : "")
    put(&painter, [Span("t", .dim), Span(glass.text(hidden), .notice)], row, 0)
    for t in layout.visible {
      put(&painter, [Span(String(t), .dim)], row, field: t, isCentred: layout.isCentred)
    }
    let last = layout.visible.upperBound
    if layout.visible.lowerBound > 1 { put(&painter, [Span(glass.text("◂"), .notice)], row, 2) }
    if last < live.time {
      let more = glass.text("▸") + " \(live.time)"
      put(&painter, [Span(more, .notice)], row, layout.column(last) + layout.valueWidth + 1)
    }
  }

  private func drawInput(_ painter: inout Painter, _ row: Int) {
    put(&painter, [Span("x[t]", .dim)], row, 0)
    for t in layout.visible {
      let isRead = read?.contains(t) ?? false
      let isFocus = hasOwnFocus && focus?.row == .input && focus?.t == t
      var line = input(t, isRead)
      if isFocus { line = bracketed(line, Look(.notice, isBold: true)) }
      let width = line.width
      let centred = layout.isCentred || width > layout.valueWidth
      put(&painter, line, row, field: t, isCentred: centred)
    }
  }

  private func input(_ t: Int, _ isRead: Bool) -> Line {
    let text = DiagramLabels.input(live, glass, t)
    if live.isPadding(t) { return [Span(text, Look(.dim, isUnderlined: isRead))] }
    if case .numbers(let rows) = live.settings.input, rows[t - 1].count > 1 {
      return rows[t - 1].prefix(8).map { inputGlyphs.span($0, isUnderlined: isRead) }
    }
    let isBlank = text == InputSequence.blank
    return [Span(text, Look(isBlank ? .notice : .ink, isUnderlined: isRead, isBold: isBlank))]
  }

  private func drawConnector(_ painter: inout Painter, _ row: Int, isUnderInput: Bool) {
    drawLines(&painter, row, "│")
    guard isUnderInput, !glass.hasAttributes, let read else { return }
    for t in layout.visible where read.contains(t) { put(&painter, [Span("^", .ink)], row, layout.middle(t)) }
  }

  private func drawLines(_ painter: inout Painter, _ row: Int, _ glyph: String) {
    for t in layout.visible where t <= live.length {
      put(&painter, [Span(glass.text(glyph), .dim)], row, layout.middle(t))
    }
  }

  // MARK: States

  private func drawStates(_ painter: inout Painter, _ row: Int, _ state: DiagramLayout.StateRow) {
    let role = Notation(glass: glass).role(state.pass)
    // Padding that the network is told of has no states; the backward chain starts before it.
    let (first, last) = (layout.visible.lowerBound, min(layout.visible.upperBound, live.length))
    guard first <= last else { return }
    if state.pass == .forward {
      let name =
        first == 1 ? DiagramLabels.start(live, glass, layer: state.layer) : layerPrefix(state) + "h[\(first - 1)]"
      put(&painter, start(name, state, t: 0, role), row, 0)
    } else {
      let name = layerPrefix(state) + glass.text("h′")
      put(&painter, [Span(name, role)], row, 0)
      let end = DiagramLabels.end(live, glass, layer: state.layer, after: last)
      let column = layout.column(last) + layout.valueWidth
      let label = start(end, state, t: live.time + 1, role)
      put(&painter, [Span(" " + arrow(.backward) + (label.count > 1 ? "" : " "), role)] + label, row, column)
    }
    for t in first...last {
      let place = StatePlace(layer: state.layer, pass: state.pass, t: t)
      let isComputed = live.schedule.isComputed(place, after: lecture.networkStep)
      let line = stateLine(place, isComputed)
      // Brackets stand on both sides of a number, not on the arrow before it.
      let isCentred = layout.isCentred || line.width > layout.valueWidth
      put(&painter, line, row, field: t, isCentred: isCentred)
      guard state.pass == .forward || t > first else { continue }
      let target = StatePlace(layer: state.layer, pass: state.pass, t: state.pass == .forward ? t : t - 1)
      let isDone = live.schedule.isComputed(target, after: lecture.networkStep)
      let slack = (layout.pitch - layout.valueWidth - 2 - layout.arrow) / 2
      let column = layout.column(t) - 1 - slack - layout.arrow
      put(&painter, [Span(arrow(state.pass), isDone ? role : .dim)], row, column)
    }
  }

  /// The label of a start state; marked where it has the focus, since brackets around it would not fit.
  private func start(_ text: String, _ state: DiagramLayout.StateRow, t: Int, _ role: Role) -> Line {
    let isFocus = hasOwnFocus && focus?.row == .state(layer: state.layer, pass: state.pass) && focus?.t == t
    guard isFocus else { return [Span(text, role)] }
    return [Span(glass.text("▸"), Look(.notice, isBold: true)), Span(text, Look(role, isBold: true))]
  }

  private func drawNumbers(_ painter: inout Painter, _ row: Int, _ state: DiagramLayout.StateRow, _ unit: Int) {
    put(&painter, [Span("  unit \(unit + 1)", .dim)], row, 0)
    for t in layout.visible {
      let place = StatePlace(layer: state.layer, pass: state.pass, t: t)
      guard live.schedule.isComputed(place, after: lecture.networkStep) else { continue }
      let number = Numbers(glass: glass).text(live.state(place)[unit])
      let text = String(repeating: " ", count: max(0, 6 - number.count)) + number
      let look = Look(Notation(glass: glass).role(state.pass), isUnderlined: isChanged(place))
      put(&painter, [Span(text, look)], row, field: t, isCentred: true)
    }
  }

  private func layerPrefix(_ state: DiagramLayout.StateRow) -> String {
    live.settings.layers > 1 ? "\(state.layer + 1) " : ""
  }

  private func arrow(_ pass: Pass) -> String {
    let line = String(repeating: glass.text("─"), count: layout.arrow - 1)
    return pass == .forward ? line + glass.text("▶") : glass.text("◀") + line
  }

  private func stateLine(_ place: StatePlace, _ isComputed: Bool) -> Line {
    let isNow = lecture.now.contains(place)
    let isFocus = hasOwnFocus && focus?.row == .state(layer: place.layer, pass: place.pass) && focus?.t == place.t
    var line: Line
    let marksNow = isNow && isColourless && live.stateSize > 1
    if !isComputed {
      line = [Span(String(repeating: dot, count: layout.isCentred ? layout.valueWidth : 1), .dim)]
    } else {
      line = values(live.state(place), place.pass, isNow: isNow && !marksNow, isChanged: isChanged(place))
    }
    if isFocus || marksNow { line = bracketed(line, Look(.notice, isBold: true)) }
    return line
  }

  /// What stands for a number that is not computed yet.
  private var dot: String { glass.isUnicode ? "·" : "." }

  private func bracketed(_ line: Line, _ look: Look) -> Line {
    [Span("[", look)] + line + [Span("]", look)]
  }

  /// The units that are shown of a state, as pictures, or as the number where there is one unit.
  private func values(_ state: [Double], _ pass: Pass, isNow: Bool, isChanged: Bool) -> Line {
    guard live.stateSize > 1 else {
      let look = Look(Notation(glass: glass).role(pass), isNow: isNow, isUnderlined: isChanged)
      return [Span(Numbers(glass: glass).text(state[0]), look)]
    }
    return layout.units.map { glyphs.span(state[$0], isNow: isNow, isUnderlined: isChanged) }
  }

  /// Whether the last action changed a state that was there before.
  private func isChanged(_ place: StatePlace) -> Bool {
    guard let before = lecture.news?.before, before.rows.contains(.state(layer: place.layer, pass: place.pass)),
      place.t <= before.length
    else {
      return false
    }
    return before.state(place) != live.state(place)
  }

  // MARK: Merged states

  private func drawMerged(_ painter: inout Painter, _ row: Int, _ half: Pass?) {
    let name = half.map { ($0 == .forward ? "merge " : "      ") + Notation(glass: glass).state($0) } ?? "merge"
    put(&painter, [Span(name, .dim)], row, 0)
    for t in layout.visible {
      let isMerged = live.isMerged(t, after: lecture.networkStep)
      let isFocus = hasOwnFocus && focus?.row == .merged && focus?.t == t
      var line = isMerged ? mergedLine(t, half) : [Span(t > live.length ? " " : dot, .dim)]
      if live.settings.merge.isFormula { line = line.cut(to: layout.pitch - 1, glass) }
      if isFocus { line = bracketed(line, Look(.notice, isBold: true)) }
      let isPair = half == nil && live.settings.merge == .concat && line.width > layout.valueWidth
      put(&painter, line, row, field: t, isCentred: layout.isCentred || isPair)
    }
  }

  private func mergedLine(_ t: Int, _ half: Pass?) -> Line {
    let changed =
      lecture.news.map {
        t > $0.before.time || !LiveNetwork.areAlike($0.before.mergedState(t), live.mergedState(t))
      } ?? false
    let state = live.mergedState(t)
    guard live.settings.merge == .concat else { return mergedValues(state, .ink, isChanged: changed) }
    let units = live.stateSize
    let parts = Pass.allCases.map { pass in
      let values = Array(state[pass == .forward ? 0..<units : units..<2 * units])
      return mergedValues(values, Notation(glass: glass).role(pass), isChanged: changed)
    }
    if let half { return parts[half.rawValue] }
    return parts[0] + [Span(layout.separator, Look(.dim, isUnderlined: changed))] + parts[1]
  }

  private func mergedValues(_ state: [Double], _ role: Role, isChanged: Bool) -> Line {
    guard live.stateSize > 1 else {
      return [Span(Numbers(glass: glass).list(state), Look(role, isUnderlined: isChanged))]
    }
    return layout.units.clamped(to: state.indices).map { glyphs.span(state[$0], in: role, isUnderlined: isChanged) }
  }

  /// What each direction of the last layer has read where the blank is.
  private func drawBlank(_ painter: inout Painter, _ row: Int, _ t: Int) {
    let words = InputWords(live, glass)
    var line: Line = [Span(InputSequence.blank, .notice)]
    for pass in live.settings.direction.passes {
      let place = StatePlace(layer: live.settings.layers - 1, pass: pass, t: t)
      let notation = Notation(glass: glass)
      line += [Span("  "), Span(notation.state(pass, t), notation.role(pass))]
      let isComputed = live.schedule.isComputed(place, after: lecture.networkStep)
      line.append(Span(isComputed ? " has read " + words.read(live.inputsRead(by: place), pass) : " waits"))
    }
    put(&painter, line, row, 0)
  }

  /// What the merge gives and where the weights come from, in the longest form that fits.
  private func caption(width: Int) -> String {
    let settings = live.settings
    let size = settings.merge.size(hidden: live.stateSize)
    let numbers = size == 1 ? "number" : "numbers"
    let weights =
      "weights: " + glass.text(SafeText.string(live.weights.title)) + (settings.hasEditedWeights ? ", edited" : "")
    var rest: [String] = []
    if layout.units.count < live.stateSize {
      let (first, last) = (layout.units.lowerBound + 1, layout.units.upperBound)
      rest.append("units \(first)\(glass.text("–"))\(last) of \(live.stateSize)")
    }
    // What is unlike other networks says more than where the weights come from.
    let variant = VariantText.caption(live, glass)
    let (full, short) = (rest + variant + [weights], variant.isEmpty ? rest + [weights] : rest + variant)
    let tails = variant.isEmpty ? [short] : [full, short]
    guard settings.direction == .bidirectional else {
      let forms = tails.map { $0.joined(separator: between) }
      return forms.first { SafeText.width(of: $0) <= width } ?? forms.last!
    }
    let sizes = ["\(size) \(numbers) per step", "\(size) \(numbers)", "\(size)"]
    let names = [glass.text(settings.merge.title)] + (settings.merge.isFormula ? ["formula"] : [])
    let isPart = settings.merge.isFormula && live.stateSize > 1 && size > live.stateSize
    let forms = tails.flatMap { tail in
      names.flatMap { name in
        (isPart ? [["first part drawn"], []] : [[]]).flatMap { part in
          sizes.map { (["\(name), \($0)"] + part + tail).joined(separator: between) }
        }
      }
    }
    return forms.first { SafeText.width(of: $0) <= width } ?? short.joined(separator: between)
  }

  private var between: String { glass.isUnicode ? " · " : ", " }
}
