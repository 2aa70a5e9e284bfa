/// TOML text inside a lesson: knows where its lines stand in the file.
struct TOMLBlock {
  struct Line {
    var text: String
    /// In the file, from 1.
    var number: Int
    /// Unicode scalars of the file's line that stand before `text`.
    var indent: Int
  }

  private static let maximumSyntaxFaults = 8
  /// A block with more lines is read once only: no lesson needs one, and each fault costs another reading.
  private static let maximumMendedLines = 2000

  var lines: [Line]
  /// What the block is called in messages.
  var name: String

  init(_ lines: [(text: String, number: Int, indent: Int)], name: String) {
    self.lines = lines.map { Line(text: $0.text, number: $0.number, indent: $0.indent) }
    self.name = name
  }

  /// A fenced block, which cmark gives without its fences and their indentation.
  init(_ node: MarkdownNode, in text: LessonText, name: String = "lab block") {
    self.name = name
    lines = []
    var number = node.lines.lowerBound + 1
    for bytes in node.code.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = Substring(bytes)
      let source = text[number]
      let before = source.utf8.count - line.utf8.count
      let isSuffix = before > 0 && source.utf8.dropFirst(before).elementsEqual(line.utf8)
      let indent = isSuffix ? source.unicodeScalars.count - line.unicodeScalars.count : 0
      lines.append(Line(text: String(line), number: text.place(line: number).line, indent: indent))
      number += 1
    }
  }

  func place(_ place: SourcePlace) -> SourcePlace {
    guard let line = lines.indices.contains(place.line - 1) ? lines[place.line - 1] : lines.last else {
      return SourcePlace(line: 1, column: 1)
    }
    return SourcePlace(line: line.number, column: line.indent + place.column)
  }

  func read(known: [String], faults: Faults) -> TOMLEntries {
    let texts = lines.map { Self.plain($0.text) }
    let text = texts.reduce(into: "") { $0 += $1 + "\n" }
    let entries: TOMLEntries
    if Self.isShallow(text), let items = try? TOMLText.parse(text) {
      entries = TOMLEntries(block: self, items: items) { TOMLPlaces(text) }
    } else {
      entries = mended(texts, faults: faults)
    }
    entries.reportUnknownKeys(known: known, faults: faults)
    return entries
  }

  /// Whether the parser cannot run out of stack, however the brackets and dots of the text lie.
  private static func isShallow(_ text: String) -> Bool {
    text.utf8.count { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: ".") }
      <= TOMLPlaces.maximumDepth
  }

  /// Reads what can be read: a statement with a syntax error is left out and the rest is read again.
  private func mended(_ texts: [String], faults: Faults) -> TOMLEntries {
    var texts = texts
    var items: [String: TOMLItem] = [:]
    let places = TOMLPlaces(texts.joined(separator: "\n"))
    if let tooDeep = places.tooDeep {
      faults.report(
        .tomlNesting, at: place(tooDeep), "the brackets or dots of this \(name) lie too deep, one inside the other",
        advice: "write a list of numbers, or a list of rows of numbers")
      return TOMLEntries(block: self, items: [:]) { places }
    }
    var scan = places
    for attempt in 0..<(lines.count > Self.maximumMendedLines ? 1 : Self.maximumSyntaxFaults) {
      if attempt > 0 { scan = TOMLPlaces(texts.joined(separator: "\n")) }
      if let (place, message) = scan.trap {
        report(TOMLText.Fault(line: place.line, column: place.column, message: message), faults)
        texts[place.line - 1] = ""
        continue
      }
      do {
        items = try TOMLText.parse(texts.joined(separator: "\n"))
        break
      } catch {
        report(error, faults)
        for index in Self.statement(around: error.line - 1, scan.statements, texts) { texts[index] = "" }
      }
    }
    return TOMLEntries(block: self, items: items) { places }
  }

  /// Some of Unicode's blanks are line ends to the parser; they become spaces.
  private static func plain(_ line: String) -> String {
    guard !line.utf8.allSatisfy({ $0 < 0x80 }) else { return line }
    return String(String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }

  private func report(_ fault: TOMLText.Fault, _ faults: Faults) {
    var message = fault.message[...]
    if message.hasPrefix("Error while parsing "), let colon = message.position(of: ": ") {
      message = message[message.index(colon, offsetBy: 2)...]
    }
    faults.report(
      .tomlSyntax, at: place(SourcePlace(line: fault.line, column: fault.column)),
      "this is not TOML: \(safe(String(message.prefix(160))))",
      advice: "write one key = value in each line, with text in quotes, such as cell = \"gru\"")
  }

  /// The lines to leave out after an error in line `index`: from its statement's first line up to the next's.
  private static func statement(around index: Int, _ statements: [Int], _ texts: [String]) -> Range<Int> {
    guard !texts.isEmpty else { return 0..<0 }
    let index = min(index, texts.count - 1)
    let start = (statements.last { $0 - 1 <= index } ?? 1) - 1
    // An open bracket is noticed in a later line, which may be another statement and right.
    if start < index, texts[index].position(of: "=") != nil, !texts[start..<index].allSatisfy(\.isEmpty) {
      return start..<index
    }
    let next = statements.first { $0 - 1 > index } ?? texts.count + 1
    return min(start, index)..<max(index + 1, next - 1)
  }
}

