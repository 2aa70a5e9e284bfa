import Engine
import Lessons
import Testing

@testable import Lab

/// A number is what its formula makes of its operands, and every way down ends at what is given.
struct WhyTests {
  /// A random network with a random input and random start states.
  struct Case: CustomTestStringConvertible, Sendable {
    var configuration: Configuration
    /// Of the last layer.
    var merge: Merge

    var testDescription: String {
      let c = configuration
      let merges = (c.merges + [merge]).map(\.word).joined(separator: ", ")
      return "\(c.cell.name) \(c.resetGate.rawValue), I \(c.inputSize), H \(c.hiddenSize), L \(c.layers), "
        + "\(c.direction), bias \(c.bias), P \(c.projectionSize ?? 0), \(merges)"
    }

    func reasons(seed: UInt64) throws -> Reasons {
      var random = SeededGenerator(seed: seed)
      func tensor(_ shape: [Int]) throws -> Tensor<Double> {
        try Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(1) })
      }
      var configuration = configuration
      configuration.merges.append(merge)
      var tensors: [String: Tensor<Double>] = [:]
      for id in configuration.parameterIDs { tensors[id.name] = try tensor(configuration.shape(of: id)) }
      let network = try Network(configuration, tensors: tensors)
      let rows = configuration.layers * configuration.directions
      let initial = InitialState(
        hidden: try tensor([rows, 1, configuration.stateSize]),
        cell: configuration.cell == .lstm ? try tensor([rows, 1, configuration.hiddenSize]) : nil)
      let trace = try network.run(try tensor([3, 1, configuration.inputSize]), initial: initial)
      let last = configuration.layers - 1
      return Reasons(trace: trace, merge: merge, merged: trace.merged(merge, layer: last))
    }
  }

  private static let cells: [(Cell, ResetGate, Int?)] = [
    (.rnn(.tanh), .afterProduct, nil), (.rnn(.relu), .afterProduct, nil), (.gru, .afterProduct, nil),
    (.gru, .beforeProduct, nil), (.gru, .afterProductOnly, nil), (.lstm, .afterProduct, nil),
    (.lstm, .afterProduct, 1), (.lstm, .afterProduct, 2),
  ]

  private static let formulas = [
    "tanh(h) * h' + 0.5", "concat(h - h', h / (2 + h'), -h)", "max(h, h', 0.1) - min(h, h')",
    "sigmoid(h) * relu(h') * abs(h) + h + h",
  ].compactMap { try? MergeFormula($0) }

  private static let merges: [Merge] =
    Merge.basic + [.apart, .linear(size: 2), .linear(size: 1)] + formulas.map(Merge.formula)

  /// Every cell with and without biases, with every merge below and on top, one way and both.
  static let cases: [Case] = cells.flatMap { cell, reset, projection in
    [true, false].flatMap { bias in
      merges.indices.flatMap { index -> [Case] in
        func configuration(_ layers: Int, _ direction: Direction, _ input: Int, _ hidden: Int) -> Configuration {
          Configuration(
            cell: cell, inputSize: input, hiddenSize: projection == nil ? hidden : 3, layers: layers,
            direction: direction, bias: bias, projectionSize: projection, resetGate: reset,
            merges: Array(repeating: merges[index], count: layers - 1))
        }
        let other = merges[(index + 3) % merges.count]
        let twoWay =
          [
            Case(configuration: configuration(1, .bidirectional, 1, 1), merge: merges[index]),
            Case(configuration: configuration(2, .bidirectional, 2, 3), merge: other),
          ] + (bias ? [Case(configuration: configuration(3, .bidirectional, 1, 2), merge: merges[index])] : [])
        return index > 0 ? twoWay : twoWay + [Case(configuration: configuration(2, .forward, 2, 2), merge: .concat)]
      }
    }
  }

  @Test func `there are formulas among the merges`() { #expect(Self.formulas.count == 4) }

  /// All numbers of the top: merged states, or the states of a one-way network.
  private func roots(_ reasons: Reasons) -> [Term] {
    let (last, time) = (reasons.configuration.layers - 1, reasons.trace.time)
    return (1...time).flatMap { t -> [Term] in
      guard let merged = reasons.merged else {
        return (0..<reasons.configuration.stateSize).map {
          .hidden(StatePlace(layer: last, pass: .forward, t: t), unit: $0)
        }
      }
      return (0..<merged.shape[2]).map { .merged(layer: last, t: t, index: $0) }
    }
  }

  /// The arithmetic once more, sharing nothing with the lab.
  private func value(_ expression: Expression, _ reasons: Reasons) -> Double {
    func value(_ inner: Expression) -> Double { self.value(inner, reasons) }
    switch expression {
    case .term(let term): return reasons.value(of: term) ?? .nan
    case .constant(let number): return number
    case .negative(let inner): return 0 - value(inner)
    case .sum(let parts): return parts.reversed().reduce(0) { $0 + value($1) }
    case .difference(let a, let b): return value(a) - value(b)
    case .product(let parts): return parts.reversed().reduce(1) { $0 * value($1) }
    case .quotient(let a, let b): return value(a) / value(b)
    case .function(let function, let arguments):
      let x = value(arguments[0])
      switch function {
      case .sigmoid: return 0.5 * (1 + Double.tanh(x / 2))
      case .tanh: return 1 - 2 / (1 + Double.exp(2 * x))
      case .relu: return x > 0 ? x : 0
      case .abs: return x < 0 ? -x : x
      case .min: return arguments.map(value).sorted()[0]
      case .max: return arguments.map(value).sorted().last!
      }
    }
  }

  @Test(arguments: cases)
  func `every number is what its formula makes of its operands, down to what is given`(networkCase: Case) throws {
    let reasons = try networkCase.reasons(seed: 7)
    var height: [Term: Int] = [:]
    var given: Set<NumberPlace> = []
    var entering: Set<Term> = []
    /// The longest way down from a number, which no way may meet twice.
    func descend(_ term: Term) -> Int {
      if let known = height[term] { return known }
      guard let number = reasons.value(of: term) else {
        Issue.record("\(term) has no value")
        return 0
      }
      guard let explanation = reasons.explanation(of: term) else {
        if case .given(let place) = term { given.insert(place) } else { Issue.record("\(term) ends") }
        height[term] = 0
        return 0
      }
      guard entering.insert(term).inserted else {
        Issue.record("\(term) is computed from itself")
        return 0
      }
      let computed = value(explanation.expression, reasons)
      if abs(number - computed) > 1e-12 { Issue.record("\(term) is \(number), its formula gives \(computed)") }
      if let sum = explanation.preactivation, case .function(_, let arguments) = explanation.expression {
        if abs(value(arguments[0], reasons) - sum) > 1e-12 { Issue.record("\(term): another sum than \(sum)") }
      }
      checkContributions(explanation, reasons)
      let below = explanation.operands.map { descend($0.term) }.max() ?? 0
      height[term] = below + 1
      return below + 1
    }
    for root in roots(reasons) {
      // At most gate, cell state, product, projection and merge for each state on the way.
      #expect(descend(root) <= 6 * (reasons.trace.time + 1) * networkCase.configuration.layers + 1)
    }
    // Every weight, bias, input and start state is at the end of some way, but for those that the merges never read.
    guard networkCase.configuration.merges.isEmpty, networkCase.merge == .concat else { return }
    for id in reasons.configuration.parameterIDs {
      let shape = reasons.configuration.shape(of: id)
      for row in 0..<shape[0] {
        for column in 0..<(shape.count > 1 ? shape[1] : 1) {
          #expect(given.contains(.parameter(id, row: row, column: column)), "\(id.name)[\(row), \(column)]")
        }
      }
    }
    for t in 1...3 { #expect(given.contains(.input(t: t, feature: 0))) }
    for pass in Pass.allCases { #expect(given.contains(.initialHidden(layer: 0, pass: pass, unit: 0))) }
  }

  private func checkContributions(_ explanation: Explanation, _ reasons: Reasons) {
    let shown = explanation.operands.compactMap(\.contribution)
    let summands = explanation.expression.summands
    guard summands.count > 1 else {
      if !shown.isEmpty { Issue.record("\(explanation.term) is no sum") }
      return
    }
    let constants = summands.filter { $0.terms.isEmpty }.map { value($0, reasons) }
    let whole: Double
    switch explanation.expression {
    case .function(_, let arguments): whole = value(arguments[0], reasons)
    default: whole = explanation.value
    }
    let total = (shown + constants).reduce(0, +)
    if abs(total - whole) > 1e-12 { Issue.record("\(explanation.term): \(total) of \(whole) is shown") }
  }
}
