import Engine
import Lab
import Lessons
import Testing
import Views

/// Toggling away and back gives the same network again, at the same place.
struct ToggleTests {
  private static let toggles: [Toggle] = [.merge, .cell, .direction, .layers, .hidden, .order]

  /// How often a toggle is pressed until it is round.
  private static func round(_ toggle: Toggle, _ experiment: Experiment) -> Int {
    switch toggle {
    case .merge: 5
    case .cell: 3
    case .direction, .order: 2
    case .layers: 4
    case .hidden: Set([1, 2, 4, 8, 16, experiment.hidden]).count
    }
  }

  static let slides: [(Lesson, Int)] = [BuiltIn.chapter, BuiltIn.everything].flatMap { lesson in
    lesson.slides.indices.filter { lesson.slides[$0].experiment != nil }.map { (lesson, $0) }
  }

  @Test func `every toggle goes round, from every step of every slide`() {
    for (lesson, slide) in Self.slides {
      let experiment = lesson.slides[slide].experiment!
      var person = Person(lesson)
      person.go(to: slide + 1, step: 0)
      let last = person.lecture.steps
      for step in 0...last {
        if step % 7 == 0 || step == last || Soak.factor > 1 {
          for toggle in Self.toggles { check(person, toggle, Self.round(toggle, experiment)) }
        }
        person.act(.next)
      }
    }
  }

  private func check(_ before: Person, _ toggle: Toggle, _ count: Int) {
    var person = before
    for press in 1...count {
      person.act(.toggle(toggle))
      let isRound = person.lecture.live == before.lecture.live
      let isRefused = before.lecture.live!.settings.direction == .forward && (toggle == .merge || toggle == .order)
      if !isRefused, isRound != (press == count) {
        Issue.record("\(toggle), press \(press) of \(count), \(before.place)")
      }
    }
    if person.lecture.step != before.lecture.step {
      Issue.record("\(toggle) leads to step \(person.lecture.step) from \(before.place)")
    }
  }

  /// Rounds of several toggles, one inside the other.
  @Test(arguments: Soak.seeds(20))
  func `toggles in any order go round together`(seed: UInt64) {
    var walk = Walk(seed: seed)
    let (lesson, slide) = Self.slides[walk.number(Self.slides.count)]
    var person = Person(lesson)
    person.go(to: slide + 1, step: 0)
    for _ in 0..<walk.number(person.lecture.steps + 1) { person.act(.next) }
    let before = person
    let isTwoWay = person.lecture.live!.settings.direction == .bidirectional
    let free: [Toggle] = isTwoWay ? [.merge, .cell, .layers, .order] : [.cell, .layers]
    var presses = (free + [walk.number(2) == 0 ? .hidden : .cell]).flatMap { toggle in
      Array(repeating: toggle, count: Self.round(toggle, lesson.slides[slide].experiment!))
    }
    presses.shuffle(using: &walk.random)
    for toggle in presses { person.act(.toggle(toggle)) }
    #expect(person.lecture.live == before.lecture.live, "\(presses)")
    #expect(person.lecture.step == before.lecture.step, "\(presses)")
  }

  @Test func `R undoes every change`() {
    for (lesson, slide) in Self.slides {
      var person = Person(lesson)
      person.go(to: slide + 1, step: lesson.slides[slide].pauses + 1)
      let before = person
      for toggle in [Toggle.cell, .layers, .hidden, .direction] { person.act(.toggle(toggle)) }
      #expect(person.lecture.live != before.lecture.live)
      person.act(.undoChanges)
      #expect(person.lecture.live == before.lecture.live)
      #expect(person.lecture.step == before.lecture.step)
    }
  }
}
