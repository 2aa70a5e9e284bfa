import Engine
import Lab
import Surface

/// Every merge of one timestep, side by side: its numbers and how many there are. The last row is the formula.
struct MergePanel {
  static let count = Merge.basic.count + 1
  private static let nameWidth = 9

  let live: LiveNetwork
  let glass: Glass
  private let t: Int
  private let isMerged: Bool
  private let chosen: Int
  /// What is being typed, if something is.
  private let typed: String?

  init(_ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: Viewpoint, _ glass: Glass) {
    self.live = live
    self.glass = glass
    t = min(max(viewpoint.focus(in: lecture)?.t ?? 1, 1), live.time)
    isMerged = live.isMerged(t, after: lecture.networkStep)
    switch viewpoint.overlay {
    case .merges(let chosen): (self.chosen, typed) = (chosen, nil)
    case .entry(.formula, let text): (chosen, typed) = (Self.count - 1, text)
    default: (chosen, typed) = (0, nil)
    }
  }

  /// Whether the panel is what the person looks at.
  static func isOpen(_ viewpoint: Viewpoint) -> Bool {
    switch viewpoint.overlay {
    case .merges, .entry(.formula, _): true
    default: false
    }
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.put(heading, region, row: 0)
    let top = region.rows > Self.count + 2 ? 2 : 1
    let first = max(0, min(chosen, Self.count - 1) - (region.rows - top) + 1)
    for index in first..<Self.count {
      painter.put(line(index).cut(to: region.columns, glass), region, row: top + index - first)
    }
  }

  private var heading: Line {
    var heading: Line = [Span("merge at t = \(t)", .strong)]
    guard isMerged else { return heading + [Span("   waits until both states are computed", .dim)] }
    let notation = Notation(glass: glass)
    for place in live.mergedPlaces(t) {
      let state = live.state(place)
      heading += [
        Span("   \(notation.state(place.pass, place.t))", notation.role(place.pass)),
        Span(" = \(Numbers(glass: glass).list(state))"),
      ]
    }
    return heading
  }

  private func line(_ index: Int) -> Line {
    let isChosen = index == chosen
    let merge = index < Merge.basic.count ? Merge.basic[index] : formula
    let word = index < Merge.basic.count ? Merge.basic[index].word : "formula"
    let name = word + String(repeating: " ", count: Self.nameWidth - word.count)
    let start: Line = [
      Span(isChosen ? glass.text("▸") + " " : "  ", .notice), Span(name, Look(isChosen ? .strong : .ink)),
    ]
    guard let merge else {
      return start + [Span(typed == nil ? "e types one: 0.7*h + 0.3*h'" : glass.text("…"), .dim)]
    }
    let size = merge.size(hidden: live.stateSize)
    var line = start + [Span("\(size) \(size == 1 ? "number " : "numbers")  ", .dim)]
    if isMerged {
      line.append(Span(Numbers(glass: glass).list(live.mergedState(t, by: merge)), Look(.ink, isBold: isChosen)))
    }
    if case .formula = merge { line.append(Span("   " + glass.text(merge.title), .dim)) }
    return line
  }

  /// The one that is typed, as soon as it can be read, or the slide's.
  private var formula: Merge? {
    guard let typed else { return live.settings.formula.map { .formula($0) } }
    return (try? MergeFormula(typed)).map { .formula($0) }
  }
}
