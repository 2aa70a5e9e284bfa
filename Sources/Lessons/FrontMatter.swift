/// What stands at the start of a file about the whole of it: TOML between two `+++` in a lesson, YAML between two `---`,
/// and in decks also lines that begin with `%`.
struct FrontMatter {
  var title = ""
  var author = ""
  var date = ""
  var minutes: Int?
  private(set) var isTOML = false
  private(set) var yaml: YAMLText?
  /// Whether `...` ends the YAML, as pandoc has it.
  private(set) var endsInDots = false
  /// The line of the file on which it begins, from 1.
  private(set) var line = 1

  private static let keys = ["title", "author", "date", "minutes"]
  private static let minutes = 1...600

  /// Reads the front matter and blanks its lines.
  static func take(from text: inout LessonText, faults: Faults) -> FrontMatter {
    guard let first = text.lines.firstIndex(where: { !$0.text.isBlank }) else { return FrontMatter() }
    if let front = takeYAML(from: &text, first, faults) { return front }
    guard isFence(text.lines[first].text) else { return FrontMatter() }
    let end: Int
    if let closing = text.lines[(first + 1)...].firstIndex(where: { isFence($0.text) }) {
      end = closing
    } else {
      reportUnclosed("+++", at: text.start(ofLine: first + 1), faults)
      end = text.lines[first...].firstIndex { $0.text.isBlank } ?? text.lines.count
    }
    let block = TOMLBlock(text.lines[(first + 1)..<end].map { ($0.text, $0.number, 0) }, name: "front matter")
    for index in first..<min(end + 1, text.lines.count) { text.lines[index].text = "" }
    return read(block, faults)
  }

  private static func read(_ block: TOMLBlock, _ faults: Faults) -> FrontMatter {
    let table = block.read(known: keys, faults: faults)
    var result = FrontMatter()
    result.isTOML = true
    result.title = table.text("title", faults) ?? ""
    result.author = table.text("author", faults) ?? ""
    result.date = table.text("date", faults) ?? ""
    result.minutes = table.integer("minutes", in: minutes, faults)
    return result
  }

  private static func isFence(_ line: String) -> Bool {
    line.utf8.count < 16 && line.trimmed == "+++"
  }

  private static func reportUnclosed(_ fence: String, at place: SourcePlace, _ faults: Faults) {
    faults.report(
      .unclosedFrontMatter, at: place, "the front matter that begins here is never closed",
      advice: "end it with a line that is only \(fence)")
  }

  // MARK: YAML

  /// - Returns: nil where the file does not begin with `---` and a key.
  private static func takeYAML(from text: inout LessonText, _ first: Int, _ faults: Faults) -> FrontMatter? {
    guard text.isSlideBreak(first + 1),
      let key = text.lines[(first + 1)...].first(where: { !$0.text.isBlank && !$0.text.hasPrefix("#") }),
      YAMLText.isKey(key.text)
    else { return nil }
    var end = first + 1
    while end < text.lines.count, !isEnd(text.lines[end].text), fits(text, end) { end += 1 }
    var result = FrontMatter()
    result.line = text.lines[first].number
    if end < text.lines.count, isEnd(text.lines[end].text) {
      result.endsInDots = text.lines[end].text.trimmed == "..."
    } else {
      reportUnclosed("---", at: text.start(ofLine: first + 1), faults)
      let blank = text.lines[(first + 1)...].firstIndex { $0.text.isBlank } ?? text.lines.count
      end = min(end, blank) - 1
    }
    let yaml = YAMLText(text.lines[(first + 1)...end].map(\.text).filter { !isEnd($0) })
    for index in first...end { text.lines[index].text = "" }
    result.yaml = yaml
    result.title = yaml["title"] ?? ""
    result.author = yaml["author"] ?? yaml["authors"] ?? ""
    result.date = yaml["date"] ?? ""
    result.minutes = yaml["minutes"].flatMap { Int($0) }.flatMap { minutes.contains($0) ? $0 : nil }
    return result
  }

  private static func isEnd(_ line: String) -> Bool {
    line.utf8.count < 16 && line.hasPrefix("-") ? line.trimmed == "---" : line.hasPrefix("...") && line.trimmed == "..."
  }

  /// Whether a line can stand in YAML. Lists and remarks are known from words and headings by what is above them.
  private static func fits(_ text: LessonText, _ index: Int) -> Bool {
    let line = text.lines[index].text
    if line.isBlank || line.hasPrefix(" ") || line.hasPrefix("\t") || YAMLText.isKey(line) { return true }
    return (line.hasPrefix("#") || line.hasPrefix("- ")) && !text.lines[index - 1].text.isBlank
  }

  // MARK: Decks

  /// The date as words; empty where slides takes it for the form of the day's date.
  func date(in dialect: Dialect) -> String {
    guard dialect == .slides else { return date }
    let isForm = ["YY", "MMM", "DD"].contains { date.position(of: $0) != nil }
    let isGo = date.position(of: "2006") != nil && ["Jan", "01", "1"].contains { date.position(of: $0) != nil }
    return isForm || isGo ? "" : date
  }

  /// Takes the lines at the start that begin with `%`: mdp's `%title: words`, or pandoc's title, author and date.
  mutating func takePercentLines(from text: inout LessonText) {
    guard let first = text.lines.firstIndex(where: { !$0.text.isBlank }) else { return }
    var plain: [WritableKeyPath<FrontMatter, String>] = [\.date, \.author, \.title]
    for index in first..<text.lines.count {
      let words = text.lines[index].text.trimmed
      guard words.hasPrefix("%") else { break }
      if let (key, value) = MDPText.header(words) {
        switch key {
        case "title": title = value
        case "author": author = value
        case "date": date = value
        default: break
        }
      } else if let field = plain.popLast() {
        self[keyPath: field] = words.dropFirst().trimmed
      }
      text.lines[index].text = ""
    }
  }
}
