import Engine
import Testing

/// The largest relative error of `gradient` against central differences of `loss` around `point`.
func differenceError(
  _ gradient: Tensor<Double>, around point: Tensor<Double>, loss: (Tensor<Double>) throws -> Double
) rethrows -> Double {
  var moved = point
  var numbers = gradient
  let step = 1e-6
  for index in point.values.indices {
    moved.values[index] = point.values[index] + step
    let above = try loss(moved)
    moved.values[index] = point.values[index] - step
    numbers.values[index] = (above - (try loss(moved))) / (2 * step)
    moved.values[index] = point.values[index]
  }
  return distance(gradient, numbers)
}

private func message(_ body: () throws -> Void) -> String? {
  do { try body() } catch { return "\(error)" }
  return nil
}

@Suite("losses")
struct LossTests {
  let fixture = try! OptimiserTests.pieces.get()

  @Test("cross-entropy at every row, and with rows that do not count")
  func crossEntropies() throws {
    let logits: Tensor<Double> = try fixture.tensor("cross_entropy.logits")
    for (name, targets) in [("cross_entropy", [2, 0, 6, 3, 3]), ("ignored", [2, nil, 6, nil, 3])] as [(String, [Int?])]
    {
      let loss = try crossEntropy(logits, targets: targets)
      #expect(distance(try Tensor(shape: [1], values: [loss.value]), try fixture.tensor("\(name).loss")) <= 1e-15)
      #expect(distance(loss.gradient, try fixture.tensor("\(name).gradient")) <= 1e-15)
      let error = try differenceError(loss.gradient, around: logits) { try crossEntropy($0, targets: targets).value }
      #expect(error <= 1e-8)
    }
    #expect(distance(softmax(logits), try fixture.tensor("cross_entropy.probabilities")) <= 1e-15)
  }

  @Test("logits too large for an exponential")
  func large() throws {
    let loss = try crossEntropy(Tensor<Float>(shape: [1, 2], values: [-1000, 1000]), targets: [0])
    #expect(loss.value == 2000)
    #expect(loss.gradient.values == [-1, 1])
  }

  @Test("squared error")
  func squaredErrors() throws {
    let prediction: Tensor<Double> = try fixture.tensor("squared_error.prediction")
    let target: Tensor<Double> = try fixture.tensor("squared_error.target")
    let loss = try squaredError(prediction, target: target)
    #expect(distance(try Tensor(shape: [1], values: [loss.value]), try fixture.tensor("squared_error.loss")) <= 1e-15)
    #expect(distance(loss.gradient, try fixture.tensor("squared_error.gradient")) <= 1e-15)
    let error = try differenceError(loss.gradient, around: prediction) { try squaredError($0, target: target).value }
    #expect(error <= 1e-8)
  }

  @Test("what has no loss is refused")
  func refusals() {
    let logits = Tensor<Float>(zeros: [2, 3])
    #expect(
      message { _ = try crossEntropy(logits, targets: [nil, nil]) }
        == "no target counts, and the mean of no losses is no number")
    #expect(
      message { _ = try crossEntropy(logits, targets: [0, 3]) } == "target 3 of row 1: the targets are 0 to 2")
    #expect(
      message { _ = try crossEntropy(logits, targets: [0]) } == "logits (targets, V): expected shape (1, 3), got (2, 3)"
    )
    #expect(message { _ = try crossEntropy(Tensor<Float>(zeros: [2, 0]), targets: [0, 0]) } != nil)
    #expect(message { _ = try squaredError(logits, target: Tensor(zeros: [3, 2])) } != nil)
    #expect(message { _ = try squaredError(Tensor<Float>(zeros: [0]), target: Tensor(zeros: [0])) } != nil)
  }
}

@Suite("a linear layer and an embedding")
struct LayerTests {
  let fixture = try! OptimiserTests.pieces.get()

  @Test("a linear layer and its gradients", arguments: [("linear", true), ("linear_without_bias", false)])
  func linear(_ name: String, _ hasBias: Bool) throws {
    let layer = try Linear<Double>(
      weight: try fixture.tensor("\(name).weight"), bias: hasBias ? try fixture.tensor("\(name).bias") : nil)
    let input: Tensor<Double> = try fixture.tensor("\(name).input")
    let dy: Tensor<Double> = try fixture.tensor("\(name).output_gradient")
    #expect(distance(try layer(input), try fixture.tensor("\(name).output")) <= 1e-14)
    let gradients = try layer.gradients(output: dy, input: input)
    #expect(distance(gradients.weight, try fixture.tensor("\(name).weight_gradient")) <= 1e-14)
    #expect(distance(gradients.input, try fixture.tensor("\(name).input_gradient")) <= 1e-14)
    #expect((gradients.bias != nil) == hasBias)

    func loss(_ layer: Linear<Double>, _ input: Tensor<Double>) throws -> Double {
      zip(try layer(input).values, dy.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(try differenceError(gradients.input, around: input) { try loss(layer, $0) } <= 1e-8)
    #expect(
      try differenceError(gradients.weight, around: layer.weight) {
        try loss(Linear(weight: $0, bias: layer.bias), input)
      } <= 1e-8)
    if let bias = layer.bias, let gradient = gradients.bias {
      #expect(distance(gradient, try fixture.tensor("\(name).bias_gradient")) <= 1e-14)
      #expect(
        try differenceError(gradient, around: bias) { try loss(Linear(weight: layer.weight, bias: $0), input) } <= 1e-8)
    }
  }

