import Engine

/// The three networks on their way through the training sentences, side by side. A value: whoever advances it decides
/// when, and nothing in it depends on that.
public struct TrainingRun: Equatable, Sendable {
  public let settings: TrainingSettings
  private var trainers: ByReader<Trainer<Float>>
  private var losses: ByReader<[Float]> = ByReader { _ in [] }
  private var sums: ByReader<Float> = ByReader { _ in 0 }
  private var accuracies: ByReader<BlankAccuracy>?

  /// Before the first step.
  ///
  /// - Throws: `ConfigurationError` for a size of which no network can be made.
  public init(_ settings: TrainingSettings) throws {
    self.settings = settings
    let corpus = BlankCorpus.make(seed: 1, task: settings.task)
    trainers = try ByReader { reader in
      try Trainer(
        corpus, configuration: settings.configuration(reader), seed: settings.seed, rate: settings.rate,
        readsBackward: reader == .backward)
    }
  }

  /// Steps of all epochs.
  public var stepCount: Int { settings.epochs * trainers.both.stepsPerEpoch }
  public var isDone: Bool { trainers.both.steps >= stepCount }

  /// One step of each network, a few milliseconds; after an epoch's last one all of them answer the held-out sentences
  /// as well. Nothing where all epochs are done.
  public mutating func advance() throws {
    guard !isDone else { return }
    for reader in BlankReader.allCases { sums[reader] += try trainers[reader].step() }
    let steps = trainers.both.steps
    if steps % TrainingProgress.stepsPerLoss == 0 {
      for reader in BlankReader.allCases {
        losses[reader].append(sums[reader] / Float(TrainingProgress.stepsPerLoss))
        sums[reader] = 0
      }
    }
    if steps % trainers.both.stepsPerEpoch == 0 {
      accuracies = try ByReader { try trainers[$0].accuracy(trainers[$0].corpus.heldOut) }
    }
  }

  /// How far it is.
  public var progress: TrainingProgress {
    TrainingProgress(
      settings: settings, steps: trainers.both.steps, stepsPerEpoch: trainers.both.stepsPerEpoch, losses: losses,
      accuracies: accuracies, models: ByReader { trainers[$0].model })
  }
}

/// How far a training is, and the networks as they are there.
public struct TrainingProgress: Hashable, Sendable {
  /// Steps whose mean loss is one number of the curves: four of them are an epoch of the blank.
  public static let stepsPerLoss = 6

  public let settings: TrainingSettings
  public let steps: Int
  public let stepsPerEpoch: Int
  /// The mean cross-entropy of every `stepsPerLoss` steps.
  public let losses: ByReader<[Float]>
  /// On the held-out sentences after the last whole epoch; nil before the first one's end.
  public let accuracies: ByReader<BlankAccuracy>?
  public let models: ByReader<BlankModel<Float>>

  public init(
    settings: TrainingSettings, steps: Int, stepsPerEpoch: Int, losses: ByReader<[Float]>,
    accuracies: ByReader<BlankAccuracy>?, models: ByReader<BlankModel<Float>>
  ) {
    self.settings = settings
    self.steps = steps
    self.stepsPerEpoch = stepsPerEpoch
    self.losses = losses
    self.accuracies = accuracies
    self.models = models
  }

  /// Whole epochs.
  public var epochs: Int { steps / stepsPerEpoch }
  public var isDone: Bool { epochs >= settings.epochs }

  /// Enough to tell two of them apart as a rule: the settings and the steps decide the rest.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(settings)
    hasher.combine(steps)
  }
}
