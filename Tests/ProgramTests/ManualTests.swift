import Foundation
import Testing

/// The manual page that bilab writes.
@Suite struct ManualTests {
  private static let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The page's roff.
  private func page() throws -> String {
    let result = try Program.run(["manual", "--date", "2026-01-02"])
    #expect(result.status == 0 && result.complaint.isEmpty)
    return result.text
  }

  /// Without what roff needs: the words as a reader has them.
  private func plain(_ roff: String) -> String {
    var text = roff
    let signs = [
      "\\-": "-", "\\(aq": "'", "\\(dq": "\"", "\\fB": "", "\\fI": "", "\\fR": "", "\\&": "", "\\ ": " ",
      "\\[u2190]": "←", "\\[u2191]": "↑", "\\[u2192]": "→", "\\[u2193]": "↓", "\\[u00B7]": "·",
    ]
    for (sign, character) in signs { text = text.replacing(sign, with: character) }
    return text
  }

  /// The lines below a heading of `.SH` or `.SS`.
  private func part(_ heading: String, of page: String) throws -> String {
    let lines = page.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0 == ".SH \(heading)" || $0 == ".SS \(heading)" }, "\(heading)")
    return lines[(start + 1)...].prefix { !$0.hasPrefix(".SH") && !$0.hasPrefix(".SS") }.joined(separator: "\n")
  }

  @Test func `it has the usual sections in the usual order`() throws {
    let page = try page()
    #expect(page.hasPrefix(".TH \"BILAB\" \"1\" \"2026-01-02\" \"bilab "))
    let sections = page.split(separator: "\n").filter { $0.hasPrefix(".SH ") }.map { $0.dropFirst(4) }
    let usual = [
      "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "KEYS", "ENVIRONMENT", "FILES", "EXIT STATUS",
      "EXAMPLES", "SEE ALSO",
    ]
    #expect(sections.map(String.init) == usual)
    for status in ["0", "1", "2", "64"] { #expect(try part("EXIT STATUS", of: page).contains("\\fB\(status)\\fR\n")) }
  }

  @Test func `it has every command that help lists, with every option of its help`() throws {
    let page = plain(try page())
    let help = try Program.run(["--help"]).text
    let commands = help.matches(of: /\n  ([a-z]+) (?:\(default\))? +[A-Z]/).map { String($0.output.1) }
    #expect(commands.count == 16 && !commands.contains("manual"))
    for command in commands {
      let part = try part("bilab \(command)", of: page)
      let options = try Program.run([command, "--help"]).text.matches(of: /\n  (?:-[a-z], )?(--[a-z-]+)/)
        .map { String($0.output.1) }
      for option in Set(options).subtracting(["--help", "--version"]) {
        #expect(part.contains("\(option)\n") || part.contains("\(option) "), "\(command) \(option)")
      }
    }
  }

  @Test func `it has every key of the README's table, group by group`() throws {
    let page = plain(try page())
    let text = try String(contentsOf: Self.source.appending(path: "README.md"), encoding: .utf8)
    let table = try #require(text.split(separator: "<!-- keys -->").last?.split(separator: "<!-- /keys -->").first)
    let rows = table.split(separator: "\n").dropFirst(2).map { $0.components(separatedBy: " | ") }
    #expect(rows.count > 60)
    for row in rows {
      let keys = row[1].replacing("`", with: "")
      let part = try part(String(row[0].dropFirst(2)), of: page)
      #expect(part.contains(".TP 20\n\(keys)\n\(row[2].dropLast(2))"), "\(row)")
    }
  }

  @Test func `it has every variable that the program reads`() throws {
    let part = plain(try part("ENVIRONMENT", of: page()))
    let sources = Self.source.appending(path: "Sources")
    var names: Set<String> = ["LC_ALL", "LC_CTYPE", "LANG"]
    for file in try FileManager.default.subpathsOfDirectory(atPath: sources.path)
    where file.hasSuffix(".swift") && !file.hasPrefix("bilab-bench") {
      let text = try String(contentsOf: sources.appending(path: file), encoding: .utf8)
      names.formUnion(text.matches(of: /(?:getenv|environment|variable)\("([A-Z_]+)"\)/).map { String($0.output.1) })
    }
    #expect(names.isSuperset(of: ["BILAB_THEME", "NO_COLOR", "TERM", "TMPDIR"]))
    for name in names { #expect(part.contains(name), "\(name)") }
  }

  @Test func `no text of it is taken for a request of roff`() throws {
    let requests: Set<String> = [
      ".TH", ".ad", ".nh", ".nr", ".SH", ".SS", ".PP", ".TP", ".PD", ".SY", ".YS", ".RS", ".RE", ".nf", ".fi",
    ]
    for line in try page().split(separator: "\n") {
      #expect(line.utf8.allSatisfy { $0 < 128 } && !line.hasPrefix("'"), "\(line)")
      if line.hasPrefix(".") { #expect(requests.contains(String(line.prefix { $0 != " " })), "\(line)") }
    }
    // The key that is a point, and the formula with an apostrophe.
    #expect(try page().contains("\n\\fB\\&.\\fR\nblank screen") || page().contains("\n\\fB.\\fR\nblank screen"))
    #expect(try page().contains("0.3*h\\(aq"))
  }

  @Test(.enabled(if: access("/usr/bin/groff", X_OK) == 0, "there is no groff"))
  func `groff has nothing to complain of, and no line of it is wider than a terminal`() throws {
    let folder = try Folder()
    let file = try folder.write("bilab.1", try page())
    let check = try Program.shell("groff -man -ww -z \(file)")
    #expect(check.status == 0 && check.complaint.isEmpty, "\(check.complaint)")
    let set = try Program.shell("GROFF_NO_SGR=1 groff -man -ww -Tutf8 -rLL=78n \(file) | sed 's/.\\x08//g'")
    #expect(set.complaint.isEmpty, "\(set.complaint)")
    #expect(set.lines.allSatisfy { $0.count <= 80 } && set.text.contains("backspace ← h PgUp  one step back"))
  }
}
