import Engine
import Lessons

/// A network with all that it is given, as code for PyTorch needs it.
public struct PyTorchNetwork: Equatable, Sendable {
  let network: Network<Double>
  /// Shape (T, B, I).
  let input: Tensor<Double>
  /// The length of each sequence; nil when all are T long.
  let lengths: [Int]?
  let initial: InitialState<Double>
  /// How the last layer's states are merged; nil for a one-way network.
  let merge: Merge?
  /// False where each h[t] is merged with the state that the backward chain computed as the t-th.
  let isRealigned: Bool
  /// What the output of each layer but the last was multiplied with in training, shape (T, B, ·); empty without.
  let dropped: [Tensor<Double>]
  /// What the input stands for; empty for numbers.
  let words: [String]

  public init(_ live: LiveNetwork) {
    let words = if case .words(let words) = live.settings.input { words } else { [String]() }
    let variant = live.settings.applied
    self.init(
      live.trace, initial: live.initial, merge: live.merged == nil ? nil : live.settings.merge,
      isRealigned: variant.isRealigned, words: words)
  }

  init(
    _ trace: Trace<Double>, initial: InitialState<Double>, merge: Merge?, isRealigned: Bool = true,
    words: [String] = []
  ) {
    network = trace.network
    input = trace.layers[0].input
    lengths = trace.lengths
    var initial = initial
    if trace.configuration.cell == .lstm, initial.cell == nil {
      let (chains, hidden) = (initial.hidden.shape[0], trace.configuration.hiddenSize)
      initial.cell = Tensor(zeros: [chains, trace.batch, hidden])
    }
    self.initial = initial
    self.merge = merge
    self.isRealigned = isRealigned
    dropped = trace.layers.filter { !$0.dropout.isEmpty }.map { layer in
      var factors = Tensor<Double>(zeros: layer.input.shape)
      factors.values = layer.dropout
      return factors
    }
    self.words = words
  }

  var configuration: Configuration { network.configuration }
  var time: Int { input.shape[0] }
  var batch: Int { input.shape[1] }
  /// The timestep of the last forward state, from 1: of one sequence its length.
  var end: Int { batch == 1 ? lengths?.first ?? time : time }
  var isTwoWay: Bool { configuration.direction == .bidirectional }
  var isLSTM: Bool { configuration.cell == .lstm }

  /// The parameters by PyTorch's names, in its order.
  var parameters: [(name: String, tensor: Tensor<Double>)] {
    configuration.parameterIDs.compactMap { id in network[id].map { (id.name, $0) } }
  }

  var parameterCount: Int { parameters.reduce(0) { $0 + $1.tensor.values.count } }

