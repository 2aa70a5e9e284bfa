/// Text in the language of man(7).
enum Roff {
  /// Text of any characters, so that man shows these and obeys none of them. A hyphen stays the one that can be typed.
  static func escaped(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      let escaped = line.unicodeScalars.map(escaped).joined()
      return escaped.hasPrefix(".") ? "\\&" + escaped : escaped
    }
    return lines.joined(separator: "\n")
  }

  static func bold(_ text: String) -> String { "\\fB\(escaped(text))\\fR" }

  static func italic(_ text: String) -> String { "\\fI\(escaped(text))\\fR" }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\(rs"
    case "-": "\\-"
    case "'": "\\(aq"
    case "\"": "\\(dq"
    case "`": "\\(ga"
    case "^": "\\(ha"
    case "~": "\\(ti"
    default: scalar.isASCII ? String(scalar) : named(scalar)
    }
  }

  /// By its number, in four digits at least.
  private static func named(_ scalar: Unicode.Scalar) -> String {
    let number = String(scalar.value, radix: 16, uppercase: true)
    return "\\[u" + String(repeating: "0", count: max(0, 4 - number.count)) + number + "]"
  }
}

/// A manual page, from its first line to its last.
struct RoffPage {
  private(set) var text: String
  private var isBelowHeading = false

  init(name: String, date: String, source: String) {
    // A date's hyphens are read by programs.
    let title = [name.uppercased(), "1", date, source, "User Commands"]
      .map { "\"\(Roff.escaped($0).replacing("\\-", with: "-"))\"" }
    // Ragged, and no word divided: what is typed stays whole.
    text = ".TH \(title.joined(separator: " "))\n.ad l\n.nh\n.nr HY 0\n"
  }

  mutating func section(_ title: String) { head(".SH", title) }

  mutating func subsection(_ title: String) { head(".SS", title) }

  /// - Parameter text: roff, one paragraph.
  mutating func paragraph(_ text: String) { add(isBelowHeading ? text : ".PP\n" + text) }

  /// A tag with what it means beside it, where it is short enough, or below.
  ///
  /// - Parameters:
  ///   - tag: roff, as `text`.
  ///   - width: columns of the tag.
  mutating func item(_ tag: String, _ text: String, width: Int = 8) { add(".TP \(width)\n\(tag)\n\(text)") }

  /// Items without empty lines between them.
  mutating func dense(_ items: (inout RoffPage) -> Void) {
    add(".PD 0")
    items(&self)
    add(".PD")
  }

  /// How a command is called.
  ///
  /// - Parameter rest: roff; lines are broken at its blanks.
  mutating func synopsis(_ command: String, _ rest: String) {
    add(".SY \"\(Roff.escaped(command))\"\n\(rest.isEmpty ? "\\&" : rest)\n.YS")
  }

  /// Lines as they are.
  mutating func verbatim(_ lines: String) { add(".PP\n.RS 4\n.nf\n\(Roff.escaped(lines))\n.fi\n.RE") }

  /// - Parameter line: roff.
  mutating func line(_ line: String) { add(line) }

  private mutating func head(_ request: String, _ title: String) {
    add("\(request) \(Roff.escaped(title))")
    isBelowHeading = true
  }

  private mutating func add(_ lines: String) {
    text += lines + "\n"
    isBelowHeading = false
  }
}
