import Engine
import Lessons
import Testing

@testable import Lab

/// The code is that of the network on the screen.
struct PyTorchSourceTests {
  private func code(_ visitor: Visitor) -> [String] { PyTorchSource.lines(of: visitor.live).map(\.text) }

  private func code(_ experiment: Experiment) -> [String] { code(Visitor(Slide(experiment))) }

  @Test func `the counter`() {
    #expect(
      code(.counter()) == [
        "import torch",
        "torch.set_default_dtype(torch.float64)",
        "rnn = torch.nn.RNN(1, 1, nonlinearity=\"relu\", bidirectional=True)",
        "for name, p in rnn.named_parameters():",
        "    torch.nn.init.constant_(p, float(\"weight\" in name))",
        "x = torch.tensor([1., 2., 3., 4.]).view(4, 1, 1)",
        "output, h_n = rnn(x)",
        "h_last, h_back_last = h_n.view(1, 2, 1, 1)[-1]  # h[4], h'[1]",
        "h, h_back = output.view(4, 1, 2, 1).unbind(2)",
        "y = output",
      ])
  }

  @Test func `a one-way counter has nothing to merge`() {
    var visitor = Visitor(Slide(.counter([1, 2])))
    visitor.act(.toggle(.direction))
    #expect(
      code(visitor).suffix(4) == [
        "x = torch.tensor([1., 2.]).view(2, 1, 1)", "output, h_n = rnn(x)", "h_last = h_n[-1]  # h[2]", "h = output",
      ])
    #expect(code(visitor)[2] == "rnn = torch.nn.RNN(1, 1, nonlinearity=\"relu\")")
  }

  @Test func `an edited counter has its weights as numbers`() {
    var visitor = Visitor(Slide(.counter()))
    let place = NumberPlace.parameter(ParameterID(.weightHH, layer: 0, pass: .backward), row: 0, column: 0)
    var settings = visitor.live.settings
    settings.set(place, to: 0.1)
    visitor.lecture.change(to: settings)
    let lines = code(visitor)
    #expect(lines.contains("    \"weight_hh_l0_reverse\": torch.tensor([[0.1]]),"))
    #expect(lines.contains("    \"weight_hh_l0\": torch.tensor([[1.]]),"))
    #expect(lines.contains("    \"bias_hh_l0_reverse\": torch.tensor([0.]),"))
    #expect(!lines.contains { $0.contains("constant_") })
  }

  @Test(arguments: [
    (Cell.rnn(.tanh), "rnn = torch.nn.RNN(1, 3, num_layers=2, bidirectional=True)", "output, h_n = rnn(x, h_0)"),
    (.gru, "rnn = torch.nn.GRU(1, 3, num_layers=2, bidirectional=True)", "output, h_n = rnn(x, h_0)"),
    (
      .lstm, "rnn = torch.nn.LSTM(1, 3, num_layers=2, bidirectional=True)",
      "output, (h_n, c_n) = rnn(x, (h_0, c_0))"
    ),
  ])
  func `each cell has its module and what it returns`(cell: Cell, module: String, call: String) {
    let lines = code(.seeded(cell, hidden: 3, layers: 2))
    #expect(lines.contains(module))
    #expect(lines.contains(call))
    #expect(lines.contains("h_last, h_back_last = h_n.view(2, 2, 1, 3)[-1]  # h[3], h'[1]"))
    #expect(lines.contains("h, h_back = output.view(3, 1, 2, 3).unbind(2)"))
    #expect(lines.contains("weights = load_file(\"weights.safetensors\")  # bilab export writes it"))
    #expect(lines.contains("rnn.load_state_dict(weights)"))
  }

  @Test(arguments: [
    (Merge.concat, "y = output"), (.sum, "y = h + h_back"), (.average, "y = (h + h_back) / 2"),
    (.product, "y = h * h_back"), (.max, "y = torch.maximum(h, h_back)"), (.apart, "y = output"),
    (.formula(try MergeFormula("h+\nh'")), "y = h + h_back"),
    (
      .formula(try MergeFormula("concat(2, max(h, h', 0.5))")),
      "y = torch.cat([torch.full_like(h, 2), "
        + "torch.maximum(torch.maximum(h, h_back), torch.tensor(0.5))], -1)"
    ),
  ])
  func `each merge is a line`(merge: Merge, line: String) {
    var experiment = Experiment.counter()
    experiment.merge = merge
    #expect(code(experiment).last == line)
  }

  @Test func `starts are rows of h_0, forward before backward`() {
    var experiment = Experiment.counter()
    experiment.initial = StartStates(forward: .every(0.5), backward: .every(-100))
    let lines = code(experiment)
    #expect(lines.contains("h_0 = torch.tensor([0.5, -100.]).view(2, 1, 1)"))
    #expect(lines.contains("output, h_n = rnn(x, h_0)"))
    var small = Experiment.seeded(.lstm, hidden: 1)
    small.initial.backward = .units([1])
    var visitor = Visitor(Slide(small))
    visitor.act(.toggle(.direction), .toggle(.direction), .copy)
    let copied = (visitor.viewpoint.copied ?? "").split(separator: "\n")
    #expect(copied.contains("h_0 = torch.tensor([0., 1.]).view(2, 1, 1)"))
    #expect(copied.contains("c_0 = torch.tensor([0., 0.]).view(2, 1, 1)"))
    #expect(copied.contains("output, (h_n, c_n) = rnn(x, (h_0, c_0))"))
  }

  @Test func `words are a comment that cannot become code`() {
    let words = ["a\nimport os", "b\u{2028}c\u{202e}", "d\r"]
    let experiment = Experiment(hidden: 4, input: .words(words))
    let line = code(experiment).first { $0.hasPrefix("x = ") }
    #expect(line == "x = weights.pop(\"input\")  # a\\u{a}import os b\\u{2028}c\\u{202e} d\\u{d}")
    let small = Experiment(hidden: 1, input: .words(words))
    #expect(code(small).allSatisfy { !$0.contains { $0.isNewline } })
    #expect(code(small).contains("]).view(3, 1, 4)  # a\\u{a}import os b\\u{2028}c\\u{202e} d\\u{d}"))
  }

  @Test func `the lines of the moment`() {
    var visitor = Visitor(Slide(.counter()))
    #expect(PyTorchSource.moments(of: visitor.lecture) == [])
    visitor.step(3)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .halves])
    visitor.step(1)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .ends, .halves])
    visitor.act(.next)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .halves, .merge])
    visitor.step(3)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .ends, .halves, .merge])
    #expect(
      PyTorchSource.lines(of: visitor.live).map(\.moment).suffix(4) == [.states, .ends, .halves, .merge])
  }

  @Test func `a packed sequence ends at its length`() {
    var experiment = Experiment.counter([1, 2])
    (experiment.variant.padding, experiment.variant.isPacked) = (2, true)
    var visitor = Visitor(Slide(experiment))
    visitor.step(2)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .ends, .halves])
    visitor.step(1)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .halves, .merge])
  }

  @Test func `outputs that are not turned round are merged where both are there`() {
    var experiment = Experiment.counter()
    experiment.variant.isRealigned = false
    var visitor = Visitor(Slide(experiment))
    visitor.step(5)
    #expect(visitor.live.isMerged(1, after: 5))
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .halves, .merge])
  }

  @Test func `a lower layer lights only the call`() {
    var visitor = Visitor(Slide(.seeded(.gru, layers: 2)))
    visitor.step(3)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states])
  }
}
