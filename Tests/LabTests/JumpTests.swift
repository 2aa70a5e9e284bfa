import Engine
import Lab
import Lessons
import Testing

/// Moving about: every move lands where it says.
struct JumpTests {
  private func visitor() -> Visitor {
    Visitor(.words("one sun"), Slide(.counter(), pauses: 1), .words("a moon"), Slide(.seeded(.gru)))
  }

  @Test func `12G goes to a slide and says where that is`() {
    var visitor = visitor()
    visitor.act(.slide(3))
    #expect(visitor.lecture.slide == 2 && visitor.lecture.step == 0)
    #expect(visitor.viewpoint.message == "slide 3 of 4")
    for number in [0, 5, 9999] {
      visitor.act(.slide(number))
      #expect(visitor.lecture.slide == 2)
      #expect(visitor.viewpoint.message == "there are slides 1 to 4")
    }
    visitor.act(.lastSlide)
    #expect(visitor.lecture.slide == 3 && visitor.viewpoint.message == "slide 4 of 4")
    visitor.act(.firstSlide)
    #expect(visitor.lecture.slide == 0 && visitor.viewpoint.message == "slide 1 of 4")
  }

  @Test func `5t goes on to the step at which t is now`() {
    var visitor = visitor()
    visitor.act(.timestep(1))
    #expect(visitor.viewpoint.message == "this slide has no network to step")
    visitor.act(.slide(2), .timestep(3))
    #expect(visitor.lecture.step == 4)
    #expect(visitor.lecture.now == [StatePlace(layer: 0, pass: .forward, t: 3)])
    #expect(visitor.viewpoint.message == "t = 3, step 3 of 8")
    visitor.act(.timestep(3))
    #expect(visitor.lecture.now == [StatePlace(layer: 0, pass: .backward, t: 3)])
    visitor.act(.timestep(3))
    #expect(visitor.lecture.step == 4)
    visitor.act(.timestep(5))
    #expect(visitor.lecture.step == 4)
    #expect(visitor.viewpoint.message == "there are timesteps 1 to 4")
    visitor.act(.timestep(0))
    #expect(visitor.viewpoint.message == "there are timesteps 1 to 4")
  }

  @Test func `slides turn one by one and stop at both ends`() {
    var visitor = visitor()
    visitor.act(.previousSlide)
    #expect(visitor.viewpoint.message == "this is the first slide")
    visitor.act(.back)
    #expect(visitor.viewpoint.message == "this is the first step of the first slide")
    visitor.act(.nextSlide, .next, .next, .nextSlide, .nextSlide, .nextSlide)
    #expect(visitor.lecture.slide == 3)
    #expect(visitor.viewpoint.message == "this is the last slide")
    visitor.step(6)
    #expect(visitor.viewpoint.message == nil && visitor.lecture.step == 6)
    visitor.act(.next)
    #expect(visitor.viewpoint.message == "this is the last step of the last slide")
    #expect(visitor.lecture.step == 6)
  }

  @Test func `pauses come before timesteps, and r goes back before both`() {
    var visitor = visitor()
    visitor.act(.slide(2), .next)
    #expect(visitor.lecture.reveal == 1 && visitor.lecture.networkStep == 0 && visitor.lecture.now.isEmpty)
    visitor.act(.next)
    #expect(visitor.lecture.reveal == 1 && visitor.lecture.networkStep == 1)
    visitor.act(.restart)
    #expect(visitor.lecture.step == 0 && visitor.lecture.reveal == 0)
  }

  @Test func `what was switched stays with its slide`() {
    var visitor = visitor()
    visitor.act(.slide(2), .toggle(.merge), .slide(4), .slide(2))
    #expect(visitor.live.settings.merge == .sum)
    visitor.act(.slide(4))
    #expect(visitor.live.settings.merge == .concat)
  }

  @Test func `another network keeps the timestep`() {
    var visitor = visitor()
    visitor.act(.slide(2), .timestep(4), .timestep(3))
    let here = visitor.lecture.now
    visitor.act(.toggle(.layers))
    #expect(visitor.lecture.now == here)
    visitor.act(.toggle(.order))
    #expect(visitor.lecture.now.contains(here[0]))
    visitor.act(.undoChanges)
    #expect(visitor.lecture.now == here)
  }
}
