import ArgumentParser
import Engine
import Lab
import Surface
import Weights

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a network to fill blanks, and see what it can know where.",
    discussion: """
      Sentences miss their colour. The clue to it stands before the blank in one half of them and after it in the \
      other, where a one-way network has not read yet. The accuracy on held-out sentences is given for each half. \
      The same options and seed give the same numbers. An interrupt ends the training and saves what there is.
      """)

  @Option(help: "How often all sentences are learned from.")
  var epochs: Int = 20

  @Option(help: "rnn, gru or lstm.")
  var cell: TrainedCell = .lstm

  @Flag(help: "Read from left to right only.")
  var oneWay = false

  @Option(
    help: "How the two states are joined: \(Merge.basic.map(\.word).joined(separator: ", ")), linear, or a formula.")
  var merge: String = Merge.concat.word

  @Option(help: "Hidden units of each direction.")
  var hidden: Int = 32

  @Option(help: "Adam's learning rate.")
  var rate: Double = 0.01

  @Option(help: "Of the first weights and of the order of the sentences.")
  var seed: UInt64 = 1

  @Option(help: "Write the weights to this safetensors file.")
  var save: String?

  func validate() throws {
    guard (1...10_000).contains(epochs) else { throw ValidationError("--epochs is 1 to 10000") }
    guard (1...1024).contains(hidden) else { throw ValidationError("--hidden is 1 to 1024") }
    guard rate > 0, rate <= 10 else { throw ValidationError("--rate is above 0 and at most 10") }
  }

  func run() throws {
    let merge = try MergeArgument.merge(self.merge, linearSize: hidden)
    let network = Configuration(
      cell: cell.cell, inputSize: 16, hiddenSize: hidden, direction: oneWay ? .forward : .bidirectional,
      merges: [merge])
    let corpus = BlankCorpus.make(seed: 1)
    var trainer = try Trainer<Float>(corpus, configuration: network, seed: seed, rate: rate)
    if let save { try AtomicFile.check(save) }
    try Output.write(heading(trainer, merge))

    let interrupt = Interrupt()
    var epoch = 0
    while epoch < epochs, !interrupt.hasCome {
      let (loss, steps) = try learn(&trainer, epoch: epoch, interrupt)
      guard steps == trainer.stepsPerEpoch else { break }
      epoch += 1
      let accuracy = try trainer.accuracy(corpus.heldOut)
      try Output.write(
        right("\(epoch)", 5) + right(Self.decimals(loss, 4), 10) + right(Self.percent(accuracy.clueBefore), 14)
          + right(Self.percent(accuracy.clueAfter), 14) + "\n")
    }
    try Output.write(try summary(trainer, epoch))
    if let save {
      try AtomicFile.write(try Safetensors.write(tensors(trainer.model), metadata: metadata(trainer)), to: save)
      try Output.write("weights written to \(SafeText.string(save))\n")
    }
  }

  /// One epoch, or what an interrupt leaves of it.
  private func learn(
    _ trainer: inout Trainer<Float>, epoch: Int, _ interrupt: Interrupt
  ) throws -> (loss: Double, steps: Int) {
    var (loss, steps) = (0.0, 0)
    let progress = ProgressBar(label: "epoch \(epoch + 1) of \(epochs)")
    defer { progress.clear() }
    while steps < trainer.stepsPerEpoch, !interrupt.hasCome {
      loss += Double(try trainer.step())
      steps += 1
      progress.show(done: epoch * trainer.stepsPerEpoch + steps, of: epochs * trainer.stepsPerEpoch)
    }
    return (loss / Double(max(steps, 1)), steps)
  }

  private func heading(_ trainer: Trainer<Float>, _ merge: Merge) -> String {
    let corpus = trainer.corpus
    let parameters = trainer.model.parameters.reduce(0) { $0 + $1.values.count }
    let ways = oneWay ? "one-way" : "two-way, merge \(SafeText.string(merge.word))"
    return """
      fill the blank: \(corpus.training.count) sentences to learn from, \(corpus.heldOut.count) held out
      \(cell.rawValue), \(ways), \(counted(hidden, "hidden unit")), \(parameters) parameters, seed \(seed)

                           held out, right with the clue
      epoch      loss        before         after

      """
  }

  private func summary(_ trainer: Trainer<Float>, _ epoch: Int) throws -> String {
    let corpus = trainer.corpus
    let accuracy = try trainer.accuracy(corpus.heldOut)
    let ended = epoch < epochs ? "interrupted in epoch \(epoch + 1) of \(epochs), after \(trainer.steps) steps\n" : ""
    return """

      \(ended)held out, clue before the blank: \(Self.percent(accuracy.clueBefore)) right
      held out, clue after the blank:  \(Self.percent(accuracy.clueAfter)) right

      """
  }

  private func tensors(_ model: BlankModel<Float>) -> [String: StoredTensor] {
    Dictionary(uniqueKeysWithValues: zip(model.parameterNames, model.parameters.map { StoredTensor($0) }))
  }

  private func metadata(_ trainer: Trainer<Float>) -> [String: String] {
    [
      "kind": cell.kind, "merge": merge, "seed": "\(seed)", "steps": "\(trainer.steps)",
      "words": trainer.corpus.vocabulary.words.joined(separator: " "),
    ]
  }

  private static func percent(_ part: Double) -> String { decimals(part * 100, 1) + " %" }

  private static func decimals(_ value: Double, _ count: Int) -> String {
    guard value.isFinite else { return "\(value)" }
    var scale = 1
    for _ in 0..<count { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    let rest = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: count - rest.count) + rest
  }

  private func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}

enum TrainedCell: String, ExpressibleByArgument, CaseIterable {
  case rnn, gru, lstm

  var cell: Cell {
    switch self {
    case .rnn: .rnn(.tanh)
    case .gru: .gru
    case .lstm: .lstm
    }
  }

  /// PyTorch's word.
  var kind: String { self == .rnn ? "RNN_TANH" : rawValue.uppercased() }
}
