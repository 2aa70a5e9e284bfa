import Lab
import Surface
import Testing
import Views

/// What a class shares: whoever takes it over sees the same.
struct LectureStateTests {
  /// What everyone sees who has opened nothing.
  private func frame(_ lecture: Lecture) -> Frame {
    draw(lecture, Viewpoint(), Size(columns: 80, rows: 24), Glass())
  }

  @Test(arguments: Soak.seeds(6))
  func `a follower sees what a lecture of random keys shows, from every state or a few of them`(seed: UInt64) {
    var walk = Walk(seed: seed)
    var presenter = Person(walk.lesson())
    var steady = presenter
    var slow = presenter
    for turn in 0..<250 {
      presenter.press(walk.key())
      steady.lecture.become(presenter.lecture.state)
      let shown = frame(presenter.lecture)
      #expect(frame(steady.lecture) == shown)
      #expect(steady.lecture.state == presenter.lecture.state)
      guard turn % 40 == 39 else { continue }
      slow.lecture.become(presenter.lecture.state)
      var late = Person(presenter.lecture.lesson)
      late.lecture.become(presenter.lecture.state)
      #expect(frame(slow.lecture) == shown && frame(late.lecture) == shown)
    }
  }
}
