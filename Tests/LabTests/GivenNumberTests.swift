import Engine
import Lessons
import Testing

@testable import Lab

/// Editing what a network is given besides its inputs: weights, biases and the states before the first step.
struct GivenNumberTests {
  private func type(_ text: String, _ visitor: inout Visitor) {
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  /// Opens the list, goes to a tensor by its name and to one of its numbers, and types another one.
  private func set(_ name: String, row: Int = 0, column: Int = 0, to text: String, _ visitor: inout Visitor) {
    let index = visitor.live.givenTensors.firstIndex { visitor.live.name(of: $0) == name }!
    if visitor.viewpoint.panel(in: visitor.lecture) == nil { visitor.act(.given) }
    visitor.act(.moveGiven(rows: -99, columns: -99), .moveGiven(rows: -99, columns: 0))
    visitor.act(.moveGiven(rows: index, columns: 0), .moveGiven(rows: 0, columns: 1))
    visitor.act(.moveGiven(rows: row, columns: column), .edit)
    type(text, &visitor)
  }

  @Test func `a weight, a bias and a start state move what follows from them, and nothing else`() {
    var visitor = Visitor(Slide(.counter()))
    set("weight_hh_l0", to: "2", &visitor)
    #expect(visitor.states(.forward) == [1, 4, 11, 26] && visitor.states(.backward) == [10, 9, 7, 4])
    #expect(visitor.viewpoint.message == "weight_hh_l0[0, 0]: 1 → 2")
    visitor.act(.undo)
    set("bias_ih_l0_reverse", to: "0.5", &visitor)
    #expect(visitor.states(.forward) == [1, 3, 6, 10] && visitor.states(.backward) == [12, 10.5, 8, 4.5])
    visitor.act(.undo)
    set("h_0", row: 1, to: "100", &visitor)
    #expect(visitor.states(.forward) == [1, 3, 6, 10] && visitor.states(.backward) == [110, 109, 107, 104])
    #expect(visitor.viewpoint.message == "h′[5]: 0 → 100" && visitor.live.editCount == 1)
    visitor.act(.undoChanges)
    #expect(visitor.live.editCount == 0 && visitor.states(.backward) == [10, 9, 7, 4])
  }

  @Test func `the list has every tensor that PyTorch has, with its shape`() {
    let live = Visitor(Slide(.seeded(.lstm, hidden: 3, layers: 2))).live
    let list = live.givenTensors.map { "\(live.name(of: $0)) \(live.shape(of: $0))" }
    #expect(list.count == 18)
    #expect(list.contains("weight_ih_l1_reverse [12, 6]") && list.suffix(2) == ["h_0 [4, 3]", "c_0 [4, 3]"])
    #expect(live.parameterCount == 2 * (12 + 36 + 24) + 2 * (72 + 36 + 24))
  }

  @Test func `every number of the list can be read and set, and is the one that the network then has`() {
    for cell in [Cell.rnn(.tanh), .gru, .lstm] {
      let visitor = Visitor(Slide(.seeded(cell, hidden: 2, layers: 2)))
      var (settings, count) = (visitor.live.settings, 0.0)
      for tensor in visitor.live.givenTensors {
        let shape = visitor.live.shape(of: tensor)
        for row in 0..<shape[0] {
          for column in 0..<(shape.count > 1 ? shape[1] : 1) {
            count += 1
            let place = visitor.live.place(in: tensor, row: row, column: column)
            #expect(visitor.live.number(at: place) != nil)
            settings.set(place, to: count / 100)
          }
        }
      }
      let live = LiveNetwork(visitor.live.experiment, settings, files: [:])
      #expect(live.editCount == Int(count))
      let parameters = live.network.configuration.parameterIDs.flatMap { live.network[$0]!.values }
      let given =
        parameters + live.trace.layers.flatMap { $0.chains.flatMap(\.initialHidden) }
        + live.trace.layers.flatMap { $0.chains.flatMap(\.initialCell) }
      #expect(given == (1...Int(count)).map { Double($0) / 100 })
    }
  }

  @Test func `an LSTM's c[0] is carried on`() {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    let before = visitor.live
    set("c_0", column: 1, to: "3", &visitor)
    let chain = visitor.live.trace.chain(layer: 0, pass: .forward)
    #expect(chain.initialCell == [0, 3])
    let forget = Array(chain.gates(\.gate, t: 0))[3]
    let old = before.trace.chain(layer: 0, pass: .forward).cell(t: 0).last!
    #expect(abs(chain.cell(t: 0).last! - (old + forget * 3)) < 1e-12)
    #expect(visitor.viewpoint.message == "c[0] unit 2: 0 → 3")
  }

  @Test func `h[0] and h′[T+1] have the focus at the ends of their chains, and are typed there`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.next, .moveFocus(rows: 0, time: -9))
    #expect(visitor.viewpoint.focus(in: visitor.lecture)?.t == 0)
    visitor.act(.edit)
    type("100", &visitor)
    #expect(visitor.states(.forward) == [101, 103, 106, 110])
    visitor.act(.nudge(-1))
    #expect(visitor.states(.forward) == [100, 102, 105, 109])
    visitor.act(.moveFocus(rows: 1, time: 9), .edit)
    #expect(visitor.viewpoint.overlay == .entry(.start(layer: 0, pass: .backward), text: "0"))
    type("7", &visitor)
    #expect(visitor.states(.backward) == [17, 16, 14, 11])
    visitor.act(.open)
    #expect(visitor.viewpoint.message == "a start state is given, not computed; e types another one")
    visitor.act(.moveFocus(rows: 1, time: 0))
    #expect(visitor.viewpoint.focus(in: visitor.lecture) == Focus(slide: 0, row: .merged, t: 4))
  }

  @Test func `several units are typed in one line, or one number for all of them`() {
    var visitor = Visitor(Slide(.seeded(.gru, hidden: 3)))
    visitor.act(.next, .moveFocus(rows: 0, time: -1), .edit)
    type("1 -2 0.5", &visitor)
    #expect(visitor.live.initialState(layer: 0, pass: .forward) == [1, -2, 0.5])
    visitor.act(.edit)
    type("4", &visitor)
    #expect(visitor.live.initialState(layer: 0, pass: .forward) == [4, 4, 4])
    visitor.act(.edit)
    type("1 2", &visitor)
    #expect(visitor.viewpoint.message == "here belong 3 numbers with blanks between them, not 2")
    visitor.act(.erase, .erase, .erase, .type("x"), .confirm)
    #expect(visitor.viewpoint.message == "“x” is no number; write one such as 2 or -0.5")
    #expect(visitor.live.initialState(layer: 0, pass: .forward) == [4, 4, 4])
  }

  @Test func `a cell's weights keep their edits while another cell is there`() {
    var visitor = Visitor(Slide(.seeded(.gru)))
    set("weight_hh_l0_reverse", row: 1, column: 1, to: "0.25", &visitor)
    let edited = visitor.live
    visitor.act(.toggle(.cell), .toggle(.cell))
    #expect(visitor.live.editCount == 0)
    visitor.act(.toggle(.cell))
    #expect(visitor.live == edited)
    visitor.act(.toggle(.direction))
    #expect(visitor.live.editCount == 0)
    visitor.act(.toggle(.direction))
    #expect(visitor.live == edited)
  }

  @Test func `steps are of 1 in the counter and of 0.1 elsewhere, and ten of them leave no dust`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.given, .nudge(1))
    #expect(visitor.states(.forward) == [2, 6, 12, 20])
    visitor = Visitor(Slide(.seeded(.gru)))
    set("h_0", to: "0.3", &visitor)
    for _ in 0..<10 { visitor.act(.nudge(-1)) }
    #expect(visitor.live.number(at: .initialHidden(layer: 0, pass: .forward, unit: 0)) == -0.7)
  }

  @Test func `a kept network stays what it was and is there to compare with`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.comparison)
    #expect(visitor.viewpoint.message == "nothing to compare with yet; s keeps the network as it is now")
    let first = visitor.live
    visitor.act(.keep, .moveFocus(rows: 0, time: 0), .moveFocus(rows: 0, time: 9), .insert)
    type("5", &visitor)
    visitor.act(.comparison)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == .comparison)
    #expect(visitor.lecture.keptNetwork == first && visitor.live.time == 5)
    #expect(changeText(from: first, to: visitor.live) == "inputs: 4 → 5")
    visitor.act(.undo)
    #expect(visitor.lecture.keptNetwork == first)
    visitor.act(.close)
    #expect(visitor.viewpoint.panel(in: visitor.lecture) == nil)
  }
}

/// What is kept belongs to its slide.
struct KeptNetworkTests {
  @Test func `every slide has its own, and finds it again`() {
    var visitor = Visitor(Slide(.counter()), Slide(.seeded(.gru)))
    visitor.act(.flip, .keep)
    let kept = visitor.live
    visitor.act(.undo, .nextSlide)
    #expect(visitor.lecture.keptNetwork == nil)
    visitor.act(.keep, .previousSlide)
    #expect(visitor.lecture.keptNetwork == kept && visitor.live != kept)
  }
}
