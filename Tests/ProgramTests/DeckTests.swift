import Foundation
import Testing

/// Decks of other programs, as a command sees them: they open as they are, and nothing in them is run.
@Suite struct DeckTests {
  private static let names = ["presenterm", "slides", "patat", "mdp"]

  /// A deck in a folder of its own, with the leave to be run that slides asks for.
  private func deck(_ name: String) throws -> Folder {
    let folder = try Folder()
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ViewsTests/Golden/\(name)/lesson.md")
    try folder.write("deck.md", try Data(contentsOf: source))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("deck.md"))
    return folder
  }

  @Test(arguments: names)
  func `a deck is checked and drawn, and nothing in it is run`(name: String) throws {
    let folder = try deck(name)
    let source = try String(contentsOf: folder.url("deck.md"), encoding: .utf8)
    #expect(source.contains(name == "slides" ? "ran-by-slides-at-once" : "touch ran-by-\(name)"))
    let check = try Program.run(["check", "deck.md"], in: folder)
    #expect(check.status == 0 && check.text.contains("no faults"), "\(check.text)")
    for keys in ["", "P enter a e space p", "y E W C o"] {
      let dump = try Program.run(["dump", "deck.md", "--keys", keys], in: folder)
      #expect(dump.status == 0, "\(dump.complaint)")
      #expect(!dump.text.contains("<!--") && !dump.text.contains("end_slide") && !dump.text.contains("speaker_note"))
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path) == ["deck.md"])
  }

  @Test func `a hostile deck leaves the terminal alone`() throws {
    let folder = try Folder()
    try folder.write(
      "deck.md",
      "---\ntitle: \"a\\e]0;owned\\x07\\u001b[2J\\u202e\"\nauthor: \u{1b}[31mA\n---\n\n# \u{1b}]52;c;eA==\u{7}One\n\n---\n\n"
        + String(repeating: ">", count: 5000) + " deep\n\n<!-- never closed\n\n---\n\n![\u{1b}c](x.png)\n")
    let dump = try Program.run(["dump", "deck.md"], in: folder)
    #expect(dump.status == 0 && dump.text.contains("[image:"))
    #expect(dump.output.allSatisfy { $0 == 0x0a || $0 >= 0x20 && $0 != 0x7f })
    #expect(!dump.text.unicodeScalars.contains("\u{202e}"))
    let check = try Program.run(["check", "deck.md"], in: folder)
    #expect(check.status == 1 && check.text.contains("[unclosed-comment]") && check.text.contains("[nested-too-deep]"))
    #expect((check.output + check.errors).allSatisfy { $0 == 0x0a || $0 >= 0x20 && $0 != 0x7f })
  }
}
