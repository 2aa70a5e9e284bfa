/// The weights of one chain (one layer, one direction), G being the number of the cell's gates.
public struct ChainParameters<S: Scalar>: Equatable, Sendable {
  /// W, shape (G·H, inputs): `weight_ih_l{k}`.
  public var weightIH: Tensor<S>
  /// U, shape (G·H, H): `weight_hh_l{k}`.
  public var weightHH: Tensor<S>
  /// Shape (G·H): `bias_ih_l{k}`; nil in a network without biases.
  public var biasIH: Tensor<S>?
  /// Shape (G·H): `bias_hh_l{k}`; nil in a network without biases.
  public var biasHH: Tensor<S>?
}

/// The four tensors of a chain, by PyTorch's names.
public enum ParameterKind: String, CaseIterable, Sendable {
  case weightIH = "weight_ih"
  case weightHH = "weight_hh"
  case biasIH = "bias_ih"
  case biasHH = "bias_hh"
}

/// Which tensor of which chain.
public struct ParameterID: Hashable, Sendable {
  public var kind: ParameterKind
  public var layer: Int
  public var pass: Pass

  public init(_ kind: ParameterKind, layer: Int, pass: Pass) {
    self.kind = kind
    self.layer = layer
    self.pass = pass
  }

  /// PyTorch's name, such as `weight_hh_l1_reverse`.
  public var name: String {
    "\(kind.rawValue)_l\(layer)" + (pass == .backward ? "_reverse" : "")
  }
}

extension Configuration {
  /// All parameters in PyTorch's order: layer by layer, forward before reverse.
  public var parameterIDs: [ParameterID] {
    (0..<layers).flatMap { layer in
      direction.passes.flatMap { pass in
        ParameterKind.allCases
          .filter { bias || ($0 != .biasIH && $0 != .biasHH) }
          .map { ParameterID($0, layer: layer, pass: pass) }
      }
    }
  }

  /// The shape of a parameter, (G·H, inputs), (G·H, H) or (G·H).
  public func shape(of id: ParameterID) -> [Int] {
    let rows = cell.gates.count * hiddenSize
    return switch id.kind {
    case .weightIH: [rows, inputSize(ofLayer: id.layer)]
    case .weightHH: [rows, hiddenSize]
    case .biasIH, .biasHH: [rows]
    }
  }
}
