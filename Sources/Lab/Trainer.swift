import Engine

/// A model on its way through the training sentences: an order drawn anew for every epoch, a batch a step.
///
/// The same corpus, configuration and seed give the same steps.
public struct Trainer<S: Scalar>: Equatable, Sendable {
  /// Sentences per step.
  public static var batchSize: Int { 16 }

  public let corpus: BlankCorpus
  /// Whether the sentences are read from their end: a one-way network is the backward network then.
  public let readsBackward: Bool
  public private(set) var model: BlankModel<S>
  public private(set) var optimiser: Adam<S>
  private let seed: UInt64
  /// The sentences of this epoch that no step has read yet.
  private var waiting: ArraySlice<BlankSentence> = []

  /// - Parameters:
  ///   - configuration: the network's; its input size is the size of the embedding.
  ///   - seed: of the parameters and of the order of the sentences.
  ///   - rate: Adam's.
  ///   - readsBackward: whether every sentence is turned round before the network reads it.
  /// - Throws: `ConfigurationError` for a size of which no network can be made.
  public init(
    _ corpus: BlankCorpus, configuration: Configuration, seed: UInt64, rate: Double = 0.01, readsBackward: Bool = false
  ) throws {
    self.corpus = corpus
    self.readsBackward = readsBackward
    model = try .seeded(configuration, tokens: corpus.vocabulary.words.count, seed: seed)
    optimiser = Adam(rate: rate)
    self.seed = seed
  }

  /// Steps taken.
  public var steps: Int { optimiser.steps }
  public var stepsPerEpoch: Int { (corpus.training.count + Self.batchSize - 1) / Self.batchSize }

  /// Learns from one batch, an epoch's last one being what is left of it.
  ///
  /// - Returns: The batch's mean cross-entropy before the step.
  public mutating func step(threads: Int = 1) throws -> S {
    if waiting.isEmpty {
      var generator = SeededGenerator(seed: seed, stream: "epoch \(steps / stepsPerEpoch)")
      waiting = generator.shuffled(corpus.training)[...]
    }
    let batch = batch(Array(waiting.prefix(Self.batchSize)))
    waiting = waiting.dropFirst(Self.batchSize)
    return try model.step(batch, optimiser: &optimiser, threads: threads)
  }

  /// How many of the sentences the model answers rightly.
  public func accuracy(_ sentences: [BlankSentence]) throws -> BlankAccuracy {
    let batch = batch(sentences)
    let isRight = zip(try model.answers(batch), batch.targets).map { $0 == $1 }
    func part(clueComesAfter: Bool) -> Double {
      let answers = zip(sentences, isRight).filter { $0.0.clueComesAfter == clueComesAfter }
      return Double(answers.count { $0.1 }) / Double(answers.count)
    }
    return BlankAccuracy(clueBefore: part(clueComesAfter: false), clueAfter: part(clueComesAfter: true))
  }

  private func batch(_ sentences: [BlankSentence]) -> TrainingBatch {
    TrainingBatch(readsBackward ? sentences.map(\.reversed) : sentences, vocabulary: corpus.vocabulary)
  }
}

/// The part of the sentences answered rightly, from 0 to 1, by where the clue stands; NaN where none is of that kind. In
/// the task of the next word the clue comes after in whole sentences, before in those written from left to right.
public struct BlankAccuracy: Equatable, Sendable {
  public let clueBefore: Double
  public let clueAfter: Double

  public init(clueBefore: Double, clueAfter: Double) {
    (self.clueBefore, self.clueAfter) = (clueBefore, clueAfter)
  }
}
