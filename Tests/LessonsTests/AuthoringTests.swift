import Lessons
import Testing

/// What whoever writes a lesson is told.
struct AuthoringTests {
  private static let text = """
    # One

    a

    ---

    # Two

    b

    <!-- pause -->

    c

    <!-- pause -->

    d

    ---

    # Three

    """

  private func change(_ old: String, _ new: String) -> LessonChange? {
    let bytes = Array(new.utf8)
    return Lesson.read(bytes, name: "l.md").lesson.firstChange(from: Array(old.utf8), to: bytes)
  }

  private func change(of old: String, to new: String) -> LessonChange? {
    change(Self.text, Self.text.replacing("\n\(old)\n", with: "\n\(new)\n"))
  }

  @Test func `a change is found on its slide, behind the pauses above it`() {
    #expect(change(Self.text, Self.text) == nil)
    #expect(change(of: "a", to: "aa") == LessonChange(slide: 0, pauses: 0))
    #expect(change(of: "b", to: "bb") == LessonChange(slide: 1, pauses: 0))
    #expect(change(of: "c", to: "cc") == LessonChange(slide: 1, pauses: 1))
    #expect(change(of: "d", to: "") == LessonChange(slide: 1, pauses: 2))
    #expect(change(of: "# Three", to: "# Four") == LessonChange(slide: 2, pauses: 0))
  }

  @Test func `a new slide, a lost one, and another end are found`() {
    let added = Self.text.replacing("# Three", with: "# New\n\n---\n\n# Three")
    #expect(change(Self.text, added) == LessonChange(slide: 2, pauses: 0))
    #expect(change(added, Self.text) == LessonChange(slide: 2, pauses: 0))
    #expect(change(Self.text, Self.text + "\ne\n")?.slide == 2)
    #expect(change(Self.text, "") == LessonChange(slide: 0, pauses: 0))
    #expect(change("", Self.text) == LessonChange(slide: 0, pauses: 0))
  }

  @Test func `each fault stands on its slide, with its place in the file`() {
    let text =
      "+++\ntitel = 1\n+++\n\n# One\n\n---\n\n# Two\n\n```lab\ncell = \"gruu\"\ninput = [1]\n```\n\n---\n\n# Three\n"
    let (lesson, faults) = Lesson.read(Array(text.utf8), name: "l.md")
    let told = lesson.telling(faults, in: "l.md")
    #expect(told.slides.map(\.faults.count) == [1, 1, 0])
    #expect(told.slides[0].faults[0].hasPrefix("l.md:2:1 "))
    #expect(told.slides[1].faults[0].hasPrefix("l.md:12:8 ") && told.slides[1].faults[0].hasSuffix(" [unknown-word]"))
    #expect(lesson.telling([], in: "l.md") == lesson)
  }

  @Test func `a slide of many faults tells the first, and how many there are`() {
    let keys = (1...6).map { "k\($0) = 1\n" }.joined()
    let (lesson, faults) = Lesson.read(Array("# One\n\n```lab\n\(keys)input = [1]\n```\n".utf8), name: "l.md")
    #expect(faults.count == 6)
    let told = lesson.telling(faults, in: "l.md").slides[0].faults
    #expect(told.count == 4 && told[0].hasPrefix("l.md:4:1 ") && told[3].hasPrefix("and 3 more"))
  }
}
