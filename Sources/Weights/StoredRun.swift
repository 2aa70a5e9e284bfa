import Engine

/// A network, its input and whatever else one run needs, all found among the tensors of a file:
///
///     input          (T, B, I), whose type, F32 or F64, is the run's
///     parameters     as of `StoredNetwork`
///     lengths        (B), I64; of a packed batch
///     h_0, c_0       (L·D, B, H), with a projection h_0 is (L·D, B, P)
///     G              the shape of output: gradients are those of sum(output·G)
///     G_h, G_c       the shapes of h_n and c_n: with them also those of sum(output·G) + sum(h_n·G_h) + sum(c_n·G_c)
public struct StoredRun: Sendable {
  public let configuration: Configuration
  private let network: StoredNetwork
  /// Whether nobody said which cell it is.
  private let isAssumed: Bool
  private let tensors: [String: StoredTensor]

  /// - Parameters:
  ///   - cell: what the shapes must fit; nil for what the metadata's `kind` or else the shapes say.
  ///   - resetGate: of a GRU, which no file says.
  /// - Throws: `WeightFileError`.
  public init(
    _ tensors: [String: StoredTensor], metadata: [String: String], cell: Cell? = nil,
    resetGate: ResetGate = .afterProduct
  ) throws(WeightFileError) {
    let own = tensors.filter { name, _ in !Self.resultPrefixes.contains { name.hasPrefix($0) } }
    network = try StoredNetwork(own, metadata: metadata, cell: cell, ignoringOthers: true)
    var configuration = try network.sizes.configuration()
    configuration.resetGate = resetGate
    (self.configuration, self.tensors) = (configuration, tensors)
    isAssumed = cell == nil && metadata["kind"] == nil
  }

  /// What is run, in one line: `LSTM, two-way, 2 layers, I 4, H 8, F32`. A plain RNN of which the file says no
  /// nonlinearity is said to be taken for tanh.
  public var title: String {
    let ways = configuration.direction == .bidirectional ? "two-way" : "one-way"
    let layers = configuration.layers == 1 ? "1 layer" : "\(configuration.layers) layers"
    let projection = configuration.projectionSize.map { ", P \($0)" } ?? ""
    return
      "\(cellTitle), \(ways), \(layers), I \(configuration.inputSize), H \(configuration.hiddenSize)\(projection), "
      + (tensors["input"]?.dtype.rawValue ?? "")
  }

  private var cellTitle: String {
    switch configuration.cell {
    case .rnn(.tanh) where isAssumed: "RNN with tanh (the file does not say; --cell rnn_relu for ReLU)"
    case .rnn(let activation): "RNN with \(activation == .tanh ? "tanh" : "ReLU")"
    case .gru: "GRU"
    case .lstm: "LSTM"
    }
  }

  /// Names under which a file may hold the results of a run, its own or another program's; they have parameters' names.
  private static let resultPrefixes = ["grad.", "grad_state.", "merge_grad."]

  /// Numbers that one run may make. More is a mistake in a size, and would not fit into a laptop's memory.
  private static let mostNumbers = 1 << 28

  /// Runs the network.
  ///
  /// - Parameters:
  ///   - merge: adds `merged`, and changes nothing else.
  ///   - gradients: adds `grad.` and `grad_state.` tensors for every parameter, `input` and the states that are given.
  /// - Returns: `output`, `h_n`, of an LSTM `c_n`, and what was asked for.
  /// - Throws: `StoredRunError`, `RunError`, `ShapeError`, `ParameterError` or `ConfigurationError`.
  public func results(merge: Merge? = nil, gradients: Bool = false) throws -> [String: StoredTensor] {
    guard let input = tensors["input"] else { throw StoredRunError.missingInput }
    switch input.dtype {
    case .f32: return try results(merge, gradients, \.floats, StoredTensor.init)
    case .f64: return try results(merge, gradients, \.doubles, StoredTensor.init)
    case .i64: throw StoredRunError.notFloatingPoint("input")
    }
  }

  /// The lengths of the sequences, if the file has any.
  public var lengths: [Int]? {
    get throws(StoredRunError) {
      guard let stored = tensors["lengths"] else { return nil }
      guard case .i64(let lengths) = stored.values, stored.shape.count == 1 else { throw .lengths }
      return lengths.map { Int($0) }
    }
  }

