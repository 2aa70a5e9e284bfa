import Lab
import Surface

/// What a change did to the states that are computed, row by row: which stayed and which are others, old → new.
struct ChangeLine {
  let lecture: Lecture
  let live: LiveNetwork
  let glass: Glass
  /// Whether the person on whose screen it stands goes on by themselves.
  let isOwn: Bool

  private var notation: Notation { Notation(glass: glass) }

  /// Empty where the last action changed no network, or one with other sizes.
  var line: Line {
    guard let before = lecture.news?.before, before.stateSize == live.stateSize else { return [] }
    let parts = live.rows.filter { before.rows.contains($0) }.map { part($0, before) }.filter { !$0.isEmpty }
    guard !parts.isEmpty else {
      return [Span("nothing of it is computed yet" + (isOwn ? "; space goes on" : ""), .dim)]
    }
    return Line(parts.joined(separator: [Span(glass.text(" · "), .dim)]))
  }

  private func part(_ row: DiagramRow, _ before: LiveNetwork) -> Line {
    guard row != .input else { return [] }
    let computed = (1...live.time).filter { values(row, $0, live) != nil }
    let changed = computed.filter { values(row, $0, before) != values(row, $0, live) }
    guard let first = changed.first else { return computed.isEmpty ? [] : [name(row), Span(" stays")] }
    if first > before.time { return [name(row), Span(" stays and goes on")] }
    return [name(row)] + example(row, first, before) + [Span(" (\(changed.count) of \(computed.count))", .dim)]
  }

  /// One of the changes: in numbers where a state is one.
  private func example(_ row: DiagramRow, _ t: Int, _ before: LiveNetwork) -> Line {
    guard let old = values(row, t, before), let new = values(row, t, live), old.count == 1, new.count == 1 else {
      return [Span(" changes")]
    }
    let numbers = Numbers(glass: glass)
    return [
      Span(" \(numbers.text(old[0])) \(glass.text("→")) ", .dim),
      Span(numbers.text(new[0]), Look(.ink, isUnderlined: true, isBold: true)),
    ]
  }

  private func name(_ row: DiagramRow) -> Span {
    switch row {
    case .input: Span("x")
    case .state(let layer, let pass):
      Span((live.settings.layers > 1 ? "\(layer + 1) " : "") + notation.state(pass), notation.role(pass))
    case .merged: Span("merge", .strong)
    }
  }

  /// The numbers of a row at `t`; nil where they are not computed, or not there.
  private func values(_ row: DiagramRow, _ t: Int, _ network: LiveNetwork) -> [Double]? {
    guard t <= network.time else { return nil }
    switch row {
    case .input: return nil
    case .state(let layer, let pass):
      let place = StatePlace(layer: layer, pass: pass, t: t)
      return live.schedule.isComputed(place, after: lecture.networkStep) ? network.state(place) : nil
    case .merged:
      let isMerged = live.isMerged(t, after: lecture.networkStep)
      return isMerged ? network.mergedState(t) : nil
    }
  }
}
