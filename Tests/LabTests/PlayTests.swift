import Engine
import Lab
import Lessons
import Testing

struct PlayTests {
  @Test func `playing stops at the slide's end`() {
    var visitor = Visitor(Slide(.counter()), .words("sun"))
    visitor.act(.play)
    for tick in 1...8 {
      #expect(visitor.viewpoint.isPlaying)
      visitor.act(.tick)
      #expect(visitor.lecture.step == tick)
    }
    #expect(!visitor.viewpoint.isPlaying)
    visitor.act(.tick)
    #expect(visitor.lecture.slide == 0 && visitor.lecture.step == 8)
    visitor.act(.play)
    #expect(!visitor.viewpoint.isPlaying)
    #expect(visitor.viewpoint.message == "the slide is at its last step; r goes back to its first")
  }

  @Test func `a second press pauses`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.play, .tick, .play)
    #expect(!visitor.viewpoint.isPlaying && visitor.lecture.step == 1)
  }

  @Test func `in a cell it plays gate by gate to the last state`() {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    visitor.act(.next, .open, .restart, .play)
    var ticks = 0
    while visitor.viewpoint.isPlaying, ticks < 100 {
      visitor.act(.tick)
      ticks += 1
    }
    #expect(ticks == 6 * 6)
    #expect(visitor.lecture.step == 6 && visitor.viewpoint.cell?.part == 5)
  }

  @Test func `the pace has a fastest and a slowest`() {
    var visitor = Visitor(Slide(.counter()))
    #expect(visitor.viewpoint.pace == 1000)
    visitor.act(.faster)
    #expect(visitor.viewpoint.pace == 700 && visitor.viewpoint.message == "a plays one step in 700 ms")
    for _ in 0..<9 { visitor.act(.faster) }
    #expect(visitor.viewpoint.pace == 200)
    for _ in 0..<9 { visitor.act(.slower) }
    #expect(visitor.viewpoint.pace == 2000)
  }
}
