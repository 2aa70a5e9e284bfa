import Engine
import Glibc
import Testing

@Suite("merges: forward and gradient")
struct MergeTests {
  /// A merge and its plain equation on one row: (h, h′) → m.
  struct Case: CustomStringConvertible, Sendable {
    let merge: Merge
    let equation: @Sendable ([Double], [Double]) -> [Double]
    var description: String { merge.word }

    init(_ merge: Merge, _ equation: @escaping @Sendable ([Double], [Double]) -> [Double]) {
      (self.merge, self.equation) = (merge, equation)
    }

    /// A merge of one unit with its own partner.
    init(unitwise merge: Merge, _ equation: @escaping @Sendable (Double, Double) -> Double) {
      self.init(merge) { a, b in a.indices.map { equation(a[$0], b[$0]) } }
    }
  }

  private static let (rows, hidden, size) = (5, 3, 4)

  private static let linear = LinearMergeParameters<Double>(seed: 7, stream: "merge", size: size, hidden: hidden)

  private static func formula(_ text: String) throws -> Merge { .formula(try MergeFormula(text)) }

  static func cases() throws -> [Case] {
    [
      Case(.concat) { $0 + $1 }, Case(.apart) { $0 + $1 },
      Case(unitwise: .sum) { $0 + $1 }, Case(unitwise: .average) { 0.5 * $0 + 0.5 * $1 },
      Case(unitwise: .product) { $0 * $1 }, Case(unitwise: .max) { $0 > $1 ? $0 : $1 },
      Case(.linear(size: size)) { a, b in
        (0..<size).map { m in
          var sum = linear.bias.values[m]
          for j in 0..<hidden { sum += linear.weight.values[m * 2 * hidden + j] * a[j] }
          for j in 0..<hidden { sum += linear.weight.values[m * 2 * hidden + hidden + j] * b[j] }
          return sum
        }
      },
      Case(unitwise: try formula("h - 2 * h' / (h * h + 3)")) { $0 - 2 * $1 / ($0 * $0 + 3) },
      Case(unitwise: try formula("-tanh(h) * sigmoid(2 * h')")) { -tanh($0) / (1 + exp(-2 * $1)) },
      Case(unitwise: try formula("relu(h) - abs(h')")) { ($0 > 0 ? $0 : 0) - ($1 > 0 ? $1 : -$1) },
      Case(unitwise: try formula("max(h, h', 0.1) + 3 * min(h, 2 * h', 0.2)")) {
        [$0, $1, 0.1].max()! + 3 * [$0, 2 * $1, 0.2].min()!
      },
      Case(try formula("concat(h', 0.5, h * h' * h')")) { a, b in
        b + b.map { _ in 0.5 } + a.indices.map { a[$0] * b[$0] * b[$0] }
      },
    ]
  }

