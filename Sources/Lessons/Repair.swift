/// Mends the faults that would take whole slides with them, so that the rest of the lesson can be read: each is
/// reported, then the lines are changed to what was meant.
struct Repair {
  /// Each mending parses the text once more.
  private static let maximumRounds = 8

  static func mend(_ text: inout LessonText, dialect: Dialect = .lesson, faults: Faults) -> (
    blocks: [MarkdownNode], tooDeep: Int?
  ) {
    limitTables(&text, faults: faults)
    limitHTML(&text, faults: faults)
    var parsed = Markdown.parse(text.markdown)
    for _ in 0..<maximumRounds {
      guard mendFirst(parsed.blocks, &text, dialect, faults) else { return parsed }
      parsed = Markdown.parse(text.markdown)
    }
    return parsed
  }

  /// Whether something had to be mended.
  private static func mendFirst(
    _ blocks: [MarkdownNode], _ text: inout LessonText, _ dialect: Dialect, _ faults: Faults
  ) -> Bool {
    var accidents: [Int] = []
    for block in blocks {
      switch block.kind {
      case .heading(2) where dialect == .lesson || dialect == .slides:
        if let line = underline(of: block, text) { accidents.append(line) }
      case .html where isUnclosedComment(block.literal):
        blankComment(block, &text, faults)
        separate(accidents, &text, dialect, faults)
        return true
      case .code(fenced: true, let info):
        guard let end = missingEnd(of: block, info: info, text) else { continue }
        close(block, info: info, before: end, &text, faults)
        separate(accidents, &text, dialect, faults)
        return true
      default: continue
      }
    }
    separate(accidents, &text, dialect, faults)
    return !accidents.isEmpty
  }

  /// The line `---` that makes a heading of the words above it; cmark's own last line of such a heading is not
  /// always it.
  private static func underline(of heading: MarkdownNode, _ text: LessonText) -> Int? {
    if text[heading.lines.lowerBound].trimmedStart.hasPrefix("#") { return nil }
    for line in (heading.lines.lowerBound + 1)..<max(heading.lines.lowerBound + 1, text.lines.count + 1) {
      if text[line].isBlank { return nil }
      if text[line].trimmed.utf8.allSatisfy({ $0 == UInt8(ascii: "-") }) { return text.isSlideBreak(line) ? line : nil }
    }
    return nil
  }

  /// Words directly above `---` are a heading for CommonMark; an empty line between them makes it a slide's end.
  /// In a deck for slides that is what was meant.
  private static func separate(
    _ lines: [Int], _ text: inout LessonText, _ dialect: Dialect, _ faults: Faults
  ) {
    for line in lines where dialect == .lesson {
      faults.report(
        .headingByAccident, at: text.start(ofLine: line),
        "--- directly below words makes a heading of them, not the end of a slide",
        advice: "leave an empty line above ---")
    }
    text.insertEmptyLines(before: lines)
  }

  /// A comment that never ends, or one that ends only with the next: the file's end or another `<!--` comes first.
  private static func isUnclosedComment(_ html: String) -> Bool {
    guard html.trimmedStart.hasPrefix("<!--") else { return false }
    var rest = html.trimmedStart[...]
    while let start = rest.position(of: "<!--") {
      let body = rest[rest.index(start, offsetBy: 4)...]
      guard let end = body.position(of: "-->") else { return true }
      if body[..<end].position(of: "<!--") != nil { return true }
      rest = body[body.index(end, offsetBy: 3)...]
    }
    return false
  }

  private static func blankComment(_ block: MarkdownNode, _ text: inout LessonText, _ faults: Faults) {
    var line = block.lines.lowerBound
    while line < block.lines.upperBound, !isOpenAtEnd(text[line]) { line += 1 }
    let column = text[line].column(ofLast: "<!--") ?? 1
    faults.report(
      .unclosedComment, at: text.place(line: line, column: column),
      "the comment that begins here is never closed, so it would hide what follows",
      advice: "end the comment with -->")
    text.lines[line - 1].text = ""
  }

