import Engine
import Lab
import Lessons
import Surface
import Testing
import Views

/// Merges that no key goes through are drawn as well, and `m` goes on from them to one that has a word.
struct UnnamedMergeTests {
  @Test(
    arguments: [
      (Merge.apart, "merge[1] = (h[1], h′[1])"), (.linear(size: 1), "merge[1] = W (h[1], h′[1]) + b"),
      (.formula(try MergeFormula("concat(h, h - h')")), "merge[1] = concat(h, h - h′)"),
      (.formula(try MergeFormula("2 * h")), "merge[1] = 2 * h"),
    ], [1, 8])
  func `a merge without a word`(_ example: (merge: Merge, formula: String), hidden: Int) {
    let experiment = Experiment(hidden: hidden, input: .numbers([[1], [2], [3]]), merge: example.merge)
    let lesson = Lesson(title: "A lesson", slides: [Slide(title: "A network", experiment: experiment)])
    for columns in [20, 40, 80, 132] {
      var person = Person(lesson, size: Size(columns: columns, rows: 24))
      person.go(to: 1, step: 6)
      person.press("down down down down")
      if columns >= 80 { #expect(person.frame.plainText.contains(example.formula)) }
      person.press("M")
      #expect(person.frame.size == person.size)
      person.press("esc m")
      #expect(person.lecture.live.map { Merge.basic.contains($0.settings.merge) } == true)
      #expect(person.frame.size == person.size)
    }
  }
}
