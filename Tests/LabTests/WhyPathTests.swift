import Engine
import Lessons
import Testing

@testable import Lab

/// Down from a number, and up again by the same path.
struct WhyPathTests {
  private func path(_ visitor: Visitor) -> WhyPath? {
    if case .why(let path) = visitor.viewpoint.panel(in: visitor.lecture) { path } else { nil }
  }

  private func terms(_ visitor: Visitor) -> [Term] { path(visitor)?.levels.map(\.term) ?? [] }

  private func hidden(_ t: Int, _ pass: Pass = .forward, unit: Int = 0) -> Term {
    .hidden(StatePlace(layer: 0, pass: pass, t: t), unit: unit)
  }

  /// The counter with everything computed, asked about merge[2], gone into h[2] and there to x[2].
  private var atInput: Visitor {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(8)
    for _ in 0..<9 { visitor.act(.moveFocus(rows: 1, time: 0)) }
    visitor.act(.moveFocus(rows: 0, time: 1), .open, .why(.enter), .why(.choose(1)), .why(.enter))
    return visitor
  }

  @Test func `enter on a merged number opens the way down to an input`() {
    let visitor = atInput
    #expect(
      terms(visitor) == [.merged(layer: 0, t: 2, index: 0), hidden(2), .given(.input(t: 2, feature: 0))])
    #expect(visitor.live.explanation(of: hidden(2))?.operands.map(\.value) == [1, 2, 1, 1, 0, 0])
    #expect(visitor.live.explanation(of: hidden(2))?.operands.map(\.contribution) == [nil, 2, nil, 1, 0, 0])
    #expect(visitor.live.explanation(of: hidden(2))?.preactivation == 3)
    #expect(visitor.live.explanation(of: .given(.input(t: 2, feature: 0))) == nil)
  }

  @Test(arguments: [Cell.rnn(.tanh), .rnn(.relu), .gru, .lstm], [1, 2])
  func `random ways down end at what is given, and up again everything is as it was`(cell: Cell, layers: Int) {
    var random = SeededGenerator(seed: 11)
    for up in [LabAction.why(.leave), .close] {
      for _ in 0..<40 {
        var visitor = Visitor(Slide(.seeded(cell, layers: layers)))
        visitor.step(99)
        visitor.act(.moveFocus(rows: -9, time: -9))
        visitor.act(.moveFocus(rows: 1 + Int.random(in: 0..<5, using: &random), time: 0))
        visitor.act(.moveFocus(rows: 0, time: Int.random(in: 0..<3, using: &random)), .why(.ask))
        let first = visitor
        var before: [Viewpoint] = []
        while let last = path(visitor)?.last.term, visitor.live.explanation(of: last) != nil, before.count < 200 {
          visitor.act(.why(.choose(Int.random(in: 0...9, using: &random))))
          before.append(visitor.viewpoint)
          visitor.act(.why(.enter))
          #expect(path(visitor)?.levels.count == before.count + 1)
        }
        #expect(path(visitor)?.given(in: visitor.live) != nil && before.count < 200)
        for viewpoint in before.reversed() {
          visitor.act(up)
          #expect(visitor.viewpoint == viewpoint)
        }
        #expect(visitor.lecture == first.lecture)
        visitor.act(.close)
        #expect(path(visitor) == nil && visitor.viewpoint.focus == first.viewpoint.focus)
      }
    }
  }

  @Test(arguments: 0..<6)
  func `an open cell asks about its part, and stands there again afterwards`(part: Int) {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    visitor.step(4)
    visitor.act(.moveUnit(1), .open, .restart)
    visitor.step(part)
    let cell = visitor.viewpoint.cell
    visitor.act(.why(.ask))
    let place = StatePlace(layer: 0, pass: .backward, t: 3)
    let expected: [Term] =
      Cell.lstm.gates.map { .gate(place, $0, unit: 1) } + [.cellState(place, unit: 1), .hidden(place, unit: 1)]
    #expect(terms(visitor) == [expected[part]] && visitor.viewpoint.cell == nil)
    visitor.act(.why(.enter), .close, .close)
    #expect(visitor.viewpoint.cell == cell && path(visitor) == nil)
  }

  @Test func `a cell that the class has left does not lead it afterwards`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(2)
    visitor.act(.open, .why(.ask))
    visitor.step(3)
    visitor.act(.close, .next)
    #expect(visitor.lecture.step == 5 && visitor.viewpoint.cell?.place.t == 3)
  }

  @Test func `a cell of another kind does not open again behind the path`() {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    visitor.act(.next, .open, .why(.ask), .toggle(.cell), .close)
    #expect(visitor.viewpoint.openCell(in: visitor.lecture) == nil && visitor.viewpoint.cell == nil)
    visitor.act(.open)
    #expect(visitor.viewpoint.openCell(in: visitor.lecture)?.part == 1)
  }

  @Test func `padding is asked about, and stays what it is`() {
    var experiment = Experiment.seeded(.gru)
    experiment.input = .words(["a", "b"])
    experiment.variant.padding = 2
    var visitor = Visitor(Slide(experiment))
    visitor.act(.moveFocus(rows: 0, time: 0), .moveFocus(rows: 0, time: 2), .why(.ask), .edit)
    #expect(visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "padding is zeros that stand for no input, and stays what it is")
  }

  @Test func `an edit at the end recomputes the path above it, and undo takes it back`() {
    var visitor = atInput
    let before = visitor
    visitor.act(.edit)
    #expect(visitor.viewpoint.overlay == .entry(.number(.input(t: 2, feature: 0)), text: "2"))
    visitor.act(.type("9"), .confirm)
    #expect(terms(visitor) == terms(before) && visitor.live.value(of: hidden(2)) == 10)
    #expect(visitor.live.value(of: .merged(layer: 0, t: 2, index: 0)) == 10)
    #expect(visitor.lecture.news?.before.value(of: hidden(2)) == 3)
    #expect(visitor.viewpoint.message == "x[2]: 2 → 9" && visitor.viewpoint.focus == before.viewpoint.focus)
    visitor.act(.undo, .why(.leave), .why(.choose(-1)), .nudge(1), .nudge(1))
    #expect(visitor.live.value(of: hidden(2)) == 9 && visitor.viewpoint.message == "weight_ih_l0[0, 0]: 2 → 3")
    visitor.act(.undo, .undo)
    #expect(visitor.live == before.live && terms(visitor) == Array(terms(before).dropLast()))
  }

  @Test func `a word is typed anew where one of its numbers is looked at, one of several numbers alone`() {
    var words = Experiment.seeded(.gru)
    words.input = .words(["red", "sun"])
    var numbers = words
    numbers.input = .numbers([[1, 2], [3, 4]])
    var visitor = Visitor(Slide(words), Slide(numbers))
    for experiment in [words, numbers] {
      visitor.act(.moveFocus(rows: -9, time: 0), .moveFocus(rows: 0, time: 1), .why(.ask), .why(.unit(1)))
      #expect(terms(visitor) == [.given(.input(t: 2, feature: 1))])
      let focus = visitor.viewpoint.focus
      visitor.act(.edit, .type("7"), .confirm)
      let expected: InputSequence = experiment == words ? .words(["red", "7"]) : .numbers([[1, 2], [3, 7]])
      #expect(visitor.live.settings.input == expected && visitor.viewpoint.focus == focus)
      visitor.act(.nudge(1))
      #expect(visitor.live.settings.input == (experiment == words ? expected : .numbers([[1, 2], [3, 8]])))
      visitor.act(.nextSlide)
    }
  }

  @Test func `computed numbers, and the sequence, are not edited there`() {
    var visitor = atInput
    visitor.act(.delete)
    #expect(visitor.viewpoint.message == "the sequence is not on the screen; esc goes back to it")
    visitor.act(.insert)
    #expect(visitor.viewpoint.overlay == nil && visitor.live.time == 4)
    visitor.act(.why(.leave), .why(.choose(2)), .nudge(1))
    #expect(visitor.viewpoint.message == "this number is computed; → goes into it, down to what is given")
    visitor.act(.edit)
    #expect(visitor.viewpoint.overlay == nil && visitor.live == atInput.live)
  }

  @Test func `what a change takes away shortens the path, or closes it`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(8)
    visitor.act(.moveFocus(rows: 2, time: 9), .insert, .type("5"), .confirm)
    visitor.act(.moveFocus(rows: 1, time: 0))
    for _ in 0..<4 { visitor.act(.why(.ask), .why(.choose(3)), .why(.enter)) }
    #expect(terms(visitor) == [hidden(5), hidden(4), hidden(3), hidden(2), hidden(1)])
    // A GRU's h[5] is computed from h[4] as well, an LSTM's only by way of o and c.
    visitor.act(.toggle(.cell), .toggle(.cell))
    #expect(terms(visitor) == [hidden(5)])
    visitor.act(.toggle(.cell))
    #expect(terms(visitor).count == 5)
    visitor.act(.undo, .undo, .undo, .undo)
    #expect(visitor.live.time == 4 && path(visitor) == nil)
    visitor.act(.redo)
    #expect(path(visitor) == nil)
  }

  @Test func `a number that is not computed yet is not entered`() {
    var visitor = Visitor(.words("sun"), Slide(.counter()))
    visitor.act(.why(.ask))
    #expect(visitor.viewpoint.message == "this slide has no network to ask about")
    visitor.act(.nextSlide, .why(.ask))
    #expect(visitor.viewpoint.message == "nothing is computed yet; space computes the first state")
    visitor.step(1)
    visitor.act(.why(.ask), .back, .why(.enter))
    #expect(terms(visitor) == [hidden(1)])
    #expect(visitor.viewpoint.message == "this number is not computed yet; space goes on")
    visitor.act(.next, .why(.enter))
    #expect(terms(visitor).count == 2)
    visitor.act(.why(.enter))
    #expect(visitor.viewpoint.message == "this number is given, not computed; e types another, ← goes back up")
  }

  @Test func `at the top another unit can be asked about`() {
    var visitor = Visitor(Slide(.seeded(.gru, hidden: 2)))
    visitor.step(6)
    visitor.act(.moveFocus(rows: 9, time: 0), .open, .why(.unit(-1)))
    #expect(
      terms(visitor) == [.merged(layer: 0, t: 1, index: 0)] && visitor.viewpoint.message == "no unit is further back")
    for _ in 0..<9 { visitor.act(.why(.unit(1))) }
    #expect(terms(visitor) == [.merged(layer: 0, t: 1, index: 3)])
    visitor.act(.why(.enter), .why(.unit(-1)))
    #expect(terms(visitor) == [.merged(layer: 0, t: 1, index: 3), hidden(1, .backward, unit: 1)])
  }

  @Test func `start states of h and c are ends of the way`() {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    visitor.step(1)
    let place = StatePlace(layer: 0, pass: .forward, t: 1)
    visitor.act(.why(.ask), .why(.choose(1)), .why(.enter), .why(.choose(1)), .why(.enter))
    #expect(
      terms(visitor) == [
        hidden(1), .cellState(place, unit: 0), .given(.initialCell(layer: 0, pass: .forward, unit: 0)),
      ])
    visitor.act(.edit, .type("1"), .confirm)
    let operands = visitor.live.explanation(of: .cellState(place, unit: 0))?.operands ?? []
    #expect(operands[1].value == 1 && operands[1].contribution == operands[0].value)
    visitor.act(.close, .close, .close, .moveFocus(rows: 0, time: -1), .why(.ask))
    #expect(terms(visitor) == [.given(.initialHidden(layer: 0, pass: .forward, unit: 0))])
  }
}
