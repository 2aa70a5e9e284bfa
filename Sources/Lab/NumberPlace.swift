import Engine
import Lessons

/// Where a number of a network stands that is given, not computed: what a person can set. Layers, rows, columns, units
/// and features count from 0, `t` from 1.
public enum NumberPlace: Hashable, Sendable {
  case input(t: Int, feature: Int)
  /// A bias has one column.
  case parameter(ParameterID, row: Int, column: Int)
  /// A unit of h[0] or h′[T+1].
  case initialHidden(layer: Int, pass: Pass, unit: Int)
  /// A unit of c[0] or c′[T+1] of an LSTM.
  case initialCell(layer: Int, pass: Pass, unit: Int)
}

extension LiveNetwork {
  /// The number that stands there; nil where this network has no such place.
  public func number(at place: NumberPlace) -> Double? { trace.number(at: place) }

  /// How the place is called: as PyTorch does in a tensor, as the diagram does in a sequence.
  public func name(of place: NumberPlace) -> String {
    switch place {
    case .input(let t, let feature):
      return trace.layers[0].input.shape[2] == 1 ? "x[\(t)]" : "x[\(t)] feature \(feature + 1)"
    case .parameter(let id, let row, let column):
      let isMatrix = (network[id]?.shape.count ?? 1) > 1
      return id.name + (isMatrix ? "[\(row), \(column)]" : "[\(row)]")
    case .initialHidden(let layer, let pass, let unit): return start("h", layer, pass, unit)
    case .initialCell(let layer, let pass, let unit): return start("c", layer, pass, unit)
    }
  }

  private func start(_ letter: String, _ layer: Int, _ pass: Pass, _ unit: Int) -> String {
    let name = pass == .forward ? "\(letter)[0]" : "\(letter)′[\(length + 1)]"
    return (settings.layers > 1 ? "layer \(layer + 1) " : "") + name
      + (settings.hidden > 1 ? " unit \(unit + 1)" : "")
  }
}

extension Trace<Double> {
  /// The number that stands there; nil where this run has no such place.
  func number(at place: NumberPlace) -> Double? {
    switch place {
    case .input(let t, let feature):
      let input = layers[0].input
      guard (1...time).contains(t), (0..<input.shape[2]).contains(feature) else { return nil }
      return input.values[(t - 1) * input.shape[2] + feature]
    case .parameter(let id, let row, let column):
      guard let tensor = network[id] else { return nil }
      return tensor.index(row: row, column: column).map { tensor.values[$0] }
    case .initialHidden(let layer, let pass, let unit):
      guard configuration.has(layer, pass), unit >= 0 else { return nil }
      return chain(layer: layer, pass: pass).initialHidden.dropFirst(unit).first
    case .initialCell(let layer, let pass, let unit):
      guard configuration.has(layer, pass), unit >= 0 else { return nil }
      return chain(layer: layer, pass: pass).initialCell.dropFirst(unit).first
    }
  }
}

/// The numbers that were set by hand, for each kind of network that a slide can switch to: its weights come back with
/// the edits that were made to them.
package struct NumberEdits: Hashable, Sendable {
  /// What a network's weights belong to; its direction only decides which of them it has.
  package struct Kind: Hashable, Sendable {
    package var cell: Cell
    package var layers: Int
    package var hidden: Int

    package init(cell: Cell, layers: Int, hidden: Int) {
      (self.cell, self.layers, self.hidden) = (cell, layers, hidden)
    }

    init(_ settings: Settings) { (cell, layers, hidden) = (settings.cell, settings.layers, settings.hidden) }
  }

  package var numbers: [Kind: [NumberPlace: Double]] = [:]

  package init(_ numbers: [Kind: [NumberPlace: Double]] = [:]) {
    self.numbers = numbers
  }

  /// Those of the network that the settings ask for.
  func of(_ settings: Settings) -> [NumberPlace: Double] { numbers[Kind(settings)] ?? [:] }

  mutating func set(_ place: NumberPlace, to number: Double, in settings: Settings) {
    numbers[Kind(settings), default: [:]][place.owner(in: settings)] = number
  }
}

extension Network<Double> {
  /// Sets the parameters that were edited; places that this network has not are left out.
  mutating func apply(_ edits: [NumberPlace: Double]) {
    for case (.parameter(let id, let row, let column), let number) in edits {
      guard var tensor = self[id], let index = tensor.index(row: row, column: column) else { continue }
      tensor.values[index] = number
      self[id] = tensor
    }
  }
}

extension InitialState<Double> {
  /// Sets the units that were edited; places that this network has not are left out.
  mutating func apply(_ edits: [NumberPlace: Double], _ configuration: Configuration) {
    for (place, number) in edits {
      switch place {
      case .initialHidden(let layer, let pass, let unit) where configuration.has(layer, pass):
        let row = configuration.stateRow(layer: layer, pass: pass)
        if let index = hidden.index(row: row, column: unit) { hidden.values[index] = number }
      case .initialCell(let layer, let pass, let unit) where configuration.has(layer, pass):
        let row = configuration.stateRow(layer: layer, pass: pass)
        if let index = cell?.index(row: row, column: unit) { cell?.values[index] = number }
      default: continue
      }
    }
  }
}

extension Configuration {
  fileprivate func has(_ layer: Int, _ pass: Pass) -> Bool {
    layer < layers && direction.passes.contains(pass)
  }
}

extension Tensor {
  /// Where a number stands in a vector (column 0), a matrix, or states of one sequence; nil outside.
  func index(row: Int, column: Int) -> Int? {
    let columns = shape.count == 1 ? 1 : shape[shape.count - 1]
    guard (0..<shape[0]).contains(row), (0..<columns).contains(column) else { return nil }
    return row * columns + column
  }
}
