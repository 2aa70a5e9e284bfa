import Engine
import Lab
import Lessons
import Testing

struct FocusTests {
  private func focus(_ visitor: Visitor) -> (DiagramRow, Int)? {
    visitor.viewpoint.focus(in: visitor.lecture).map { ($0.row, $0.t) }
  }

  @Test func `it follows what is computed until it is moved by hand`() {
    var visitor = Visitor(Slide(.counter()))
    #expect(focus(visitor) == nil)
    visitor.step(2)
    #expect(focus(visitor)! == (.state(layer: 0, pass: .forward), 2))
    visitor.act(.moveFocus(rows: 0, time: -1), .next)
    #expect(focus(visitor)! == (.state(layer: 0, pass: .forward), 1))
    #expect(visitor.viewpoint.hasOwnFocus(in: visitor.lecture))
    visitor.act(.close)
    #expect(focus(visitor)! == (.state(layer: 0, pass: .forward), 3))
  }

  @Test func `it moves over all rows and stays on the diagram`() {
    var visitor = Visitor(Slide(.seeded(.gru, layers: 2)))
    #expect(
      visitor.live.rows == [
        .input, .state(layer: 0, pass: .forward), .state(layer: 0, pass: .backward),
        .state(layer: 1, pass: .forward), .state(layer: 1, pass: .backward), .merged,
      ])
    visitor.act(.moveFocus(rows: 1, time: 0))
    #expect(focus(visitor)! == (.input, 1))
    visitor.act(.moveFocus(rows: -1, time: -1))
    #expect(focus(visitor)! == (.input, 1))
    for _ in 0..<9 { visitor.act(.moveFocus(rows: 1, time: 1)) }
    #expect(focus(visitor)! == (.merged, 3))
  }

  @Test func `a row that is gone gives the focus back to what is computed`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(2)
    for _ in 0..<4 { visitor.act(.moveFocus(rows: 1, time: 0)) }
    #expect(focus(visitor)! == (.merged, 2))
    visitor.act(.toggle(.direction))
    #expect(focus(visitor)! == (.state(layer: 0, pass: .forward), 2))
    visitor.act(.toggle(.direction))
    #expect(focus(visitor)! == (.merged, 2))
  }

  @Test func `enter opens what can be opened, or says why not`() {
    var visitor = Visitor(.words("sun"), Slide(.counter()))
    visitor.act(.open)
    #expect(visitor.viewpoint.message == "this slide has no network to look into")
    visitor.act(.nextSlide, .open)
    #expect(visitor.viewpoint.message == "nothing is computed yet; space computes the first state")
    visitor.act(.moveFocus(rows: 0, time: 0), .open)
    #expect(visitor.viewpoint.message == "an input is given, not computed; ↓ goes to the state that reads it")
    visitor.act(.moveFocus(rows: 1, time: 0), .open)
    #expect(visitor.viewpoint.message == "this state is not computed yet; space goes on")
    visitor.act(.next, .open)
    #expect(visitor.viewpoint.openCell(in: visitor.lecture)?.place == StatePlace(layer: 0, pass: .forward, t: 1))
    visitor.act(.close, .moveFocus(rows: 9, time: 0), .open)
    #expect(visitor.viewpoint.message == "this number is not computed yet; space goes on")
  }

  @Test func `a cell of an older state stays among the states that exist`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(3)
    visitor.act(.moveFocus(rows: 0, time: -1), .open)
    visitor.step(20)
    #expect(visitor.viewpoint.cell?.place.t == 3)
    #expect(visitor.lecture.step == 3)
    #expect(visitor.viewpoint.message == "no state is further on; esc closes the cell")
  }

  @Test func `the cell of the newest state takes the class along`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(3)
    visitor.act(.open, .next)
    #expect(visitor.lecture.step == 4)
    #expect(visitor.viewpoint.cell?.place == StatePlace(layer: 0, pass: .forward, t: 4))
    #expect(visitor.viewpoint.cell?.part == 0)
    visitor.act(.back)
    #expect(visitor.lecture.step == 3 && visitor.viewpoint.cell?.part == 1)
  }

  @Test func `the unit stays within the network`() {
    var visitor = Visitor(Slide(.seeded(.gru, hidden: 3)))
    visitor.act(.moveUnit(-1))
    #expect(visitor.viewpoint.unit(in: visitor.lecture) == 0)
    for _ in 0..<9 { visitor.act(.moveUnit(1)) }
    #expect(visitor.viewpoint.unit(in: visitor.lecture) == 2)
  }

  @Test func `small screens show the words first, the network once it steps, and what was chosen`() {
    var visitor = Visitor(Slide(.counter()), .words("sun"))
    #expect(visitor.viewpoint.shownPane(in: visitor.lecture) == .words)
    visitor.act(.next)
    #expect(visitor.viewpoint.shownPane(in: visitor.lecture) == .network)
    visitor.act(.otherPane)
    #expect(visitor.viewpoint.shownPane(in: visitor.lecture) == .words)
    visitor.act(.otherPane, .nextSlide)
    #expect(visitor.viewpoint.shownPane(in: visitor.lecture) == .words)
  }
}
