import Engine

/// The work of a comparison of merges: the embedding and the two directions stay what they are, both states at the
/// blank of every sentence are computed once, and the head alone learns anew to read what each merge makes of them. A
/// value: whoever advances it decides when, and nothing in it depends on that.
public struct MergeComparisonRun: Equatable, Sendable {
  private static let rate = 0.05
  /// Epochs that one call of `advance` takes.
  private static let chunk = 5

  /// How far it is.
  public private(set) var comparison: MergeComparison
  private let seed: UInt64
  private let hidden: Int
  private let vocabulary: Vocabulary
  private let heldOut: [BlankSentence]
  /// Parameters below the head.
  private let bodyCount: Int
  private let training: States
  private let test: States
  /// The head that learns, before its first epoch nil.
  private(set) var head: Head?

  /// Both states at the blank of every sentence, shape (n, H) each, and what belongs there.
  private struct States: Equatable {
    let forward: [Float]
    let backward: [Float]
    let targets: [Int]

    init(_ model: BlankModel<Float>, _ batch: TrainingBatch) throws {
      let trace = try model.run(batch)
      func states(_ pass: Pass) -> [Float] {
        batch.blanks.indices.flatMap { trace.chain(layer: 0, pass: pass).hidden(t: batch.blanks[$0], sequence: $0) }
      }
      (forward, backward, targets) = (states(.forward), states(.backward), batch.targets)
    }

    func merged(_ merge: Merge, hidden: Int) throws -> Tensor<Float> {
      let values = merge.apply(forward: forward[...], backward: backward[...], hidden: hidden)
      return try Tensor(shape: [targets.count, merge.size(hidden: hidden)], values: values)
    }
  }

  struct Head: Equatable {
    var linear: Linear<Float>
    var optimiser = Adam<Float>(rate: MergeComparisonRun.rate)
    let input: Tensor<Float>
  }

  /// - Throws: `TokenError` for a model of another vocabulary.
  public init(_ job: MergeJob) throws {
    let progress = job.progress
    comparison = MergeComparison(run: job.run)
    let corpus = BlankCorpus.make(seed: 1, task: progress.settings.task)
    let model = progress.models.both
    (seed, hidden) = (progress.settings.seed, progress.settings.hidden)
    (vocabulary, heldOut) = (corpus.vocabulary, corpus.heldOut)
    let configuration = model.network.configuration
    bodyCount =
      model.embedding.weight.values.count
      + configuration.parameterIDs.reduce(0) { $0 + configuration.shape(of: $1).reduce(1, *) }
    training = try States(model, TrainingBatch(corpus.training, vocabulary: corpus.vocabulary))
    test = try States(model, TrainingBatch(corpus.heldOut, vocabulary: corpus.vocabulary))
  }

  /// A few epochs of the head that learns; after its last one it answers the held-out sentences.
  public mutating func advance() throws {
    guard let (merge, _) = comparison.current else { return }
    var head = try self.head ?? makeHead(merge)
    for _ in 0..<min(Self.chunk, MergeComparison.epochs - head.optimiser.steps) {
      let loss = try crossEntropy(try head.linear(head.input), targets: training.targets)
      let gradients = try head.linear.gradients(output: loss.gradient, input: head.input)
      var parameters = [head.linear.weight] + (head.linear.bias.map { [$0] } ?? [])
      head.optimiser.step(&parameters, gradients: [gradients.weight] + (gradients.bias.map { [$0] } ?? []))
      head.linear = try Linear(weight: parameters[0], bias: parameters.count > 1 ? parameters[1] : nil)
    }
    self.head = head
    comparison.epochs = head.optimiser.steps
    guard head.optimiser.steps == MergeComparison.epochs else { return }
    comparison.add(try row(merge, head.linear))
    self.head = nil
  }

  private func makeHead(_ merge: Merge) throws -> Head {
    Head(
      linear: try .seeded(
        inputs: merge.size(hidden: hidden), outputs: vocabulary.words.count, seed: seed, stream: "head"),
      input: try training.merged(merge, hidden: hidden))
  }

  private func row(_ merge: Merge, _ head: Linear<Float>) throws -> MergeComparison.Row {
    let logits = try head(try test.merged(merge, hidden: hidden)).values
    let words = vocabulary.words.count
    let isRight = test.targets.indices.map { sentence in
      let row = logits[sentence * words..<(sentence + 1) * words]
      return row.indices.max { row[$0] < row[$1] } == row.startIndex + test.targets[sentence]
    }
    func part(clueComesAfter: Bool) -> Double {
      let answers = zip(heldOut, isRight).filter { $0.0.clueComesAfter == clueComesAfter }
      return Double(answers.count { $0.1 }) / Double(answers.count)
    }
    let count = head.weight.values.count + (head.bias?.values.count ?? 0)
    return MergeComparison.Row(
      merge: merge,
      accuracy: BlankAccuracy(clueBefore: part(clueComesAfter: false), clueAfter: part(clueComesAfter: true)),
      headCount: count, modelCount: bodyCount + count)
  }
}
