import Foundation
import Testing

/// `Golden/home.md`, a lesson that has some of everything, as it is taken home. `BILAB_RECORD=1` writes the files anew.
struct GoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
  static var lesson: String {
    get throws { try String(contentsOf: folder.appending(path: "home.md"), encoding: .utf8) }
  }

  private func compare(_ text: String, with name: String) throws {
    let file = Self.folder.appending(path: name)
    let kept = try? String(contentsOf: file, encoding: .utf8)
    if kept == nil || ProcessInfo.processInfo.environment["BILAB_RECORD"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(text == kept, "\(name) differs, or was not there; look at it before it is committed")
  }

  @Test func `plain text`() throws {
    try compare(Lessons.handout(Self.lesson, notes: true).text, with: "expected.txt")
  }

  @Test func markdown() throws {
    try compare(Lessons.handout(Self.lesson, notes: true).markdown, with: "expected.md")
  }
}
