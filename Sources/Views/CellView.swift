import Engine
import Lab
import Lessons
import Surface

/// One unit of one cell, opened: a row a gate, each with its formula and numbers, in the order of computation.
struct CellView {
  let live: LiveNetwork
  let cell: OpenCell
  let unit: Int
  let glass: Glass

  private var numbers: Numbers { Numbers(glass: glass) }
  private var notation: Notation { Notation(glass: glass) }
  private var place: StatePlace { cell.place }
  private var t: Int { cell.place.t - 1 }
  private var chain: ChainTrace<Double> { live.trace.chain(layer: place.layer, pass: place.pass) }
  private var isLSTM: Bool { live.settings.cell == .lstm }

  init(_ live: LiveNetwork, _ cell: OpenCell, unit: Int, _ glass: Glass) {
    self.live = live
    self.cell = cell
    self.unit = unit
    self.glass = glass
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    painter.put(heading, region, row: 0)
    if heading.width + origin.width + 2 <= region.columns { painter.putRight(origin, region, row: 0) }
    let parts = CellPart.all(of: live.settings.cell)
    let rows = parts.map { row($0, width: region.columns) }
    let widest = region.columns - 10 - (rows.first?.name.count ?? 0)
    let barColumn = (rows.map { $0.numbers.width }.filter { $0 + 3 < widest }.max() ?? 0) + 3
    let isRoomy = region.rows >= parts.count + 7
    var at = isRoomy ? 2 : 1
    for (index, row) in rows.enumerated() {
      if isRoomy, index == gates.count { at += 1 }
      draw(row, index, barColumn, &painter, region, at)
      at += 1
    }
    for line in explanation(parts[cell.part], width: region.columns) where at + 1 < region.rows {
      at += 1
      painter.put(line, region, row: at)
    }
  }

  private func draw(
    _ row: Row, _ index: Int, _ barColumn: Int, _ painter: inout Painter, _ region: Region, _ at: Int
  ) {
    let isNow = index == cell.part
    let mark = Span(isNow ? glass.text("▸") : " ", .notice)
    let name = Span(row.name, Look(notation.role(place.pass), isBold: isNow))
    guard index <= cell.part else {
      return painter.put([mark, name, Span(row.symbols, .dim)], region, row: at)
    }
    let value = Span(row.result, Look(.ink, isNow: isNow, isBold: true))
    painter.put([mark, name] + row.numbers.dropLast() + [value], region, row: at)
    guard let size = row.size, row.numbers.width < barColumn else { return }
    let bar = Glyphs(glass: glass, scale: 1).bar(abs(size), width: 9)
    let text = (size < 0 ? glass.text("−") : " ") + bar
    painter.put([Span(text, size < 0 ? .negative : .positive)], region, row: at, column: barColumn + name.width)
  }

  /// One part of the cell as it is written in its row.
  private struct Row {
    var name: String
    /// What stands there before the part is computed.
    var symbols: String
    /// The numbers and, last, the result.
    var numbers: Line
    var result: String
    /// For a bar, where the result lies between −1 and 1.
    var size: Double?
  }

  private func row(_ part: CellPart, width: Int) -> Row {
    let (letter, meaning) = name(part)
    let letters = CellPart.all(of: live.settings.cell).map { name($0).0.count }.max() ?? 1
    var text = letter + " "
    if width >= 60 { text = padded(padded(letter, letters) + "  " + meaning, letters + 10) }
    let (symbols, numbers, result, size) = formula(part)
    let value = Span(result)
    let full: Line = [Span(numbers + " = "), value]
    let fits = 1 + text.count + full.width <= width
    return Row(name: text, symbols: symbols, numbers: fits ? full : [Span("= "), value], result: result, size: size)
  }

  private var gates: [Gate] { live.settings.cell.gates }

  // MARK: The heading

  private var heading: Line {
    let direction = place.pass == .forward ? "forward" : "backward"
    var text = "\(live.settings.cell.title), \(direction), t = \(place.t), unit \(unit + 1) of \(live.stateSize)"
    if live.settings.layers > 1 { text = "layer \(place.layer + 1), " + text }
    return [Span(text, Look(notation.role(place.pass), isBold: true))]
  }

