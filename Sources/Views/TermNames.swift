import Engine
import Lab
import Lessons
import Surface

/// How the numbers of a run are called: short in formulas and paths, and in words.
struct TermNames {
  let live: LiveNetwork
  let glass: Glass

  private var notation: Notation { Notation(glass: glass) }
  private var configuration: Configuration { live.network.configuration }

  /// The short name in the hue of its direction, such as h′[3]₂ or W_i x[1].
  func short(_ term: Term) -> Span {
    switch term {
    case .merged(let layer, let t, let index):
      let isLast = layer == configuration.layers - 1
      return Span("merge\(isLast ? "" : script(layer))[\(t)]" + subscripted(index, of: 2), .strong)
    case .hidden(let place, let unit): return named(notation.state(place.pass), place, unit)
    case .unprojected(let place, let unit): return named(primed("m", place.pass), place, unit)
    case .cellState(let place, let unit): return named(primed("c", place.pass), place, unit)
    case .gate(let place, let gate, let unit):
      return named(primed(letter(gate), place.pass), place, unit)
    case .inputProduct(let place, let gate, let unit):
      let read = notation.input(layer: place.layer, place.t)
      return product("W", gate, place, read, unit)
    case .stateProduct(let place, let gate, let unit):
      let resets = live.network.configuration.resetsCandidateBeforeProduct && gate == .candidate
      let before = notation.before(place)
      return product("U", gate, place, resets ? glass.text("(r·\(before))") : before, unit)
    case .given(let place): return given(place)
    }
  }

  private func given(_ place: NumberPlace) -> Span {
    switch place {
    case .input(let t, let feature):
      return Span("x[\(t)]" + (configuration.inputSize > 1 ? lowered(feature + 1) : ""))
    case .initialHidden(let layer, let pass, let unit):
      return named(notation.state(pass), StatePlace(layer: layer, pass: pass, t: start(pass)), unit)
    case .initialCell(let layer, let pass, let unit):
      return named(primed("c", pass), StatePlace(layer: layer, pass: pass, t: start(pass)), unit)
    case .parameter(let id, let row, let column):
      let size = configuration.hiddenSize
      let gates = configuration.cell.gates
      let gate = gates.count > 1 && row / size < gates.count ? letter(gates[row / size]) : ""
      let mark = gate.isEmpty ? "" : "_" + gate
      let index = configuration.shape(of: id).reduce(1, *) > configuration.gateSize ? "[\(row),\(column)]" : ""
      let text =
        switch id.kind {
        case .weightIH: primed("W", id.pass) + mark + index
        case .weightHH: primed("U", id.pass) + mark + index
        case .biasIH: primed("b", id.pass) + (gate.isEmpty ? "_ih" : "_i" + gate)
        case .biasHH: primed("b", id.pass) + (gate.isEmpty ? "_hh" : "_h" + gate)
        case .weightHR: primed("W", id.pass) + "_hr[\(row),\(column)]"
        case .mergeWeight: "W[\(row),\(column)]"
        case .mergeBias: "b[\(row)]"
        }
      return Span(text, notation.role(id.pass))
    }
  }

  private func start(_ pass: Pass) -> Int { pass == .forward ? 0 : live.length + 1 }

  private func letter(_ gate: Gate) -> String { notation.gate(gate, of: configuration.cell).letter }

  private func primed(_ letter: String, _ pass: Pass) -> String { notation.weight(letter, pass) }

  private func named(_ letter: String, _ place: StatePlace, _ unit: Int) -> Span {
    Span("\(letter)\(script(place.layer))[\(place.t)]" + subscripted(unit, of: 1), notation.role(place.pass))
  }

  private func product(_ weight: String, _ gate: Gate, _ place: StatePlace, _ read: String, _ unit: Int) -> Span {
    let weight = primed(weight, place.pass) + (gate == .state ? "" : "_\(letter(gate)) ")
    let text = weight + read
    let index = subscripted(unit, of: 1)
    return Span(index.isEmpty ? text : "(\(text))\(index)", notation.role(place.pass))
  }

  /// The layer, where there are several.
  private func script(_ layer: Int) -> String {
    guard configuration.layers > 1 else { return "" }
    return glass.isUnicode ? "⁽" + Self.digits(layer + 1, "⁰¹²³⁴⁵⁶⁷⁸⁹") + "⁾" : "^(\(layer + 1))"
  }

  private func subscripted(_ index: Int, of least: Int) -> String {
    let isOnlyOne = least == 1 ? configuration.hiddenSize == 1 : live.settings.merge.size(hidden: 1) == 1
    return isOnlyOne && configuration.hiddenSize == 1 ? "" : lowered(index + 1)
  }

  private func lowered(_ number: Int) -> String {
    glass.isUnicode ? Self.digits(number, "₀₁₂₃₄₅₆₇₈₉") : "_\(number)"
  }

  private static func digits(_ number: Int, _ signs: String) -> String {
    let signs = Array(signs)
    return String(String(number).compactMap { $0.wholeNumberValue.map { signs[$0] } })
  }

  // MARK: In words

  /// What the number is.
  func meaning(_ term: Term) -> String {
    let text: String
    switch term {
    case .merged(let layer, _, _):
      let merge = layer == configuration.layers - 1 ? live.settings.merge : configuration.merge(ofLayer: layer)
      text = "merged by " + SafeText.string(merge.word)
    case .hidden(let place, let unit): text = "state" + whose(place, unit)
    case .unprojected(let place, let unit): text = "o·tanh(c) before W_hr" + whose(place, unit)
    case .cellState(let place, let unit): text = "cell state" + whose(place, unit)
    case .gate(let place, let gate, let unit):
      text = "gate, " + notation.gate(gate, of: configuration.cell).meaning + whose(place, unit)
    case .inputProduct(let place, _, _): text = place.layer == 0 ? "of the input" : "of layer \(place.layer)"
    case .stateProduct: text = "of the state before"
    case .given(.input(let t, _)):
      if live.isPadding(t) {
        text = "padding"
      } else if case .words = live.settings.input {
        text = "x[\(t)] = " + SafeText.string(live.inputText(t))
      } else {
        text = "input"
      }
    case .given(let place): text = live.name(of: place)
    }
    return glass.text(text)
  }

  private func whose(_ place: StatePlace, _ unit: Int) -> String {
    let layer = configuration.layers > 1 ? ", layer \(place.layer + 1)" : ""
    return (configuration.hiddenSize > 1 ? ", unit \(unit + 1) of \(configuration.hiddenSize)" : "") + layer
  }
}

extension Configuration {
  var resetsCandidateBeforeProduct: Bool { cell == .gru && resetGate == .beforeProduct }
}
