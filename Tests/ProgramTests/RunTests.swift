import Engine
import Foundation
import PseudoTerminal
import Testing
import Weights

/// `bilab run`, when all is well.
@Suite struct RunTests {
  private static let fixtures = [
    "001_rnn_tanh_uni_l1_float32", "014_rnn_relu_bi_l3_float64", "021_gru_bi_l1_float64", "032_lstm_bi_l1_float64",
    "036_lstm_bi_l2_float32",
  ]
  private static let both = "merge_3_rnn_tanh_float32"

  private func run(_ arguments: [String], in folder: Folder? = nil) throws -> Program.Result {
    let result = try Program.run(["run"] + arguments, in: folder)
    #expect(result.status == 0 && result.complaint.isEmpty, "\(result.complaint)")
    return result
  }

  private func expectClose(_ actual: StoredTensor, _ expected: StoredTensor, _ name: String) {
    guard actual.shape == expected.shape, actual.dtype == expected.dtype, let actual = actual.doubles,
      let expected = expected.doubles
    else {
      Issue.record("\(name): \(actual.shape) \(actual.dtype) for \(expected.shape) \(expected.dtype)")
      return
    }
    for (a, b) in zip(actual.values, expected.values) where (a - b).magnitude > 1e-4 {
      Issue.record("\(name): \(a) for \(b)")
      return
    }
  }