  private func results<S: Scalar>(
    _ merge: Merge?, _ wantsGradients: Bool, _ numbers: (StoredTensor) -> Tensor<S>?,
    _ stored: (Tensor<S>) -> StoredTensor
  ) throws -> [String: StoredTensor] {
    func tensor(_ name: String) throws(StoredRunError) -> Tensor<S>? {
      guard let found = tensors[name] else { return nil }
      guard let tensor = numbers(found) else { throw .notFloatingPoint(name) }
      return tensor
    }
    let network = try Network(configuration, tensors: self.network.parameters.compactMapValues(numbers))
    guard let input = try tensor("input") else { throw StoredRunError.missingInput }
    try checkSize(input.shape)
    var initial: InitialState<S>?
    let (hidden, cell) = (try tensor("h_0"), try tensor("c_0"))
    if hidden != nil || cell != nil {
      guard cell == nil || configuration.cell == .lstm else { throw StoredRunError.cellState("c_0") }
      let rows = configuration.layers * configuration.directions
      let batch = input.shape.count == 3 ? input.shape[1] : 1
      initial = InitialState(
        hidden: hidden ?? Tensor(zeros: [rows, batch, configuration.stateSize]), cell: cell)
    }
    let trace = try network.run(input, lengths: try lengths, initial: initial, keeping: .gradients)
    var results = ["output": stored(trace.output), "h_n": stored(trace.finalHidden)]
    results["c_n"] = trace.finalCell.map(stored)
    if let merge {
      guard let merged = trace.merged(merge, layer: configuration.layers - 1) else { throw StoredRunError.oneWay }
      results["merged"] = stored(merged)
    }
    guard wantsGradients else { return results }

    guard let ofOutput = try tensor("G") else { throw StoredRunError.missingGradient }
    let (ofHidden, ofCell) = (try tensor("G_h"), try tensor("G_c"))
    guard ofCell == nil || configuration.cell == .lstm else { throw StoredRunError.cellState("G_c") }
    func add(_ prefix: String, _ gradients: Gradients<S>) {
      for (id, gradient) in gradients.parameters {
        results[prefix + self.network.prefix + id.name] = stored(gradient)
      }
      results[prefix + "input"] = stored(gradients.input)
      if hidden != nil { results[prefix + "h_0"] = stored(gradients.initialHidden) }
      if cell != nil { results[prefix + "c_0"] = gradients.initialCell.map(stored) }
    }
    add("grad.", try trace.gradients(output: ofOutput))
    if ofHidden != nil || ofCell != nil {
      add("grad_state.", try trace.gradients(output: ofOutput, finalHidden: ofHidden, finalCell: ofCell))
    }
    return results
  }

  private func checkSize(_ input: [Int]) throws(StoredRunError) {
    guard input.count == 3 else { return }
    let perStep = configuration.layers * configuration.directions * 3 * configuration.gateSize
    // An input without numbers may still claim any number of sequences, and states are made for as many.
    let (rows, beyond) = max(input[0], 1).multipliedReportingOverflow(by: max(input[1], 1))
    let (numbers, overflow) = rows.multipliedReportingOverflow(by: perStep)
    guard !beyond, !overflow, numbers <= Self.mostNumbers else { throw .tooLarge(input) }
  }
}

/// Why the tensors of a file are not one run.
public enum StoredRunError: Error, Equatable, CustomStringConvertible {
  case missingInput
  /// Gradients are wanted, and there is no G to begin them from.
  case missingGradient
  case notFloatingPoint(String)
  case lengths
  /// A tensor of cell states beside a cell that has none.
  case cellState(String)
  case oneWay
  case tooLarge([Int])

  public var description: String {
    switch self {
    case .missingInput: "missing input, the numbers to run over, of shape (T, B, I)"
    case .missingGradient: "missing G, what the gradients begin from, of the shape of output"
    case .notFloatingPoint(let name): "\(name) holds whole numbers, expected F32 or F64"
    case .lengths: "lengths: expected I64 of shape (B)"
    case .cellState(let name): "\(name) is there, but only an LSTM has cell states"
    case .oneWay: "nothing to merge: the network is one-way, it has no _reverse parameters"
    case .tooLarge(let shape):
      "an input of shape (\(shape.map(String.init).joined(separator: ", "))) is too large for this network here"
    }
  }
}