  private var origin: Line {
    var text = "reads " + notation.input(layer: place.layer, place.t)
    if place.layer == 0, let words = live.words {
      text += " = " + glass.text(SafeText.string(words[place.t - 1]))
    }
    text += ", " + notation.before(place)
    if isLSTM { text += ", " + notation.cellBefore(place) }
    if place.layer > 0 { text += "; in is layer \(place.layer)" }
    return [Span(text, .dim)]
  }

  // MARK: Names

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func name(_ part: CellPart) -> (String, String) {
    switch part {
    case .gate(let gate): notation.gate(gate, of: live.settings.cell)
    case .cellState: (notation.cell(place.pass, place.t), "cell")
    case .hidden: (notation.state(place.pass, place.t), "state")
    }
  }

  // MARK: Formulas

  /// Symbols, numbers, result, and the size for a bar where the result lies between −1 and 1.
  private func formula(_ part: CellPart) -> (symbols: String, numbers: String, result: String, size: Double?) {
    switch part {
    case .gate(let gate): gateFormula(gate)
    case .cellState: cellStateFormula()
    case .hidden: hiddenFormula()
    }
  }

  private func number(_ value: Double) -> String { numbers.text(value) }

  private func factor(_ value: Double) -> String {
    Formula(live: live, glass: glass).bracketed(number(value))
  }

  private func sum(_ values: [Double]) -> String {
    Formula(live: live, glass: glass).added(values.map(number))
  }

  private func row(_ gate: Gate) -> Int { gates.firstIndex(of: gate)! * live.settings.hidden + unit }

  private func value(_ gate: Gate) -> Double { chain.gates(\.gate, t: t)[at: row(gate)] }

  private func gateFormula(_ gate: Gate) -> (String, String, String, Double?) {
    let row = row(gate)
    let (w, u) = (notation.weight("W", place.pass), notation.weight("U", place.pass))
    let (x, before) = (notation.input(layer: place.layer, place.t), notation.before(place))
    let wx = chain.gates(\.inputProduct, t: t)[at: row]
    let uh = chain.gates(\.hiddenProduct, t: t)[at: row]
    let letter = notation.gate(gate, of: live.settings.cell).letter
    if gate == .state {
      let total = number(chain.gates(\.preactivation, t: t)[at: row])
      return ("\(w)\(x) + \(u)\(before) + b", sum([wx, uh, chain.bias(row: row)]), total, nil)
    }
    let function = gate == .candidate ? "tanh" : glass.isUnicode ? "σ" : "sigmoid"
    let result = value(gate)
    if live.settings.cell == .gru, gate == .candidate {
      let (input, hidden) = (chain.parameters.biasIH?.values[row] ?? 0, chain.parameters.biasHH?.values[row] ?? 0)
      let times = glass.text("·")
      let numbers = "\(function)(\(sum([wx, input])) + \(number(value(.reset)))\(times)(\(sum([uh, hidden]))))"
      let symbols = "\(function)(\(w)_n \(x) + b_in + r\(times)(\(u)_n \(before) + b_hn))"
      switch live.settings.applied.resetGate {
      case .afterProduct: return (symbols, numbers, number(result), result)
      case .beforeProduct:
        return (
          "\(function)(\(w)_n \(x) + b_in + \(u)_n (\(reset)\(before)) + b_hn)",
          "\(function)(\(sum([wx, input, uh, hidden])))", number(result), result
        )
      case .afterProductOnly:
        let product = number(value(.reset)) + times + factor(uh)
        let gated = Formula(live: live, glass: glass).added([product, number(hidden)])
        return (
          "\(function)(\(w)_n \(x) + b_in + r\(times)\(u)_n \(before) + b_hn)",
          "\(function)(\(sum([wx, input])) + \(gated))", number(result), result
        )
      }
    }
    let symbols = "\(function)(\(w)_\(letter) \(x) + \(u)_\(letter) \(before) + b)"
    return (symbols, "\(function)(\(sum([wx, uh, chain.bias(row: row)])))", number(result), result)
  }

