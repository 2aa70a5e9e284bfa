extension BlankModel {
  /// What PyTorch would call the parameters of such a model, in the order of `parameters`: `embedding.weight`, then
  /// `lstm.weight_ih_l0` and so on under the name of the cell, `head.weight` and `head.bias`.
  public var parameterNames: [String] {
    let cell = network.configuration.cell.name
    return ["embedding.weight"] + network.configuration.parameterIDs.map { "\(cell).\($0.name)" } + ["head.weight"]
      + (head.bias == nil ? [] : ["head.bias"])
  }

  /// All parameters; those that replace them have the same shapes.
  public var parameters: [Tensor<S>] {
    get {
      [embedding.weight] + network.configuration.parameterIDs.compactMap { network[$0] } + [head.weight]
        + (head.bias.map { [$0] } ?? [])
    }
    set {
      precondition(newValue.map(\.shape) == parameters.map(\.shape), "a parameter keeps its shape")
      put(newValue)
    }
  }

  /// The parameters, of which the model keeps none: whoever changes them then copies nothing. `put` brings them back.
  mutating func takeParameters() -> [Tensor<S>] {
    let taken = parameters
    let nothing = Tensor<S>(zeros: [0])
    embedding.weight = nothing
    head.weight = nothing
    if head.bias != nil { head.bias = nothing }
    network.dropParameters()
    return taken
  }

  mutating func put(_ tensors: [Tensor<S>]) {
    let ids = network.configuration.parameterIDs
    embedding.weight = tensors[0]
    for (id, tensor) in zip(ids, tensors.dropFirst()) { network[id] = tensor }
    head.weight = tensors[ids.count + 1]
    if head.bias != nil { head.bias = tensors[ids.count + 2] }
  }

  /// - Parameters:
  ///   - configuration: the network's.
  ///   - tensors: the parameters by their names in `parameterNames`; without `head.bias` the head has none.
  /// - Throws: `ParameterError` for parameters that are missing, or too many, or have other shapes; `ShapeError` when
  ///   the three parts do not fit together; `ConfigurationError`.
  public init(_ configuration: Configuration, tensors: [String: Tensor<S>]) throws {
    let prefix = configuration.cell.name + "."
    var (rest, chains): ([String: Tensor<S>], [String: Tensor<S>]) = (tensors, [:])
    for name in tensors.keys where name.hasPrefix(prefix) {
      chains[String(name.dropFirst(prefix.count))] = rest.removeValue(forKey: name)
    }
    let (table, weight) = (rest.removeValue(forKey: "embedding.weight"), rest.removeValue(forKey: "head.weight"))
    let bias = rest.removeValue(forKey: "head.bias")
    guard let table, let weight, rest.isEmpty else {
      var error = ParameterError()
      error.missing = (table == nil ? ["embedding.weight"] : []) + (weight == nil ? ["head.weight"] : [])
      error.extra = rest.keys.sorted()
      throw error
    }
    try self.init(
      embedding: Embedding(weight: table), network: Network(configuration, tensors: chains),
      head: Linear(weight: weight, bias: bias))
  }
}

extension Network {
  /// Leaves nothing in any parameter's place, until each is set again.
  fileprivate mutating func dropParameters() {
    let nothing = Tensor<S>(zeros: [0])
    for id in configuration.parameterIDs {
      switch id.kind {
      case .mergeWeight: merges[id.layer]?.weight = nothing
      case .mergeBias: merges[id.layer]?.bias = nothing
      default: chains[id.layer][id.pass.rawValue][id.kind] = nothing
      }
    }
  }
}
