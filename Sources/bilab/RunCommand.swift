import ArgumentParser
import Engine
import Surface
import Terminal
import Views
import Weights

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run the network of a safetensors file over the input in it.",
    usage: """
      bilab run FILE [-o FILE] [--merge MERGE] [--grad] [--json] [--print]
                [--cell CELL] [--reset RESET]
      """,
    discussion: """
      The file holds a network's parameters by PyTorch's names and its input, of shape (T, B, I); where there are any, \
      also the initial states h_0 and c_0, and the lengths of a packed batch. The results are output, h_n, for an LSTM \
      c_n, and what the flags add, in the input's type. Without -o and --json the states are printed as a table.
      """)

  @Argument(help: ArgumentHelp("A safetensors file, of any name.", valueName: "FILE"), completion: .file())
  var file: String

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Write the results to this safetensors file.", valueName: "FILE"),
    completion: .weights)
  var output: String?

  @Option(help: ArgumentHelp("The cell, where neither shapes nor metadata tell it.", valueName: "CELL"))
  var cell: CellWord?

  @Option(help: ArgumentHelp("Where a GRU resets: after or before its product with U.", valueName: "RESET"))
  var reset: ResetGate = .afterProduct

  @Option(
    help: ArgumentHelp(
      "Add merged: \(Merge.basic.map(\.word).joined(separator: ", ")), or a formula such as \"0.7*h + 0.3*h'\".",
      valueName: "MERGE"), completion: .list(Merge.basic.map(\.word)))
  var merge: String?

  @Flag(
    help: """
      Add grad.*, the gradients of sum(output·G) for the file's tensor G; with G_h or G_c also grad_state.*, those \
      with sum(h_n·G_h) and sum(c_n·G_c) added.
      """)
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
    let merge = try self.merge.map { try MergeArgument.merge($0) }
    if let output, AtomicFile.isSame(file, as: output) {
      throw Failure("\(SafeText.string(output)): the results would replace the network; name another file")
    }
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
      let table = try table(run, results, merge)
      // Programs that read numbers read the ASCII minus.
      try Output.write(PlainOutput.columns == nil ? table.replacing("−", with: "-") : table)
    }
  }

  private func table(_ run: StoredRun, _ results: [String: StoredTensor], _ merge: Merge?) throws -> String {
    guard let output = results["output"]?.doubles else { return "" }
    let merged = merge.flatMap { merge in results["merged"]?.doubles.map { (SafeText.string(merge.word), $0) } }
    let glass = Glass(isUnicode: PlainOutput.isUnicode, colours: 0, hasAttributes: false)
    let states = StateTable.text(
      output: output, merged: merged, lengths: try run.lengths,
      isTwoWay: run.configuration.direction == .bidirectional, columns: PlainOutput.columns ?? .max, glass: glass)
    let gradients = results.filter { $0.key.hasPrefix("grad") }.sorted { $0.key < $1.key }.compactMap { name, tensor in
      tensor.doubles.map { (SafeText.string(name), $0) }
    }
    let heading = run.title + "\n\n"
    return heading + (gradients.isEmpty ? states : states + "\n" + GradientTable.text(gradients, glass: glass))
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