  @Test(arguments: fixtures)
  func `-o writes PyTorch's own numbers and prints nothing`(_ name: String) throws {
    let folder = try Folder()
    let (tensors, metadata) = try RunFiles.read(RunFiles.path(name))
    #expect(try run([RunFiles.path(name), "--grad", "-o", "out"], in: folder).output.isEmpty)
    let (results, ownMetadata) = try RunFiles.read(folder.path("out"))
    #expect(ownMetadata == metadata)
    #expect(
      Set(results.keys)
        == Set(tensors.keys.filter { $0.hasPrefix("grad") || ["output", "h_n", "c_n"].contains($0) }))
    for (name, result) in results { expectClose(result, try #require(tensors[name]), name) }
  }

  @Test(arguments: ["concat", "sum", "average", "product", "max"])
  func `--merge adds merged and nothing else`(_ merge: String) throws {
    let folder = try Folder()
    let path = RunFiles.path(Self.both)
    _ = try run([path, "-o", "plain", "--grad"], in: folder)
    _ = try run([path, "-o", "merged", "--grad", "--merge", merge], in: folder)
    var results = try RunFiles.read(folder.path("merged")).tensors
    let merged = results.removeValue(forKey: "merged")
    #expect(results == (try RunFiles.read(folder.path("plain")).tensors))
    expectClose(try #require(merged), try #require(try RunFiles.read(path).tensors["merge.\(merge)"]), merge)
  }

  @Test func `a formula is a merge too`() throws {
    let folder = try Folder()
    _ = try run([RunFiles.path(Self.both), "-o", "out", "--merge", "0.5*h + h'/2"], in: folder)
    let average = try #require(try RunFiles.read(RunFiles.path(Self.both)).tensors["merge.average"])
    expectClose(try #require(try RunFiles.read(folder.path("out")).tensors["merged"]), average, "formula")
  }

  /// Lists in lists of numbers. (JSONSerialization rounds numbers.)
  private enum Nested: Decodable {
    case number(Double)
    case list([Nested])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let list = try? container.decode([Nested].self) {
        self = .list(list)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var numbers: [Double] {
      switch self {
      case .number(let number): [number]
      case .list(let list): list.flatMap(\.numbers)
      }
    }

    var shape: [Int] {
      guard case .list(let list) = self else { return [] }
      return [list.count] + (list.first?.shape ?? [])
    }
  }

  @Test(arguments: fixtures)
  func `--json has the numbers of -o, to the last bit`(_ name: String) throws {
    let folder = try Folder()
    let result = try run([RunFiles.path(name), "--grad", "--json", "-o", "out"], in: folder)
    #expect(result.lines.count == 1)
    let report = try JSONDecoder().decode([String: Nested].self, from: result.output)
    let written = try RunFiles.read(folder.path("out")).tensors
    #expect(Set(report.keys) == Set(written.keys))
    for (name, tensor) in written {
      let json = try #require(report[name])
      #expect(json.shape == tensor.shape)
      switch tensor.values {
      case .f32(let numbers): if json.numbers.map(Float.init) != numbers { Issue.record("\(name)") }
      case .f64(let numbers): if json.numbers != numbers { Issue.record("\(name)") }
      case .i64: Issue.record("\(name) holds whole numbers")
      }
    }
  }

  @Test func `numbers beyond all numbers are words in JSON, and in the table`() throws {
    let folder = try Folder()
    for (number, word) in [(Double.nan, "nan"), (1e308, "inf")] {
      try folder.write(
        "in",
        RunFiles.changed("010_rnn_relu_bi_l1_float64") { tensors in
          let shape = try #require(tensors["input"]).shape
          let numbers = (0..<shape.reduce(1, *)).map { $0 % 2 == 0 ? number : 9 * number }
          tensors["input"] = try StoredTensor(shape: shape, values: .f64(numbers))
        })
      #expect(try run(["in", "--json"], in: folder).text.contains("\"\(word)\""))
      #expect(try run(["in"], in: folder).text.lowercased().contains(word))
    }
  }

  @Test func `what is printed: the table, the JSON, or both after another`() throws {
    let path = RunFiles.path(Self.both)
    let folder = try Folder()
    let table = try run([path]).text
    #expect(table.contains("\n\nsequence 1 of 2, length 5\nt  h[t] ") && table.contains("-0.9212 -0.6457"))
    #expect(try run([path, "--print"]).text == table)
    #expect(try run([path, "--print", "-o", "out"], in: folder).text == table)
    let json = try run([path, "--json"]).text
    #expect(try run([path, "--json", "--print"]).text == json + table)
    #expect(try run([path, "--merge", "h * 2"]).text.contains("   merged: h * 2\n"))
    let gradients = try run([path, "--grad"]).text
    #expect(gradients.hasPrefix(table + "\ngradient "))
    #expect(gradients.split(separator: "\n").count { $0.hasPrefix("grad.") } == 9)
  }

  @Test func `packed sequences end where they end`() throws {
    let lengths = try RunFiles.read(RunFiles.path("006_rnn_tanh_bi_l1_float64")).tensors["lengths"]
    guard case .i64(let lengths)? = lengths?.values else { throw CancellationError() }
    let lines = try run([RunFiles.path("006_rnn_tanh_bi_l1_float64")]).lines
    for (index, length) in lengths.enumerated() {
      #expect(lines.contains("sequence \(index + 1) of 4, length \(length)"))
    }
    #expect(lines.first == "RNN with tanh, two-way, 1 layer, I 4, H 4, F64")
    #expect(lines.count == 9 + Int(lengths.reduce(0, +)))
  }

  @Test func `--cell over the file, --reset of a GRU`() throws {
    let relu = RunFiles.path("009_rnn_relu_uni_l1_float32")
    #expect(try run([relu]).text.hasPrefix("RNN with ReLU, one-way, 1 layer, I 3, H 4, F32\n\n"))
    #expect(try run([relu, "--cell", "RNN_RELU"]).text == run([relu]).text)
    #expect(try run([relu, "--cell", "rnn_tanh"]).text != run([relu]).text)
    let gru = RunFiles.path("016_gru_uni_l1_float64")
    #expect(try run([gru, "--reset", "after"]).text == run([gru]).text)
    #expect(try run([gru, "--reset", "before"]).text != run([gru]).text)
  }

  @Test func `the results do not replace the network that they come from`() throws {
    let folder = try Folder()
    let network = try Data(contentsOf: URL(filePath: RunFiles.path(Self.both)))
    try folder.write("in", network)
    let refused = try Program.run(["run", "in", "-o", "./in"], in: folder)
    #expect(refused.failed() && refused.complaint.contains("./in: the results would replace the network"))
    #expect(try Data(contentsOf: folder.url("in")) == network)
  }

  @Test func `-o /dev/stdout is a file for a pipe`() throws {
    let folder = try Folder()
    _ = try run([RunFiles.path(Self.both), "-o", "out"], in: folder)
    let piped = try Program.shell("\"$bilab\" run '\(RunFiles.path(Self.both))' -o /dev/stdout | cat")
    #expect(try piped.output == Data(contentsOf: folder.url("out")))
  }

  private func onTerminal(_ arguments: [String], columns: Int, environment: [String: String] = Program.environment)
    throws -> [String]
  {
    let terminal = try PseudoTerminal(columns: columns, rows: 60, deadline: 60)
    try terminal.run(Program.path, ["run"] + arguments, environment: environment)
    #expect(try terminal.waitForEnd() == .exited(0))
    // Without the title, which may take more than one line.
    return Array(terminal.screen.lines.filter { !$0.isEmpty }.drop { !$0.hasPrefix("sequence") })
  }

  /// As wide as the terminal, and each line one line of the screen.
  @Test func `on a terminal the table keeps to its columns`() throws {
    let path = RunFiles.path(Self.both)
    let wide = Array(try run([path, "--merge", "concat"]).lines.drop { !$0.hasPrefix("sequence") })
    #expect(try onTerminal([path, "--merge", "concat"], columns: 180).map { $0.replacing("−", with: "-") } == wide)
    let lines = try onTerminal([path, "--merge", "concat"], columns: 80)
    #expect(lines.count == 2 + 2 * 5 * 3)
    #expect(lines[1] == "h[1]      −0.9212 −0.6457 −0.8088  0.2373")
    #expect(lines[3] == "merged[1] −0.9212 −0.6457 −0.8088  0.2373 −0.8579  0.4656  0.5511 −0.2792")
    let cut = try onTerminal([path], columns: 30)
    #expect(cut.count == 2 + 2 * 5 * 2 && cut[1] == "h[1]  −0.9212 and 3 more")
  }

  @Test func `on a terminal without UTF-8 it is ASCII`() throws {
    let environment = ["LC_ALL": "C", "TERM": "xterm", "PATH": "/usr/bin:/bin"]
    let lines = try onTerminal([RunFiles.path(Self.both), "--merge", "h′"], columns: 80, environment: environment)
    #expect(lines[2] == "h'[1]     -0.8579  0.4656  0.5511 -0.2792")
    #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } })
  }
}
