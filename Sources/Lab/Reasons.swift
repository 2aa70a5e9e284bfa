import Engine

/// Where the numbers of a run of one sequence come from. Everything is read from the trace.
struct Reasons {
  let trace: Trace<Double>
  /// How the last layer's states are merged, and what that gave, shape (T, 1, ·); nil for a one-way network.
  let merge: Merge
  let merged: Tensor<Double>?
  /// Whether the backward states were turned into the order of time before they were merged.
  var isRealigned = true

  /// The last timestep that was read.
  private var length: Int { trace.lengths?[0] ?? trace.time }

  var configuration: Configuration { trace.configuration }

  // MARK: Values

  /// Whether the run has such a number.
  func has(_ term: Term) -> Bool {
    switch term {
    case .merged(let layer, let t, let index):
      configuration.direction == .bidirectional && (0..<configuration.layers).contains(layer)
        && (1...length).contains(t) && (0..<mergedStates(layer).shape[2]).contains(index)
    case .hidden(let place, let unit): has(place) && (0..<configuration.stateSize).contains(unit)
    case .unprojected(let place, let unit):
      configuration.projectionSize != nil && has(place) && (0..<configuration.hiddenSize).contains(unit)
    case .cellState(let place, let unit):
      configuration.cell == .lstm && has(place) && (0..<configuration.hiddenSize).contains(unit)
    case .gate(let place, let gate, let unit), .inputProduct(let place, let gate, let unit),
      .stateProduct(let place, let gate, let unit):
      configuration.cell.gates.contains(gate) && has(place) && (0..<configuration.hiddenSize).contains(unit)
    case .given(let place): trace.number(at: place) != nil
    }
  }

  private func has(_ place: StatePlace) -> Bool {
    (0..<configuration.layers).contains(place.layer) && configuration.direction.passes.contains(place.pass)
      && (1...length).contains(place.t)
  }

  /// The number itself; nil where the run has none such.
  func value(of term: Term) -> Double? {
    guard has(term) else { return nil }
    switch term {
    case .merged(let layer, let t, let index):
      let states = mergedStates(layer)
      return states.values[(t - 1) * states.shape[2] + index]
    case .hidden(let place, let unit): return chain(place).hidden(t: place.t - 1).number(unit)
    case .unprojected(let place, let unit):
      return chain(place).unprojected.number((place.t - 1) * configuration.hiddenSize + unit)
    case .cellState(let place, let unit): return chain(place).cell(t: place.t - 1).number(unit)
    case .gate(let place, let gate, let unit): return kept(\.gate, place, gate, unit)
    case .inputProduct(let place, let gate, let unit): return kept(\.inputProduct, place, gate, unit)
    case .stateProduct(let place, let gate, let unit): return kept(\.hiddenProduct, place, gate, unit)
    case .given(let place): return trace.number(at: place)
    }
  }

  private func mergedStates(_ layer: Int) -> Tensor<Double> {
    if layer == configuration.layers - 1, let merged { return merged }
    return trace.layers[layer].output
  }

  private func chain(_ place: StatePlace) -> ChainTrace<Double> { trace.chain(layer: place.layer, pass: place.pass) }

  private func row(_ gate: Gate, _ unit: Int) -> Int {
    configuration.cell.gates.firstIndex(of: gate)! * configuration.hiddenSize + unit
  }

  private func kept(
    _ values: KeyPath<ChainTrace<Double>, ArraySlice<Double>>, _ place: StatePlace, _ gate: Gate, _ unit: Int
  ) -> Double {
    chain(place).gates(values, t: place.t - 1).number(row(gate, unit))
  }

  // MARK: Explanations

  /// nil for what is given, and for what the run has not.
  func explanation(of term: Term) -> Explanation? {
    guard let value = value(of: term), let expression = expression(of: term) else { return nil }
    let summands = expression.summands
    var ends: [Term: Double] = [:]
    for summand in summands.count > 1 ? summands : [] {
      if let last = summand.terms.last { ends[last, default: 0] += self.value(of: summand) }
    }
    let operands = expression.terms.map {
      Explanation.Operand(term: $0, value: self.value(of: $0) ?? 0, contribution: ends[$0])
    }
    return Explanation(
      term: term, value: value, expression: expression, preactivation: preactivation(of: term), operands: operands)
  }

  private func preactivation(of term: Term) -> Double? {
    switch term {
    case .hidden(let place, let unit):
      if case .rnn = configuration.cell { kept(\.preactivation, place, .state, unit) } else { nil }
    case .gate(let place, let gate, let unit): kept(\.preactivation, place, gate, unit)
    default: nil
    }
  }

