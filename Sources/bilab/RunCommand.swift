import ArgumentParser
import Engine
import Surface
import Terminal
import Views
import Weights

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the network of a safetensors file over the input in the same file.",
    discussion: """
      The file holds a network's parameters by PyTorch's names and `input` (T, B, I); if there are any, also h_0, c_0 \
      and `lengths` of a packed batch. Results have the type of the input: output, h_n, c_n and what the flags add. \
      Without -o and --json the states are printed.
      """)

  @Argument(help: "A safetensors file; any name.")
  var file: String

  @Option(name: .shortAndLong, help: "Write the results to this safetensors file.")
  var output: String?

  @Option(help: "rnn_tanh, rnn_relu, gru or lstm, if the file's shapes and its metadata's kind do not say it.")
  var cell: CellWord?

  @Option(help: "Of a GRU: \(ResetGate.allCases.map(\.rawValue).joined(separator: ", ")).")
  var reset: ResetGate = .afterProduct

  @Option(
    help: "Add merged: \(Merge.basic.map(\.word).joined(separator: ", ")), or a formula such as \"0.7*h + 0.3*h'\".")
  var merge: String?

  @Flag(help: "Add grad.* of sum(output·G) for the file's tensor G; grad_state.* with G_h and G_c.")
  var grad = false

  @Flag(help: "Print all results as JSON.")
  var json = false

  @Flag(help: "Print the states as a table.")
  var print = false

  /// A file's bytes at most; one more than this is read, for the reader to complain about.
  private static let most = Safetensors.Limit.file + 1

  func run() throws {
    let name = SafeText.string(file)
    let run: StoredRun
    let results: [String: StoredTensor]
    let merge = try self.merge.map(Self.merge)
    let metadata: [String: String]
    do {
      let stored = try Safetensors.read(try FileReader.read(file, most: Self.most))
      metadata = stored.metadata
      run = try StoredRun(stored.tensors, metadata: metadata, cell: cell?.cell, resetGate: reset)
      results = try run.results(merge: merge, gradients: grad)
    } catch {
      throw Failure("\(name): \(SafeText.string("\(error)"))")
    }
    if let output {
      do {
        try AtomicFile.write(try Safetensors.write(results, metadata: metadata), to: output)
      } catch let error as SafetensorsError {
        throw Failure("\(SafeText.string(output)): \(error)")
      }
    }
    if json { try Output.write(try ResultsReport(results).json() + "\n") }
    if print || (output == nil && !json) {
      try Output.write(try table(run, results, merge) + gradientLines(results))
    }
  }

  /// Each gradient's name and shape and its largest number.
  private func gradientLines(_ results: [String: StoredTensor]) -> String {
    let gradients = results.filter { $0.key.hasPrefix("grad") }.sorted { $0.key < $1.key }
    return gradients.map { name, tensor in
      let shape = tensor.shape.map(String.init).joined(separator: ", ")
      let largest = tensor.doubles?.values.map(\.magnitude).max() ?? 0
      return "\(SafeText.string(name)) (\(shape)): largest \(Float(largest))\n"
    }.joined()
  }

  /// One of the merges that have a name, or a formula.
  private static func merge(_ text: String) throws(Failure) -> Merge {
    if let merge = Merge(word: text) { return merge }
    do {
      return .formula(try MergeFormula(text))
    } catch {
      let words = Merge.basic.map(\.word).joined(separator: ", ")
      throw Failure("--merge is one of \(words), or a formula: \(SafeText.string("\(error)"))")
    }
  }

  private func table(_ run: StoredRun, _ results: [String: StoredTensor], _ merge: Merge?) throws -> String {
    guard let output = results["output"]?.doubles else { return "" }
    let merged = merge.flatMap { merge in results["merged"]?.doubles.map { (SafeText.string(merge.word), $0) } }
    let glass = Glass(isUnicode: PlainOutput.isUnicode, colours: 0, hasAttributes: false)
    return StateTable.text(
      output: output, merged: merged, lengths: try run.lengths,
      isTwoWay: run.configuration.direction == .bidirectional, columns: PlainOutput.columns ?? .max, glass: glass)
  }
}

/// A cell with its nonlinearity, in the words of the metadata's `kind`.
enum CellWord: String, ExpressibleByArgument, CaseIterable {
  case tanh = "rnn_tanh"
  case relu = "rnn_relu"
  case gru, lstm

  init?(argument: String) {
    self.init(rawValue: argument.lowercased())
  }

  var cell: Cell {
    switch self {
    case .tanh: .rnn(.tanh)
    case .relu: .rnn(.relu)
    case .gru: .gru
    case .lstm: .lstm
    }
  }
}

extension ResetGate: ExpressibleByArgument {}
