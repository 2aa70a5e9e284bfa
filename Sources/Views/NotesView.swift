import Lab
import Surface

/// The speaker's notes, over the lower part of the slide.
enum NotesView {
  /// Only as much of the body as the notes need, at most two thirds.
  static func page(_ lecture: Lecture, _ body: Region, _ glass: Glass) -> Page {
    let lines = lines(lecture, width: body.columns, glass)
    let rows = min(lines.count, max(2, body.rows * 2 / 3 - 1))
    return Page(lines: lines, region: body.dropping(rows: body.rows - rows))
  }

  static func lines(_ lecture: Lecture, width: Int, _ glass: Glass) -> [Line] {
    let notes = lecture.currentSlide.notes
    return (notes.isEmpty ? ["This slide has no notes."] : notes).flatMap { note in
      note.split(separator: "\n").flatMap { paragraph in
        wrap([Span(glass.text(SafeText.string(String(paragraph))))], width: width)
      }
    }
  }

  static func draw(_ painter: inout Painter, _ lecture: Lecture, _ body: Region, top: Int, _ glass: Glass) {
    let page = page(lecture, body, glass)
    let whole = body.dropping(rows: body.rows - page.region.rows - 1)
    painter.clear(whole)
    painter.rule(whole, row: 0)
    painter.put([Span(" notes ", .notice)], whole, row: 0, column: 2)
    page.draw(&painter, top: top)
  }
}