  private static func isOpenAtEnd(_ line: String) -> Bool {
    guard let last = line.column(ofLast: "<!--") else { return false }
    return (line.column(ofLast: "-->") ?? 0) < last
  }

  /// The line before which a fence should have been closed; nil if it is. A block of the lab's own never
  /// contains `---`.
  private static func missingEnd(of block: MarkdownNode, info: String, _ text: LessonText) -> Int? {
    let ours = ["lab", "math", "pytorch", "question"].contains(firstWord(info))
    let inside = (block.lines.lowerBound + 1)..<max(block.lines.lowerBound + 1, block.lines.upperBound)
    if ours, let line = inside.first(where: text.isSlideBreak) { return line }
    let first = text[block.lines.lowerBound].trimmed
    let fence = first.prefix { $0 == first.first }
    // A fence with a name never closes one, so the block before it was left open.
    if let other = inside.first(where: { isNamedFence(text[$0], asLongAs: fence) }) {
      return inside.prefix { $0 < other }.first(where: text.isSlideBreak) ?? other
    }
    let last = text[block.lines.upperBound].trimmed
    let isClosed =
      block.lines.count > 1 && last.count >= fence.count && last.allSatisfy { $0 == fence.first }
    if isClosed { return nil }
    let rest = (block.lines.lowerBound + 1)..<max(block.lines.lowerBound + 1, text.lines.count + 1)
    return rest.first(where: text.isSlideBreak) ?? text.lines.count + 1
  }

  private static func isNamedFence(_ line: String, asLongAs fence: Substring) -> Bool {
    guard let sign = fence.first, line.trimmedStart.hasPrefix(fence) else { return false }
    return line.trimmed.drop { $0 == sign }.first?.isLetter == true
  }

  private static func close(
    _ block: MarkdownNode, info: String, before line: Int, _ text: inout LessonText, _ faults: Faults
  ) {
    let first = text[block.lines.lowerBound].trimmed
    let fence = String(first.prefix { $0 == first.first })
    let what = info.isEmpty ? "code block" : "\(quoted(firstWord(info))) block"
    let isMath = firstWord(info) == "math"
    faults.report(
      isMath ? .unclosedMath : .unclosedFence, at: text.start(ofLine: block.lines.lowerBound),
      "the \(what) that begins here is never closed",
      advice: "end it with a line that is only \(fence.count > 8 ? "its fence" : fence)")
    text.insert(fence, before: line)
  }

  static func firstWord(_ info: String) -> String {
    String(Substring(info.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }))
  }
}

extension LessonText {
  /// What cmark reads: every line with its end.
  var markdown: String {
    var result = ""
    result.reserveCapacity(lines.reduce(0) { $0 + $1.text.utf8.count + 1 })
    for line in lines {
      result += line.text
      result += "\n"
    }
    return result
  }

  /// Whether a line, counted from 1, is `---`.
  func isSlideBreak(_ line: Int) -> Bool {
    self[line].utf8.count < 16 && self[line].trimmed == "---"
  }

  /// Adds an empty line before each of some lines. Complexity: O(lines).
  mutating func insertEmptyLines(before positions: [Int]) {
    guard !positions.isEmpty else { return }
    var result: [Line] = []
    var next = positions[...]
    for (index, line) in lines.enumerated() {
      if next.first == index + 1 {
        result.append(Line(text: "", number: line.number))
        next.removeFirst()
      }
      result.append(line)
    }
    lines = result
  }

  /// Adds a line, which takes the number of the one that it stands before.
  mutating func insert(_ text: String, before line: Int) {
    let number = lines.indices.contains(line - 1) ? lines[line - 1].number : (lines.last?.number ?? 0)
    lines.insert(Line(text: text, number: number), at: min(line - 1, lines.count))
  }
}
