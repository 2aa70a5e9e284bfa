import Lab
import Surface
import Testing
import Views

/// The brackets around what has the focus.
struct FocusMarkTests {
  @Test(arguments: [2, 4, 8, 14])
  func `a state in focus stands between two brackets`(slide: Int) {
    for step in [0, 2, 5] {
      var person = Person(BuiltIn.chapter)
      person.go(to: slide, step: step)
      person.press("down")
      for row in person.lecture.live!.rows.indices {
        for t in 1...person.lecture.live!.time {
          // The last row names keys.
          let text = person.frame.plainText.split(separator: "\n").dropLast().joined()
          #expect(
            text.count { $0 == "[" } == text.count { $0 == "]" }, "slide \(slide), step \(step), row \(row), t \(t)")
          person.press(">")
        }
        person.press("j < < < < < < < <")
      }
    }
  }
}
