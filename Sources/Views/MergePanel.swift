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
    let layer = live.settings.layers - 1
    let t = min(max(viewpoint.focus(in: lecture)?.t ?? 1, 1), live.time)
    let isMerged = live.schedule.isMerged(layer: layer, t: t, after: lecture.networkStep)
    let notation = Notation(glass: glass)
    let numbers = Numbers(glass: glass)
    var heading: Line = [Span("merge at t = \(t)", .strong)]
    if isMerged {
      for pass in Pass.allCases {
        let state = live.state(StatePlace(layer: layer, pass: pass, t: t))
        heading += [Span("   \(notation.state(pass, t))", notation.role(pass)), Span(" = \(numbers.list(state))")]
      }
    } else {
      heading.append(Span("   waits until both states are computed", .dim))
    }
    painter.put(heading, region, row: 0)
    let top = region.rows > count + 2 ? 2 : 1
    for (index, merge) in Merge.basic.enumerated() {
      let size = merge.size(hidden: live.settings.hidden)
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
