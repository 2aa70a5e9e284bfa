/// The texts of front matter in YAML, by their keys: as much of YAML as front matter of decks has. What is nested is
/// found by its path, lists are one text with commas, and whatever else there is in YAML is left out.
struct YAMLText {
  private static let mostKeys = 200
  private static let deepest = 8
  private static let longest = 4096

  private var values: [String: String] = [:]
  /// The keys around the line that is read, with how far they are indented.
  private var path: [(indent: Int, key: String)] = []

  init(_ lines: [String]) {
    var rest = lines[...]
    while let line = rest.popFirst() {
      guard !line.isBlank, !line.trimmedStart.hasPrefix("#") else { continue }
      read(line.trimmed, indent: Self.indent(line), &rest)
    }
  }

  /// The text at a path such as `patat.slideLevel`; nil where there is none.
  subscript(path: String) -> String? {
    values[path].flatMap { $0.isEmpty ? nil : $0 }
  }

  func isTrue(_ path: String) -> Bool { ["true", "yes", "on"].contains(self[path]?.lowercased()) }

  /// Whether something stands below one of some keys, or one of other keys is there.
  func hasKey(under parents: [String], or keys: [String] = []) -> Bool {
    values.keys.contains { key in
      keys.contains(key) || parents.contains { key.utf8.count > $0.utf8.count && key.hasPrefix($0 + ".") }
    }
  }

  /// Whether a line at the left edge begins with a key.
  static func isKey(_ line: String) -> Bool {
    line.utf8.first.map { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == true && pair(line) != nil
  }

  // MARK: Lines

  private mutating func read(_ words: String, indent: Int, _ rest: inout ArraySlice<String>) {
    let isItem = words == "-" || words.hasPrefix("- ")
    while let last = path.last, last.indent > indent || last.indent == indent && !isItem { path.removeLast() }
    if isItem {
      let item = words.dropFirst().trimmed
      if Self.pair(item) == nil { add(Self.scalar(item), separator: ", ") }
    } else if let (key, value) = Self.pair(words) {
      path.append((indent, key))
      // The last one counts.
      if path.count <= Self.deepest { values[name] = nil }
      add("", separator: "")
      if let style = value.first, style == "|" || style == ">" {
        add(block(deeperThan: indent, &rest), separator: "")
      } else {
        add(Self.scalar(value), separator: "")
      }
    } else {
      // A plain text goes on in lines that are indented.
      add(Self.scalar(words), separator: " ")
    }
  }

  private var name: String { path.prefix(Self.deepest).map(\.key).joined(separator: ".") }

  private mutating func add(_ text: String, separator: String) {
    guard !path.isEmpty, path.count <= Self.deepest else { return }
    let name = name
    let before = values[name]
    guard before.map({ $0.utf8.count < Self.longest }) ?? (values.count < Self.mostKeys) else { return }
    let text = String(text.prefix(Self.longest))
    if let before, !before.isEmpty {
      if !text.isEmpty { values[name] = before + separator + text }
    } else {
      values[name] = text
    }
  }

  private func block(deeperThan indent: Int, _ rest: inout ArraySlice<String>) -> String {
    var lines: [String] = []
    while let line = rest.first, line.isBlank || Self.indent(line) > indent {
      if !line.isBlank { lines.append(line.trimmed) }
      rest.removeFirst()
    }
    return lines.joined(separator: " ")
  }

  private static func indent(_ line: String) -> Int {
    line.utf8.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count
  }

  /// `key: value`, where the value may be empty.
  private static func pair(_ words: String) -> (key: String, value: String)? {
    guard let colon = words.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let key = words[..<colon].trimmed.filter { $0 != "\"" && $0 != "'" }
    let value = words[words.utf8.index(after: colon)...]
    guard !key.isEmpty, value.isEmpty || value.first == " " || value.first == "\t",
      key.utf8.allSatisfy({ isKeySign($0) })
    else { return nil }
    return (key, value.trimmed)
  }

  private static func isKeySign(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), 0x80...:
      true
    default: false
    }
  }

  // MARK: Values

  /// A text with or without quotes, or a list in brackets.
  static func scalar(_ words: String) -> String {
    switch words.first {
    case "\"": return unescaped(words.dropFirst())
    case "'":
      var result = ""
      var rest = words.dropFirst()
      while let end = rest.firstIndex(of: "'") {
        result += rest[..<end]
        rest = rest[rest.index(after: end)...]
        guard rest.first == "'" else { return result }
        result += "'"
        rest = rest.dropFirst()
      }
      return result + rest
    case "[":
      let inner = words.dropFirst().prefix { $0 != "]" }
      return inner.split(separator: ",").map { scalar($0.trimmed) }.joined(separator: ", ")
    case "{", "&", "*", "!": return ""
    default: return (words.position(of: " #").map { String(words[..<$0]) } ?? words).trimmed
    }
  }

  private static func unescaped(_ words: Substring) -> String {
    var result = ""
    var rest = words.unicodeScalars[...]
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\", let sign = rest.popFirst() else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch sign {
      case "n", "t", "r", "0": result += " "
      case "x", "u", "U":
        let digits = rest.prefix(sign == "x" ? 2 : sign == "u" ? 4 : 8)
        rest = rest.dropFirst(digits.count)
        if let scalar = UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init) {
          result.unicodeScalars.append(scalar)
        }
      default: result.unicodeScalars.append(sign)
      }
    }
    return result
  }
}
