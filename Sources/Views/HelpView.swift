import Lab
import Surface

/// The key table as a page of text.
enum HelpView {
  static func page(_ region: Region, _ glass: Glass) -> Page {
    Page(lines: lines(width: region.columns, glass), region: region)
  }

  /// The line that stands on top when the help is opened: the keys of a network where the slide has one.
  static func opening(_ lecture: Lecture, width: Int, _ glass: Glass) -> Int {
    guard lecture.live != nil else { return 0 }
    return lines(width: width, glass).firstIndex { $0.first?.text == KeyContext.network.title } ?? 0
  }

  static func lines(width: Int, _ glass: Glass) -> [Line] {
    let labelWidth = width >= 60 ? 22 : 14
    var lines: [Line] = []
    for context in KeyContext.allCases {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Span(context.title, .strong)])
      for binding in KeyTable.bindings where binding.context == context {
        lines += entry(glass.text(binding.label), glass.text(binding.help), labelWidth, width)
      }
    }
    lines += [[], [Span("reading the pictures", .strong)]]
    let rising = glass.isUnicode ? "▁▂▃▄▅▆▇█" : "3 -3"
    let pictures = [
      (rising, "units: rising above zero, hanging below zero"),
      (glass.isUnicode ? "·" : ".", "not computed yet"), ("[ ]", "the focus, where it was chosen by hand"),
      ("underlined", "read by the focus, or just changed"),
    ]
    return lines + pictures.flatMap { entry($0, glass.text($1), labelWidth, width) }
  }

  /// A label and what it means beside it, on as many rows as it takes.
  private static func entry(_ label: String, _ text: String, _ labelWidth: Int, _ width: Int) -> [Line] {
    let indent = labelWidth + 2
    let labels = wrap([Span(label, .forward)], width: labelWidth - 1)
    let texts = wrap([Span(text)], width: width - indent)
    return (0..<max(labels.count, texts.count)).map { row in
      let label = labels.indices.contains(row) ? labels[row] : []
      let gap = String(repeating: " ", count: indent - 2 - label.width)
      return [Span("  ")] + label + [Span(gap)] + (texts.indices.contains(row) ? texts[row] : [])
    }
  }
}
