import Classroom
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
  func `a follower sees what a lecture of random keys shows, from every state or a few of them`(seed: UInt64) throws {
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
      try late.follow(presenter)
      #expect(frame(slow.lecture) == shown && frame(late.lecture) == shown)
    }
  }

  @Test func `a training is followed in its curves, and once it rests in its weights`() throws {
    var presenter = Person(BuiltIn.chapter)
    presenter.press("1 8 G H c a")
    let job = try #require(presenter.lecture.jobs.first)
    var run = try TrainingRun(job.settings)
    for _ in 0..<12 { try run.advance() }
    presenter.act(.trained(TrainingNews(job: job, progress: run.progress)))
    presenter.press("space space")
    var follower = Person(BuiltIn.chapter)
    try follower.follow(presenter)
    #expect(follower.lecture.training?.progress.losses == presenter.lecture.training?.progress.losses)
    #expect(follower.lecture.training?.reading != presenter.lecture.training?.reading)
    presenter.press("a")
    var late = Person(BuiltIn.chapter)
    try follower.follow(presenter)
    try late.follow(presenter)
    for lecture in [follower.lecture, late.lecture] {
      #expect(lecture.training == presenter.lecture.training)
      #expect(frame(lecture) == frame(presenter.lecture))
    }
    presenter.press("e")
    for character in "the ___ boat" { presenter.act(.type(character)) }
    presenter.press("enter")
    try follower.follow(presenter)
    #expect(frame(follower.lecture) == frame(presenter.lecture))
    presenter.press("R")
    try follower.follow(presenter)
    #expect(frame(follower.lecture) == frame(presenter.lecture))
    #expect(follower.lecture.training == presenter.lecture.training)
  }
}

extension Person {
  /// Takes over what another lecture shows, by the bytes that it sends.
  mutating func follow(_ other: Person) throws {
    let (state, lesson) = (other.lecture.state, lecture.lesson)
    let read = try LectureState.read(state.bytes(of: lesson), of: lesson) { state.weights[$0] }
    #expect(read.missing.isEmpty)
    lecture.become(read.state)
  }
}
