import Engine
import Lab
import Lessons
import Testing

/// Which weights and starts a network has after its settings were changed.
struct SettingsTests {
  @Test func `the counter's weights are there where they fit, and come back`() {
    var visitor = Visitor(Slide(.counter()))
    #expect(visitor.live.weights == .counter)
    visitor.act(.toggle(.direction))
    #expect(visitor.live.weights == .counter)
    #expect(visitor.states(.forward) == [1, 3, 6, 10])
    visitor.act(.toggle(.direction), .toggle(.cell))
    #expect(visitor.live.weights == .seed(1))
    #expect(visitor.viewpoint.message == "cell: ReLU RNN → GRU · weights: seed 1 (the counter is one ReLU unit)")
    visitor.act(.toggle(.cell), .toggle(.cell))
    #expect(visitor.live.weights == .counter)
    #expect(visitor.viewpoint.message == "cell: LSTM → ReLU RNN · weights: counter")
    for toggle in [Toggle.layers, .hidden] {
      visitor.act(.toggle(toggle))
      #expect(visitor.live.weights == .seed(1))
      visitor.act(.undoChanges)
      #expect(visitor.live.weights == .counter)
    }
  }

  @Test func `a merge changes no state`() {
    var visitor = Visitor(Slide(.seeded(.lstm)))
    let before = visitor.live
    visitor.act(.toggle(.merge), .toggle(.order))
    #expect(visitor.live.trace == before.trace)
    #expect(visitor.live.network == before.network)
  }

  @Test func `another direction keeps the forward states`() {
    var visitor = Visitor(Slide(.seeded(.gru)))
    let before = visitor.live
    visitor.act(.toggle(.direction))
    #expect(visitor.live.merged == nil)
    for t in 1...3 {
      let place = StatePlace(layer: 0, pass: .forward, t: t)
      #expect(visitor.live.state(place) == before.state(place))
    }
  }

  @Test func `one way has nothing to merge and one order`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.toggle(.direction))
    let before = visitor.lecture.live
    visitor.act(.toggle(.merge))
    #expect(visitor.viewpoint.message == "one direction has nothing to merge; d adds the other")
    visitor.act(.toggle(.order))
    #expect(visitor.viewpoint.message == "one direction has one order; d adds the other direction")
    visitor.act(.mergePanel)
    #expect(visitor.viewpoint.overlay == nil)
    #expect(visitor.viewpoint.message == "there is nothing to merge on this slide")
    #expect(visitor.lecture.live == before)
  }

  @Test func `a hidden size of the lesson's own is among those of its key`() {
    var visitor = Visitor(Slide(.seeded(.gru, hidden: 3)))
    var sizes: [Int] = []
    for _ in 0..<6 {
      sizes.append(visitor.live.settings.hidden)
      visitor.act(.toggle(.hidden))
    }
    #expect(sizes == [3, 4, 8, 16, 1, 2])
    #expect(visitor.live.settings.hidden == 3)
  }

  @Test func `a list of starts is for its own number of units`() {
    var experiment = Experiment.seeded(.gru)
    experiment.initial.forward = .units([0.5, -1])
    var visitor = Visitor(Slide(experiment))
    #expect(visitor.live.initialState(layer: 0, pass: .forward) == [0.5, -1])
    visitor.act(.toggle(.hidden))
    #expect(visitor.live.initialState(layer: 0, pass: .forward) == [0, 0, 0, 0])
  }

  private func tensors(_ configuration: Configuration) throws -> [String: Tensor<Double>] {
    let network = try Network<Double>.seeded(configuration, seed: 9)
    return Dictionary(uniqueKeysWithValues: configuration.parameterIDs.map { ($0.name, network[$0]!) })
  }

  @Test func `a file's weights are used, its forward half too`() throws {
    let configuration = Configuration(cell: .gru, inputSize: 1, hiddenSize: 2)
    var experiment = Experiment.seeded(.gru)
    experiment.weights = .file("w.safetensors")
    let files = ["w.safetensors": try tensors(configuration)]
    #expect(LiveNetwork.weightFault(experiment, files: files) == nil)
    var visitor = Visitor(Slide(experiment), files: files)
    #expect(visitor.live.weights == .file("w.safetensors"))
    #expect(visitor.live.network == (try Network.seeded(configuration, seed: 9)))
    visitor.act(.toggle(.direction))
    #expect(visitor.live.weights == .file("w.safetensors"))
    #expect(visitor.live.network.configuration.direction == .forward)
    visitor.act(.toggle(.direction), .toggle(.hidden))
    #expect(visitor.live.weights == .seed(1))
    visitor.act(.undoChanges)
    #expect(visitor.live.weights == .file("w.safetensors"))
  }

  @Test func `a file without biases is a network without biases`() throws {
    var configuration = Configuration(cell: .lstm, inputSize: 1, hiddenSize: 2)
    configuration.bias = false
    var experiment = Experiment.seeded(.lstm)
    experiment.weights = .file("w")
    let visitor = Visitor(Slide(experiment), files: ["w": try tensors(configuration)])
    #expect(visitor.live.weights == .file("w"))
    #expect(!visitor.live.network.configuration.bias)
  }

  @Test func `a file that is missing or does not fit says so and gives seed 1`() throws {
    var experiment = Experiment.seeded(.gru, hidden: 3)
    experiment.weights = .file("w")
    let files = ["w": try tensors(Configuration(cell: .gru, inputSize: 1, hiddenSize: 2))]
    let fault = try #require(LiveNetwork.weightFault(experiment, files: files))
    #expect(fault.contains("weight_ih_l0"))
    #expect(Visitor(Slide(experiment), files: files).live.weights == .seed(1))
    #expect(Visitor(Slide(experiment)).live.weights == .seed(1))
  }

  @Test func `R with nothing changed says so`() {
    var visitor = Visitor(Slide(.counter()))
    visitor.act(.undoChanges)
    #expect(visitor.viewpoint.message == "nothing to undo: the network is as the lesson has it")
  }

  @Test func `a word is the same everywhere and the blank is zeros`() {
    let rows = InputVectors.rows(.words(["sun", "___", "sun", "moon"]))
    #expect(rows[0] == rows[2] && rows[0] != rows[3])
    #expect(rows[1] == [0, 0, 0, 0])
    #expect(rows.joined().allSatisfy { abs($0) <= 1 })
  }
}
