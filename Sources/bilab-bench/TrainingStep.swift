import Engine

/// One step of the fill-the-blank task with Adam: a batch of 16 sentences of 7 to 12 words, 81 words in all, embedded
/// in 16 numbers; a bidirectional LSTM of 32 units; a linear head at the blank.
enum TrainingStep {
  static let name = "training step BiLSTM T12 B16 I16 H32"

  static func body(threads: Int) throws -> () throws -> Void {
    let configuration = Configuration(cell: .lstm, inputSize: 16, hiddenSize: 32)
    var model = try BlankModel<Float>.seeded(configuration, tokens: 81, seed: 1)
    var optimiser = Adam<Float>(rate: 0.01)
    var random = SeededGenerator(seed: 2)
    let sentences = (0..<16).map { index in
      (0..<7 + index * 6 / 16).map { _ in Int.random(in: 1..<81, using: &random) }
    }
    let batch = TrainingBatch(
      sentences: sentences, blanks: sentences.map { Int.random(in: $0.indices, using: &random) },
      targets: sentences.map { _ in Int.random(in: 2..<10, using: &random) }, padding: 0)
    return { _ = try model.step(batch, optimiser: &optimiser, threads: threads) }
  }
}
