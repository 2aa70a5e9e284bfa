import Engine
import Foundation
import Testing
import Weights

@testable import Lab

/// A network of every kind that the code can say, with numbers of no special form.
struct PyTorchCase: CustomTestStringConvertible, Sendable {
  let name: String
  var configuration: Configuration
  var merge: Merge? = .concat
  var lengths: [Int]?
  var time = 4
  var batch = 1
  /// In training: where the numbers that the layers drop come from.
  var dropoutSeed: UInt64?

  var testDescription: String { name }

  static let all: [PyTorchCase] = modules + loops

  private static let modules: [PyTorchCase] = [
    PyTorchCase(name: "rnn", configuration: Configuration(cell: .rnn(.tanh), inputSize: 1, hiddenSize: 2)),
    PyTorchCase(
      name: "relu-one-way",
      configuration: Configuration(cell: .rnn(.relu), inputSize: 2, hiddenSize: 3, layers: 2, direction: .forward),
      merge: nil),
    PyTorchCase(
      name: "gru-batch", configuration: Configuration(cell: .gru, inputSize: 2, hiddenSize: 3, layers: 3),
      merge: .max, batch: 3),
    PyTorchCase(
      name: "lstm-projected",
      configuration: Configuration(
        cell: .lstm, inputSize: 2, hiddenSize: 4, layers: 2, bias: false, projectionSize: 3, dropout: 0.5),
      merge: .product),
    PyTorchCase(
      name: "lstm-packed", configuration: Configuration(cell: .lstm, inputSize: 2, hiddenSize: 3, layers: 2),
      merge: .formula(try! MergeFormula("concat(h*h' + 0.25, min(h, h', 0.1) - tanh(1/0), 2 - -3)")),
      lengths: [2, 4, 1], batch: 3),
    PyTorchCase(
      name: "gru-linear",
      configuration: Configuration(
        cell: .gru, inputSize: 1, hiddenSize: 2, layers: 2, merges: [.concat, .linear(size: 3)]),
      merge: .linear(size: 3)),
  ]

  private static let loops: [PyTorchCase] = [
    PyTorchCase(
      name: "gru-reset-before",
      configuration: Configuration(cell: .gru, inputSize: 2, hiddenSize: 3, resetGate: .beforeProduct), merge: .sum),
    PyTorchCase(
      name: "gru-reset-without-bias",
      configuration: Configuration(
        cell: .gru, inputSize: 2, hiddenSize: 3, layers: 2, direction: .forward, resetGate: .afterProductOnly),
      merge: nil),
    PyTorchCase(
      name: "gru-no-biases",
      configuration: Configuration(
        cell: .gru, inputSize: 2, hiddenSize: 3, bias: false, resetGate: .afterProductOnly, merges: [.average]),
      merge: .average),
    PyTorchCase(
      name: "gru-sum-between",
      configuration: Configuration(cell: .gru, inputSize: 2, hiddenSize: 3, layers: 2, merges: [.sum]), batch: 2),
    PyTorchCase(
      name: "lstm-apart",
      configuration: Configuration(
        cell: .lstm, inputSize: 2, hiddenSize: 4, layers: 3, projectionSize: 2, merges: [.apart, .max]),
      merge: .apart),
    PyTorchCase(
      name: "rnn-packed-formula",
      configuration: Configuration(
        cell: .rnn(.relu), inputSize: 2, hiddenSize: 3, layers: 3, bias: false,
        merges: [.formula(try! MergeFormula("0.7*h + 0.3*h' - 1")), .linear(size: 2), .linear(size: 4)]),
      merge: .linear(size: 4), lengths: [1, 4, 3], batch: 3),
    PyTorchCase(
      name: "lstm-packed-product",
      configuration: Configuration(cell: .lstm, inputSize: 1, hiddenSize: 3, layers: 2, merges: [.product]),
      merge: .average, lengths: [3, 4], batch: 2),
    PyTorchCase(
      name: "rnn-dropped",
      configuration: Configuration(cell: .rnn(.tanh), inputSize: 2, hiddenSize: 3, layers: 3, dropout: 0.5), batch: 2,
      dropoutSeed: 3),
    PyTorchCase(
      name: "gru-apart-dropped",
      configuration: Configuration(cell: .gru, inputSize: 2, hiddenSize: 3, layers: 2, merges: [.apart], dropout: 0.4),
      merge: .sum, dropoutSeed: 3),
  ]

  func trace() throws -> (trace: Trace<Double>, initial: InitialState<Double>) {
    var random = SeededGenerator(seed: 5, stream: name)
    func drawn(_ shape: [Int]) throws -> Tensor<Double> {
      try Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map { _ in random.uniform(1) })
    }
    let chains = configuration.layers * configuration.directions
    let initial = InitialState(
      hidden: try drawn([chains, batch, configuration.stateSize]),
      cell: configuration.cell == .lstm ? try drawn([chains, batch, configuration.hiddenSize]) : nil)
    let input = try drawn([time, batch, configuration.inputSize])
    let network = try Network<Double>.seeded(configuration, seed: 7)
    return (try network.run(input, lengths: lengths, initial: initial, dropoutSeed: dropoutSeed), initial)
  }

  func network() throws -> PyTorchNetwork {
    let (trace, initial) = try trace()
    return PyTorchNetwork(trace, initial: initial, merge: merge)
  }

  /// Writes what bilab export would, the short code, and what running them must give.
  func write(to folder: URL) throws {
    let own = folder.appending(path: name)
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let network = try network()
    try Data(PyTorchModel.text(of: network).utf8).write(to: own.appending(path: "model.py"))
    for (name, numbers) in [("short", PyTorchSource.Numbers.file), ("literal", .literal)] {
      let text = PyTorchSource.lines(of: network, numbers).map { $0.text + "\n" }.joined()
      try Data(text.utf8).write(to: own.appending(path: "\(name).py"))
    }
    var stored = network.tensors.mapValues { StoredTensor($0) }
    if let lengths { stored["lengths"] = StoredTensor(lengths) }
    try Data(try Safetensors.write(stored)).write(to: own.appending(path: "weights.safetensors"))
    try JSONEncoder().encode(try expected()).write(to: own.appending(path: "expected.json"))
  }

  /// The results, each row by row in one list.
  private func expected() throws -> [String: [Double]] {
    let (trace, _) = try trace()
    let last = configuration.layers - 1
    var results = ["h_n": trace.finalHidden.values]
    results["c_n"] = trace.finalCell?.values
    for pass in configuration.direction.passes {
      results["\(pass)"] = (0..<time).flatMap { t in
        (0..<batch).flatMap { sequence in
          t < lengths?[sequence] ?? time
            ? Array(trace.chain(layer: last, pass: pass).hidden(t: t, sequence: sequence))
            : Array(repeating: 0, count: configuration.stateSize)
        }
      }
    }
    if let merge { results["merged"] = trace.merged(merge, layer: last)?.values }
    return results
  }
}
