import ArgumentParser
import Engine
import Lab
import Surface
import Weights

struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a network to fill blanks, and see what it can know where.",
    usage: """
      bilab train [--epochs N] [--one-way] [--merge MERGE] [--save FILE]
                  [--cell CELL] [--hidden N] [--rate NUMBER] [--seed N]
      bilab train --shipped [--save FILE]
      """,
    discussion: """
      Sentences miss their colour. The clue to it stands before the blank in one half of them, and after it in the \
      other, where a one-way network has not read yet. After every epoch the network answers sentences that it does \
      not learn from. The same options give the same numbers. An interrupt (Ctrl-C) ends the training and saves what \
      there is.
      """)

  @Option(help: ArgumentHelp("How often all sentences are learned from.", valueName: "N"))
  var epochs: Int = 20

  @Flag(help: "Read from left to right only.")
  var oneWay = false

  @Option(
    help: ArgumentHelp(
      """
      How the two states are joined: \(Merge.basic.map(\.word).joined(separator: ", ")), linear, or a formula. \
      (default: concat)
      """, valueName: "MERGE"), completion: .list(Merge.basic.map(\.word) + ["linear"]))
  var merge: String?

  @Option(
    help: ArgumentHelp("Write the trained weights to this safetensors file.", valueName: "FILE"), completion: .weights)
  var save: String?

  @Option(help: ArgumentHelp("The cell.", valueName: "CELL"))
  var cell: TrainedCell = .lstm

  @Option(help: ArgumentHelp("Hidden units of each direction.", valueName: "N"))
  var hidden: Int = 32

  @Option(help: ArgumentHelp("Adam's learning rate.", valueName: "NUMBER"))
  var rate: Double = 0.01

  @Option(help: ArgumentHelp("Draws the first weights and the order of the sentences.", valueName: "N"))
  var seed: UInt64 = 1

  @Flag(help: "Train the three networks that the lab's own training slide shows before anyone trains.")
  var shipped = false

  func validate() throws {
    guard (1...10_000).contains(epochs) else { throw ValidationError("--epochs is 1 to 10000") }
    guard (1...1024).contains(hidden) else { throw ValidationError("--hidden is 1 to 1024") }
    guard rate > 0, rate <= 10 else { throw ValidationError("--rate is above 0 and at most 10") }
    guard !oneWay || merge == nil else { throw ValidationError("--one-way has nothing to --merge") }
    guard !shipped || hasUsualOptions else { throw ValidationError("--shipped goes with --save only") }
  }

  /// Whether nothing was chosen of what --shipped decides by itself.
  private var hasUsualOptions: Bool {
    epochs == 20 && !oneWay && merge == nil && cell == .lstm && hidden == 32 && rate == 0.01 && seed == 1
  }

  func run() throws {
    if shipped { return try ShippedTraining(save: save).run() }
    let merge = try MergeArgument.merge(self.merge ?? Merge.concat.word, linearSize: hidden)
    let network = Configuration(
      cell: cell.cell, inputSize: 16, hiddenSize: hidden, direction: oneWay ? .forward : .bidirectional,
      merges: [merge])
    var trainer = try Trainer<Float>(BlankCorpus.make(seed: 1), configuration: network, seed: seed, rate: rate)
    if let save { try AtomicFile.check(save) }
    try Output.write(heading(trainer, merge))

    // The weights are worth more than the lines: they are saved also where a line cannot be written.
    let interrupt = Interrupt()
    let epochs = Result { try learn(&trainer, interrupt) }
    if let save {
      try AtomicFile.write(try Safetensors.write(tensors(trainer.model), metadata: metadata(trainer, merge)), to: save)
    }
    try Output.write(try summary(trainer, try epochs.get()))
    if let save { try Output.write("weights written to \(SafeText.string(save))\n") }
  }

  /// Learns until the last epoch or an interrupt, with a line an epoch.
  ///
  /// - Returns: whole epochs.
  private func learn(_ trainer: inout Trainer<Float>, _ interrupt: Interrupt) throws -> Int {
    for epoch in 0..<epochs {
      let (loss, steps) = try learn(&trainer, epoch: epoch, interrupt)
      guard steps == trainer.stepsPerEpoch else { return epoch }
      let accuracy = try trainer.accuracy(trainer.corpus.heldOut)
      try Output.write(
        right("\(epoch + 1)", 5) + right(Self.decimals(loss, 4), 10) + right(Self.percent(accuracy.clueBefore), 19)
          + right(Self.percent(accuracy.clueAfter), 18) + "\n")
    }
    return epochs
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
    let colours = corpus.colours.count
    return """
      fill the blank: \(corpus.training.count) sentences to learn from, \(corpus.heldOut.count) held out
      \(examples(corpus))
      a guess among \(colours) colours is right for \(Self.percent(1 / Double(colours)))

      \(cell.rawValue), \(ways), \(counted(hidden, "hidden unit")), \(parameters) parameters, seed \(seed)

                        held-out sentences right, the clue stands
      epoch      loss   before the blank   after the blank

      """
  }

  /// A sentence of each kind, with its answer.
  private func examples(_ corpus: BlankCorpus) -> String {
    [false, true].compactMap { clueComesAfter in corpus.heldOut.first { $0.clueComesAfter == clueComesAfter } }
      .map { "  \($0.words.joined(separator: " ")): \($0.answer)" }.joined(separator: "\n")
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

  private func metadata(_ trainer: Trainer<Float>, _ merge: Merge) -> [String: String] {
    var metadata = [
      "kind": cell.kind, "seed": "\(seed)", "steps": "\(trainer.steps)",
      "words": trainer.corpus.vocabulary.words.joined(separator: " "),
    ]
    if !oneWay { metadata["merge"] = merge.word }
    return metadata
  }

  private static func percent(_ part: Double) -> String { decimals(part * 100, 1) + " %" }

  /// A number that is not negative, in nine columns at most.
  private static func decimals(_ value: Double, _ count: Int) -> String {
    guard value.isFinite else { return value.isNaN ? "NaN" : "inf" }
    guard value < 1e4 else {
      var (mantissa, exponent) = (value, 0)
      while mantissa >= 10 { (mantissa, exponent) = (mantissa / 10, exponent + 1) }
      return decimals(mantissa, 1) + "e+\(exponent)"
    }
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
