import Engine
import Lab

/// Formulas with their numbers put in, read from the trace.
struct Formula {
  let live: LiveNetwork
  let glass: Glass

  private var numbers: Numbers { Numbers(glass: glass) }
  private var notation: Notation { Notation(glass: glass) }
  private var times: String { glass.text("·") }

  /// The formula of one unit of a state: its symbols, its numbers, its result; the longest form that fits `width`.
  func line(_ place: StatePlace, unit: Int, width: Int) -> Line {
    let lines = forms(place, unit: unit)
    return lines.first { $0.width <= width } ?? lines.last!.cut(to: width, glass)
  }

  /// From the longest form to the shortest.
  private func forms(_ place: StatePlace, unit: Int) -> [Line] {
    let chain = live.trace.chain(layer: place.layer, pass: place.pass)
    let t = place.t - 1
    let role = notation.role(place.pass)
    let result = numbers.text(Double(chain.hidden(t: t)[at: unit]), digits: 6)
    var name = notation.state(place.pass, place.t)
    if live.stateSize > 1 { name += " unit \(unit + 1)" }
    if live.settings.layers > 1 { name = "layer \(place.layer + 1) " + name }
    let steps: [[String]]
    switch live.settings.cell {
    case .rnn(let activation): steps = rnnForms(place, chain, activation, unit)
    case .gru: steps = withAndWithoutSymbols(gruForms(place, chain, unit))
    case .lstm where live.settings.applied.projection != nil:
      let forms = projection(place, unit: unit)
      steps = withAndWithoutSymbols([forms.symbols, forms.numbers])
    case .lstm: steps = withAndWithoutSymbols(lstmForms(place, chain, unit))
    }
    return (steps + [[]]).map { middle in
      [Span(name, role), Span((middle + [result]).map { " = " + $0 }.joined())]
    }
  }

  private func withAndWithoutSymbols(_ forms: [String]) -> [[String]] { [forms, Array(forms.suffix(1))] }

  private func rnnForms(
    _ place: StatePlace, _ chain: ChainTrace<Double>, _ activation: Activation, _ unit: Int
  ) -> [[String]] {
    let input = notation.input(layer: place.layer, place.t)
    let (w, u) = (notation.weight("W", place.pass), notation.weight("U", place.pass))
    let f = activation.rawValue
    let symbols = "\(f)(\(w)\(input) + \(u)\(notation.before(place)) + \(notation.weight("b", place.pass)))"
    let t = place.t - 1
    let bias = chain.bias(row: unit)
    let products =
      terms(weights: chain.parameters.weightIH.row(unit), values: live.input(of: place))
      + terms(weights: chain.parameters.weightHH.row(unit), values: chain.hidden(t: chain.before(t)))
    let sums = [chain.gates(\.inputProduct, t: t)[at: unit], chain.gates(\.hiddenProduct, t: t)[at: unit], bias]
    let preactivation = numbers.text(chain.gates(\.preactivation, t: t)[at: unit])
    let expanded = "\(f)(\(added(products + [numbers.text(bias)])))"
    let short = "\(f)(\(added(Array(products.prefix(2)) + [glass.text("…"), numbers.text(bias)])))"
    let summed = "\(f)(\(added(sums.map { numbers.text($0) })))"
    let last = "\(f)(\(preactivation))"
    // Of several units the sums alone: which of the longer forms fits would change from step to step.
    if live.settings.hidden > 1 { return [[symbols, short, summed, last], [summed], [last]] }
    return [[symbols, expanded, last], [symbols, expanded], [symbols, summed], [summed], [last]]
  }

  private func gruForms(_ place: StatePlace, _ chain: ChainTrace<Double>, _ unit: Int) -> [String] {
    let (gates, H) = (chain.gates(\.gate, t: place.t - 1), live.settings.hidden)
    let (z, n) = (numbers.text(gates[at: H + unit]), numbers.text(gates[at: 2 * H + unit]))
    let before = numbers.text(chain.hidden(t: chain.before(place.t - 1))[at: unit])
    let minus = glass.text("−")
    return [
      "(1 \(minus) z)\(times)n + z\(times)\(notation.before(place))",
      "(1 \(minus) \(z))\(times)\(bracketed(n)) + \(z)\(times)\(bracketed(before))",
    ]
  }

  private func lstmForms(_ place: StatePlace, _ chain: ChainTrace<Double>, _ unit: Int) -> [String] {
    let t = place.t - 1
    let o = numbers.text(chain.gates(\.gate, t: t)[at: 3 * live.settings.hidden + unit])
    let c = numbers.text(chain.cell(t: t)[at: unit])
    return ["o\(times)tanh(\(notation.cell(place.pass, place.t)))", "\(o)\(times)tanh(\(c))"]
  }

  /// h[t] of an LSTM that projects its states: a row of W_hr times o·tanh(c).
  func projection(_ place: StatePlace, unit: Int) -> (symbols: String, numbers: String) {
    let chain = live.trace.chain(layer: place.layer, pass: place.pass)
    let units = live.settings.hidden
    let values = chain.unprojected.dropFirst((place.t - 1) * units).prefix(units)
    let weights = chain.parameters.weightHR?.row(unit) ?? []
    return (
      "\(notation.weight("W", place.pass))_hr (o\(times)tanh(\(notation.cell(place.pass, place.t))))",
      added(terms(weights: weights, values: values))
    )
  }

  /// w·v for each weight and value.
  func terms(weights: ArraySlice<Double>, values: ArraySlice<Double>) -> [String] {
    zip(weights, values).map { "\(bracketed(numbers.text($0), leading: true))\(times)\(bracketed(numbers.text($1)))" }
  }

  /// A sum in which a leading minus becomes a subtraction.
  func added(_ terms: [String]) -> String {
    let minus = glass.text("−")
    return terms.dropFirst().reduce(terms.first ?? "0") { sum, term in
      term.hasPrefix(minus) ? "\(sum) \(minus) \(term.dropFirst(minus.count))" : "\(sum) + \(term)"
    }
  }

  /// A negative factor in parentheses, so that two signs never meet; `leading` factors keep theirs for `added`.
  func bracketed(_ number: String, leading: Bool = false) -> String {
    !leading && number.hasPrefix(glass.text("−")) ? "(\(number))" : number
  }
}

extension ArraySlice {
  /// Counts from the slice's own start.
  subscript(at offset: Int) -> Element { self[startIndex + offset] }
}

extension Tensor<Double> {
  /// One row of a matrix.
  func row(_ index: Int) -> ArraySlice<Double> {
    values[index * shape[1]..<(index + 1) * shape[1]]
  }
}

extension ChainTrace<Double> {
  /// b_ih + b_hh of a gate row; zero in a network without biases.
  func bias(row: Int) -> Double {
    (parameters.biasIH?.values[row] ?? 0) + (parameters.biasHH?.values[row] ?? 0)
  }
}
