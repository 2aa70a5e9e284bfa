import Engine

/// Who was read: for every state of one row of the diagram how much it moves when an input moves.
public struct InfluenceMap: Equatable, Sendable {
  /// A row of states, or the merged one.
  public let row: DiagramRow
  public let influence: Influence
}

extension LiveNetwork {
  /// The rows of the diagram that have a map: all states, and what they are merged to.
  public var mapRows: [DiagramRow] { rows.filter { $0 != .input } }

  /// The maps of some rows; none where the network is too large.
  public func influenceMaps(of rows: [DiagramRow]) -> [InfluenceMap] {
    guard influenceFault == nil else { return [] }
    return rows.compactMap { row in
      switch row {
      case .input: nil
      case .state(let layer, let pass): influence(row, .state(layer: layer, pass: pass))
      case .merged: influence(row, .output)
      }
    }
  }

  /// Why there is no map; nil if there is one.
  public var influenceFault: String? {
    if !settings.applied.isRealigned { return "the map is of states that are merged at their own timestep" }
    if settings.applied.isTraining, settings.layers > 1 { return "in training, what is dropped decides who is read" }
    let chains = Double(settings.layers * settings.direction.passes.count)
    let hidden = settings.hidden
    let units = Double(max(hidden * settings.direction.passes.count, settings.merge.size(hidden: hidden)))
    let formula = if case .formula(let formula) = settings.merge { formula.text.count } else { 0 }
    let step = Double(network.configuration.gateSize * (hidden + trace.layers[0].input.shape[2]) + formula * hidden)
    let work = Double(time * time) * units * chains * step
    return work <= Self.mostWork ? nil : "this network is too large for the map; H and L make it smaller"
  }

  /// Multiplications that one frame may take.
  private static var mostWork: Double { 3e8 }

  /// The inputs that the chains read, shape (T, 1, I).
  private var inputRead: Tensor<Double> { trace.layers[0].input.first(length) }

  private func influence(_ row: DiagramRow, _ target: Influence.Target) -> InfluenceMap {
    var configuration = network.configuration
    configuration.merges.append(settings.merge)
    let tensors = network.configuration.parameterIDs.compactMap { id in network[id].map { (id.name, $0) } }
    do {
      let merging = try Network(configuration, tensors: Dictionary(uniqueKeysWithValues: tensors))
      let influence = try merging.influence(on: target, of: inputRead, initial: initial)
      return InfluenceMap(row: row, influence: influence)
    } catch {
      preconditionFailure("a network that ran can run again: \(error)")
    }
  }
}

func toggleInfluence(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  if case .influence = viewpoint.overlay {
    viewpoint.overlay = nil
    return
  }
  guard let live = lecture.live else {
    viewpoint.message = "this slide has no network that reads anything"
    return
  }
  if let fault = live.influenceFault {
    viewpoint.message = fault
    return
  }
  let t = min(max(viewpoint.focus(in: lecture)?.t ?? 1, 1), live.length)
  viewpoint.overlay = .influence(t: t, s: t)
}

func moveInfluence(_ lecture: Lecture, _ viewpoint: inout Viewpoint, t: Int, s: Int) {
  guard case .influence(let oldT, let oldS) = viewpoint.overlay, let live = lecture.live else { return }
  viewpoint.overlay = .influence(t: min(max(oldT + t, 1), live.length), s: min(max(oldS + s, 1), live.length))
}
