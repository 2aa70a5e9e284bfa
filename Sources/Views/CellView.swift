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
    self.unit = min(unit, live.settings.hidden - 1)
    self.glass = glass
  }

  func draw(_ painter: inout Painter, _ region: Region) {
    let isRoomy = region.rows >= 13 && region.columns >= 60
    painter.put(heading, region, row: 0)
    let origin = origin
    if heading.width + origin.width + 2 <= region.columns { painter.putRight(origin, region, row: 0) }
    let top = region.rows >= 11 ? 2 : 1
    var row = top
    for (index, part) in CellPart.all(of: live.settings.cell).enumerated() {
      if isRoomy, case .gate = part {} else if isRoomy { row += index > 0 && row == top + gates.count ? 1 : 0 }
      painter.put(line(part, index, width: region.columns), region, row: row)
      row += 1
    }
    guard case .gate(let gate) = CellPart.all(of: live.settings.cell)[cell.part] else { return }
    for (offset, line) in products(gate, width: region.columns).enumerated() where row + 1 + offset < region.rows {
      painter.put(line, region, row: row + 1 + offset)
    }
  }

  private var gates: [Gate] { live.settings.cell.gates }

  // MARK: The heading

  private var heading: Line {
    let direction = place.pass == .forward ? "forward" : "backward"
    var text = "\(live.settings.cell.title), \(direction), t = \(place.t), unit \(unit + 1) of \(live.settings.hidden)"
    if live.settings.layers > 1 { text = "layer \(place.layer + 1), " + text }
    return [Span(text, Look(notation.role(place.pass), isBold: true))]
  }

  private var origin: Line {
    var text = "reads " + notation.input(layer: place.layer, place.t)
    if place.layer == 0, case .words(let words) = live.experiment.input {
      text += " = " + glass.text(SafeText.string(words[place.t - 1]))
    }
    text += ", " + notation.before(place)
    if isLSTM { text += ", " + notation.cellBefore(place) }
    return [Span(text, .dim)]
  }

  // MARK: One line a part

  private func line(_ part: CellPart, _ index: Int, width: Int) -> Line {
    let isShown = index <= cell.part
    let isNow = index == cell.part
    let (name, meaning) = name(part)
    var line: Line = [
      Span(isNow ? glass.text("▸") : " ", .notice),
      Span(name + " ", Look(notation.role(place.pass), isBold: isNow)),
    ]
    if width >= 60 { line.append(Span(padded(meaning, 10), .dim)) }
    let (symbols, values, result, size) = formula(part)
    guard isShown else { return (line + [Span("= " + symbols, .dim)]).cut(to: width, glass) }
    let value = Span(result, Look(.ink, isNow: isNow, isBold: true))
    let full = line + [Span("= \(symbols) = \(values) = "), value]
    let short = line + [Span("= \(values) = "), value]
    let least = line + [Span("= "), value]
    let chosen = [full, short, least].first { $0.width <= width } ?? least
    guard let size, chosen.width + 12 <= width else { return chosen }
    let column = max(chosen.width + 2, min(width - 10, 66))
    let bar = Glyphs(glass: glass, scale: 1).bar(abs(size), width: 9)
    return chosen + [Span(String(repeating: " ", count: column - chosen.width)), Span(bar, size < 0 ? .negative : .positive)]
  }

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
  private func formula(_ part: CellPart) -> (String, String, String, Double?) {
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
      return ("\(w)\(x) + \(u)\(before) + b", sum([wx, uh, chain.bias(row: row)]), number(chain.gates(\.preactivation, t: t)[at: row]), nil)
    }
    let function = gate == .candidate ? "tanh" : glass.isUnicode ? "σ" : "sigmoid"
    let result = value(gate)
    if live.settings.cell == .gru, gate == .candidate {
      let (input, hidden) = (chain.parameters.biasIH?.values[row] ?? 0, chain.parameters.biasHH?.values[row] ?? 0)
      let times = glass.text("·")
      let numbers = "\(function)(\(sum([wx, input])) + \(number(value(.reset)))\(times)(\(sum([uh, hidden]))))"
      return ("\(function)(\(w)x + b + r\(times)(\(u)h + b))", numbers, number(result), result)
    }
    let symbols = "\(function)(\(w)\(letter)x + \(u)\(letter)h + b)"
    return (symbols, "\(function)(\(sum([wx, uh, chain.bias(row: row)])))", number(result), result)
  }

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
      return ("\(activation.rawValue)(a)", "\(activation.rawValue)(\(number(sum)))", text, activation == .tanh ? result : nil)
    case .gru:
      let (z, before) = (number(value(.update)), chain.hidden(t: chain.before(t))[at: unit])
      let numbers = "(1 \(minus) \(z))\(times)\(factor(value(.candidate))) + \(z)\(times)\(factor(before))"
      return ("(1 \(minus) z)\(times)n + z\(times)\(notation.before(place))", numbers, text, result)
    case .lstm:
      let numbers = "\(number(value(.output)))\(times)tanh(\(number(chain.cell(t: t)[at: unit])))"
      return ("o\(times)tanh(\(notation.cell(place.pass, place.t)))", numbers, text, result)
    }
  }

  // MARK: The products of the gate that is now

  private func products(_ gate: Gate, width: Int) -> [Line] {
    let formula = Formula(live: live, glass: glass)
    let row = row(gate)
    let parts = [
      (
        notation.weight("W", place.pass) + notation.input(layer: place.layer, place.t),
        chain.parameters.weightIH.row(row), live.trace.input(layer: place.layer, t: t),
        chain.gates(\.inputProduct, t: t)[at: row]
      ),
      (
        notation.weight("U", place.pass) + notation.before(place), chain.parameters.weightHH.row(row),
        chain.hidden(t: chain.before(t)), chain.gates(\.hiddenProduct, t: t)[at: row]
      ),
    ]
    return parts.flatMap { name, weights, values, result -> [Line] in
      let text = "\(name) = \(formula.added(formula.terms(weights: weights, values: values))) = \(number(result))"
      return wrap([Span(text, .dim)], width: width).prefix(3).enumerated().map { index, line in
        index == 0 ? line : line
      }
    }
  }
}
