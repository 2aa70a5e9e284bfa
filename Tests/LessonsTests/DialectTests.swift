import BuiltInLessons
import Testing

@testable import Lessons

/// Whose Markdown a file is.
struct DialectTests {
  private func dialect(_ bytes: [UInt8]) -> Dialect {
    var text = LessonText(bytes, faults: Faults())
    let callsSlides = text.takeCallOfSlides()
    let front = FrontMatter.take(from: &text, faults: Faults())
    return Dialect(front, DeckSigns(text, callsSlides: callsSlides))
  }

  @Test(arguments: BuiltInLessons.all.map(\.name))
  func `the built-in lessons are lessons`(name: String) throws {
    #expect(dialect(try #require(BuiltInLessons.all.first { $0.name == name }).bytes) == .lesson)
  }

  @Test func `every case of a faulty lesson is still a lesson`() throws {
    for name in FixtureTests.names where !["yaml", "unclosed-yaml", "deck-faults"].contains(name) {
      #expect(dialect(try #require(Files.read("\(Files.fixtures)/\(name).md"))) == .lesson, "\(name)")
    }
  }

  @Test(
    arguments: [
      ("# A\n\nwords\n\n---\n\n# B", .lesson), ("+++\n+++\n\n<!-- end_slide -->", .lesson),
      ("---\ntitle: T\n---\n\n<!-- end_slide -->\n\n```lab\ninput = [1]\n```", .lesson),
      ("- a list\n\n  ```question\n  answer = 1\n  ```\n\n. . .", .lesson),
      ("# A\n\n```\n<!-- end_slide -->\n. . .\n^\n%title: x\n-> a <-\n```", .lesson),
      ("# A\n\n    ^\n\na . . . b\n\nx\n. . .\n\n<!-- end_slides -->\n\n---\nwords\n---", .lesson),
      ("---\nNote: no key is left open\nwords\n\n# A", .patat),
      ("# A\n\n<!-- end_slide -->", .presenterm), ("a <!-- end_slide -->\n\nb\n<!--end_slide-->", .presenterm),
      ("# A\n\n<!--\nspeaker_note: |\n  x\n-->", .presenterm), ("---\nsub_title: x\n---\n# A", .presenterm),
      ("---\noptions:\n  implicit_slide_ends: true\n---\n# A", .presenterm),
      ("---\ntitle: T\npatat:\n  wrap: true\n---\n# A\n\n---\n# B", .patat), ("---\ntitle: T\n...\n# A", .patat),
      ("# A\n\n. . .\n\nb", .patat), ("# A\n<!--config:\nx: y\n-->", .patat), ("% T\n% A\n\n# B", .patat),
      ("%title: T\n\nA\n===", .mdp), ("a\n^\nb", .mdp), ("-> # A <-\n\nwords", .mdp),
      ("---\nauthor: A\n---\n# A\n---\n# B", .slides), ("#!/usr/bin/env slides\n# A\n---\n# B", .slides),
      ("---\nauthor: A\n---\n# A\n\n# B", .patat),
    ] as [(String, Dialect)])
  func `the content decides`(text: String, expected: Dialect) {
    #expect(dialect(Array(text.utf8)) == expected)
  }

  @Test func `pandoc's lines are title, author and date`() {
    let lesson = Lesson.read(Array("% T\n% A; B\n% 2026\n\n# One\n\na\n\n# Two\n\nb\n".utf8), name: "x").lesson
    #expect(lesson.title == "T" && lesson.author == "A; B" && lesson.date == "2026")
    #expect(lesson.slides.map(\.title) == ["One", "Two"])
  }
}
