import Engine
import Lab
import Lessons
import Testing

/// Quantities of the counter cell, whose numbers a class checks in its head, and of networks with more in them.
struct QuantityValueTests {
  private func value(_ text: String, _ live: LiveNetwork) throws -> QuantityValue? {
    live.value(of: try Quantity(text))
  }

  private func live(_ experiment: Experiment) -> LiveNetwork {
    LiveNetwork(experiment, Settings(experiment), files: [:])
  }

  @Test(
    arguments: [
      ("x[3]", [[3]]), ("h[2]", [[3]]), ("h'[2]", [[9]]), ("h'[1]", [[10]]), ("h[0]", [[0]]), ("h'[5]", [[0]]),
      ("merge[2]", [[3, 9]]), ("merge[2].1", [[3]]), ("merge[2].2", [[9]]), ("l1.h[4]", [[10]]),
      ("h", [[1], [3], [6], [10]]), ("all h'", [[10], [9], [7], [4]]),
      ("merge", [[1, 10], [3, 9], [6, 7], [10, 4]]), ("output", [[1, 10], [3, 9], [6, 7], [10, 4]]),
      ("output[-1]", [[10, 4]]), ("output[0]", [[1, 10]]), ("output[-4]", [[1, 10]]), ("h_n", [[10], [10]]),
      ("h_n[0]", [[10]]), ("h_n[-1]", [[10]]),
    ] as [(String, [[Double]])])
  func `the counter cell`(text: String, rows: [[Double]]) throws {
    #expect(try value(text, live(.counter())) == .rows(rows))
  }

  @Test func `the starts stand just outside`() throws {
    var experiment = Experiment.counter()
    experiment.initial = StartStates(forward: .every(-2), backward: .every(100))
    #expect(try value("h[0]", live(experiment)) == .rows([[-2]]))
    #expect(try value("h'[5]", live(experiment)) == .rows([[100]]))
    #expect(try value("h'[1]", live(experiment)) == .rows([[110]]))
  }

  @Test(
    arguments: [
      "h[5]", "h'[6]", "x[5]", "merge[5]", "h[1].2", "merge[1].3", "l2.h[1]", "c[1]", "c'", "c_n", "c_n[0]",
      "output[4]",
      "output[-5]", "h_n[2]", "parameters.weight_ih_l1", "shape.weight_ih_l1", "shape.c_n", "compare.h[1]",
    ])
  func `what the network has not is nil`(text: String) throws {
    #expect(try value(text, live(.counter())) == nil)
  }

  @Test func `one direction has no backward states, and nothing merged`() throws {
    var experiment = Experiment.counter()
    experiment.direction = .forward
    let live = live(experiment)
    for text in ["h'[1]", "h'", "merge[1]", "merge", "h_n[1]", "parameters.weight_ih_l0_reverse"] {
      #expect(try value(text, live) == nil, "\(text)")
    }
    #expect(try value("output[-1]", live) == .rows([[10]]))
    #expect(try value("shape.output", live) == .shape([4, 1]))
  }

  @Test func `counts and shapes are PyTorch's`() throws {
    var experiment = Experiment.seeded(.lstm, hidden: 20, layers: 2)
    experiment.input = .numbers([Array(repeating: 1, count: 10), Array(repeating: 2, count: 10)])
    let live = live(experiment)
    #expect(try value("parameters", live) == .count(15_040))
    #expect(try value("parameters.weight_ih_l1", live) == .count(80 * 40))
    #expect(try value("parameters.bias_hh_l1_reverse", live) == .count(80))
    #expect(try value("shape.weight_ih_l1", live) == .shape([80, 40]))
    #expect(try value("shape.bias_ih_l0", live) == .shape([80]))
    #expect(try value("shape.output", live) == .shape([2, 40]))
    #expect(try value("shape.h_n", live) == .shape([4, 20]))
    #expect(try value("shape.c_n", live) == .shape([4, 20]))
  }

  @Test func `layers, units and the cell's own state are the trace's`() throws {
    let live = live(.seeded(.lstm, hidden: 3, layers: 2))
    let hidden = live.state(StatePlace(layer: 0, pass: .backward, t: 2))
    #expect(try value("l1.h'[2]", live) == .rows([hidden]))
    #expect(try value("l1.h'[2].3", live) == .rows([[hidden[2]]]))
    let below = live.state(StatePlace(layer: 0, pass: .forward, t: 2)) + hidden
    #expect(try value("l1.merge[2]", live) == .rows([below]))
    // Without a layer it is the last one.
    #expect(try value("h[3]", live) == .rows([live.state(StatePlace(layer: 1, pass: .forward, t: 3))]))
    #expect(try value("c[3]", live) == .rows([Array(live.trace.chain(layer: 1, pass: .forward).cell(t: 2))]))
    #expect(try value("c'[3]", live) == .rows([Array(live.trace.chain(layer: 1, pass: .backward).cell(t: 2))]))
    #expect(try value("c_n[-2]", live) == value("c[3]", live))
    #expect(try value("c_n[-1]", live) == value("c'[1]", live))
    #expect(try value("h_n[1]", live) == value("l1.h'[1]", live))
  }

  @Test func `the merge is the one that was switched on, output never`() throws {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.toggle(.merge))
    #expect(try value("merge", visitor.live) == .rows([[11], [12], [13], [14]]))
    #expect(try value("output[1]", visitor.live) == .rows([[3, 9]]))
  }

  @Test func `the second network answers for itself`() throws {
    let other = live(.counter([5, 6]))
    #expect(live(.counter()).value(of: try Quantity("compare.h[2]"), other: other) == .rows([[11]]))
  }
}
