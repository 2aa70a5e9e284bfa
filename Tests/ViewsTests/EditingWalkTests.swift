import Engine
import Lab
import Surface
import Testing
import Views

/// Ten thousand keys that edit, switch and look: nothing traps, and every number is the one that the same settings
/// give when they are computed anew.
struct EditingWalkTests {
  private static let keys: [Key] =
    "euUvxi+-sSWAMcmdLHORr<>jkhl 0123456789.-a_".map { .character($0) }
    + [.enter, .enter, .escape, .escape, .backspace, .up, .down, .left, .right]

  @Test(arguments: Soak.seeds(4))
  func `edits at random`(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "edits")
    var person = Person(BuiltIn.everything, size: Size(columns: 80, rows: 24))
    let slides = person.lecture.lesson.slides.indices.filter { person.lecture.lesson.slides[$0].experiment != nil }
    person.go(to: slides[Int(seed) % slides.count] + 1, step: 3)
    let first = person.lecture.live!
    let slide = person.lecture.slide
    var keys: [Key] = []
    for count in 1...2500 {
      keys.append(Self.keys.randomElement(using: &random)!)
      person.press(keys.last!)
      if person.lecture.slide != slide { person.go(to: slide + 1, step: 3) }
      guard count % 10 == 0 else { continue }
      _ = person.frame
      let live = person.lecture.live!
      if live != LiveNetwork(live.experiment, live.settings, files: [:]) {
        Issue.record("stale numbers after \(Walk.script(keys))")
        return
      }
    }
    person.press("esc esc esc esc")
    for _ in 0..<2500 { person.act(.undo) }
    #expect(person.lecture.live == first)
  }
}
