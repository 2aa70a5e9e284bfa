import Lab
import Surface
import Views

extension Handout {
  /// Columns of a page of text. Only a network with many units is wider.
  static let textColumns = 78

  /// The lesson as plain text: of every slide its words, its diagram at the last step, and what each step says.
  public var text: String {
    let by = [lesson.author, lesson.date].filter { !$0.isEmpty }.map { SafeText.string($0) }.joined(separator: ", ")
    let title = SafeText.string(lesson.title)
    var lines = [title, String(repeating: "=", count: min(max(SafeText.width(of: title), 1), Self.textColumns))]
    if !by.isEmpty { lines += [by] }
    for slide in slides { lines += ["", ""] + text(of: slide) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func text(of slide: HandoutSlide) -> [String] {
    let number = "\(slide.number)/\(slides.count)"
    let title = slide.slide.title.isEmpty ? number : "\(number)  \(SafeText.string(slide.slide.title))"
    var lines = [title, String(repeating: "-", count: min(SafeText.width(of: title), Self.textColumns))]
    func append(_ block: [String], indent: String = "") {
      guard !block.isEmpty else { return }
      lines += [""] + block.map { $0.isEmpty ? "" : indent + $0 }
    }
    append(PlainText.words(slide.last, width: Self.textColumns))
    for part in PlainText.diagram(slide.last, width: Self.textColumns - 2) { append(part, indent: "  ") }
    append(PlainText.comparison(slide.last), indent: "  ")
    append(PlainText.training(slide.last, width: Self.textColumns - 2), indent: "  ")
    if slide.slide.training != nil { append(PlainText.wrapped(TrainingText.live, width: Self.textColumns)) }
    append(steps(of: slide))
    if hasNotes {
      for note in slide.slide.notes { append(PlainText.wrapped("Note: " + note, width: Self.textColumns)) }
    }
    return lines
  }

  private func steps(of slide: HandoutSlide) -> [String] {
    let digits = "\(slide.sentences.count)".count
    return slide.sentences.enumerated().flatMap { index, sentences in
      let number = "\(index + 1)"
      let mark = String(repeating: " ", count: digits - number.count) + number + "  "
      let indent = String(repeating: " ", count: mark.count)
      let rows = sentences.flatMap { sentence in
        // No line ends in an equals sign.
        PlainText.wrapped(sentence.replacing("= ", with: "=\u{a0}"), width: Self.textColumns - mark.count).enumerated()
          .map { ($0.offset == 0 ? "" : "  ") + $0.element.replacing("\u{a0}", with: " ") }
      }
      return rows.enumerated().map { ($0.offset == 0 ? mark : indent) + $0.element }
    }
  }
}