  /// Everything for a weight file: the parameters by PyTorch's names, x of shape (T, B, I), h_0 and, of an LSTM, c_0.
  public var tensors: [String: Tensor<Double>] {
    var tensors = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.tensor) })
    tensors[Self.stored("x")] = input
    tensors["h_0"] = initial.hidden
    tensors["c_0"] = initial.cell
    for (layer, factors) in dropped.enumerated() { tensors[Self.droppedName(layer)] = factors }
    return tensors
  }

  /// The `lengths` of a weight file; nil when all sequences are T long.
  public var sequenceLengths: [Int]? { lengths }

  /// Whether torch.nn has a module that computes all layers.
  var hasModule: Bool {
    let resetsAsTorch = configuration.cell != .gru || configuration.resetGate == .afterProduct
    return resetsAsTorch && dropped.isEmpty && (!isTwoWay || (0..<configuration.layers - 1).allSatisfy(joinsAsTorch))
  }

  private func joinsAsTorch(_ layer: Int) -> Bool { configuration.merge(ofLayer: layer) == .concat }

  /// Why the loop over time must be written out; nil where torch.nn has a module.
  var whyNoModule: String? {
    guard !hasModule else { return nil }
    if configuration.cell == .gru, configuration.resetGate != .afterProduct {
      return "torch.nn.GRU resets after its product with U_n, its bias inside"
    }
    if !dropped.isEmpty { return "torch.nn draws anew what it drops, and here it is given" }
    return "torch.nn joins its layers by concat only"
  }

  /// The module of torch.nn with its options.
  var module: String {
    var options = ["\(configuration.inputSize)", "\(configuration.hiddenSize)"]
    if configuration.layers > 1 { options.append("num_layers=\(configuration.layers)") }
    if configuration.cell == .rnn(.relu) { options.append("nonlinearity=\"relu\"") }
    if !configuration.bias { options.append("bias=False") }
    if let size = configuration.projectionSize { options.append("proj_size=\(size)") }
    if configuration.dropout > 0, configuration.layers > 1 {
      options.append("dropout=\(Python.number(configuration.dropout))")
    }
    if isTwoWay { options.append("bidirectional=True") }
    return "torch.nn.\(configuration.cell.name.uppercased())(\(options.joined(separator: ", ")))"
  }

  /// What a run is given besides the parameters, as the code calls it.
  var givenNames: [String] {
    ["x", "h_0"] + (isLSTM ? ["c_0"] : []) + (lengths == nil ? [] : ["lengths"])
      + dropped.indices.map(Self.droppedName)
  }

  /// What the file calls one of `givenNames`: the names that `bilab run` reads.
  static func stored(_ name: String) -> String { name == "x" ? "input" : name }

  /// The factors between layer `layer` (from 0) and the next one.
  static func droppedName(_ layer: Int) -> String { "dropped_l\(layer)" }

  /// Whether the merge gives other numbers than zero after a sequence's end, where the lab has zeros.
  var mustClear: Bool { lengths != nil && merge?.movesZero == true }

  /// The backward outputs in the order of their computation, for a merge; nil where they were turned round.
  var turning: String? {
    guard !isRealigned else { return nil }
    guard let length = lengths?.first else { return "h_back.flip(0)" }
    return "torch.cat((h_back[:\(length)].flip(0), h_back[\(length):]))"
  }

  /// `h_0`, or an LSTM's pair.
  var startNames: String { isLSTM ? "(h_0, c_0)" : "h_0" }

  /// `h_n`, or an LSTM's pair.
  var finalNames: String { isLSTM ? "(h_n, c_n)" : "h_n" }

  /// The cell, the directions and the sizes, such as `LSTM, two-way, 2 layers, I = 4, H = 8`.
  public var title: String {
    var parts = [configuration.cell.name.uppercased()]
    if case .rnn(let activation) = configuration.cell { parts[0] += activation == .relu ? " with ReLU" : " with tanh" }
    parts.append(isTwoWay ? "two-way" : "one-way")
    parts.append(configuration.layers == 1 ? "1 layer" : "\(configuration.layers) layers")
    parts += ["I = \(configuration.inputSize)", "H = \(configuration.hiddenSize)"]
    if let size = configuration.projectionSize { parts.append("P = \(size)") }
    if !configuration.bias { parts.append("no biases") }
    return parts.joined(separator: ", ")
  }

  /// A layer's merged states as an expression of `h` and `h_back`, shape (T, N, H) each.
  ///
  /// - Parameter parameter: the expression of a learned merge's parameter, by its name.
  func merged(_ merge: Merge, layer: Int, parameter: (String) -> String) -> String {
    let both = "torch.cat((h, h_back), -1)"
    switch merge {
    case .concat, .apart: return both
    case .sum: return "h + h_back"
    case .average: return "(h + h_back) / 2"
    case .product: return "h * h_back"
    case .max: return "torch.maximum(h, h_back)"
    case .formula(let formula): return PyTorchFormula.text(formula)
    case .linear:
      let (weight, bias) = (
        ParameterID(.mergeWeight, layer: layer, pass: .forward).name,
        ParameterID(.mergeBias, layer: layer, pass: .forward).name
      )
      return "torch.nn.functional.linear(\(both), \(parameter(weight)), \(parameter(bias)))"
    }
  }
}

extension Merge {
  /// Whether the merge of two zeros may be another number than zero.
  var movesZero: Bool {
    switch self {
    case .formula, .linear: true
    default: false
    }
  }
}
