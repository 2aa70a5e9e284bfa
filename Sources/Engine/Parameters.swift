/// The weights of one chain (one layer, one direction), G being the number of the cell's gates. Gradients with respect
/// to them have the same form.
public struct ChainParameters<S: Scalar>: Equatable, Sendable {
  /// W, shape (G·H, inputs): `weight_ih_l{k}`.
  public var weightIH: Tensor<S>
  /// U, shape (G·H, H), or (G·H, P) with a projection to P numbers: `weight_hh_l{k}`.
  public var weightHH: Tensor<S>
  /// Shape (G·H): `bias_ih_l{k}`; nil in a network without biases.
  public var biasIH: Tensor<S>?
  /// Shape (G·H): `bias_hh_l{k}`; nil in a network without biases.
  public var biasHH: Tensor<S>?
  /// Shape (P, H): `weight_hr_l{k}`; nil unless an LSTM projects its states.
  public var weightHR: Tensor<S>?

  subscript(kind: ParameterKind) -> Tensor<S>? {
    get {
      switch kind {
      case .weightIH: weightIH
      case .weightHH: weightHH
      case .biasIH: biasIH
      case .biasHH: biasHH
      case .weightHR: weightHR
      case .mergeWeight, .mergeBias: nil
      }
    }
    set {
      switch kind {
      case .weightIH: weightIH = newValue ?? weightIH
      case .weightHH: weightHH = newValue ?? weightHH
      case .biasIH: biasIH = newValue
      case .biasHH: biasHH = newValue
      case .weightHR: weightHR = newValue
      case .mergeWeight, .mergeBias: preconditionFailure("a chain has no merge")
      }
    }
  }
}

/// The tensors of a chain by PyTorch's names, and those of a learned merge.
public enum ParameterKind: String, CaseIterable, Sendable {
  case weightIH = "weight_ih"
  case weightHH = "weight_hh"
  case biasIH = "bias_ih"
  case biasHH = "bias_hh"
  case weightHR = "weight_hr"
  case mergeWeight = "merge_weight"
  case mergeBias = "merge_bias"
}

/// Which tensor of which chain, or of which layer's learned merge.
public struct ParameterID: Hashable, Sendable {
  public var kind: ParameterKind
  public var layer: Int
  /// `.forward` for a merge, which belongs to both.
  public var pass: Pass

  public init(_ kind: ParameterKind, layer: Int, pass: Pass) {
    self.kind = kind
    self.layer = layer
    self.pass = pass
  }

  /// PyTorch's name, such as `weight_hh_l1_reverse`; a merge's is `merge_weight_l1`.
  public var name: String {
    "\(kind.rawValue)_l\(layer)" + (pass == .backward ? "_reverse" : "")
  }
}

extension Configuration {
  /// All parameters in PyTorch's order: layer by layer, forward before reverse; after them a learned merge's.
  public var parameterIDs: [ParameterID] {
    (0..<layers).flatMap { layer in
      let chains = direction.passes.flatMap { pass in
        chainParameters.map { ParameterID($0, layer: layer, pass: pass) }
      }
      guard direction == .bidirectional, case .linear = merge(ofLayer: layer) else { return chains }
      return chains + [ParameterKind.mergeWeight, .mergeBias].map { ParameterID($0, layer: layer, pass: .forward) }
    }
  }

  private var chainParameters: [ParameterKind] {
    [.weightIH, .weightHH] + (bias ? [.biasIH, .biasHH] : []) + (projectionSize == nil ? [] : [.weightHR])
  }

  /// The shape of a parameter: (G·H, inputs), (G·H, state), (G·H), (P, H), and (M, 2·state), (M) for a merge to M.
  public func shape(of id: ParameterID) -> [Int] {
    switch id.kind {
    case .weightIH: [gateSize, inputSize(ofLayer: id.layer)]
    case .weightHH: [gateSize, stateSize]
    case .biasIH, .biasHH: [gateSize]
    case .weightHR: [stateSize, hiddenSize]
    case .mergeWeight: [outputSize(ofLayer: id.layer), 2 * stateSize]
    case .mergeBias: [outputSize(ofLayer: id.layer)]
    }
  }
}
