import Engine
import Lab
import Lessons
import Testing

/// The code is that of the network on the screen.
struct PyTorchSourceTests {
  private func code(_ visitor: Visitor) -> [String] { PyTorchSource.lines(of: visitor.live).map(\.text) }

  private func code(_ experiment: Experiment) -> [String] { code(Visitor(Slide(experiment))) }

  @Test func `the counter`() {
    #expect(
      code(.counter()) == [
        "import torch",
        "rnn = torch.nn.RNN(1, 1, nonlinearity=\"relu\", bidirectional=True)",
        "for name, p in rnn.named_parameters():",
        "    torch.nn.init.constant_(p, float(\"weight\" in name))",
        "x = torch.tensor([[1.], [2.], [3.], [4.]])",
        "output, h_n = rnn(x)",
        "h, h_back = output.view(len(x), 2, 1).unbind(1)",
        "y = output",
      ])
  }

  @Test func `a one-way counter has nothing to merge`() {
    var visitor = Visitor(Slide(.counter([1, 2])))
    visitor.act(.toggle(.direction))
    #expect(
      code(visitor).suffix(2) == ["x = torch.tensor([[1.], [2.]])", "output, h_n = rnn(x)"])
    #expect(code(visitor)[1] == "rnn = torch.nn.RNN(1, 1, nonlinearity=\"relu\")")
  }

  @Test(arguments: [
    (Cell.rnn(.tanh), "rnn = torch.nn.RNN(1, 3, num_layers=2, bidirectional=True)", "output, h_n = rnn(x)"),
    (.gru, "rnn = torch.nn.GRU(1, 3, num_layers=2, bidirectional=True)", "output, h_n = rnn(x)"),
    (.lstm, "rnn = torch.nn.LSTM(1, 3, num_layers=2, bidirectional=True)", "output, (h_n, c_n) = rnn(x)"),
  ])
  func `each cell has its module and what it returns`(cell: Cell, module: String, call: String) {
    let lines = code(.seeded(cell, hidden: 3, layers: 2))
    #expect(lines[1] == module)
    #expect(lines.contains(call))
    #expect(lines.contains("h, h_back = output.view(len(x), 2, 3).unbind(1)"))
    #expect(lines.contains { $0.hasPrefix("# ") && $0.contains("seed 2") })
  }

  @Test(arguments: [
    (Merge.concat, "y = output"), (.sum, "y = h + h_back"), (.average, "y = (h + h_back) / 2"),
    (.product, "y = h * h_back"), (.max, "y = torch.maximum(h, h_back)"), (.apart, "y = h, h_back"),
    (.linear(size: 3), "y = torch.nn.Linear(2, 3)(output)"),
    (.formula(try MergeFormula("h+\nh'")), "y = h + h_back"),
  ])
  func `each merge is a line`(merge: Merge, line: String) {
    var experiment = Experiment.counter()
    experiment.merge = merge
    #expect(code(experiment).last == line)
  }

  @Test func `starts are rows of h_0, forward before backward`() {
    var experiment = Experiment.counter()
    experiment.initial = StartStates(forward: .every(0.5), backward: .every(-100))
    #expect(code(experiment).contains("output, h_n = rnn(x, torch.tensor([[0.5], [-100.]]))"))
    var deep = Experiment.seeded(.lstm, layers: 2)
    deep.initial.backward = .units([1, 2])
    #expect(
      code(deep).contains(
        "output, (h_n, c_n) = rnn(x, "
          + "(torch.tensor([[0., 0.], [1., 2.], [0., 0.], [1., 2.]]), torch.zeros(4, 2)))"))
  }

  @Test func `the lines of the moment`() {
    var visitor = Visitor(Slide(.counter()))
    #expect(PyTorchSource.moments(of: visitor.lecture) == [])
    visitor.step(4)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states])
    visitor.act(.next)
    #expect(PyTorchSource.moments(of: visitor.lecture) == [.states, .merge])
    #expect(PyTorchSource.lines(of: visitor.live).filter { $0.moment == .states }.count == 2)
  }
}
