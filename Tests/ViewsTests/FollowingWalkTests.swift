import Lessons
import Surface
import Testing
import Views

@testable import Lab

/// A presenter of random keys, and people who hear each of them and press random keys of their own.
struct FollowingWalkTests {
  /// The frame without its title, its footer and what space would do.
  private func body(_ person: Person) -> [Substring] {
    let rows = person.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false)
    return rows.dropFirst().prefix(person.size.rows - 2).map { row in
      row.firstRange(of: " computed yet").map { row[..<$0.upperBound] } ?? row
    }
  }

  private static let leaving: [Key] = [.character("f"), .character("F")]

  private func pair(_ walk: inout Walk) -> (presenter: Person, follower: Person) {
    let lesson = walk.lesson()
    let sizes = [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 12)]
    var presenter = Person(lesson)
    presenter.attend("presenter")
    var follower = Person(lesson, size: sizes[walk.number(3)])
    follower.attend("follower")
    return (presenter, follower)
  }

  @Test(arguments: Soak.seeds(8))
  func `no key of who follows changes the lecture`(seed: UInt64) {
    var walk = Walk(seed: seed)
    var (presenter, follower) = pair(&walk)
    var keys: [Key] = []
    for _ in 0..<150 {
      if walk.number(3) == 0 {
        presenter.press(walk.key())
        follower.hear(presenter, point: walk.number(4) == 0 ? presenter.viewpoint.focus : nil)
      }
      let key = walk.key()
      guard !Self.leaving.contains(key) else { continue }
      keys.append(key)
      let before = follower.lecture
      follower.press(key)
      guard follower.lecture == before, follower.viewpoint.isFollowing, follower.frame == follower.frame else {
        Issue.record("another lecture after \(Walk.script(keys)) at \(follower.place)")
        return
      }
      if let message = follower.viewpoint.message { #expect(!message.contains("; space ")) }
    }
    #expect(follower.lecture.state == presenter.lecture.state)
  }

  @Test(arguments: Soak.seeds(6))
  func `who leaves sees the same, is left alone, and comes back to where the class is`(seed: UInt64) {
    var walk = Walk(seed: seed)
    var (presenter, follower) = pair(&walk)
    for _ in 0..<12 {
      for _ in 0..<walk.number(12) {
        presenter.press(walk.key())
        follower.hear(presenter)
      }
      // What lies over the slide takes f for itself, and what is said to the class is not said alone.
      while follower.viewpoint.overlay != nil || follower.viewpoint.isBlank { follower.press("esc") }
      guard presenter.lecture.jobs.isEmpty else { continue }
      let before = follower
      follower.press("f")
      #expect(follower.viewpoint.isExploring && follower.lecture.live == before.lecture.live)
      if follower.lecture.news == before.lecture.news {
        let (left, stood) = (body(follower), body(before))
        if let row = left.indices.first(where: { left[$0] != stood[$0] }) {
          Issue.record("\(follower.place)\n\(stood[row])\n\(left[row])")
        }
      }
      for _ in 0..<walk.number(30) {
        let key = walk.key()
        if !Self.leaving.contains(key) { follower.press(key) }
        let mine = (follower.lecture, body(follower))
        presenter.press(walk.key())
        follower.hear(presenter)
        #expect(follower.lecture == mine.0 && body(follower) == mine.1)
      }
      while follower.viewpoint.overlay != nil || follower.viewpoint.isBlank { follower.press("esc") }
      var (own, left) = (follower.lecture, before.lecture)
      (own.news, left.news) = (nil, nil)
      follower.press("f")
      #expect(follower.viewpoint.isFollowing && follower.lecture.state == presenter.lecture.state)
      var (late, back) = (before, follower)
      late.hear(presenter)
      (late.viewpoint, back.viewpoint) = (Viewpoint(), Viewpoint())
      #expect(late.frame == back.frame, "\(late.place)")
      guard own.state != left.state else { continue }
      var again = follower
      again.press("F")
      #expect(again.lecture.slide == own.slide && again.lecture.step == own.step && again.lecture.live == own.live)
    }
  }

  @Test func `a follower's keys offer what they can do, and no step of the lecture`() {
    for lesson in [BuiltIn.chapter, BuiltIn.mistakes, BuiltIn.everything] {
      for slide in 1...lesson.slides.count {
        let size = slide % 2 == 0 ? Size(columns: 80, rows: 24) : Size(columns: 40, rows: 12)
        var there = Person(lesson, size: size)
        there.go(to: slide, step: 2)
        there.attend("follower")
        for keys in ["", "E", "W", "S", "P", "A", "M", "o", "?"] {
          var person = there
          person.press(keys)
          let footer = person.frame.plainText.split(separator: "\n").last ?? ""
          #expect(!footer.contains("space ") && !footer.contains("backspace"), "\(slide) \(keys): \(footer)")
          #expect(footer.contains("f leave") || person.viewpoint.overlay != nil || person.viewpoint.message != nil)
          person.press("esc esc esc f")
          let own = person.frame.plainText.split(separator: "\n").last ?? ""
          #expect(own.contains("f return") || person.viewpoint.message != nil)
        }
      }
    }
  }

  @Test func `a follower ends the program as ever`() {
    for key in [Key.character("q"), .control("c")] {
      var person = Person(BuiltIn.chapter)
      person.attend("follower")
      person.press(key)
      #expect(person.viewpoint.hasQuit)
    }
  }

  @Test func `the header tells that the class is asked, and the line below it what was said`() {
    var person = Person(BuiltIn.mistakes, size: Size(columns: 120, rows: 40))
    person.go(to: 2, step: 0)
    person.attend("follower")
    func has(_ text: String) -> Bool { person.frame.plainText.contains(text) }
    #expect(has("predict   type a number") && !has("asked"))
    person.press("8 enter")
    #expect(has("you said 8 · noted"))
    person.attend("follower asked")
    #expect(has("predict   the class is asked: type a number") && has("you said 8 · on its way"))
    var news = person.viewpoint.attendance!.news
    news.isAnswerKept = true
    person.act(.attend(news))
    #expect(has("you said 8 · the class has it") && !has("✗") && !has("right"))
    person.press("3 enter")
    #expect(has("you said 3 · on its way"))
    var presenter = Person(BuiltIn.mistakes)
    presenter.go(to: 2, step: 1)
    person.hear(presenter)
    #expect(has("✓ you said 3") && has("1 of 1 right") && !has("on its way"))
  }

  @Test func `whatever hides the question, a digit answers the class`() {
    for (columns, rows) in [(60, 20), (80, 24)] {
      for hiding in ["w", "P", "E", "W", "M esc w"] {
        var person = Person(BuiltIn.mistakes, size: Size(columns: columns, rows: rows))
        person.go(to: 2, step: 0)
        person.attend("follower asked")
        person.press(hiding + " 8")
        #expect(person.frame.plainText.contains("predict"), "\(columns) \(hiding)")
        person.press("enter")
        #expect(person.viewpoint.said(in: person.lecture) == [8], "\(columns) \(hiding)")
      }
      // Nobody is asked here: what is typed may be a timestep.
      var person = Person(BuiltIn.mistakes, size: Size(columns: columns, rows: rows))
      person.go(to: 2, step: 1)
      person.attend("follower asked")
      person.press("w 8 enter")
      #expect(person.viewpoint.said(in: person.lecture) == nil)
    }
  }

  @Test func `what one was told alone is not on the screen while the class is asked`() {
    var person = Person(BuiltIn.mistakes)
    person.go(to: 2, step: 0)
    person.attend("follower")
    person.press("f 8 enter")
    #expect(person.frame.plainText.contains("✗ you said 8"))
    person.press("f")
    person.attend("follower asked")
    #expect(!person.frame.plainText.contains("you said"))
    #expect(!person.frame.plainText.contains("counts the"))
    #expect(person.frame.plainText.contains("asked: type a number"))
  }
}
