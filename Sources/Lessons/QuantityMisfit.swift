import Engine

extension Quantity {
  /// Why the network that a lab block describes has no such quantity; nil if it has, or if that is not known here.
  func misfit(in experiment: Experiment) -> (message: String, advice: String)? {
    switch self {
    case .series(let series, let layer, let t, let unit):
      if let misfit = misfit(of: series, experiment) ?? misfit(layer: layer, experiment) { return misfit }
      let time = series == .input ? experiment.time : experiment.length
      let last = series == .backward || series == .backwardCell ? time + 1 : time
      if let t, t > last { return ("the network reads \(counted(time, "input"))", "write a t up to \(time)") }
      guard let unit, let size = size(of: series, layer: layer, experiment), unit > size else { return nil }
      return ("\(series.rawValue)[t] has \(counted(size, "unit"))", "write a unit up to \(size)")
    case .result(let result, let row):
      if result == .finalCell, experiment.cell != .lstm { return Self.noCell }
      let rows = result == .output ? experiment.length : experiment.layers * experiment.direction.passes.count
      guard let row, !(-rows..<rows).contains(row) else { return nil }
      return (
        "\(result.rawValue) has \(counted(rows, "row"))", "write a row from 0 to \(rows - 1), or from -\(rows) to -1"
      )
    case .parameters(let id): return id.flatMap { misfit(of: $0, experiment) }
    case .shape(.parameter(let id)): return misfit(of: id, experiment)
    case .shape(.result(let result)): return result == .finalCell && experiment.cell != .lstm ? Self.noCell : nil
    case .steps: return nil
    case .inputsRead(let series, let layer, let t):
      if let misfit = misfit(of: series, experiment) ?? misfit(layer: layer, experiment) { return misfit }
      guard !(1...experiment.length).contains(t) else { return nil }
      return ("the network reads \(counted(experiment.length, "input"))", "write a t from 1 to \(experiment.length)")
    case .batch:
      return experiment.lengths.isEmpty ? ("the block has no lengths", "write lengths = [2, 3, 1] in it") : nil
    case .error(let id):
      return id.map { misfit(of: $0, experiment) } ?? (experiment.direction == .forward ? Self.oneWay : nil)
    case .compared(let quantity):
      guard let comparison = experiment.comparison else {
        return ("the block has no second network", "write compare = { merge = \"sum\" } in it")
      }
      return quantity.misfit(in: comparison)
    }
  }

  private static let noCell = ("only an lstm has a c", "write cell = \"lstm\" in the lab block, or a quantity of h")
  private static let oneWay = (
    "a forward network has no backward states", "write direction = \"bidirectional\" in the lab block"
  )

  private func misfit(of series: Series, _ experiment: Experiment) -> (message: String, advice: String)? {
    let isOfCell = series == .forwardCell || series == .backwardCell
    if isOfCell, experiment.cell != .lstm { return Self.noCell }
    let needsBoth = series == .backward || series == .backwardCell || series == .merged
    return needsBoth && experiment.direction == .forward ? Self.oneWay : nil
  }

  private func misfit(layer: Int?, _ experiment: Experiment) -> (message: String, advice: String)? {
    guard let layer, layer > experiment.layers else { return nil }
    return ("the network has \(counted(experiment.layers, "layer"))", "write a layer up to l\(experiment.layers)")
  }

  private func misfit(of id: ParameterID, _ experiment: Experiment) -> (message: String, advice: String)? {
    if id.pass == .backward, experiment.direction == .forward { return Self.oneWay }
    if id.kind == .weightHR, experiment.variant.projection == nil {
      return ("nothing is projected", "write projection = 2 in the lab block")
    }
    guard id.layer >= experiment.layers else { return nil }
    let last = experiment.layers - 1
    return (
      "the network has \(counted(experiment.layers, "layer"))",
      "PyTorch's layers are l0\(last > 0 ? " to l\(last)" : "") here"
    )
  }

  /// Numbers per timestep; nil for words, whose vectors are not the lesson's.
  private func size(of series: Series, layer: Int?, _ experiment: Experiment) -> Int? {
    switch series {
    case .input: if case .numbers(let rows) = experiment.input { rows[0].count } else { nil }
    // The block's merge is the last layer's.
    case .merged:
      (layer ?? experiment.layers < experiment.layers ? experiment.variant.between : experiment.merge)
        .size(hidden: experiment.variant.projection ?? experiment.hidden)
    case .forward, .backward: experiment.variant.projection ?? experiment.hidden
    case .forwardCell, .backwardCell: experiment.hidden
    }
  }

  private func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
}