  /// What an expression's numbers make together.
  private func value(of expression: Expression) -> Double {
    switch expression {
    case .term(let term): value(of: term) ?? 0
    case .constant(let number): number
    case .negative(let inner): -value(of: inner)
    case .sum(let parts): parts.reduce(0) { $0 + value(of: $1) }
    case .difference(let a, let b): value(of: a) - value(of: b)
    case .product(let parts): parts.reduce(1) { $0 * value(of: $1) }
    case .quotient(let a, let b): value(of: a) / value(of: b)
    case .function(let function, let arguments): function.apply(arguments.map(value))
    }
  }

  /// How the number is computed from those that stand right before it.
  func expression(of term: Term) -> Expression? {
    switch term {
    case .given: nil
    case .merged(let layer, let t, let index): mergedExpression(layer, t, index)
    case .hidden(let place, let unit): hiddenExpression(place, unit)
    case .unprojected(let place, let unit): shownExpression(place, unit)
    case .cellState(let place, let unit):
      .sum([
        .product([gate(place, .forget, unit), .term(cellBefore(place, unit))]),
        .product([gate(place, .input, unit), gate(place, .candidate, unit)]),
      ])
    case .gate(let place, let gate, let unit): gateExpression(place, gate, unit)
    case .inputProduct(let place, let gate, let unit): .sum(inputProducts(place, gate, unit))
    case .stateProduct(let place, let gate, let unit): .sum(stateProducts(place, gate, unit))
    }
  }

  // MARK: Cells

