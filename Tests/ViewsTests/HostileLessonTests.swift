import Lessons
import Surface
import Testing
import Views

/// Lessons that no teacher writes; they must draw all the same.
struct HostileLessonTests {
  private static let table = "| a | b |\n| --- | --- |\n| long words | more |\n"

  private static let lessons: [(name: String, text: String)] = [
    ("a table in a list", "# A\n\n- x\n\n" + table.split(separator: "\n").map { "  \($0)\n" }.joined()),
    ("a table in twenty quotes", "# A\n\n" + table.split(separator: "\n").map { nested($0) }.joined()),
    (
      "numbers that overflow",
      "# A\n\n```lab\ninput = [[\((0..<64).map { _ in "1.7e308" }.joined(separator: ", "))]]\n```\n"
    ),
    ("one input of one unit", "# A\n\n```lab\nhidden = 1\nlayers = 4\ninput = [1]\n```\n"),
    ("wide words", "# A\n\n```lab\nwords = [\"漢字漢字\", \"___\", \"हिन्दी\", \"👩‍👩‍👧\"]\nhidden = 64\n```\n"),
  ]

  private static func nested(_ line: Substring) -> String {
    String(repeating: "> ", count: 20) + line + "\n"
  }

  @Test(arguments: lessons.map(\.name))
  func `draws at every size, also inside its cells`(name: String) {
    let text = Self.lessons.first { $0.name == name }!.text
    let lesson = Lesson.read(Array(text.utf8), name: "hostile").lesson
    for size in [(1, 1), (3, 24), (40, 12), (60, 20), (80, 24), (200, 60)] {
      for isUnicode in [true, false] {
        var person = Person(
          lesson, size: Size(columns: size.0, rows: size.1), glass: Glass(isUnicode: isUnicode))
        for key in ["space", "enter", "space", "backspace", "esc", "J", "M", "esc", "P", "c", "c", "enter", "L", "H"] {
          person.press(key)
          #expect(person.frame.cells.count == size.0 * size.1)
        }
      }
    }
  }
}
