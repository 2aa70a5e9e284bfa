extension Repair {
  /// Openings of one paragraph that cmark may look for the end of; each look is a walk to the paragraph's end.
  private static let maximumOpenings = 50

  /// Blanks the lines of a paragraph that open more HTML instructions than anyone writes.
  static func limitHTML(_ text: inout LessonText, faults: Faults) {
    var openings = 0
    for index in text.lines.indices {
      let line = text.lines[index].text
      if line.isBlank {
        openings = 0
        continue
      }
      guard line.position(of: "<") != nil else { continue }
      openings += instructions(line)
      guard openings > maximumOpenings else { continue }
      faults.report(
        .html, at: text.start(ofLine: index + 1), "HTML is not shown, and this line is full of it",
        advice: "write Markdown instead, or delete it")
      text.lines[index].text = ""
      openings = 0
    }
  }

  /// How many `<?` and `<!` stand in a line, but for comments that are closed.
  private static func instructions(_ line: String) -> Int {
    if line.position(of: "-->") != nil { return 0 }
    var count = 0
    var previous: UInt8 = 0
    for byte in line.utf8 {
      if previous == UInt8(ascii: "<"), byte == UInt8(ascii: "?") || byte == UInt8(ascii: "!") { count += 1 }
      previous = byte
    }
    return count
  }
}
