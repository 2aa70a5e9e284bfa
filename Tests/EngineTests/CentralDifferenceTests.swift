import Engine
import Testing

@Suite("gradients against central differences")
struct CentralDifferenceTests {
  struct Case: CustomStringConvertible, Sendable {
    let description: String
    var configuration: Configuration
    var lengths: [Int]?
    var dropoutSeed: UInt64?

    init(
      _ description: String, _ cell: Cell, layers: Int = 1, direction: Direction = .bidirectional, bias: Bool = true,
      projectionSize: Int? = nil, resetGate: ResetGate = .afterProduct, merges: [Merge] = [], dropout: Double = 0,
      lengths: [Int]? = nil
    ) {
      self.description = description
      configuration = Configuration(
        cell: cell, inputSize: 2, hiddenSize: 3, layers: layers, direction: direction, bias: bias,
        projectionSize: projectionSize, resetGate: resetGate, merges: merges, dropout: dropout)
      self.lengths = lengths
      dropoutSeed = dropout > 0 ? 7 : nil
    }
  }

  static let cases =
    [
      Case("tanh", .rnn(.tanh)), Case("ReLU, packed", .rnn(.relu), layers: 2, lengths: [3, 1]),
      Case("GRU, two layers, packed", .gru, layers: 2, lengths: [2, 3]),
      Case("GRU, one way, no bias", .gru, layers: 2, direction: .forward, bias: false),
      Case("GRU, reset before the product", .gru, resetGate: .beforeProduct),
      Case("GRU, reset before the product, packed", .gru, layers: 2, resetGate: .beforeProduct, lengths: [1, 3]),
      Case("GRU, reset without the bias", .gru, layers: 2, resetGate: .afterProductOnly),
      Case("LSTM, three layers, packed", .lstm, layers: 3, lengths: [1, 4]),
      Case("LSTM, projection, packed", .lstm, layers: 2, projectionSize: 2, lengths: [3, 2]),
      Case("LSTM, dropout", .lstm, layers: 3, dropout: 0.5),
      Case("LSTM, two stacks", .lstm, layers: 3, merges: [.apart, .apart, .sum]),
      Case("GRU, apart, dropout, packed", .gru, layers: 2, merges: [.apart, .apart], dropout: 0.3, lengths: [2, 4]),
    ]
    + [
      Case("learned merges, packed", .gru, layers: 2, merges: [.linear(size: 4), .linear(size: 2)], lengths: [4, 3]),
      Case("learned merge, projection", .lstm, projectionSize: 2, merges: [.linear(size: 3)]),
      Case("formula", .lstm, layers: 2, merges: [formula("concat(h * h', tanh(h - h'))"), formula("0.7*h + 0.3*h'")]),
    ]
    + [Merge.sum, .average, .product, .max].map { merge in
      Case("\(merge.word) between layers", .rnn(.tanh), layers: 3, merges: [merge, merge, merge], lengths: [4, 2])
    }

  private static func formula(_ text: String) -> Merge { .formula(try! MergeFormula(text)) }

  /// At most so many numbers of each tensor are moved.
  static let samples = 8

  @Test("parameters, input and initial states", arguments: cases)
  func gradients(_ test: Case) throws {
    var subject = try RandomNetwork(
      test.configuration, time: 4, batch: 2, lengths: test.lengths, dropoutSeed: test.dropoutSeed, seed: 11)
    let gradients = try subject.gradients()
    #expect(Set(gradients.parameters.keys) == Set(test.configuration.parameterIDs))
    for id in test.configuration.parameterIDs {
      try compare(&subject, gradients.parameters[id], "\(id.name)") {
        $0.network[id]!
      } set: {
        $0.network[id] = $1
      }
    }
    try compare(&subject, gradients.input, "input") {
      $0.input
    } set: {
      $0.input = $1
    }
    try compare(&subject, gradients.initialHidden, "h_0") {
      $0.initial.hidden
    } set: {
      $0.initial.hidden = $1
    }
    #expect((gradients.initialCell != nil) == (test.configuration.cell == .lstm))
    if let cell = gradients.initialCell {
      try compare(&subject, cell, "c_0") {
        $0.initial.cell!
      } set: {
        $0.initial.cell = $1
      }
    }
  }

  /// The fourth-order difference quotient of every few numbers of a tensor, to 1e-8 of the gradient's largest number.
  private func compare(
    _ subject: inout RandomNetwork, _ gradient: Tensor<Double>?, _ name: String,
    get: (RandomNetwork) -> Tensor<Double>, set: (inout RandomNetwork, Tensor<Double>) -> Void
  ) throws {
    let (original, gradient) = (get(subject), try #require(gradient))
    #expect(gradient.shape == original.shape)
    let scale = max(gradient.values.map(\.magnitude).max() ?? 0, 0.01)
    let step = 1e-3
    for index in stride(from: 0, to: original.values.count, by: max(1, original.values.count / Self.samples)) {
      func loss(_ steps: Double) throws -> Double {
        var moved = original
        moved.values[index] += steps * step
        set(&subject, moved)
        return try subject.loss()
      }
      let quotient = (8 * (try loss(1) - loss(-1)) - (try loss(2) - loss(-2))) / (12 * step)
      let difference = (quotient - gradient.values[index]).magnitude
      #expect(difference <= 1e-8 * scale, "\(name)[\(index)]: \(gradient.values[index]), by difference \(quotient)")
    }
    set(&subject, original)
  }
}
