import Engine

/// One network found among the tensors of a file, its sizes and cell read from the shapes.
public struct StoredNetwork: Sendable {
  /// What stands before every parameter's name in the file: empty, or a module's name with a dot at its end.
  public let prefix: String
  public let sizes: InferredSizes
  /// Every parameter in its shape, by PyTorch's name without the prefix; F32 and F64 only.
  public let parameters: [String: StoredTensor]

  /// Finds the network.
  ///
  /// A tensor is a parameter when its name, after the last dot, is one that torch.nn.RNN, GRU and LSTM give:
  /// `weight_ih_l0`, `bias_hh_l2_reverse`, `weight_hr_l0`. All parameters have one prefix, up to that dot. A one-block
  /// cell is an RNN with tanh unless `cell` says ReLU, or else the file: `kind` in its metadata may be `RNN_TANH`,
  /// `RNN_RELU`, `GRU` or `LSTM`, PyTorch's own words.
  ///
  /// - Parameters:
  ///   - prefix: the one to look under, such as `lstm.`; nil for the only one that has parameters.
  ///   - cell: what the shapes must fit; nil for what they say.
  ///   - ignoringOthers: whether tensors that are no parameters under the prefix may be there, such as another module's
  ///     weights, inputs and gradients. Without it they are extra.
  /// - Throws: `WeightFileError`. Its `parameters` names each missing, extra and misshapen tensor, the shapes being held
  ///   against the network that the fewest of them contradict.
  public init(
    _ stored: [String: StoredTensor], metadata: [String: String] = [:], prefix: String? = nil, cell: Cell? = nil,
    ignoringOthers: Bool = false
  ) throws(WeightFileError) {
    var named: [String: [ParameterID: StoredTensor]] = [:]
    for (name, tensor) in stored {
      let prefix = ParameterID.split(name).prefix
      if let name = ParameterID(name, prefix: prefix) { named[prefix, default: [:]][name] = tensor }
    }
    if cell == nil, let kind = metadata["kind"], Self.cell(kind) == nil { throw .kind(kind) }
    guard prefix != nil || named.count <= 1 else { throw .severalPrefixes(named.keys.sorted()) }
    guard let (prefix, found) = prefix.map({ ($0, named[$0] ?? [:]) }) ?? named.first, !found.isEmpty else {
      throw .noParameters(prefix: prefix)
    }
    // Each layer has two tensors at least: one above this is in no layer, and the missing names stay few.
    let belonging = found.filter { $0.key.layer < found.count }
    let inference = Inference(belonging.mapValues(\.shape), cell: cell ?? Self.cell(metadata["kind"]))
    var faults = inference.faults(prefix: prefix)
    let known = Set(inference.sizes.parameters.map { prefix + $0.name })
    let isOther = { (name: String) in ParameterID(name, prefix: prefix) == nil }
    faults.extra = stored.keys.filter { !known.contains($0) && !(ignoringOthers && isOther($0)) }.sorted()
    guard faults.isEmpty else { throw .parameters(faults) }
    try WeightFileError.checkNumbers(stored.filter { known.contains($0.key) })
    self.prefix = prefix
    sizes = inference.sizes
    parameters = Dictionary(uniqueKeysWithValues: belonging.map { ($0.key.name, $0.value) })
  }

  /// The parameters as float64, ready for `Network.init`.
  public var doubles: [String: Tensor<Double>] { parameters.compactMapValues(\.doubles) }

  /// The parameters as float32, ready for `Network.init`.
  public var floats: [String: Tensor<Float>] { parameters.compactMapValues(\.floats) }

  /// The cell that PyTorch calls `mode`; nil for any other word.
  private static func cell(_ mode: String?) -> Cell? {
    let cells: [(String, Cell)] = [
      ("RNN_TANH", .rnn(.tanh)), ("RNN_RELU", .rnn(.relu)), ("GRU", .gru), ("LSTM", .lstm),
    ]
    // By bytes: a hostile word can take minutes to compare as text.
    return cells.first { $0.0.utf8.elementsEqual((mode ?? "").utf8) }?.1
  }
}
