import Engine
import Lab
import Lessons
import Testing

struct SearchTests {
  private func visitor() -> Visitor {
    Visitor(
      .words("The sun"), Slide(.counter()), .words("a moon"), .words("Sunshine"),
      Slide(Experiment(input: .words(["the", "sun", "___"]))))
  }

  private func find(_ text: String, _ visitor: inout Visitor) {
    visitor.act(.search)
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  @Test func `a search goes on to the next slide that has the words, and round`() {
    var visitor = visitor()
    find("SUN", &visitor)
    #expect(visitor.lecture.slide == 3)
    #expect(visitor.viewpoint.message == "“SUN” on slide 4 of 5; n next, N previous")
    visitor.act(.findNext)
    #expect(visitor.lecture.slide == 4)
    visitor.act(.findNext)
    #expect(visitor.lecture.slide == 0)
    visitor.act(.findPrevious)
    #expect(visitor.lecture.slide == 4)
    visitor.act(.findPrevious, .findPrevious)
    #expect(visitor.lecture.slide == 0)
  }

  @Test func `titles are searched, and the only slide finds itself`() {
    var visitor = visitor()
    find("network", &visitor)
    #expect(visitor.lecture.slide == 1)
    find("moon", &visitor)
    visitor.act(.findNext, .findPrevious)
    #expect(visitor.lecture.slide == 2)
  }

  @Test func `what is nowhere is said, and moves nobody`() {
    var visitor = visitor()
    visitor.act(.findNext)
    #expect(visitor.viewpoint.message == "nothing to look for yet; / starts a search")
    visitor.act(.slide(2), .next)
    find("saturn", &visitor)
    #expect(visitor.lecture.slide == 1 && visitor.lecture.step == 1)
    #expect(visitor.viewpoint.message == "“saturn” is on no slide")
  }

  @Test func `an empty search repeats the last one, and erasing it leaves it`() {
    var visitor = visitor()
    find("sun", &visitor)
    find("", &visitor)
    #expect(visitor.lecture.slide == 4)
    visitor.act(.search, .type("x"), .erase)
    #expect(visitor.viewpoint.overlay == .search(text: ""))
    visitor.act(.erase)
    #expect(visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.searched == "sun")
  }

  @Test func `a search is not endless`() {
    var visitor = visitor()
    visitor.act(.search)
    for _ in 0..<100 { visitor.act(.type("x")) }
    #expect(visitor.viewpoint.overlay == .search(text: String(repeating: "x", count: 60)))
  }
}
