import Surface

/// A piece of a page. Words become one only escaped and made safe, so that nothing in a lesson is taken for markup.
struct Markup {
  private(set) var source: String

  /// Words.
  init(_ text: String) {
    source = Self.escaped(SafeText.string(text))
  }

  /// - Parameter source: markup that is the program's own.
  init(own source: String) {
    self.source = source
  }

  init(_ parts: [Markup]) {
    source = parts.map(\.source).joined()
  }

  /// Lines of words, such as code; a tab is four columns.
  init(lines: some Sequence<some StringProtocol>) {
    source = lines.map { Self.escaped(SafeText.string(String($0).replacing("\t", with: "    "))) }.joined(
      separator: "\n")
  }

  static func + (left: Markup, right: Markup) -> Markup { Markup(own: left.source + right.source) }

  static func += (left: inout Markup, right: Markup) { left.source += right.source }

  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { "&<>\"'".utf8.contains($0) }) else { return text }
    return text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.append(character)
      }
    }
  }

  /// The attributes that hold `text`, each with a blank before it; one that is nil is left out, an empty one has no
  /// value.
  fileprivate static func attributes(_ attributes: KeyValuePairs<String, String?>) -> String {
    attributes.map { name, value in
      guard let value else { return "" }
      return value.isEmpty ? " \(name)" : " \(name)=\"\(escaped(SafeText.string(value)))\""
    }.joined()
  }
}

/// An element with its content. Line feeds stand only where a page has them anyway.
func tag(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: Markup...) -> Markup {
  Markup(own: "<\(name)\(Markup.attributes(attributes))>\(Markup(content).source)</\(name)>")
}

/// An element that has no end.
func void(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> Markup {
  Markup(own: "<\(name)\(Markup.attributes(attributes))>")
}

extension [Markup] {
  func joined(_ separator: String = "") -> Markup { Markup(own: map(\.source).joined(separator: separator)) }
}
