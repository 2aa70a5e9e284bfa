import Engine
import Lab
import Surface

/// Merges compared on the task of a training: a row a merge, as soon as its head has learned.
struct MergeTable {
  let comparison: MergeComparison
  let text: TaskText
  let glass: Glass

  private static let nameWidth = 9

  func draw(_ painter: inout Painter, _ region: Region) {
    let isWide = region.columns >= 66
    let what = isWide ? "the two networks stay, the head learns anew for each" : "a new head for each"
    let heading: Line = [Span("merges compared", .strong), Span("   \(what)", .dim)]
    painter.put(heading.cut(to: region.columns, glass), region, row: 0)
    let titles = text.kinds.map { glass.text(isWide ? $0.name : $0.short) } + ["head", isWide ? "whole model" : "all"]
    let width = isWide ? 14 : 7
    let top = region.rows >= comparison.merges.count + 5 ? 2 : 1
    painter.put(line(Span("", .dim), titles.map { Span($0, .dim) }, width), region, row: top)
    for (index, merge) in comparison.merges.enumerated() {
      painter.put(row(index, merge, width), region, row: top + 1 + index)
    }
    let chance = glass.text("\(text.guess.name) \(Numbers(glass: glass).text(text.guess.accuracy * 100, digits: 1)) %")
    let note = isWide ? "head and whole model: parameters; \(chance)" : "head, all: parameters; \(chance)"
    painter.put([Span(note, .dim)].cut(to: region.columns, glass), region, row: top + 2 + comparison.merges.count)
  }

  private func row(_ index: Int, _ merge: Merge, _ width: Int) -> Line {
    let name = Span(merge.word, comparison.rows.indices.contains(index) ? .strong : .dim)
    if comparison.rows.indices.contains(index) {
      let row = comparison.rows[index]
      let cells = text.kinds.map { percent($0.part(row.accuracy)) } + ["\(row.headCount)", "\(row.modelCount)"]
      return line(name, cells.map { Span($0) }, width)
    }
    guard let current = comparison.current, current.merge == merge else {
      return line(name, [Span(glass.isUnicode ? "·" : ".", .dim)], width)
    }
    return line(name, [Span("learns \(current.epochs * 100 / MergeComparison.epochs) %", .notice)], width)
  }

  private func line(_ name: Span, _ cells: [Span], _ width: Int) -> Line {
    [name, Span(String(repeating: " ", count: max(0, Self.nameWidth - name.width)))]
      + cells.flatMap { [Span(String(repeating: " ", count: max(1, width - $0.width))), $0] }
  }

  private func percent(_ part: Double) -> String { "\(Int((part * 100).rounded())) %" }
}
