import Engine

/// A tensor of numbers that a network is given, under PyTorch's name: a parameter, or the states before the first step.
public enum GivenTensor: Hashable, Sendable {
  case parameter(ParameterID)
  /// h_0, a row a chain.
  case initialHidden
  /// c_0 of an LSTM, a row a chain.
  case initialCell
}

extension LiveNetwork {
  /// The parameters in PyTorch's order, then h_0 and c_0.
  public var givenTensors: [GivenTensor] {
    network.configuration.parameterIDs.map(GivenTensor.parameter) + [.initialHidden]
      + (initial.cell == nil ? [] : [.initialCell])
  }

  public func name(of tensor: GivenTensor) -> String {
    switch tensor {
    case .parameter(let id): id.name
    case .initialHidden: "h_0"
    case .initialCell: "c_0"
    }
  }

  /// The shape that PyTorch gives it, without a batch.
  public func shape(of tensor: GivenTensor) -> [Int] {
    let configuration = network.configuration
    let chains = configuration.layers * configuration.directions
    return switch tensor {
    case .parameter(let id): configuration.shape(of: id)
    case .initialHidden: [chains, configuration.stateSize]
    case .initialCell: [chains, configuration.hiddenSize]
    }
  }

  /// Where the number of a row and a column stands, both from 0; a vector has one column.
  public func place(in tensor: GivenTensor, row: Int, column: Int) -> NumberPlace {
    let directions = network.configuration.directions
    let (layer, pass) = (row / directions, settings.direction.passes[row % directions])
    return switch tensor {
    case .parameter(let id): .parameter(id, row: row, column: column)
    case .initialHidden: .initialHidden(layer: layer, pass: pass, unit: column)
    case .initialCell: .initialCell(layer: layer, pass: pass, unit: column)
    }
  }

  /// Those of all parameters, in PyTorch's order.
  var parameterShapes: [[Int]] {
    network.configuration.parameterIDs.map(network.configuration.shape(of:))
  }

  /// How many numbers the network learns.
  public var parameterCount: Int {
    let configuration = network.configuration
    return configuration.parameterIDs.reduce(0) { $0 + configuration.shape(of: $1).reduce(1, *) }
  }

  /// Whether the number was set by hand.
  public func isEdited(_ place: NumberPlace) -> Bool {
    settings.numbers.of(settings)[place.owner(in: settings)] != nil
  }

  /// How many of this network's numbers were set by hand.
  public var editCount: Int { settings.numbers.of(settings).keys.count { number(at: $0) != nil } }
}

/// The place that has the focus in the list of given tensors.
public struct GivenCursor: Hashable, Sendable {
  /// Which of `givenTensors`.
  public var tensor = 0
  /// Whether the numbers have the focus, not the list.
  public var isInside = false
  public var row = 0
  public var column = 0

  /// The same place in another network, or the nearest one that it has.
  public func kept(in live: LiveNetwork) -> GivenCursor {
    var kept = self
    let tensors = live.givenTensors
    kept.tensor = min(max(tensor, 0), tensors.count - 1)
    let shape = live.shape(of: tensors[kept.tensor])
    kept.row = min(max(row, 0), shape[0] - 1)
    kept.column = min(max(column, 0), (shape.count > 1 ? shape[1] : 1) - 1)
    return kept
  }

  /// The number that it stands at.
  public func place(in live: LiveNetwork) -> NumberPlace {
    let kept = kept(in: live)
    return live.place(in: live.givenTensors[kept.tensor], row: kept.row, column: kept.column)
  }

  /// Moves in the list, or among the numbers of a tensor and from their left edge back into the list.
  mutating func move(rows: Int, columns: Int, in live: LiveNetwork) {
    self = kept(in: live)
    if !isInside {
      if columns > 0 { isInside = true }
      (tensor, row, column) = (tensor + rows, rows == 0 ? row : 0, rows == 0 ? column : 0)
    } else if column + columns < 0 {
      isInside = false
    } else {
      (row, column) = (row + rows, column + columns)
    }
    self = kept(in: live)
  }
}
