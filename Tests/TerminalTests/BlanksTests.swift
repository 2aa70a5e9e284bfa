import Surface
import Testing

@testable import Terminal

struct BlanksTests {
  private let red = Style(ink: 1)
  private let blue = Style(ink: 4)

  private func joined(_ parts: (String, Style)...) -> [Style] {
    Blanks.joined(parts.flatMap { text, style in text.map { FrameCell(String($0), style) } }[...]).map(\.style)
  }

  @Test func `a few blanks take the style before them`() {
    #expect(joined(("a", red), ("  ", Style()), ("b", blue)) == [red, red, red, blue])
  }

  @Test func `many blanks, and those at both ends, stay as they are`() {
    let none = Style()
    #expect(
      joined((" ", none), ("a", red), ("      ", none), ("b", blue), ("  ", none)).filter { $0 == none }.count == 9)
  }

  @Test func `blanks that can be seen stay as they are`() {
    let lit = Style(ground: 3)
    #expect(joined(("a", red), (" ", lit), ("b", blue)) == [red, lit, blue])
    let line = Style(isUnderlined: true)
    #expect(joined(("a", red), (" ", line), ("b", blue)) == [red, line, blue])
    let turned = Style(isReversed: true)
    #expect(joined(("a", line), (" ", Style()), ("b", blue)) == [line, blue, blue])
    #expect(joined(("a", line), (" ", Style()), ("b", turned)) == [line, Style(), turned])
  }
}
