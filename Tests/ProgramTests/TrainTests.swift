import Engine
import Foundation
import Lab
import PseudoTerminal
import Testing
import Weights

/// `bilab train`, with a network small enough for two epochs.
@Suite struct TrainTests {
  private static let small = ["train", "--epochs", "2", "--hidden", "8"]

  private func train(_ arguments: String..., in folder: Folder? = nil) throws -> Program.Result {
    let result = try Program.run(Self.small + arguments, in: folder)
    #expect(result.status == 0, "\(result.complaint)")
    return result
  }

  @Test func `loss and accuracy of every epoch, and no progress where there is no terminal`() throws {
    let result = try train()
    #expect(result.errors.isEmpty)
    #expect(result.output.allSatisfy { $0 == 0x0a || (0x20..<0x7f).contains($0) })
    let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0] == "fill the blank: 384 sentences to learn from, 128 held out")
    #expect(lines[3] == "a guess among 8 colours is right for 12.5 %")
    #expect(lines[5] == "lstm, two-way, merge concat, 8 hidden units, 4568 parameters, seed 1")
    let epochs = lines.filter { $0.contains(" %  ") }
    #expect(epochs.map { $0.split(separator: " ").first } == ["1", "2"])
    #expect(lines.dropFirst(7).allSatisfy { $0.count <= 60 })
    let losses = epochs.compactMap { Double($0.split(separator: " ")[1]) }
    #expect(losses.count == 2 && losses[1] < losses[0])
    let last = epochs[1].split(separator: " ")
    #expect(
      result.text.hasSuffix(
        "\nheld out, clue before the blank: \(last[2]) % right\nheld out, clue after the blank:  \(last[4]) % right\n"))
  }

  @Test func `the same seed says the same, another one does not`() throws {
    let first = try train("--seed", "7").text
    #expect(try train("--seed", "7").text == first)
    let other = try train("--seed", "8").text
    #expect(other.replacing("seed 8", with: "seed 7") != first)
    #expect(try train("--seed", "7", "--rate", "0.02").text != first)
  }

  /// The accuracy that a saved network has once it is read again.
  private func answers(_ path: String, _ configuration: Configuration) throws -> [String] {
    let model = try BlankModel<Float>(
      configuration, tensors: RunFiles.read(path).tensors.compactMapValues(\.floats))
    let corpus = BlankCorpus.make(seed: 1)
    return try [false, true].map { clueComesAfter in
      let sentences = corpus.heldOut.filter { $0.clueComesAfter == clueComesAfter }
      let batch = TrainingBatch(sentences, vocabulary: corpus.vocabulary)
      let right = try zip(model.answers(batch), batch.targets).count { $0 == $1 }
      return String(format: "%.1f %% right", 100 * Double(right) / Double(sentences.count))
    }
  }

  private static let networks: [([String], Configuration)] = [
    ([], Configuration(cell: .lstm, inputSize: 16, hiddenSize: 8)),
    (["--one-way"], Configuration(cell: .lstm, inputSize: 16, hiddenSize: 8, direction: .forward)),
    (["--merge", "linear"], Configuration(cell: .lstm, inputSize: 16, hiddenSize: 8, merges: [.linear(size: 8)])),
    (["--merge", "max", "--cell", "gru"], Configuration(cell: .gru, inputSize: 16, hiddenSize: 8, merges: [.max])),
    (
      ["--merge", "tanh(h) - h'", "--cell", "rnn"],
      Configuration(
        cell: .rnn(.tanh), inputSize: 16, hiddenSize: 8, merges: [.formula(try! MergeFormula("tanh(h) - h'"))])
    ),
  ]

  @Test(arguments: networks)
  func `what is saved answers as it did`(_ options: [String], _ configuration: Configuration) throws {
    let folder = try Folder()
    let result = try Program.run(Self.small + ["--save", "net"] + options, in: folder)
    #expect(result.status == 0 && result.text.hasSuffix("right\nweights written to net\n"), "\(result)")
    let answers = try answers(folder.path("net"), configuration)
    #expect(result.text.contains("before the blank: \(answers[0])\n"), "\(answers)")
    #expect(result.text.contains("after the blank:  \(answers[1])\n"), "\(answers)")
    let (tensors, metadata) = try RunFiles.read(folder.path("net"))
    let network = try StoredNetwork(
      tensors, metadata: metadata, prefix: "\(configuration.cell.name).", ignoringOthers: true)
    #expect(network.sizes.cell == configuration.cell && network.sizes.direction == configuration.direction)
    #expect(metadata["steps"] == "48" && metadata["seed"] == "1")
    let merge = configuration.merges.first?.word ?? "concat"
    #expect(metadata["merge"] == (configuration.direction == .forward ? nil : merge))
    #expect(metadata["words"]?.split(separator: " ").count == BlankCorpus.make(seed: 1).vocabulary.words.count)
    let run = try Program.run(["run", "net"], in: folder)
    #expect(
      run.failed() && run.complaint == "bilab: net: missing input, the numbers to run over, of shape (T, B, I)\n")
  }

  @Test func `one way says so and learns less`() throws {
    let (one, two) = (try train("--one-way"), try train())
    #expect(one.text.contains("\nlstm, one-way, 8 hidden units, ") && !one.text.contains("merge"))
    func parameters(_ text: String) throws -> Int {
      let line = try #require(text.split(separator: "\n").first { $0.contains(" parameters") })
      return try #require(line.split(separator: ", ").compactMap { Int($0.replacing(" parameters", with: "")) }.first)
    }
    #expect(try parameters(one.text) < parameters(two.text))
  }

  private static let refusals: [([String], Int32, String)] = [
    (["--epochs", "0"], 64, "--epochs is 1 to 10000"), (["--epochs", "10001"], 64, "--epochs is 1 to 10000"),
    (["--hidden", "0"], 64, "--hidden is 1 to 1024"), (["--hidden", "1025"], 64, "--hidden is 1 to 1024"),
    (["--rate", "0"], 64, "--rate is above 0"), (["--rate", "nan"], 64, "--rate is above 0"),
    (["--rate", "inf"], 64, "--rate is above 0"), (["--seed", "-1"], 64, "--seed"),
    (["--cell", "transformer"], 64, "--cell"), (["--one-way", "--merge", "sum"], 64, "nothing to --merge"),
    (["--merge", "h +"], 1, "average, product, max, linear, or a formula: column 4: "),
    (["--merge", "\u{1b}[2Jh"], 1, "column 1: "),
    (["--save", "no/net"], 1, "bilab: no/net: No such file or directory\n"),
    (["--save", ""], 1, "bilab: : No such file or directory\n"), (["--save", "."], 1, "bilab: .: Is a directory\n"),
    (["--save", String(repeating: "x", count: 300)], 1, "File name too long\n"),
    (["--save", "no\u{1b}[2J/net"], 1, "bilab: no[2J/net: No such file or directory\n"),
  ]

  @Test(arguments: refusals)
  func `what cannot be is told before the training`(_ options: [String], _ status: Int32, _ words: String) throws {
    let result = try Program.run(["train"] + options, in: try Folder())
    #expect(result.failed(with: status) && result.output.isEmpty, "\(result)")
    #expect(result.complaint.contains(words), "\(result.complaint)")
  }

  @Test func `a loss beyond all bounds is a loss`() throws {
    let losses = [
      ("1e6*h", /\d\.\de\+\d/), ("1e30*h", /\d\.\de\+\d\d/), ("1e38*h", /inf|NaN/), ("h/(h-h)", /NaN/),
    ]
    for (merge, loss) in losses {
      let line = try #require(try train("--merge", merge).lines.first { $0.hasPrefix("    1  ") })
      #expect(line.split(separator: " ")[1].wholeMatch(of: loss) != nil && line.count == 52, "\(line)")
    }
  }

  /// A training that no test waits for the end of.
  private func endless(_ folder: Folder, columns: Int = 80) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(columns: columns, rows: 40, deadline: 60)
    try terminal.run(
      Program.path, ["train", "--epochs", "10000", "--hidden", "8", "--save", folder.path("net")],
      environment: Program.environment)
    return terminal
  }

  @Test func `an interrupt saves what there is and says so`() throws {
    let folder = try Folder()
    let terminal = try endless(folder, columns: 200)
    try terminal.waitFor(text: "] epoch 3 of 10000")
    try terminal.send("\u{3}")
    #expect(try terminal.waitForEnd() == .exited(0))
    let lines = terminal.screen.lines
    let told = try #require(lines.first { $0.contains("interrupted in epoch ") })
    let numbers = told.split { !$0.isNumber }.compactMap { Int($0) }
    let (epoch, steps) = (try #require(numbers.first), try #require(numbers.last))
    #expect(epoch >= 3 && (24 * (epoch - 1)..<24 * epoch).contains(steps), "\(told)")
    #expect(lines.contains("weights written to \(folder.path("net"))"))
    #expect(try RunFiles.read(folder.path("net")).metadata["steps"] == "\(steps)")
    let configuration = Configuration(cell: .lstm, inputSize: 16, hiddenSize: 8)
    let answers = try answers(folder.path("net"), configuration)
    #expect(lines.contains("held out, clue before the blank: \(answers[0])"))
    #expect(lines.contains("held out, clue after the blank:  \(answers[1])"))
    #expect(!lines.contains { $0.contains("] epoch") })
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `so does a signal`(_ number: Int32) throws {
    let folder = try Folder()
    let terminal = try endless(folder)
    try terminal.waitFor(text: "] epoch 2 of 10000")
    terminal.signal(number)
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(try RunFiles.read(folder.path("net")).tensors["lstm.weight_hh_l0_reverse"]?.shape == [32, 8])
  }

  @Test func `a reader that goes away does not take the weights along`() throws {
    let folder = try Folder()
    let result = try Program.shell(
      "\"$bilab\" train --epochs 300 --hidden 8 --save weights | head -n 9; echo ${PIPESTATUS[0]}", in: folder)
    #expect(result.lines.last == "1" && result.errors.contains(Data("standard output cannot be written".utf8)))
    let saved = try Safetensors.read(Array(Data(contentsOf: folder.url("weights"))))
    #expect(saved.tensors["head.bias"] != nil)
    #expect((saved.metadata["steps"].flatMap { Int($0) } ?? .max) < 300 * 24)
  }

  @Test func `a terminal that goes away does not take the weights along`() throws {
    let folder = try Folder()
    let terminal = try endless(folder)
    try terminal.waitFor(text: "] epoch 2 of 10000")
    terminal.hangUp()
    _ = try terminal.waitForEnd()
    #expect(try RunFiles.read(folder.path("net")).tensors["lstm.weight_hh_l0_reverse"]?.shape == [32, 8])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path) == ["net"])
  }

  @Test(arguments: [80, 40, 20, 10])
  func `on a terminal a bar comes and goes`(_ columns: Int) throws {
    let terminal = try PseudoTerminal(columns: columns, rows: 120, deadline: 60)
    try terminal.run(Program.path, Self.small, environment: Program.environment)
    #expect(try terminal.waitForEnd() == .exited(0))
    let received = String(decoding: terminal.received, as: UTF8.self)
    #expect(received.contains("] epoch 1 of 2\u{1b}[K") == (columns >= 20))
    #expect(columns < 80 || received.contains("[\(String(repeating: "#", count: 40))] epoch 2 of 2"))
    let text = try train().text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let wrapped = text.flatMap { line in
      stride(from: 0, to: max(line.count, 1), by: columns).map { start in
        String(line.dropFirst(start).prefix(columns).reversed().drop { $0 == " " }.reversed())
      }
    }
    // Exactly the lines that a file would have.
    #expect(terminal.screen.lines.prefix(wrapped.count).elementsEqual(wrapped), "\(terminal.screen.text)")
  }
}