  private func numbers(_ count: Int, seed: UInt64) -> [Double] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in generator.uniform(1) }
  }

  private func apply(
    _ merge: Merge, _ forward: [Double], _ backward: [Double], _ linear: LinearMergeParameters<Double>
  ) -> [Double] {
    merge.apply(forward: forward[...], backward: backward[...], hidden: Self.hidden, linear: linear)
  }

  @Test("each is its plain equation, row by row", arguments: try cases())
  func forward(_ example: Case) {
    let (rows, hidden) = (Self.rows, Self.hidden)
    let (forward, backward) = (numbers(rows * hidden, seed: 1), numbers(rows * hidden, seed: 2))
    let expected = (0..<rows).flatMap { row in
      let units = row * hidden..<(row + 1) * hidden
      return example.equation(Array(forward[units]), Array(backward[units]))
    }
    let merged = apply(example.merge, forward, backward, Self.linear)
    #expect(merged.count == rows * example.merge.size(hidden: hidden))
    #expect(merged.count == expected.count)
    for (a, b) in zip(merged, expected) { #expect(abs(a - b) <= 1e-14) }
    let floats = example.merge.apply(
      forward: forward.map { Float($0) }[...], backward: backward.map { Float($0) }[...], hidden: hidden,
      linear: LinearMergeParameters<Float>(seed: 7, stream: "merge", size: Self.size, hidden: hidden))
    for (a, b) in zip(floats, expected) { #expect(abs(Double(a) - b) <= 1e-6) }
  }

  @Test("each gradient is what central differences give", arguments: try cases())
  func gradient(_ example: Case) {
    let (rows, hidden, merge) = (Self.rows, Self.hidden, example.merge)
    let (forward, backward) = (numbers(rows * hidden, seed: 3), numbers(rows * hidden, seed: 4))
    let weights = numbers(rows * merge.size(hidden: hidden), seed: 5)
    func loss(_ forward: [Double], _ backward: [Double], _ linear: LinearMergeParameters<Double>) -> Double {
      zip(apply(merge, forward, backward, linear), weights).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let gradient = merge.gradient(
      of: weights, forward: forward[...], backward: backward[...], hidden: hidden, linear: Self.linear)
    compare(gradient.forward, at: forward) { loss($0, backward, Self.linear) }
    compare(gradient.backward, at: backward) { loss(forward, $0, Self.linear) }
    guard case .linear = merge else {
      #expect(gradient.linear == nil)
      return
    }
    compare(gradient.linear?.weight.values, at: Self.linear.weight.values) {
      var linear = Self.linear
      linear.weight.values = $0
      return loss(forward, backward, linear)
    }
    compare(gradient.linear?.bias.values, at: Self.linear.bias.values) {
      var linear = Self.linear
      linear.bias.values = $0
      return loss(forward, backward, linear)
    }
  }

  /// Relative to the gradient's largest number, or to 1.
  private func compare(_ gradient: [Double]?, at point: [Double], _ loss: ([Double]) -> Double) {
    let step = 1e-5
    let differences = point.indices.map { index in
      var (above, below) = (point, point)
      above[index] += step
      below[index] -= step
      return (loss(above) - loss(below)) / (2 * step)
    }
    let scale = max(1, differences.map(abs).max() ?? 0)
    #expect(gradient?.count == point.count)
    for (a, b) in zip(gradient ?? [], differences) { #expect(abs(a - b) <= 1e-8 * scale) }
  }

  @Test("max: a tie gives half to each, NaN the whole to both")
  func kinksOfMax() {
    let gradient = Merge.max.gradient(
      of: [8.0, 8, 8, 8, 8], forward: [1, 2, 3, .nan, 3], backward: [1, 3, 2, 3, .nan], hidden: 5)
    #expect(gradient.forward == [4, 0, 8, 8, 8])
    #expect(gradient.backward == [4, 8, 0, 8, 8])
  }

  @Test(
    "kinks of formulas are PyTorch's",
    arguments: [
      ("relu(h)", 0.0, 0.0), ("relu(h - h')", 0, 0), ("abs(h)", 0, 0), ("abs(h - 1 + 1)", 0, 0),
      ("max(h, h')", 0.5, 0.5), ("min(h, h')", 0.5, 0.5), ("max(h, -h')", 0.5, -0.5), ("max(h, 0)", 0.5, 0),
      ("max(h, h', 0)", 0.25, 0.25), ("min(h, h', 1)", 0.5, 0.5), ("max(h, h', 0 - 1)", 0.5, 0.5),
    ])
  func kinks(_ text: String, _ byForward: Double, _ byBackward: Double) throws {
    let gradient = try Self.formula(text).gradient(of: [1.0], forward: [0], backward: [0], hidden: 1)
    #expect(gradient.forward == [byForward])
    #expect(gradient.backward == [byBackward])
  }

  @Test("NaN passes through every formula", arguments: ["relu(h)", "min(h, h')", "max(h', h)", "min(1, h, 2)"])
  func notANumber(_ text: String) throws {
    let merge = try Self.formula(text)
    #expect(merge.apply(forward: [Double.nan], backward: [0], hidden: 1)[0].isNaN)
    #expect(merge.gradient(of: [1.0], forward: [.nan], backward: [0], hidden: 1).forward[0] != 0)
  }

  @Test("the five have words, and only they are found by them")
  func words() throws {
    #expect(Merge.basic.map(\.word) == ["concat", "sum", "average", "product", "max"])
    for merge in Merge.basic { #expect(Merge(word: merge.word) == merge) }
    for word in ["apart", "linear", "h", "Concat", ""] { #expect(Merge(word: word) == nil) }
    #expect(Merge.apart.word == "apart" && Merge.linear(size: 2).word == "linear")
    #expect(try Self.formula(" h+h' ").word == " h+h' ")
  }

  @Test("a linear merge starts like torch.nn.Linear of 2H inputs")
  func seeded() {
    let parameters = LinearMergeParameters<Double>(seed: 1, stream: "a", size: 50, hidden: 8)
    #expect(parameters.weight.shape == [50, 16] && parameters.bias.shape == [50])
    for numbers in [parameters.weight.values, parameters.bias.values] {
      #expect(numbers.allSatisfy { abs($0) <= 0.25 })
      #expect(numbers.contains { $0 > 0.2 } && numbers.contains { $0 < -0.2 })
    }
    #expect(parameters.weight.values.prefix(50) != parameters.bias.values[...])
    #expect(parameters == LinearMergeParameters(seed: 1, stream: "a", size: 50, hidden: 8))
    #expect(parameters != LinearMergeParameters(seed: 2, stream: "a", size: 50, hidden: 8))
    #expect(parameters != LinearMergeParameters(seed: 1, stream: "b", size: 50, hidden: 8))
  }

  @Test(
    "a linear merge refuses other shapes",
    arguments: [
      ([3, 5], [3], "weight of a linear merge (M, 2H): expected shape (3, 4), got (3, 5)"),
      ([3, 0], [3], "weight of a linear merge (M, 2H): expected shape (3, 2), got (3, 0)"),
      ([6], [3], "weight of a linear merge (M, 2H): expected shape (6, 2), got (6)"),
      ([2, 2, 2], [2], "weight of a linear merge (M, 2H): expected shape (2, 2), got (2, 2, 2)"),
      ([3, 4], [4], "bias of a linear merge (M): expected shape (3), got (4)"),
    ])
  func shapes(_ weight: [Int], _ bias: [Int], _ message: String) {
    let error = #expect(throws: ShapeError.self) {
      try LinearMergeParameters<Double>(weight: Tensor(zeros: weight), bias: Tensor(zeros: bias))
    }
    #expect(error?.description == message)
  }

  @Test("merged states after a sequence's end are zeros, all at once and one at a time", arguments: Merge.basic)
  func padding(_ merge: Merge) throws {
    let subject = try RandomNetwork(
      Configuration(cell: .gru, inputSize: 2, hiddenSize: 3), time: 3, batch: 2, lengths: [2, 3], seed: 14)
    let trace = try subject.run()
    let (all, size) = (try #require(trace.merged(merge, layer: 0)), merge.size(hidden: 3))
    for t in 0..<3 {
      for sequence in 0..<2 {
        let start = (t * 2 + sequence) * size
        let one = try #require(trace.merged(merge, layer: 0, t: t, sequence: sequence))
        #expect(Array(all.values[start..<start + size]) == one)
        #expect(one.allSatisfy { $0 == 0 } == (t == 2 && sequence == 0))
      }
    }
  }

  @Test("a layer's merged states: linear with its parameters, and nothing without them")
  func trace() throws {
    let input = try Tensor<Double>(shape: [2, 1, 1], values: [1, 2])
    let trace = try Network.counter(.bidirectional).run(input)
    let parameters = try LinearMergeParameters<Double>(
      weight: Tensor(shape: [1, 2], values: [10, 1]), bias: Tensor(shape: [1], values: [0.5]))
    let merged = try #require(trace.merged(.linear(size: 1), layer: 0, linear: parameters))
    #expect(merged.shape == [2, 1, 1] && merged.values == [13.5, 32.5])
    #expect(trace.merged(.linear(size: 1), layer: 0) == nil)
    #expect(trace.merged(.apart, layer: 0)?.values == [1, 3, 3, 2])
    #expect(trace.merged(try Self.formula("concat(h, h - h')"), layer: 0)?.values == [1, -2, 3, 1])
  }
}
