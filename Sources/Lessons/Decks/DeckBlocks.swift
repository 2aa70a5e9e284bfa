/// What stands for what a terminal cannot show, or what bilab does not read.
enum Placeholder {
  static func inline(_ kind: String, _ name: String) -> Inline {
    .text(name.isEmpty ? "[\(kind)]" : "[\(kind): \(name)]")
  }

  /// - Parameter words: those that stand for it in the deck.
  static func image(words: String, target: String) -> String {
    // presenterm's sizes stand where the words do.
    let words = words.hasPrefix("image:") ? "" : words.trimmed
    let file = target.hasPrefix("data:") ? "" : target.split(separator: "/").last.map(String.init) ?? ""
    let name = words.isEmpty ? file : words
    return name.isEmpty ? "[image]" : "[image: \(name)]"
  }
}

/// Code of decks, which is shown and never run.
enum DeckCode {
  /// The first word of what stands behind the fence, or the first class in pandoc's braces.
  static func language(_ info: String) -> String {
    guard info.hasPrefix("{") else { return Repair.firstWord(info) }
    let words = info.dropFirst().prefix { $0 != "}" }.split(separator: " ")
    return words.first { $0.hasPrefix(".") }.map { String($0.dropFirst()) } ?? ""
  }

  static func block(_ code: String, info: String, _ dialect: Dialect) -> Block {
    let language = language(info)
    if dialect == .presenterm, language == "file" {
      let path = YAMLText(code.split(separator: "\n").map(String.init))["path"] ?? ""
      return .paragraph([Placeholder.inline("file", path)])
    }
    guard let mark = hiddenMark(language, dialect) else { return .code(language: language, text: code) }
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    return .code(language: language, text: lines.filter { !$0.hasPrefix(mark) }.joined(separator: "\n"))
  }

  /// What lines begin with that are there to be run, not to be seen.
  private static func hiddenMark(_ language: String, _ dialect: Dialect) -> String? {
    switch dialect {
    case .slides: "///"
    case .presenterm: language == "rust" ? "# " : "/// "
    case .lesson, .patat, .mdp: nil
    }
  }
}

/// HTML of decks: the words between its tags, and a line for each image.
enum PlainHTML {
  static func blocks(_ html: String) -> [Block] {
    var lines: [String] = [""]
    var rest = html[...]
    while let start = rest.utf8.firstIndex(of: UInt8(ascii: "<")) {
      lines[lines.count - 1] += rest[..<start]
      let tag = rest[start...].prefix { $0 != ">" }
      if let image = image(tag) { lines += [image, ""] }
      if isBreak(tag) { lines.append("") }
      rest = rest[tag.endIndex...].dropFirst()
    }
    lines[lines.count - 1] += rest
    let words = lines.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter { !$0.isEmpty }
    guard !words.isEmpty else { return [] }
    return [.paragraph(Array(words.map { [Inline.text($0)] }.joined(separator: [.lineBreak])))]
  }

  static func isBreak(_ tag: some StringProtocol) -> Bool {
    let name = tag.dropFirst().prefix { $0.isLetter }
    return name.lowercased() == "br"
  }

  /// The placeholder of an `<img …>`; nil for any other tag.
  static func image(_ tag: some StringProtocol) -> String? {
    guard tag.dropFirst().prefix(3).lowercased() == "img" else { return nil }
    return Placeholder.image(words: value("alt", in: tag), target: value("src", in: tag))
  }

  private static func value(_ name: String, in tag: some StringProtocol) -> String {
    guard let start = tag.position(of: " \(name)=\"") else { return "" }
    return String(tag[tag.utf8.index(start, offsetBy: name.utf8.count + 3)...].prefix { $0 != "\"" })
  }
}

/// A quote that begins with `[!note]` or another of its kind.
enum Alert {
  /// The blocks of a quote with the kind as a word of its own.
  static func named(_ blocks: [Block]) -> [Block] {
    guard case .paragraph(let inlines)? = blocks.first, case .text(let words)? = inlines.first, words.hasPrefix("[!"),
      let end = words.firstIndex(of: "]")
    else { return blocks }
    let kind = words[..<end].dropFirst(2)
    guard !kind.isEmpty, kind.allSatisfy(\.isLetter) else { return blocks }
    let name = kind.prefix(1).uppercased() + kind.dropFirst().lowercased()
    var rest = inlines.dropFirst()
    let behind = words[words.index(after: end)...].trimmed
    if !behind.isEmpty { rest = [.text(behind)] + rest }
    while rest.first == .softBreak || rest.first == .lineBreak { rest = rest.dropFirst() }
    let heading = Block.paragraph([.strong([.text(name)])])
    return [heading] + (rest.isEmpty ? [] : [.paragraph(Array(rest))]) + blocks.dropFirst()
  }
}

/// Words of pandoc's Markdown that are not for the screen.
enum Pandoc {
  /// A heading without `{#name .class}` at its end.
  static func withoutAttributes(_ words: String) -> String {
    guard words.hasSuffix("}"), let start = words.lastIndex(of: "{"),
      let first = words[words.index(after: start)...].first, "#.-".contains(first)
    else { return words }
    return words[..<start].trimmed
  }
}

/// A title in front matter, which may be Markdown.
enum PlainTitle {
  static func of(_ title: String) -> String {
    let nodes = Markdown.parse(title).blocks
    guard nodes.count == 1, nodes[0].kind == .paragraph else { return title }
    var reader = BlockReader(text: LessonText(line: title, number: 1), faults: Faults())
    return reader.inlines(of: nodes[0]).map(\.plainText).joined()
  }
}