  /// The reset gate times a state, unit by unit.
  private var reset: String { glass.isUnicode ? "r⊙" : "r*" }

  private func cellStateFormula() -> (String, String, String, Double?) {
    let times = glass.text("·")
    let before = chain.cell(t: chain.before(t))[at: unit]
    let numbers =
      "\(factor(value(.forget)))\(times)\(factor(before)) + \(factor(value(.input)))\(times)\(factor(value(.candidate)))"
    let result = chain.cell(t: t)[at: unit]
    return ("f\(times)\(notation.cellBefore(place)) + i\(times)g", numbers, number(result), nil)
  }

  private func hiddenFormula() -> (String, String, String, Double?) {
    let times = glass.text("·")
    let minus = glass.text("−")
    let result = chain.hidden(t: t)[at: unit]
    let text = numbers.text(result, digits: 6)
    switch live.settings.cell {
    case .rnn(let activation):
      let sum = chain.gates(\.preactivation, t: t)[at: unit]
      let f = activation.rawValue
      return ("\(f)(a)", "\(f)(\(number(sum)))", text, activation == .tanh ? result : nil)
    case .gru:
      let (z, before) = (number(value(.update)), chain.hidden(t: chain.before(t))[at: unit])
      let numbers = "(1 \(minus) \(z))\(times)\(factor(value(.candidate))) + \(z)\(times)\(factor(before))"
      return ("(1 \(minus) z)\(times)n + z\(times)\(notation.before(place))", numbers, text, result)
    case .lstm where live.settings.applied.projection != nil:
      let (symbols, numbers) = Formula(live: live, glass: glass).projection(place, unit: unit)
      return (symbols, numbers, text, result)
    case .lstm:
      let numbers = "\(number(value(.output)))\(times)tanh(\(number(chain.cell(t: t)[at: unit])))"
      return ("o\(times)tanh(\(notation.cell(place.pass, place.t)))", numbers, text, result)
    }
  }

  // MARK: The part that is now, in full

  /// Its formula in symbols, and for a gate the two products under it.
  private func explanation(_ part: CellPart, width: Int) -> [Line] {
    let name = name(part).0
    let symbols: Line = [Span(name, notation.role(place.pass)), Span(" = " + formula(part).symbols)]
    switch part {
    case .gate(let gate): return [symbols] + products(gate, width: width)
    case .hidden where gates == [.state]: return [symbols] + products(.state, width: width)
    case .cellState, .hidden: return [symbols]
    }
  }

  /// A gate's rows of a weight; a plain RNN has no others.
  private func weight(_ letter: String, _ gate: Gate) -> String {
    let weight = notation.weight(letter, place.pass)
    return gate == .state ? weight : "\(weight)_\(notation.gate(gate, of: live.settings.cell).letter) "
  }

  private func products(_ gate: Gate, width: Int) -> [Line] {
    let formula = Formula(live: live, glass: glass)
    let row = row(gate)
    var (before, states) = (notation.before(place), Array(chain.hidden(t: chain.before(t))))
    if gate == .candidate, live.settings.applied.resetGate == .beforeProduct {
      before = "(\(reset)\(before))"
      states = zip(chain.gates(\.gate, t: t), states).map { $0 * $1 }
    }
    let parts = [
      (
        weight("W", gate) + notation.input(layer: place.layer, place.t),
        chain.parameters.weightIH.row(row), live.input(of: place),
        chain.gates(\.inputProduct, t: t)[at: row]
      ),
      (
        weight("U", gate) + before, chain.parameters.weightHH.row(row), states[...],
        chain.gates(\.hiddenProduct, t: t)[at: row]
      ),
    ]
    return parts.flatMap { name, weights, values, result -> [Line] in
      let text = "\(name) = \(formula.added(formula.terms(weights: weights, values: values))) = \(number(result))"
      return Array(wrap([Span(text, .dim)], width: width).prefix(3))
    }
  }
}
