import Engine
import Lab
import Lessons
import Surface
import Testing

@testable import Views

/// The map of who was read, on the screen.
struct InfluencePanelTests {
  @Test func `levels are orders of magnitude`() {
    let scale = LogScale([1, 1e-4, 0, .nan, .infinity, 1e-2])
    #expect(scale.largest == 1 && scale.smallest == 1e-4 && !scale.isCut)
    #expect(scale.level(1) == 1 && scale.level(1e-4) == 0)
    #expect(abs(scale.level(1e-2) - 0.5) < 1e-12 && scale.level(1e-9) == 0)
    let near = LogScale([1, 0.7])
    #expect(near.level(1) == 1 && near.level(0.7) > 0.9 && near.smallest == 1e-3)
    let deep = LogScale([1, 1e-300])
    #expect(deep.isCut && deep.smallest == 1e-16 && deep.level(1e-200) == 0)
    #expect(LogScale([]).level(1) == 1 && LogScale([.nan]).largest == 1)
  }

  @Test(arguments: [Cell.rnn(.tanh), .gru, .lstm])
  func `a gradient that fades over 32 timesteps is seen fading`(cell: Cell) throws {
    let input = InputSequence.numbers((0..<32).map { [[0.5, -1, 2, 0.3, 1][$0 % 5]] })
    let experiment = Experiment(cell: cell, input: input)
    var person = Person(Lesson(title: "A lesson", slides: [Slide(title: "A network", experiment: experiment)]))
    person.go(to: 1, step: 64)
    person.press("A")
    let line = try #require(person.frame.plainText.split(separator: "\n").first { $0.contains(" t 1 ") })
    let pictures = Set(line.filter { "▁▂▃▄▅▆▇█".contains($0) })
    #expect(pictures.count >= 4, "\(line)")
  }

  @Test func `what is not computed yet is dim, and the heading says so`() {
    var person = Person(BuiltIn.chapter)
    person.go(to: 6, step: 3)
    person.press("A")
    let ink = { (row: Int, column: Int) in person.frame[row, column].style.ink }
    let dim = ink(2, 16)
    #expect(person.frame.plainText.contains("who was read in the end; dim: not computed yet"))
    #expect(ink(8, 5) != dim && ink(9, 5) == dim)
    person.go(to: 6, step: 7)
    person.press("esc A")
    #expect(ink(9, 5) != dim)
    #expect(person.frame.plainText.contains("who was read: how far a state moves with x[s]"))
  }

  @Test func `a slope of zero is not the same as never having read`() {
    let experiment = Experiment(
      cell: .rnn(.relu), hidden: 1, weights: .counter, input: .numbers([[-1], [-2], [1]]))
    var person = Person(Lesson(title: "A lesson", slides: [Slide(title: "A network", experiment: experiment)]))
    person.go(to: 1, step: 2)
    person.press("A left")
    #expect(person.frame.plainText.contains("|∂h[2]/∂x[1]| = 0, read but flat"))
    person.press("up right")
    #expect(person.frame.plainText.contains("|∂h[1]/∂x[2]| = 0, never read"))
  }

  @Test(arguments: [Size(columns: 60, rows: 20), Size(columns: 80, rows: 24)])
  func `the legend is whole`(size: Size) {
    for slide in BuiltIn.chapter.slides.indices where BuiltIn.chapter.slides[slide].experiment != nil {
      var person = Person(BuiltIn.chapter, size: size)
      person.go(to: slide + 1, step: 2)
      person.press("A L")
      #expect(person.frame.plainText.contains("· never   log scale"), "slide \(slide + 1)")
    }
  }

  @Test func `Tab goes through maps that have no room side by side`() {
    var person = Person(BuiltIn.chapter, size: Size(columns: 60, rows: 20))
    person.go(to: 6, step: 7)
    person.press("A L")
    let first = person.frame.plainText
    person.press("tab")
    #expect(first.contains("Tab: 2 of 2") && first.contains("merge: concat") && !first.contains("h, layer 1"))
    #expect(person.frame.plainText.contains("Tab: 1 of 2") && person.frame.plainText.contains("h, layer 1"))
    person.press("tab esc A")
    #expect(person.frame.plainText.contains("Tab: 2 of 2") && person.frame.plainText.contains("Tab maps"))
    person.press("L L L")
    #expect(!person.frame.plainText.contains("Tab maps"))
    person.press("tab")
    #expect(person.viewpoint.message == "all maps are shown")
  }
}