  private func gate(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> Expression {
    .term(.gate(place, gate, unit: unit))
  }

  private func hiddenExpression(_ place: StatePlace, _ unit: Int) -> Expression {
    if configuration.projectionSize != nil {
      return .sum(
        (0..<configuration.hiddenSize).map {
          .product([parameter(.weightHR, place, unit, $0), .term(.unprojected(place, unit: $0))])
        })
    }
    switch configuration.cell {
    case .rnn: return gateExpression(place, .state, unit)
    case .lstm: return shownExpression(place, unit)
    case .gru:
      let z = gate(place, .update, unit)
      return .sum([
        .product([.difference(.constant(1), z), gate(place, .candidate, unit)]),
        .product([z, .term(before(place, unit))]),
      ])
    }
  }

  /// o·tanh(c).
  private func shownExpression(_ place: StatePlace, _ unit: Int) -> Expression {
    .product([gate(place, .output, unit), .function(.tanh, [.term(.cellState(place, unit: unit))])])
  }

  private func gateExpression(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> Expression {
    let row = row(gate, unit)
    let (input, state) = (inputPart(place, gate, unit), statePart(place, gate, unit))
    let biases = configuration.bias ? [parameter(.biasIH, place, row), parameter(.biasHH, place, row)] : []
    let inputBias = Array(biases.prefix(1))
    let stateBias = Array(biases.suffix(1))
    guard configuration.cell == .gru, gate == .candidate, configuration.resetGate != .beforeProduct else {
      return .function(nonlinearity(gate), [.sum([input, state] + biases)])
    }
    let r = self.gate(place, .reset, unit)
    let isInside = configuration.resetGate == .afterProduct && configuration.bias
    let reset = Expression.product([r, isInside ? .sum([state] + stateBias) : state])
    return .function(.tanh, [.sum([input] + inputBias + [reset] + (isInside ? [] : stateBias))])
  }

  private func nonlinearity(_ gate: Gate) -> Expression.Function {
    switch (configuration.cell, gate) {
    case (.rnn(.relu), _): .relu
    case (.rnn(.tanh), _), (_, .candidate): .tanh
    default: .sigmoid
    }
  }

  /// W x[t]: a term of its own, or written out where it is one product.
  private func inputPart(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> Expression {
    configuration.inputSize(ofLayer: place.layer) == 1
      ? inputProducts(place, gate, unit)[0] : .term(.inputProduct(place, gate, unit: unit))
  }

  /// U h[t−1], likewise.
  private func statePart(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> Expression {
    configuration.stateSize == 1
      ? stateProducts(place, gate, unit)[0] : .term(.stateProduct(place, gate, unit: unit))
  }

  private func inputProducts(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> [Expression] {
    let row = row(gate, unit)
    return (0..<configuration.inputSize(ofLayer: place.layer)).map {
      .product([parameter(.weightIH, place, row, $0)] + dropout(place, $0) + [.term(input(place, $0))])
    }
  }

  private func stateProducts(_ place: StatePlace, _ gate: Gate, _ unit: Int) -> [Expression] {
    let row = row(gate, unit)
    let isReset = configuration.cell == .gru && gate == .candidate && configuration.resetGate == .beforeProduct
    return (0..<configuration.stateSize).map { column in
      let reset = isReset ? [self.gate(place, .reset, column)] : []
      return .product([parameter(.weightHH, place, row, column)] + reset + [.term(before(place, column))])
    }
  }

  private func parameter(_ kind: ParameterKind, _ place: StatePlace, _ row: Int, _ column: Int = 0) -> Expression {
    .term(.given(.parameter(ParameterID(kind, layer: place.layer, pass: place.pass), row: row, column: column)))
  }

  // MARK: What a state is computed from

  private func before(_ place: StatePlace, _ unit: Int) -> Term {
    guard let before = place.before(time: length) else {
      return .given(.initialHidden(layer: place.layer, pass: place.pass, unit: unit))
    }
    return .hidden(before, unit: unit)
  }

  private func cellBefore(_ place: StatePlace, _ unit: Int) -> Term {
    guard let before = place.before(time: length) else {
      return .given(.initialCell(layer: place.layer, pass: place.pass, unit: unit))
    }
    return .cellState(before, unit: unit)
  }

  /// A number that a layer reads: an input, a state of the layer below where they stand side by side, or a merged one.
  private func input(_ place: StatePlace, _ index: Int) -> Term {
    guard place.layer > 0 else { return .given(.input(t: place.t, feature: index)) }
    let (below, size) = (place.layer - 1, configuration.stateSize)
    guard configuration.direction == .bidirectional else {
      return .hidden(StatePlace(layer: below, pass: .forward, t: place.t), unit: index)
    }
    switch configuration.merge(ofLayer: below) {
    case .apart: return .hidden(StatePlace(layer: below, pass: place.pass, t: place.t), unit: index)
    case .concat:
      let pass: Pass = index < size ? .forward : .backward
      return .hidden(StatePlace(layer: below, pass: pass, t: place.t), unit: index % size)
    default: return .merged(layer: below, t: place.t, index: index)
    }
  }

  /// What training multiplied a number between two layers with, where it did.
  private func dropout(_ place: StatePlace, _ index: Int) -> [Expression] {
    guard place.layer > 0, let given = value(of: input(place, index)), given != 0 else { return [] }
    let isBackwardOnly = configuration.merge(ofLayer: place.layer - 1) == .apart && place.pass == .backward
    let offset = isBackwardOnly ? configuration.stateSize : 0
    let read = trace.input(layer: place.layer, t: place.t - 1).number(offset + index)
    return read == given ? [] : [.constant(read / given)]
  }

  // MARK: Merges

  private func mergedExpression(_ layer: Int, _ t: Int, _ index: Int) -> Expression {
    let (size, isLast) = (configuration.stateSize, layer == configuration.layers - 1)
    func state(_ pass: Pass, _ unit: Int) -> Expression {
      let isTurned = pass == .backward && isLast && !isRealigned
      return .term(.hidden(StatePlace(layer: layer, pass: pass, t: isTurned ? length + 1 - t : t), unit: unit))
    }
    let pair = [state(.forward, index % size), state(.backward, index % size)]
    switch isLast ? merge : configuration.merge(ofLayer: layer) {
    case .concat, .apart: return pair[index / size]
    case .sum: return .sum(pair)
    case .average: return .quotient(.sum(pair), .constant(2))
    case .product: return .product(pair)
    case .max: return .function(.max, pair)
    case .formula(let formula): return Expression(formula.parts[index / size], forward: pair[0], backward: pair[1])
    case .linear:
      let place = StatePlace(layer: layer, pass: .forward, t: t)
      let products = (0..<2 * size).map { column in
        Expression.product([
          parameter(.mergeWeight, place, index, column), state(column < size ? .forward : .backward, column % size),
        ])
      }
      return .sum(products + [parameter(.mergeBias, place, index)])
    }
  }
}

extension StatePlace {
  /// The state of the same chain that this one is computed from; nil where that is the start.
  func before(time: Int) -> StatePlace? {
    let t = pass == .forward ? self.t - 1 : self.t + 1
    return (1...time).contains(t) ? StatePlace(layer: layer, pass: pass, t: t) : nil
  }
}

extension ArraySlice<Double> {
  /// Counts from the slice's own start.
  fileprivate func number(_ offset: Int) -> Double { self[startIndex + offset] }
}
