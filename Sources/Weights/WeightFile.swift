import Engine

/// A network's parameters as a file from PyTorch names them.
public enum WeightFile {
  /// The tensors of one network, ready for `Network.init`.
  ///
  /// A module inside another gives its parameters a prefix (`lstm.weight_ih_l0`); the prefix that all tensors share,
  /// up to the last dot, is taken off.
  ///
  /// - Throws: `WeightFileError` for tensors under several prefixes, and for tensors of integers.
  public static func tensors(
    from stored: [String: StoredTensor]
  ) throws(WeightFileError) -> [String: Tensor<Double>] {
    let prefixes = Set(stored.keys.map { ParameterID.split($0).prefix }).sorted()
    guard prefixes.count <= 1 else { throw .severalPrefixes(prefixes) }
    try WeightFileError.checkNumbers(stored)
    var tensors: [String: Tensor<Double>] = [:]
    for (name, tensor) in stored { tensors[String(ParameterID.split(name).rest)] = tensor.doubles }
    return tensors
  }
}

/// Why the tensors of a file are not one network's parameters.
public enum WeightFileError: Error, Equatable, CustomStringConvertible {
  /// The prefixes, sorted; the empty one stands for names without a dot.
  case severalPrefixes([String])
  /// The names of tensors whose numbers are not floating-point, sorted.
  case integers([String])
  /// No tensor has the name of a parameter, or none under the prefix that was asked for.
  case noParameters(prefix: String?)
  case parameters(ParameterFaults)
  /// A cell that the metadata names and that is none.
  case kind(String)
  /// A projection that gives no fewer numbers than it reads.
  case projection(Int, hiddenSize: Int)
  /// A network that the engine does not compute.
  case notYet(String)

  /// - Throws: `integers` for tensors that are no parameters for that.
  static func checkNumbers(_ stored: [String: StoredTensor]) throws(WeightFileError) {
    let integers = stored.filter { $0.value.dtype == .i64 }.keys.sorted()
    guard integers.isEmpty else { throw .integers(integers) }
  }

  public var description: String {
    switch self {
    case .severalPrefixes(let prefixes):
      "one network's parameters share one prefix, these have " + listed(prefixes.map { "'\($0)'" })
    case .integers(let names):
      "a network's parameters are F32 or F64, these are I64: " + listed(names)
    case .noParameters(let prefix):
      "no tensor has the name of a parameter, such as \(prefix ?? "")weight_ih_l0"
    case .parameters(let faults): faults.description
    case .kind(let kind):
      "the metadata's kind is '\(String(String.UnicodeScalarView(kind.unicodeScalars.prefix(20))))', expected RNN_TANH, RNN_RELU, GRU or LSTM"
    case .projection(let size, let hiddenSize):
      "weight_hr projects \(hiddenSize) hidden units to \(size) numbers, expected fewer"
    case .notYet(let what): "bilab does not compute \(what)"
    }
  }
}

/// All tensors that keep a file from being one network. Names have their prefix; missing and misshapen ones are in
/// PyTorch's order, extra ones sorted.
public struct ParameterFaults: Error, Equatable, Sendable, CustomStringConvertible {
  /// A tensor whose shape is not the one that the others ask for.
  public struct Misshapen: Equatable, Sendable, CustomStringConvertible {
    public let name: String
    /// Nil where no cell and no sizes fit any of the tensors.
    public let expected: [Int]?
    public let actual: [Int]

    public var description: String {
      guard let expected else {
        return "\(name): the shape (\(actual.map(String.init).joined(separator: ", "))) fits no RNN, GRU or LSTM"
      }
      return ShapeError(what: name, expected: expected, actual: actual).description
    }
  }

  public var missing: [String] = []
  public var extra: [String] = []
  public var misshapen: [Misshapen] = []

  public var isEmpty: Bool { missing.isEmpty && extra.isEmpty && misshapen.isEmpty }

  public var description: String {
    var parts: [String] = []
    if !missing.isEmpty { parts.append("missing " + listed(missing)) }
    if !extra.isEmpty { parts.append("not a parameter of this network: " + listed(extra)) }
    if !misshapen.isEmpty { parts.append(listed(misshapen.map(\.description), separator: "; ")) }
    return parts.joined(separator: "; ")
  }
}

/// `a, b, c`. A file may hold thousands of names, a line of text not.
private func listed(_ names: [String], separator: String = ", ") -> String {
  let most = 64
  let text = names.prefix(most).joined(separator: separator)
  return names.count > most ? text + " and \(names.count - most) more" : text
}
