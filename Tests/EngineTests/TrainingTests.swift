import Engine
import Testing

@Suite("a training run, step by step as PyTorch")
struct TrainingTests {
  static let names = ["bi", "uni"]

  struct Run<S: Scalar> {
    let data: Fixture
    let expected: Fixture
    var model: BlankModel<S>

    init(_ name: String) throws {
      data = try Fixture.named("training/data.safetensors")
      expected = try Fixture.named("training/\(name).safetensors")
      let configuration = Configuration(
        cell: .lstm, inputSize: 16, hiddenSize: 32, direction: name == "bi" ? .bidirectional : .forward)
      var tensors: [String: Tensor<S>] = [:]
      for (key, stored) in expected.tensors where key.hasPrefix("initial.") {
        let values = try #require(stored.floats)
        tensors[String(key.dropFirst("initial.".count))] = try Tensor(
          shape: values.shape, values: values.values.map { S($0) })
      }
      model = try BlankModel(configuration, tensors: tensors)
    }

    func batch(_ rows: [Int]) throws -> TrainingBatch {
      let (tokens, lengths) = (try data.integers("tokens"), try data.integers("lengths"))
      let (blanks, targets) = (try data.integers("blank_pos"), try data.integers("target"))
      return TrainingBatch(
        sentences: rows.map { Array(tokens[$0 * 12..<$0 * 12 + lengths[$0]]) }, blanks: rows.map { blanks[$0] },
        targets: rows.map { targets[$0] }, padding: 0)
    }

    /// The losses of so many steps.
    mutating func train(steps: Int) throws -> [Double] {
      var optimiser = Adam<S>(rate: 0.01)
      let batches = try data.integers("batches")
      return try (0..<steps).map { step in
        Double(try model.step(batch(Array(batches[step * 16..<(step + 1) * 16])), optimiser: &optimiser))
      }
    }

    func accuracy(clueAfter: Bool) throws -> Double {
      let (isTest, after) = (try data.integers("is_test"), try data.integers("clue_after"))
      let rows = isTest.indices.filter { isTest[$0] == 1 && after[$0] == (clueAfter ? 1 : 0) }
      let batch = try batch(rows)
      return Double(zip(try model.answers(batch), batch.targets).count { $0 == $1 }) / Double(rows.count)
    }
  }

  private func largestDifference(_ losses: [Double], _ expected: Tensor<Double>) -> Double {
    #expect(losses.count == expected.values.count)
    return zip(losses, expected.values).map { ($0 - $1).magnitude }.max() ?? .infinity
  }

  @Test("float64: the losses of 50 steps, and what the weights are after them", arguments: names)
  func float64(_ name: String) throws {
    var run = try Run<Double>(name)
    let losses = try run.train(steps: 50)
    #expect(largestDifference(losses, try run.expected.tensor("losses.f64")) <= 1e-9)
    for (name, weight) in zip(run.model.parameterNames, run.model.parameters) {
      let sums = [weight.values.reduce(0, +), weight.values.reduce(0) { $0 + $1 * $1 }]
      #expect(
        distance(try Tensor(shape: [2], values: sums), try run.expected.tensor("sums.\(name)")) <= 1e-9, "\(name)")
    }
  }

  @Test("float32: the losses of 50 steps, and every weight after them", arguments: names)
  func float32(_ name: String) throws {
    var run = try Run<Float>(name)
    let losses = try run.train(steps: 50)
    let expected = try #require(run.expected.tensors["losses.f32"]?.doubles)
    #expect(largestDifference(losses, expected) <= 1e-5)
    for (name, weight) in zip(run.model.parameterNames, run.model.parameters) {
      let expected: Tensor<Float> = try run.expected.tensor("after.\(name)")
      #expect(weight.shape == expected.shape)
      #expect(zip(weight.values, expected.values).allSatisfy { ($0 - $1).magnitude <= 1e-4 }, "\(name)")
    }
  }

  @Test("after 800 steps two ways fill 90 % and more of both kinds of blanks, one way only those after their clue")
  func accuracy() throws {
    var both = try Run<Float>("bi")
    _ = try both.train(steps: 800)
    #expect(try both.accuracy(clueAfter: false) >= 0.9)
    #expect(try both.accuracy(clueAfter: true) >= 0.9)
    var oneWay = try Run<Float>("uni")
    _ = try oneWay.train(steps: 800)
    #expect(try oneWay.accuracy(clueAfter: false) >= 0.8)
    #expect(try oneWay.accuracy(clueAfter: true) <= 0.25)
  }
}

@Suite("the model that fills blanks")
struct BlankModelTests {
  private let batch = TrainingBatch(
    sentences: [[2, 1, 3, 4], [5, 4, 1]], blanks: [1, 2], targets: [5, 2], padding: 0)

