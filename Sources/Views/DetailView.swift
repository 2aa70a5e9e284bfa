import Engine
import Lab
import Lessons
import Surface

/// The rows below the network: the formula of the focus with its numbers, its values, and what it has read.
struct DetailView {
  let lecture: Lecture
  let live: LiveNetwork
  let viewpoint: Viewpoint
  let glass: Glass
  /// Whether the diagram already shows the units' numbers.
  let showsNumbers: Bool

  private var numbers: Numbers { Numbers(glass: glass) }
  private var notation: Notation { Notation(glass: glass) }

  func draw(_ painter: inout Painter, _ region: Region) {
    let count: Line = [Span("step \(lecture.networkStep) of \(lecture.steps - lecture.currentSlide.pauses)")]
    let last = region.rows - 1
    for (row, line) in lines(width: region.columns).prefix(region.rows).enumerated() {
      let room = region.columns - (row == last ? count.width + 2 : 0)
      painter.put(line.cut(to: room, glass), region, row: row)
    }
    painter.putRight(count, region, row: last)
  }

  /// At most three rows, the most telling first.
  func lines(width: Int) -> [Line] {
    if case .given(let cursor) = viewpoint.panel(in: lecture) {
      return [GivenPanel(live, cursor, glass).detail, change]
    }
    if viewpoint.panel(in: lecture) == .comparison, let kept = lecture.keptNetwork {
      let focus = viewpoint.focus(in: lecture)
      let panel = ComparisonPanel(lecture: lecture, now: live, kept: kept, focus: focus, glass: glass)
      return panel.detail + (change.isEmpty ? [] : [change])
    }
    if case .why(let path) = viewpoint.panel(in: lecture) {
      return WhyPanel(lecture, live, path, glass).detail(width: width)
    }
    guard let focus = viewpoint.focus(in: lecture) else {
      return [[Span("Nothing is computed yet\(viewpoint.isFollowing ? "" : "; space goes on").", .dim)]]
    }
    switch focus.row {
    case .input: return input(focus.t)
    case .state(let layer, let pass) where live.isStart(focus): return start(layer, pass)
    case .merged: return merged(focus.t, width: width)
    case .state(let layer, let pass):
      return states(StatePlace(layer: layer, pass: pass, t: focus.t), width: width)
    }
  }

  // MARK: Inputs

  private func input(_ t: Int) -> [Line] {
    let values = Array(live.trace.input(layer: 0, t: t - 1))
    var name = "x[\(t)]"
    if let words = live.words { name += " " + glass.text(SafeText.string(words[t - 1])) }
    if live.isPadding(t) { return padding(t, values) }
    let reads =
      live.settings.direction == .bidirectional
      ? "read by h[\(t)] and all after it, by \(notation.state(.backward, t)) and all before it"
      : "read by h[\(t)] and all after it"
    let text = numbers.list(values, digits: values.count == 1 ? 6 : nil)
    return [[Span(name, .strong), Span(" = " + text)], change.isEmpty ? [Span(reads, .dim)] : change]
  }

  private func padding(_ t: Int, _ values: [Double]) -> [Line] {
    let isPacked = t > live.length
    let reads = isPacked ? "never read: the network is told the length, \(live.length)" : "read like any other input"
    return [
      [Span("x[\(t)] pad", .strong), Span(" = " + numbers.list(values))], change.isEmpty ? [Span(reads, .dim)] : change,
    ]
  }

  private var change: Line {
    ChangeLine(lecture: lecture, live: live, glass: glass, isOwn: !viewpoint.isFollowing).line
  }

  // MARK: Start states

  private func start(_ layer: Int, _ pass: Pass) -> [Line] {
    let t = pass == .forward ? 0 : live.length + 1
    let place = StatePlace(layer: layer, pass: pass, t: t)
    let values = live.initialState(layer: layer, pass: pass)
    let first = notation.state(pass, pass == .forward ? 1 : live.length)
    let reads: Line = [Span("given, not computed; \(first) is the first to read it", .dim)]
    return [
      [name(place), Span(" = " + numbers.list(values, digits: values.count == 1 ? 6 : nil))],
      change.isEmpty ? reads : change,
    ]
  }

  // MARK: States

