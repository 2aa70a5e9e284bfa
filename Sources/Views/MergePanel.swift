import Engine
import Lab
import Surface

/// Every merge of one timestep, side by side: its numbers and how many there are.
enum MergePanel {
  static let count = Merge.basic.count

  static func draw(
    _ painter: inout Painter, _ region: Region, _ lecture: Lecture, _ live: LiveNetwork, _ viewpoint: Viewpoint,
    chosen: Int, _ glass: Glass
  ) {
    let t = min(max(viewpoint.focus(in: lecture)?.t ?? 1, 1), live.time)
    let isMerged = live.isMerged(t, after: lecture.networkStep)
    let notation = Notation(glass: glass)
    let numbers = Numbers(glass: glass)
    var heading: Line = [Span("merge at t = \(t)", .strong)]
    if isMerged {
      for place in live.mergedPlaces(t) {
        let name = notation.state(place.pass, place.t)
        heading += [Span("   \(name)", notation.role(place.pass)), Span(" = \(numbers.list(live.state(place)))")]
      }
    } else {
      heading.append(Span("   waits until both states are computed", .dim))
    }
    painter.put(heading, region, row: 0)
    let top = region.rows > count + 2 ? 2 : 1
    for (index, merge) in Merge.basic.enumerated() {
      let size = merge.size(hidden: live.stateSize)
      let name = merge.word + String(repeating: " ", count: 9 - merge.word.count)
      var line: Line = [
        Span(index == chosen ? glass.text("▸") + " " : "  ", .notice),
        Span(name, Look(index == chosen ? .strong : .ink)),
        Span("\(size) \(size == 1 ? "number " : "numbers")  ", .dim),
      ]
      if isMerged {
        line.append(Span(numbers.list(live.mergedState(t, by: merge)), Look(.ink, isBold: index == chosen)))
      }
      painter.put(line, region, row: top + index)
    }
  }
}