  @Test(
    "gradients of all parameters against central differences",
    arguments: [
      Configuration(cell: .lstm, inputSize: 3, hiddenSize: 2),
      Configuration(cell: .gru, inputSize: 3, hiddenSize: 2, direction: .forward, bias: false),
      Configuration(cell: .rnn(.tanh), inputSize: 3, hiddenSize: 2, layers: 2, merges: [.sum, .linear(size: 3)]),
    ])
  func gradients(_ configuration: Configuration) throws {
    let model = try BlankModel<Double>.seeded(configuration, tokens: 6, seed: 1)
    let (loss, gradients) = try model.gradients(batch)
    #expect(loss > 0 && gradients.count == model.parameterNames.count)
    for index in gradients.indices {
      let error = try differenceError(gradients[index], around: model.parameters[index]) { tensor in
        var moved = model
        moved.parameters[index] = tensor
        return try moved.gradients(batch).loss
      }
      #expect(error <= 1e-7, "\(model.parameterNames[index])")
    }
  }

  @Test("a batch is time-major, the padding behind a sentence's end")
  func timeMajor() {
    #expect(batch.tokens == [2, 5, 1, 4, 3, 1, 4, 0])
    #expect(batch.lengths == [4, 3] && batch.time == 4 && batch.batch == 2)
  }

  @Test("padding tells nothing: a sentence alone has the logits that it has in a batch")
  func padding() throws {
    let model = try BlankModel<Double>.seeded(
      Configuration(cell: .lstm, inputSize: 3, hiddenSize: 2), tokens: 6, seed: 1)
    let alone = TrainingBatch(sentences: [[5, 4, 1]], blanks: [2], targets: [2], padding: 0)
    let both = try model.logits(model.run(batch), blanks: batch.blanks)
    #expect(Array(both.values[6...]) == (try model.logits(model.run(alone), blanks: alone.blanks)).values)
    #expect(
      try model.answers(batch) == [0, 6].map { row in (0..<6).max { both.values[row + $0] < both.values[row + $1] } })
  }

  @Test("parameters by name, and what does not fit together")
  func names() throws {
    let configuration = Configuration(cell: .gru, inputSize: 3, hiddenSize: 2, direction: .forward)
    let model = try BlankModel<Double>.seeded(configuration, tokens: 6, seed: 1)
    #expect(
      model.parameterNames == [
        "embedding.weight", "gru.weight_ih_l0", "gru.weight_hh_l0", "gru.bias_ih_l0", "gru.bias_hh_l0", "head.weight",
        "head.bias",
      ])
    var tensors = Dictionary(uniqueKeysWithValues: zip(model.parameterNames, model.parameters))
    func message() -> String? {
      do { _ = try BlankModel(configuration, tensors: tensors) } catch { return "\(error)" }
      return nil
    }
    #expect(try BlankModel(configuration, tensors: tensors) == model)
    tensors["tail"] = Tensor(zeros: [1])
    #expect(message() == "not a parameter of this network: tail")
    tensors["tail"] = nil

    tensors["embedding.weight"] = Tensor(zeros: [6, 4])
    #expect(message() == "embedding weight (V, I): expected shape (6, 3), got (6, 4)")
    tensors["embedding.weight"] = Tensor(zeros: [7, 3])
    #expect(message() == "head weight (V, output): expected shape (7, 2), got (6, 2)")
    tensors["gru.bias_hh_l0"] = nil
    #expect(message() == "missing bias_hh_l0")
    tensors["embedding.weight"] = nil
    tensors["tail"] = Tensor(zeros: [1])
    #expect(message() == "missing embedding.weight; not a parameter of this network: tail")
  }

  @Test("one seed, another direction: the forward chain and the embedding stay")
  func seeded() throws {
    var configuration = Configuration(cell: .lstm, inputSize: 3, hiddenSize: 2)
    let both = try BlankModel<Double>.seeded(configuration, tokens: 6, seed: 1)
    configuration.direction = .forward
    let oneWay = try BlankModel<Double>.seeded(configuration, tokens: 6, seed: 1)
    #expect(both.embedding == oneWay.embedding)
    #expect(both.network.parameters(layer: 0, pass: .forward) == oneWay.network.parameters(layer: 0, pass: .forward))
    #expect(try BlankModel<Double>.seeded(configuration, tokens: 6, seed: 2).embedding != oneWay.embedding)
  }

  @Test("a model needs at least one token", arguments: [0, -1])
  func tokens(_ count: Int) throws {
    let configuration = Configuration(cell: .gru, inputSize: 3, hiddenSize: 2)
    #expect(throws: ShapeError.self) { try BlankModel<Double>.seeded(configuration, tokens: count, seed: 1) }
  }

  @Test("a token outside the vocabulary is named")
  func refusal() throws {
    let model = try BlankModel<Double>.seeded(
      Configuration(cell: .lstm, inputSize: 3, hiddenSize: 2), tokens: 5, seed: 1)
    let error = #expect(throws: TokenError.self) { try model.gradients(batch) }
    #expect(error?.token == 5 && error?.index == 1)
  }
}
