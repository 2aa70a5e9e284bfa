import Engine
import Lab
import Lessons
import Testing

/// A lesson whose file changes while it is on the screen.
struct ReloadingTests {
  private func lesson(_ second: Experiment, _ words: String = "words") -> Lesson {
    Lesson(
      title: "A lesson",
      slides: [Slide(.counter(), pauses: 1), Slide(second), Slide(title: words, line: 9)])
  }

  /// On the second slide after three steps, with something tried on both networks.
  private func author() -> Visitor {
    var author = Visitor(Slide(.counter(), pauses: 1), Slide(.seeded(.gru)), .words("words"))
    author.act(.toggle(.merge), .nextSlide, .toggle(.merge))
    author.step(3)
    return author
  }

  private func text(_ lesson: Lesson, _ slide: Int, _ pauses: Int = 0, faults: String? = nil) -> LabAction {
    .reloaded(NewText(lesson, files: [:], change: LessonChange(slide: slide, pauses: pauses), faults: faults))
  }

  @Test func `another slide's change goes there, and what was tried stays`() {
    var author = author()
    author.act(text(lesson(.seeded(.gru), "other words"), 2))
    #expect(author.lecture.slide == 2 && author.lecture.step == 0)
    #expect(author.viewpoint.message == "slide 3 has changed")
    author.act(.slide(2))
    #expect(author.live.settings.merge == .sum)
    author.act(.slide(1))
    #expect(author.live.settings.merge == .sum)
  }

  @Test func `a change of the network on the screen keeps the step, and not what was tried on the old one`() {
    var author = author()
    author.act(text(lesson(.seeded(.lstm)), 1))
    #expect(author.lecture.slide == 1 && author.lecture.step == 3)
    #expect(author.live.settings.cell == .lstm && author.live.settings.merge == .concat)
  }

  @Test func `a change behind a pause shows it, and a fault is told`() {
    var author = author()
    author.act(text(lesson(.seeded(.gru)), 0, 1, faults: "1 fault in this lesson"))
    #expect(author.lecture.slide == 0 && author.lecture.step == 1)
    #expect(author.viewpoint.message == "1 fault in this lesson")
  }

  @Test func `new weights change no place`() {
    var author = author()
    author.act(.reloaded(NewText(lesson(.seeded(.gru)), files: [:], change: nil, faults: nil)))
    #expect(author.lecture.slide == 1 && author.lecture.step == 3 && author.live.settings.merge == .sum)
    #expect(author.viewpoint.message == "weights have changed")
  }

  @Test func `a shorter lesson leaves nobody on a slide that is gone`() {
    var author = author()
    author.act(.slide(3), .index)
    let short = Lesson(title: "A lesson", slides: [.words("words")])
    author.act(text(short, 0))
    #expect(author.lecture.slide == 0 && author.viewpoint.overlay == nil && author.lecture.live == nil)
  }
}
