import Engine
import Lab
import Lessons
import Testing

struct WhatIfTests {
  private func type(_ text: String, _ visitor: inout Visitor) {
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  @Test func `an input typed anew moves what has read it, at once`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(2)
    visitor.act(.edit)
    #expect(visitor.viewpoint.overlay == .entry(.input(t: 2), text: "2"))
    type("20", &visitor)
    #expect(visitor.states(.forward) == [1, 21, 24, 28] && visitor.states(.backward) == [28, 27, 7, 4])
    #expect(visitor.viewpoint.overlay == nil && visitor.viewpoint.message == "x[2]: 2 → 20")
    #expect(visitor.lecture.news?.before.state(StatePlace(layer: 0, pass: .forward, t: 2)) == [3])
    #expect(visitor.lecture.step == 2)
  }

  @Test func `an input appended: every h stays, every h′ is another`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.moveFocus(rows: 0, time: 0), .moveFocus(rows: 0, time: 9), .insert)
    type("5", &visitor)
    #expect(visitor.states(.forward) == [1, 3, 6, 10, 15] && visitor.states(.backward) == [15, 14, 12, 9, 5])
    #expect(visitor.viewpoint.message == "inputs: 4 → 5")
    #expect(visitor.viewpoint.focus(in: visitor.lecture) == Focus(slide: 0, row: .input, t: 5))
  }

  @Test func `removing, turning round and nudging`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.delete)
    #expect(visitor.states(.forward) == [2, 5, 9])
    visitor.act(.flip)
    #expect(visitor.states(.forward) == [4, 7, 9] && visitor.viewpoint.message == "the sequence is turned round")
    visitor.act(.nudge(1), .nudge(1), .nudge(-1))
    #expect(visitor.states(.forward) == [5, 8, 10])
    type("", &visitor)
    visitor.act(.edit)
    type("0.5", &visitor)
    visitor.act(.nudge(1), .nudge(1), .nudge(1))
    #expect(visitor.live.settings.input == .numbers([[0.8], [3], [2]]))
  }

  @Test func `a sequence keeps one input, and grows to 64`() {
    var visitor = Visitor(Slide(.counter([1])))
    visitor.act(.delete)
    #expect(visitor.live.time == 1 && visitor.viewpoint.message == "a network reads one input at least")
    for _ in 0..<63 {
      visitor.act(.insert)
      type("1", &visitor)
    }
    #expect(visitor.live.time == 64)
    visitor.act(.insert)
    #expect(visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "an edited sequence has at most 64 inputs")
  }

  @Test(
    arguments: [
      ("a", "“a” is no number; write one such as 2 or -0.5"), ("  ", "nothing is typed yet; esc leaves"),
      ("1 2", "here belongs one number, not 2"), ("inf", "inf is beyond what can be typed, 1000000 either way"),
      ("nan", "“nan” is no number; write one such as 2 or -0.5"),
      ("1e99", "1e99 is beyond what can be typed, 1000000 either way"),
    ])
  func `what is no number is refused where it is typed`(text: String, message: String) {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.edit)
    type(text, &visitor)
    #expect(visitor.viewpoint.message == message)
    #expect(visitor.viewpoint.overlay == .entry(.input(t: 1), text: text))
    #expect(visitor.states(.forward) == [1, 3, 6, 10])
    visitor.act(.close)
    #expect(visitor.viewpoint.overlay == nil)
  }

  @Test func `the old value stands there: typing replaces it, backspace and arrows change it`() {
    var visitor = Visitor(Slide(.counter([25])))
    visitor.act(.edit)
    #expect(visitor.viewpoint.overlay == .entry(.input(t: 1), text: "25") && visitor.viewpoint.caret.isFresh)
    visitor.act(.type("3"), .type("1"))
    #expect(visitor.viewpoint.overlay == .entry(.input(t: 1), text: "31") && !visitor.viewpoint.caret.isFresh)
    visitor.act(.close, .edit, .erase, .type("7"))
    #expect(visitor.viewpoint.overlay == .entry(.input(t: 1), text: "27"))
    visitor.act(.close, .edit, .moveCaret(-2), .type("1"), .confirm)
    #expect(visitor.states(.forward) == [125])
    visitor.act(.insert)
    #expect(visitor.viewpoint.overlay == .entry(.insertion(after: 1), text: "") && !visitor.viewpoint.caret.isFresh)
    visitor.act(.close, .edit, .confirm)
    #expect(visitor.viewpoint.message == "that is what stands there already")
  }

  @Test func `an input is put before the first one from h0, and no start state is deleted`() {
    var visitor = Visitor(Slide(.counter([1, 2])))
    visitor.act(.moveFocus(rows: 0, time: 0), .moveFocus(rows: 1, time: 0), .moveFocus(rows: 0, time: -1), .delete)
    #expect(visitor.viewpoint.message == "a start state stays; x deletes an input")
    #expect(visitor.states(.forward) == [1, 3])
    visitor.act(.insert)
    #expect(visitor.viewpoint.overlay == .entry(.insertion(after: 0), text: ""))
    type("5", &visitor)
    #expect(visitor.states(.forward) == [5, 6, 8])
  }

  @Test(arguments: [LabAction.edit, .nudge(1), .nudge(-1), .insert, .delete])
  func `padding is not edited, and no other input in its place`(action: LabAction) {
    var experiment = Experiment.counter([1, 2])
    experiment.variant.padding = 2
    var visitor = Visitor(Slide(experiment))
    let before = visitor.live.settings
    visitor.act(.moveFocus(rows: 0, time: 0), .moveFocus(rows: 0, time: 2), action)
    #expect(visitor.live.settings == before && visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "padding is zeros that stand for no input, and stays what it is")
  }

  @Test func `words are exchanged for words`() {
    var experiment = Experiment.seeded(.gru)
    experiment.input = .words(["the", "___", "cat"])
    var visitor = Visitor(Slide(experiment))
    let before = visitor.live
    visitor.act(.moveFocus(rows: 0, time: 0), .moveFocus(rows: 0, time: 2), .edit)
    type("dog", &visitor)
    #expect(visitor.live.settings.input == .words(["the", "___", "dog"]))
    let place = StatePlace(layer: 0, pass: .forward, t: 2)
    #expect(visitor.live.state(place) == before.state(place))
    visitor.act(.nudge(1))
    #expect(visitor.viewpoint.message == "a word has no steps; e types another one")
    visitor.act(.edit)
    type("two words", &visitor)
    #expect(visitor.viewpoint.message == "an input here is one word; ___ is the blank")
  }

  @Test func `undo and redo, to any depth, toggles included; a new change ends what can be redone`() {
    var visitor = Visitor(Slide(.counter()))
    let first = visitor.live
    visitor.act(.nudge(1), .toggle(.merge), .flip)
    let last = visitor.live
    visitor.act(.undo, .undo, .undo)
    #expect(visitor.live == first)
    visitor.act(.undo)
    #expect(visitor.viewpoint.message == "nothing to undo on this slide")
    visitor.act(.redo, .redo, .redo)
    #expect(visitor.live == last)
    visitor.act(.redo)
    #expect(visitor.viewpoint.message == "nothing to redo on this slide")
    visitor.act(.undo, .delete, .redo)
    #expect(visitor.viewpoint.message == "nothing to redo on this slide")
    visitor.act(.undoChanges)
    #expect(visitor.live == first)
    visitor.act(.undo)
    #expect(visitor.live.time == 3)
  }

  @Test func `undo and redo say what became of the network`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.step(2)
    visitor.act(.edit)
    type("20", &visitor)
    visitor.act(.undo)
    #expect(visitor.viewpoint.message == "undone · x[2]: 20 → 2")
    visitor.act(.redo)
    #expect(visitor.viewpoint.message == "redone · x[2]: 2 → 20")
  }

  @Test func `random edits: numbers are those of a fresh computation, and undo gives the first network back`() {
    var random = SeededGenerator(seed: 4)
    var visitor = Visitor(Slide(.seeded(.lstm)), Slide(.counter()))
    let (first, actions): (LiveNetwork, [LabAction]) = (
      visitor.live,
      [
        .edit, .insert, .delete, .flip, .nudge(1), .nudge(-1), .undo, .redo, .next, .back, .type("7"), .type("-"),
        .confirm, .close, .erase, .moveFocus(rows: 1, time: 1), .moveFocus(rows: -1, time: -1), .toggle(.cell),
        .toggle(.direction), .toggle(.layers), .toggle(.merge), .toggle(.order), .influence, .open, .given, .keep,
        .comparison, .moveGiven(rows: 1, columns: 0), .moveGiven(rows: 0, columns: 1), .moveFocus(rows: 0, time: -9),
      ]
    )
    for step in 0..<1500 {
      visitor.act(actions[Int.random(in: actions.indices, using: &random)])
      if visitor.lecture.slide != 0 { visitor.act(.firstSlide) }
      if step % 50 == 0 {
        #expect(visitor.live == LiveNetwork(visitor.live.experiment, visitor.live.settings, files: [:]))
      }
    }
    for _ in 0..<1500 { visitor.act(.undo) }
    #expect(visitor.live == first)
  }
}
