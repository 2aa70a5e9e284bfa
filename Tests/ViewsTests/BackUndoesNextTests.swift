import Lab
import Lessons
import Surface
import Testing
import Views

/// Next and back are exact inverses, wherever next leads on.
struct BackUndoesNextTests {
  /// Whether next goes on from here: not at the very end, and not at the end of an open cell's states.
  private func goesOn(from before: Person, to after: Person) -> Bool {
    after.lecture.slide != before.lecture.slide || after.lecture.step != before.lecture.step
      || after.viewpoint.cell != before.viewpoint.cell
  }

  private func check(_ person: Person, _ what: String) -> Bool {
    let before = person.settled
    var there = before
    there.act(.next)
    guard goesOn(from: before, to: there) else { return true }
    var back = there
    back.act(.back)
    back = back.settled
    let isSame = back.lecture == before.lecture && back.viewpoint == before.viewpoint && back.frame == before.frame
    if !isSame { Issue.record("\(what)\nbefore: \(before.place)\nnext: \(there.place)\nback: \(back.place)") }
    return isSame
  }

  @Test func `at every step of every slide, and from slide to slide`() {
    for lesson in [BuiltIn.chapter, BuiltIn.everything] {
      var person = Person(lesson)
      var steps = 0
      while !(person.lecture.slide == lesson.slides.count - 1 && person.lecture.step == person.lecture.steps) {
        guard check(person, "") else { return }
        person.act(.next)
        steps += 1
      }
      #expect(steps == lesson.slides.indices.reduce(-1) { $0 + person.lecture.steps(of: $1) + 1 })
    }
  }

  @Test func `gate by gate in every cell, from the first to the last`() {
    for (slide, content) in BuiltIn.chapter.slides.enumerated() where content.experiment != nil {
      for order in 0..<2 {
        var person = Person(BuiltIn.chapter)
        person.go(to: slide + 1, step: content.pauses)
        if order == 1 { person.act(.toggle(.order)) }
        person.act(.next)
        person.act(.open)
        person.act(.restart)
        let first = person.settled
        var parts = 0
        while person.settled.viewpoint.cell != nil {
          guard check(person, "slide \(slide + 1)") else { return }
          let before = person
          person.act(.next)
          if !goesOn(from: before, to: person) { break }
          parts += 1
        }
        let live = person.lecture.live!
        let states = live.time * live.settings.layers * live.settings.direction.passes.count
        #expect(parts == states * CellPart.all(of: live.settings.cell).count - 1, "slide \(slide + 1)")
        for _ in 0..<parts { person.act(.back) }
        #expect(person.settled.viewpoint == first.viewpoint && person.lecture == first.lecture)
      }
    }
  }

  @Test(arguments: Soak.seeds(30))
  func `wherever a walk leads`(seed: UInt64) {
    var walk = Walk(seed: seed)
    var person = Person(
      walk.lesson(), size: [Size(columns: 80, rows: 24), Size(columns: 40, rows: 12)][walk.number(2)])
    var keys: [Key] = []
    for _ in 0..<60 {
      keys.append(walk.key())
      person.press(keys.last!)
      guard check(person, "after \(Walk.script(keys))") else { return }
    }
  }
}