/// The keys of a TOML block with their values and places.
final class TOMLEntries {
  let block: TOMLBlock
  let items: [String: TOMLItem]
  private let makePlaces: () -> TOMLPlaces

  /// Made where they are wanted first: few blocks have anything to report.
  private(set) lazy var places = makePlaces()

  init(block: TOMLBlock, items: [String: TOMLItem], places: @escaping () -> TOMLPlaces) {
    (self.block, self.items, makePlaces) = (block, items, places)
  }

  subscript(key: String) -> TOMLItem? { items[key] }

  /// Where the value at a path such as `input[2]` stands, or as near to it as is known.
  func place(_ path: String) -> SourcePlace {
    var path = path
    while true {
      if let found = places.values[path] ?? places.keys[path] { return block.place(found) }
      guard let end = path.lastIndex(where: { $0 == "[" || $0 == "." }) else { break }
      path = String(path[..<end])
    }
    return block.place(SourcePlace(line: 1, column: 1))
  }

  /// Where a character of the text at `path` stands, from 1; where the text begins, if it is written over lines.
  func place(_ path: String, character: Int) -> SourcePlace {
    guard var place = places.values[path], block.lines.indices.contains(place.line - 1) else { return self.place(path) }
    let line = block.lines[place.line - 1].text.unicodeScalars.dropFirst(place.column - 1)
    guard let quote = line.first, !line.starts(with: [quote, quote, quote]) else { return block.place(place) }
    var rest = line.dropFirst()
    place.column += 1
    for _ in 1..<max(character, 1) {
      guard let next = rest.first, next != quote else { break }
      let isEscape = next == "\\" && quote == "\""
      let kind = isEscape ? rest.dropFirst().first : nil
      let length = kind == "u" ? 6 : kind == "U" ? 10 : isEscape ? 2 : 1
      rest = rest.dropFirst(length)
      place.column += length
    }
    return block.place(place)
  }

  func keyPlace(_ path: String) -> SourcePlace {
    places.keys[path].map(block.place) ?? place(path)
  }

  /// The text at `key`; nil if there is none, or if it is something else, which is reported.
  func text(_ key: String, _ faults: Faults) -> String? {
    switch items[key] {
    case nil: return nil
    case .string(let text), .date(let text): return text
    case let other?:
      reportType(key, other, expected: "text", example: "\(key) = \"…\"", faults)
      return nil
    }
  }

  /// The whole number at `key`; nil if there is none, or if it is something else or out of range, which is reported.
  func integer(_ key: String, in range: ClosedRange<Int>, _ faults: Faults) -> Int? {
    guard let item = items[key] else { return nil }
    guard case .integer(let value) = item else {
      reportType(key, item, expected: "a whole number", example: "\(key) = \(range.lowerBound)", faults)
      return nil
    }
    guard range.contains(value) else {
      faults.report(
        .outOfRange, at: place(key), "\(key) is \(value)",
        advice: "write a number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    }
    return value
  }

  /// - Parameter label: what the value is called in the message; its path, if nothing else is said.
  func reportType(
    _ path: String, _ item: TOMLItem, label: String? = nil, expected: String, example: String, _ faults: Faults
  ) {
    faults.report(
      .wrongType, at: place(path), "\(label ?? path) is \(item.kind), not \(expected)", advice: "write \(example)")
  }

  func reportUnknownKeys(known: [String], prefix: String = "", faults: Faults) {
    let keys: [String]
    if prefix.isEmpty {
      keys = Array(items.keys)
    } else if case .table(let inner) = items[String(prefix.dropLast())] {
      keys = Array(inner.keys)
    } else {
      return
    }
    let unknown = keys.filter { !known.contains($0) }.map { (key: $0, place: keyPlace(prefix + $0)) }
    for (key, place) in unknown.sorted(by: { $0.place < $1.place }).prefix(Faults.maximum + 1) {
      let advice = nearest(to: key, among: known).map { "write \($0)" } ?? "use \(alternatives(known))"
      faults.report(
        .unknownKey, at: place, "\(quoted(prefix + key)) is not a key of the \(block.name)",
        advice: advice)
    }
  }
}
