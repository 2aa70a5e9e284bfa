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
    let prefixes = Set(stored.keys.map(prefix)).sorted()
    guard prefixes.count <= 1 else { throw .severalPrefixes(prefixes) }
    var tensors: [String: Tensor<Double>] = [:]
    var integers: [String] = []
    for (name, tensor) in stored {
      guard let doubles = tensor.doubles else {
        integers.append(name)
        continue
      }
      tensors[String(name.dropFirst(prefix(name).count))] = doubles
    }
    guard integers.isEmpty else { throw .integers(integers.sorted()) }
    return tensors
  }

  private static func prefix(_ name: String) -> String {
    name.lastIndex(of: ".").map { String(name[...$0]) } ?? ""
  }
}

/// Why the tensors of a file are not one network's parameters.
public enum WeightFileError: Error, Equatable, CustomStringConvertible {
  /// The prefixes, sorted; the empty one stands for names without a dot.
  case severalPrefixes([String])
  /// The names of tensors whose numbers are not floating-point, sorted.
  case integers([String])

  public var description: String {
    switch self {
    case .severalPrefixes(let prefixes):
      "one network's parameters share one prefix, these have " + prefixes.map { "'\($0)'" }.joined(separator: ", ")
    case .integers(let names):
      "a network's parameters are F32 or F64, these are I64: " + names.joined(separator: ", ")
    }
  }
}
