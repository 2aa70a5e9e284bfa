import Engine
import Lab
import Lessons
import Testing

/// Esc closes the topmost thing and nothing else.
struct ClosingTests {
  @Test func `one thing a press, the topmost first`() {
    var visitor = Visitor(Slide(.counter()), .words("sun"))
    visitor.step(2)
    visitor.act(.moveFocus(rows: 0, time: -1), .notes, .code, .open, .play, .help)
    #expect(visitor.viewpoint.overlay != nil)
    visitor.act(.close)
    #expect(visitor.viewpoint.overlay == nil && visitor.viewpoint.isPlaying)
    visitor.act(.close)
    #expect(!visitor.viewpoint.isPlaying && visitor.viewpoint.cell != nil)
    visitor.act(.close)
    #expect(!visitor.viewpoint.showsNotes && visitor.viewpoint.cell != nil)
    visitor.act(.close)
    #expect(visitor.viewpoint.cell == nil && visitor.viewpoint.showsCode)
    visitor.act(.close)
    #expect(!visitor.viewpoint.showsCode && visitor.viewpoint.focus != nil)
    visitor.act(.close)
    #expect(visitor.viewpoint.focus == nil && visitor.viewpoint.message == nil)
    visitor.act(.close)
    #expect(visitor.viewpoint.message == "nothing is open; q leaves the lab")
    #expect(!visitor.viewpoint.hasQuit && visitor.lecture.step == 2)
  }

  @Test func `a blank screen comes back before anything under it closes`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.notes, .blank, .close)
    #expect(!visitor.viewpoint.isBlank && visitor.viewpoint.showsNotes)
  }

  @Test func `a focus on another slide is not there to close`() {
    var visitor = Visitor(Slide(.counter()), .words("sun"))
    visitor.act(.next, .moveFocus(rows: 1, time: 0), .nextSlide, .close)
    #expect(visitor.viewpoint.message == "nothing is open; q leaves the lab")
    visitor.act(.previousSlide)
    #expect(visitor.viewpoint.hasOwnFocus(in: visitor.lecture))
  }

  @Test func `a cell that was left does not open again`() {
    for leave in [
      [LabAction.index, .choose(1), .confirm], [.search, .type("s"), .confirm], [.slide(2)], [.timestep(2)],
    ] {
      var visitor = Visitor(Slide(.counter()), .words("sun"))
      visitor.act(.next, .open)
      #expect(visitor.viewpoint.openCell(in: visitor.lecture) != nil)
      for action in leave { visitor.act(action) }
      visitor.act(.firstSlide)
      visitor.step(3)
      #expect(visitor.viewpoint.openCell(in: visitor.lecture) == nil, "\(leave)")
    }
  }

  @Test func `a toggle closes the cell that it takes away`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.next, .open, .toggle(.cell))
    #expect(visitor.viewpoint.cell == nil)
  }
}
