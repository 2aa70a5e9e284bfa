import Lab
import Surface

/// The key table as a page of text.
enum HelpView {
  static func lines(_ glass: Glass) -> [Line] {
    var lines: [Line] = []
    for context in KeyContext.allCases {
      if !lines.isEmpty { lines.append([]) }
      lines.append([Span(context.title, .strong)])
      for binding in KeyTable.bindings where binding.context == context {
        let label = glass.text(binding.label)
        let gap = String(repeating: " ", count: max(2, 22 - SafeText.width(of: label)))
        lines.append([Span("  " + label, .forward), Span(gap + glass.text(binding.help))])
      }
    }
    lines += [[], [Span("reading the pictures", .strong)]]
    let pictures = [
      ("▁▂▃▄▅▆▇█", "units: rising above zero, hanging below zero"),
      ("·", "not computed yet"), ("[ ]", "the focus, where it was chosen by hand"),
      ("underlined", "read by the focus, or just changed"),
    ]
    for (sign, text) in pictures {
      let sign = glass.isUnicode || sign.allSatisfy(\.isASCII) ? sign : sign == "·" ? "." : " 3 -3"
      let gap = String(repeating: " ", count: max(2, 22 - sign.count))
      lines.append([Span("  " + sign, .forward), Span(gap + glass.text(text))])
    }
    return lines
  }

  static func pageRows(_ size: Size) -> Int { max(1, ScreenPlan.bodyRows(size)) }

  /// The highest line that may stand on top.
  static func lastTop(_ size: Size, _ glass: Glass) -> Int { max(0, lines(glass).count - pageRows(size)) }

  static func draw(_ painter: inout Painter, _ region: Region, top: Int, _ glass: Glass) {
    let lines = lines(glass)
    let top = min(top, max(0, lines.count - region.rows))
    for row in 0..<min(region.rows, lines.count - top) { painter.put(lines[top + row], region, row: row) }
    let below = lines.count - top - region.rows
    guard below > 0 else { return }
    painter.putRight([Span(" \(below) more lines \(glass.text("▼"))", .notice)], region, row: region.rows - 1)
  }
}
