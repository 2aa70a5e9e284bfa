/// A recurrent network with PyTorch's semantics: a configuration and its parameters.
///
/// T time, B batch, I input size, H hidden size, L layers, D directions. Everything is time-major, as with
/// `batch_first=False`; time counts from 0 here and from 1 on the screen.
public struct Network<S: Scalar>: Equatable, Sendable {
  public let configuration: Configuration
  /// `chains[layer][pass.rawValue]`.
  public internal(set) var chains: [[ChainParameters<S>]]
  /// The learned merge of each layer that has one.
  public internal(set) var merges: [LinearMergeParameters<S>?]

  /// - Parameter tensors: every parameter of `configuration.parameterIDs`, by PyTorch's name.
  /// - Throws: `ConfigurationError` for a size of which no network can be made; `ParameterError` listing each
  ///   missing, extra and misshapen tensor.
  public init(_ configuration: Configuration, tensors: [String: Tensor<S>]) throws {
    try configuration.check()
    try ParameterError.check(configuration, shapes: tensors.mapValues(\.shape))
    self.init(checked: configuration) { id in tensors[id.name] ?? Tensor(zeros: configuration.shape(of: id)) }
  }

  /// - Parameters:
  ///   - configuration: one that passed `check()`.
  ///   - tensor: the tensor of each parameter, in its shape.
  init(checked configuration: Configuration, tensor: (ParameterID) -> Tensor<S>) {
    self.configuration = configuration
    chains = (0..<configuration.layers).map { layer in
      configuration.direction.passes.map { pass in
        func parameter(_ kind: ParameterKind) -> Tensor<S> { tensor(ParameterID(kind, layer: layer, pass: pass)) }
        return ChainParameters(
          weightIH: parameter(.weightIH), weightHH: parameter(.weightHH),
          biasIH: configuration.bias ? parameter(.biasIH) : nil,
          biasHH: configuration.bias ? parameter(.biasHH) : nil,
          weightHR: configuration.projectionSize == nil ? nil : parameter(.weightHR))
      }
    }
    merges = (0..<configuration.layers).map { layer in
      guard configuration.direction == .bidirectional, case .linear = configuration.merge(ofLayer: layer) else {
        return nil
      }
      return LinearMergeParameters(
        checkedWeight: tensor(ParameterID(.mergeWeight, layer: layer, pass: .forward)),
        bias: tensor(ParameterID(.mergeBias, layer: layer, pass: .forward)))
    }
  }

  /// The weights of a chain of this network; `layer` counts from 0.
  public func parameters(layer: Int, pass: Pass) -> ChainParameters<S> {
    chains[layer][pass.rawValue]
  }

  /// One parameter, in the shape of `configuration.shape(of:)`; nil if this network has no such parameter. What is set
  /// has the same shape.
  public subscript(id: ParameterID) -> Tensor<S>? {
    get {
      guard chains.indices.contains(id.layer) else { return nil }
      switch id.kind {
      case .mergeWeight: return merges[id.layer]?.weight
      case .mergeBias: return merges[id.layer]?.bias
      default:
        guard chains[id.layer].indices.contains(id.pass.rawValue) else { return nil }
        return chains[id.layer][id.pass.rawValue][id.kind]
      }
    }
    set {
      guard let newValue, configuration.parameterIDs.contains(id) else {
        preconditionFailure("\(id.name) is no parameter of this network")
      }
      precondition(newValue.shape == configuration.shape(of: id), "\(id.name) keeps its shape")
      switch id.kind {
      case .mergeWeight: merges[id.layer]?.weight = newValue
      case .mergeBias: merges[id.layer]?.bias = newValue
      default: chains[id.layer][id.pass.rawValue][id.kind] = newValue
      }
    }
  }
}

/// Why tensors do not make a network. Lists are in PyTorch's parameter order, extra names sorted.
public struct ParameterError: Error, Equatable, CustomStringConvertible {
  public internal(set) var missing: [String] = []
  public internal(set) var extra: [String] = []
  public internal(set) var misshapen: [ShapeError] = []

  static func check(_ configuration: Configuration, shapes: [String: [Int]]) throws(ParameterError) {
    var error = ParameterError()
    var known: Set<String> = []
    for id in configuration.parameterIDs {
      known.insert(id.name)
      let expected = configuration.shape(of: id)
      guard let actual = shapes[id.name] else {
        error.missing.append(id.name)
        continue
      }
      if actual != expected {
        error.misshapen.append(ShapeError(what: id.name, expected: expected, actual: actual))
      }
    }
    error.extra = shapes.keys.filter { !known.contains($0) }.sorted()
    if error != ParameterError() { throw error }
  }

  public var description: String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("missing " + missing.joined(separator: ", ")) }
    if !extra.isEmpty { parts.append("not a parameter of this network: " + extra.joined(separator: ", ")) }
    parts += misshapen.map(\.description)
    return parts.joined(separator: "; ")
  }
}