  @Test("an embedding and its gradient, tokens that come twice included")
  func embedding() throws {
    let table = try Embedding<Double>(weight: try fixture.tensor("embedding.weight"))
    let tokens = try fixture.integers("embedding.tokens")
    let dy: Tensor<Double> = try fixture.tensor("embedding.output_gradient")
    #expect(distance(try table(tokens), try fixture.tensor("embedding.output")) == 0)
    let gradient = try table.gradient(dy, tokens: tokens)
    #expect(distance(gradient, try fixture.tensor("embedding.weight_gradient")) <= 1e-15)
    let error = try differenceError(gradient, around: table.weight) {
      zip(try Embedding(weight: $0)(tokens).values, dy.values).reduce(0) { $0 + $1.0 * $1.1 }
    }
    #expect(error <= 1e-8)
  }

  @Test("what does not fit is refused, with its place or both shapes")
  func refusals() throws {
    let table = Embedding<Float>.seeded(tokens: 3, size: 2, seed: 1, stream: "embedding.weight")
    let expected = "token 3 at index 1: the vocabulary has tokens 0 to 2"
    #expect(message { _ = try table([0, 3]) } == expected)
    #expect(message { _ = try table.gradient(Tensor(zeros: [2, 2]), tokens: [0, 3]) } == expected)
    #expect(message { _ = try table([-1]) } == "token -1 at index 0: the vocabulary has tokens 0 to 2")
    #expect(message { _ = try Embedding<Float>(weight: Tensor(zeros: [3])) } != nil)

    let layer = try Linear<Float>.seeded(inputs: 3, outputs: 2, seed: 1, stream: "head")
    #expect(message { _ = try layer(Tensor(zeros: [4, 2])) } == "input (n, inputs): expected shape (4, 3), got (4, 2)")
    #expect(
      message { _ = try layer.gradients(output: Tensor(zeros: [4, 3]), input: Tensor(zeros: [4, 3])) }
        == "gradient of the output (n, outputs): expected shape (4, 2), got (4, 3)")
    #expect(message { _ = try Linear<Float>(weight: Tensor(zeros: [2, 3]), bias: Tensor(zeros: [3])) } != nil)
    #expect(message { _ = try Linear<Float>(weight: Tensor(zeros: [2, 0]), bias: nil) } != nil)
    for (inputs, outputs) in [(0, 2), (-1, 2), (3, 0), (3, -1)] {
      let expected = "linear weight (outputs, inputs): expected shape (\(max(outputs, 1)), \(max(inputs, 1)))"
      let message = message { _ = try Linear<Float>.seeded(inputs: inputs, outputs: outputs, seed: 1, stream: "head") }
      #expect(message == expected + ", got (\(outputs), \(inputs))")
    }
  }

  @Test("seeded weights: the documented distributions, a stream for each parameter, numbers that stay")
  func seeded() throws {
    let layer = try Linear<Double>.seeded(inputs: 64, outputs: 81, seed: 1, stream: "head")
    let all = layer.weight.values + (try #require(layer.bias)).values
    #expect(all.allSatisfy { $0.magnitude <= 0.125 } && all.max()! > 0.124 && all.min()! < -0.124)
    let other = try Linear<Double>.seeded(inputs: 64, outputs: 81, bias: false, seed: 1, stream: "head")
    #expect(other.weight == layer.weight && other.bias == nil)
    #expect(layer.weight.values[0] != layer.bias!.values[0])

    let table = Embedding<Double>.seeded(tokens: 100, size: 100, seed: 1, stream: "embedding.weight").weight.values
    let mean = table.reduce(0, +) / 10_000
    let variance = table.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10_000
    #expect(mean.magnitude < 0.03 && (variance - 1).magnitude < 0.05)
    let within = table.count { $0.magnitude < 1 }
    #expect((6_700...6_950).contains(within), "68.3 % of a normal distribution lie within its deviation")
    #expect(table.max()! > 3 && table.min()! < -3)
  }

  @Test("draws from a seed, the same for ever")
  func draws() {
    var generator = SeededGenerator(seed: 1)
    #expect((0..<8).map { _ in generator.index(below: 10) } == [5, 7, 9, 4, 4, 7, 8, 5])
    #expect(generator.shuffled(Array(0..<8)) == [6, 0, 4, 1, 3, 7, 5, 2])
    #expect((generator.normal() - 0.3695512979907239).magnitude < 1e-12)
    #expect(generator.shuffled([Int]()) == [])
    let many = (0..<6_000).map { _ in generator.index(below: 6) }
    #expect((0..<6).allSatisfy { face in (900...1_100).contains(many.count { $0 == face }) })
  }
}
