/// The TOML between two `+++` at the start of a lesson.
struct FrontMatter {
  var title = ""
  var author = ""
  var date = ""
  var minutes: Int?

  private static let keys = ["title", "author", "date", "minutes"]
  private static let minutes = 1...600

  /// Reads the front matter and blanks its lines.
  static func take(from text: inout LessonText, faults: Faults) -> FrontMatter {
    guard let first = text.lines.firstIndex(where: { !$0.text.isBlank }) else { return FrontMatter() }
    takeYAML(from: &text, first, faults)
    guard isFence(text.lines[first].text) else { return FrontMatter() }
    let end: Int
    if let closing = text.lines[(first + 1)...].firstIndex(where: { isFence($0.text) }) {
      end = closing
    } else {
      faults.report(
        .unclosedFrontMatter, at: text.start(ofLine: first + 1), "the front matter that begins here is never closed",
        advice: "end it with a line that is only +++")
      end = text.lines[first...].firstIndex { $0.text.isBlank } ?? text.lines.count
    }
    let block = TOMLBlock(text.lines[(first + 1)..<end].map { ($0.text, $0.number, 0) }, name: "front matter")
    for index in first..<min(end + 1, text.lines.count) { text.lines[index].text = "" }
    return read(block, faults)
  }

  private static func read(_ block: TOMLBlock, _ faults: Faults) -> FrontMatter {
    let table = block.read(known: keys, faults: faults)
    var result = FrontMatter()
    result.title = table.text("title", faults) ?? ""
    result.author = table.text("author", faults) ?? ""
    result.date = table.text("date", faults) ?? ""
    result.minutes = table.integer("minutes", in: minutes, faults)
    return result
  }

  private static func isFence(_ line: String) -> Bool {
    line.utf8.count < 16 && line.trimmed == "+++"
  }

  /// `---` above `title: …` is what other programs read.
  private static func takeYAML(from text: inout LessonText, _ first: Int, _ faults: Faults) {
    guard text.isSlideBreak(first + 1), text.lines.indices.contains(first + 1) else { return }
    let key = text.lines[first + 1].text.prefix { $0.isLetter }
    guard !key.isEmpty, text.lines[first + 1].text.dropFirst(key.count).hasPrefix(":") else { return }
    faults.report(
      .yamlFrontMatter, at: text.start(ofLine: first + 1), "front matter between --- lines is not read",
      advice: "write TOML between +++ lines, such as title = \"My lesson\"")
    guard let end = (first + 2..<min(first + 40, text.lines.count)).first(where: { text.isSlideBreak($0 + 1) }) else {
      return
    }
    for index in first...end { text.lines[index].text = "" }
  }
}