  private func states(_ place: StatePlace, width: Int) -> [Line] {
    let unit = viewpoint.unit(in: lecture)
    guard live.schedule.isComputed(place, after: lecture.networkStep) else {
      let isPadding = place.t > live.length
      let why = isPadding ? " is not computed: the network is told that this is padding" : " is not computed yet."
      return [[name(place), Span(why, .dim)]]
    }
    let formula = Formula(live: live, glass: glass)
    let news = changed(place.t)
    let pair = lecture.now.count == 2 && lecture.now.contains(place) ? lecture.now.first { $0 != place } : nil
    var lines = [formula.line(place, unit: unit, width: width)]
    if !news.isEmpty {
      lines.append(news)
    } else if let pair {
      lines.append(live.stateSize == 1 ? formula.line(pair, unit: unit, width: width) : hasRead(pair))
    } else {
      lines.append(showsNumbers ? [] : vector(place))
    }
    return lines + [hasRead(place)]
  }

  private func name(_ place: StatePlace) -> Span {
    let layer = live.settings.layers > 1 ? "layer \(place.layer + 1) " : ""
    return Span(layer + notation.state(place.pass, place.t), notation.role(place.pass))
  }

  private func vector(_ place: StatePlace) -> Line {
    guard live.stateSize > 1 else {
      let isLast = place.layer == live.settings.layers - 1
      if isLast, live.isMerged(place.t, after: lecture.networkStep) {
        return mergeFormula(place.t) + [Span(" = " + numbers.list(live.mergedState(place.t), digits: 6))]
      }
      return place.layer == 0 ? [] : [Span("in[\(place.t)] is what layer \(place.layer) gives there", .dim)]
    }
    return [name(place), Span(" = " + live.state(place).map { numbers.text($0) }.joined(separator: "  "))]
  }

  private func hasRead(_ place: StatePlace) -> Line {
    [name(place), Span(" has read ", .dim)]
      + [Span(InputWords(live, glass).read(live.inputsRead(by: place), place.pass))]
  }

  // MARK: Merged states

  private func merged(_ t: Int, width: Int) -> [Line] {
    let pair = live.mergedPlaces(t)
    guard live.isMerged(t, after: lecture.networkStep) else {
      if t > live.length { return [[Span("merge[\(t)] stays empty: the network is told that this is padding", .dim)]] }
      let missing = pair.filter { !live.schedule.isComputed($0, after: lecture.networkStep) }
      let names = missing.map { notation.state($0.pass, $0.t) }.joined(separator: " and ")
      return [[Span("merge[\(t)] waits for ", .dim), Span(names)]]
    }
    let news = changed(t)
    let result = numbers.list(live.mergedState(t), digits: live.stateSize == 1 ? 6 : nil)
    let formula = mergeFormula(t) + [Span(" = "), Span(result, Look(.ink, isBold: true))]
    return [formula.cut(to: width, glass)] + (news.isEmpty ? [] : [news]) + pair.map(hasRead)
  }

  private func mergeFormula(_ t: Int) -> Line {
    let h: Line = [Span("h[\(t)]", .forward)]
    let back: Line = [Span(notation.state(.backward, live.mergedPlaces(t)[1].t), .backward)]
    let name: Line = [Span("merge[\(t)]", .strong), Span(" = ")]
    func between(_ open: String, _ middle: String, _ close: String) -> Line {
      name + [Span(open)] + h + [Span(glass.text(middle))] + back + [Span(close)]
    }
    return switch live.settings.merge {
    case .concat, .apart: between("(", ", ", ")")
    case .formula: name + [Span(glass.text(live.settings.merge.title))]
    case .linear: between("W (", ", ", ") + b")
    case .sum: between("", " + ", "")
    case .average: between("(", " + ", ") / 2")
    case .product: between("", " · ", "")
    case .max: between("max(", ", ", ")")
    }
  }

  // MARK: News

  /// What the last action changed at `t`: old → new; empty if nothing did.
  private func changed(_ t: Int) -> Line {
    guard let before = lecture.news?.before, t <= before.time, live.isMerged(t, after: lecture.networkStep)
    else { return [] }
    let (old, new) = (before.mergedState(t), live.mergedState(t))
    guard !LiveNetwork.areAlike(old, new), !old.isEmpty else { return [] }
    return [
      Span("merge[\(t)]", .strong), Span(": " + numbers.list(old), .dim), Span(" " + glass.text("→") + " "),
      Span(numbers.list(new), Look(.ink, isUnderlined: true, isBold: true)),
    ]
  }
}
