import Engine
import Lessons

/// What a quantity is in a network.
public enum QuantityValue: Equatable, Sendable {
  /// One row a timestep, or a row of PyTorch's; all of the same size, at least 1, and at least one.
  case rows([[Double]])
  case count(Int)
  case shape([Int])
  /// What a program says; no number.
  case text(String)

  /// All numbers in a row.
  public var numbers: [Double] {
    switch self {
    case .rows(let rows): rows.flatMap(\.self)
    case .count(let count): [Double(count)]
    case .shape(let sizes): sizes.map(Double.init)
    case .text: []
    }
  }
}

extension LiveNetwork {
  /// - Parameter other: the slide's second network, for quantities that name it.
  /// - Returns: nil where the network has no such quantity: a backward state of one direction, a timestep that is not
  ///   there.
  public func value(of quantity: Quantity, other: LiveNetwork? = nil) -> QuantityValue? {
    switch quantity {
    case .series(let series, let layer, let t, let unit):
      let layer = layer.map { $0 - 1 } ?? settings.layers - 1
      guard (0..<settings.layers).contains(layer) else { return nil }
      let times = t.map { $0...$0 } ?? 1...(series == .input ? time : length)
      return Self.rows(times.map { vector(series, layer: layer, t: $0, unit: unit) })
    case .result(let result, let row): return tensor(result).flatMap { Self.rows(of: $0, row: row) }
    case .parameters(let id):
      let ids = network.configuration.parameterIDs.filter { id == nil || $0 == id }
      guard !ids.isEmpty else { return nil }
      return .count(ids.reduce(0) { $0 + network.configuration.shape(of: $1).reduce(1, *) })
    case .shape(.result(let result)): return tensor(result).map { .shape([$0.shape[0], $0.shape[2]]) }
    case .shape(.parameter(let id)):
      guard network.configuration.parameterIDs.contains(id) else { return nil }
      return .shape(network.configuration.shape(of: id))
    case .steps: return .count(schedule.count)
    case .inputsRead(let series, let layer, let t):
      let place = StatePlace(
        layer: (layer ?? settings.layers) - 1, pass: series == .forward ? .forward : .backward, t: t)
      guard (0..<settings.layers).contains(place.layer), settings.direction.passes.contains(place.pass),
        (1...length).contains(t)
      else { return nil }
      return .count(inputsRead(by: place).count)
    case .batch(let batch): return value(of: batch)
    case .error(let missing): return .text(error(missing: missing))
    case .compared(let quantity): return other?.value(of: quantity)
    }
  }

  /// The numbers of one timestep, or one of them; layers from 0, `t` and `unit` from 1.
  private func vector(_ series: Quantity.Series, layer: Int, t: Int, unit: Int?) -> [Double]? {
    let vector: [Double]
    switch series {
    case .input:
      guard (1...time).contains(t) else { return nil }
      vector = Array(trace.input(layer: 0, t: t - 1))
    case .forward, .backward, .forwardCell, .backwardCell:
      let pass: Pass = series == .forward || series == .forwardCell ? .forward : .backward
      let times = pass == .forward ? 0...length : 1...length + 1
      let isCell = series == .forwardCell || series == .backwardCell
      guard settings.direction.passes.contains(pass), times.contains(t), !isCell || settings.cell == .lstm else {
        return nil
      }
      let chain = trace.chain(layer: layer, pass: pass)
      vector = Array(isCell ? chain.cell(t: t - 1) : chain.hidden(t: t - 1))
    case .merged:
      guard settings.direction == .bidirectional, (1...length).contains(t) else { return nil }
      vector = layer == settings.layers - 1 ? mergedState(t) : Array(trace.input(layer: layer + 1, t: t - 1))
    }
    guard let unit else { return vector }
    return vector.indices.contains(unit - 1) ? [vector[unit - 1]] : nil
  }

  /// Shape (rows, 1, numbers).
  private func tensor(_ result: Quantity.Result) -> Tensor<Double>? {
    switch result {
    case .output: trace.output.first(length)
    case .finalHidden: trace.finalHidden
    case .finalCell: trace.finalCell
    }
  }

  private static func rows(of tensor: Tensor<Double>, row: Int?) -> QuantityValue? {
    let (count, size) = (tensor.shape[0], tensor.shape[2])
    guard let row else { return rows((0..<count).map { Array(tensor.values[$0 * size..<($0 + 1) * size]) }) }
    let index = row < 0 ? count + row : row
    guard (0..<count).contains(index) else { return nil }
    return .rows([Array(tensor.values[index * size..<(index + 1) * size])])
  }

  private static func rows(_ rows: [[Double]?]) -> QuantityValue? {
    let whole = rows.compactMap(\.self)
    return whole.count == rows.count ? .rows(whole) : nil
  }
}
