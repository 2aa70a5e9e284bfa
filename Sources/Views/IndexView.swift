import Lab
import Surface

/// The list of slides.
enum IndexView {
  static func draw(
    _ painter: inout Painter, _ region: Region, _ lecture: Lecture, _ viewpoint: Viewpoint, chosen: Int, _ glass: Glass
  ) {
    let slides = lecture.lesson.slides
    let first = min(max(0, chosen - region.rows / 2), max(0, slides.count - region.rows))
    for row in 0..<min(region.rows, slides.count - first) {
      let index = first + row
      let number = String(index + 1)
      let isChosen = index == chosen
      let title = slides[index].title.isEmpty ? "(no title)" : slides[index].title
      var line: Line = [
        Span(isChosen ? glass.text("▸") + " " : "  ", .notice),
        Span(String(repeating: " ", count: max(0, 3 - number.count)) + number + "  ", .dim),
        Span(glass.text(SafeText.string(title)), Look(isChosen ? .strong : .ink)),
      ]
      if index == lecture.slide { line.append(Span("  " + glass.text("←") + " here", .dim)) }
      if slides[index].isLive { line.append(Span("  " + glass.text("▶") + " live", .forward)) }
      if let answer = viewpoint.answers[index] {
        if let isRight = answer.isRight { line.append(Span("  " + glass.text(isRight ? "✓" : "✗"), .notice)) }
      } else if slides[index].question != nil {
        line.append(Span("  ?", .notice))
      }
      painter.put(line, region, row: row)
    }
  }
}
