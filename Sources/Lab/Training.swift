import Engine
import Lessons

/// What the training of a slide starts from and what has become of it. The steps themselves are taken elsewhere, on a
/// thread of their own; a training says what it wants (`Lecture.jobs`) and takes what comes of it (`TrainingNews`).
public struct Training: Equatable, Sendable {
  public let plan: TrainingPlan
  public internal(set) var settings: TrainingSettings
  /// Whether it learns now.
  public internal(set) var isRunning = false
  /// Counts what was started, so that nothing is taken from a run that is over; 0 is before the first.
  public internal(set) var run = 0
  /// Of the run; or of the weights that the program was shipped with; or of no step at all.
  public internal(set) var progress: TrainingProgress {
    didSet {
      reading = Self.reading(reading.text, progress)
      comparison = nil
    }
  }
  /// What the merges make of the networks as they are, where that was asked for.
  public internal(set) var comparison: MergeComparison?
  /// The sentence, and what the networks believe at its blank, or of its next word.
  public private(set) var reading: BlankReading

  init(_ plan: TrainingPlan, _ pretrained: Pretraining) {
    self.plan = plan
    settings = TrainingSettings(plan)
    progress = Self.start(settings, pretrained)
    reading = Self.reading(Self.text(of: plan), progress)
  }

  /// Whether the networks are those that the program was shipped with.
  public var isPretrained: Bool { run == 0 && progress.steps > 0 }

  /// Whether it is as the lesson has it, so that nothing is lost with it.
  var isUntouched: Bool {
    run == 0 && settings == TrainingSettings(plan) && reading.text == Self.text(of: plan) && comparison == nil
  }

  mutating func read(_ text: BlankText) {
    reading = Self.reading(text, progress)
  }

  /// Leaves what was learned: the networks are what they are before anyone trains.
  mutating func reset(to settings: TrainingSettings, _ pretrained: Pretraining) {
    self.settings = settings
    isRunning = false
    run = 0
    progress = Self.start(settings, pretrained)
  }

  /// Begins a training from the first step, another one than all before it.
  mutating func start(_ settings: TrainingSettings, run: Int) {
    self.settings = settings
    self.run = run
    isRunning = true
    progress = Self.start(settings, .none)
  }

  private static func start(_ settings: TrainingSettings, _ pretrained: Pretraining) -> TrainingProgress {
    if let shipped = pretrained.load(settings) { return shipped }
    do {
      return try TrainingRun(settings).progress
    } catch {
      preconditionFailure("a training's sizes are checked where it is read: \(error)")
    }
  }

  private static func reading(_ text: BlankText, _ progress: TrainingProgress) -> BlankReading {
    do {
      return try BlankReading(text, models: progress.models)
    } catch {
      preconditionFailure("the words of a sentence are checked where it is read: \(error)")
    }
  }

  /// The sentence that a lesson asks for, or the usual one where that is none.
  static func text(of plan: TrainingPlan) -> BlankText {
    for sentence in [plan.sentence, plan.task.usualSentence] {
      if case .success(let text) = BlankText.read(sentence, plan.task) { return text }
    }
    preconditionFailure("the usual sentence is one")
  }

  /// Why a lesson's sentence is not the one that its slide shows; nil if it is.
  public static func sentenceFault(_ plan: TrainingPlan) -> String? {
    if case .failure(let fault) = BlankText.read(plan.sentence, plan.task) { fault.reason } else { nil }
  }
}

/// Weights that were trained before, for the settings that they were trained with. They are read when a slide wants
/// them first.
public struct Pretraining: Equatable, Sendable {
  let load: @Sendable (TrainingSettings) -> TrainingProgress?

  /// - Parameter load: gives the same for the same settings always; nil for settings that it has nothing for.
  public init(_ load: @escaping @Sendable (TrainingSettings) -> TrainingProgress?) {
    self.load = load
  }

  public static let none = Pretraining { _ in nil }

  /// Two lectures do not differ in what their program was shipped with.
  public static func == (left: Pretraining, right: Pretraining) -> Bool { true }
}

/// A training that wants to be advanced.
public struct TrainingJob: Hashable, Sendable {
  /// The slide, from 0, and which of its runs.
  public let slide: Int
  public let run: Int
  public let settings: TrainingSettings

  public init(slide: Int, run: Int, settings: TrainingSettings) {
    (self.slide, self.run, self.settings) = (slide, run, settings)
  }
}

/// What has come of a job.
public struct TrainingNews: Hashable, Sendable {
  public let job: TrainingJob
  public let progress: TrainingProgress

  public init(job: TrainingJob, progress: TrainingProgress) {
    (self.job, self.progress) = (job, progress)
  }
}

extension Lecture {
  /// Why a key for networks does nothing on a slide without one.
  func withoutNetwork(_ use: String) -> String {
    training == nil ? "this slide has no network to \(use)" : "a slide that trains has no single network to \(use)"
  }

  /// The training of the slide, nil where it has none.
  public var training: Training? { trainings[slide] }

  /// What wants to be advanced now.
  public var jobs: [TrainingJob] {
    trainings.filter(\.value.isRunning).sorted { $0.key < $1.key }
      .map { TrainingJob(slide: $0.key, run: $0.value.run, settings: $0.value.settings) }
  }

  /// Takes what a job has come to; nothing of one that was started over or left since.
  mutating func take(_ news: TrainingNews) {
    let job = news.job
    guard trainings[job.slide]?.run == job.run, trainings[job.slide]?.settings == job.settings else { return }
    let isComparing = trainings[job.slide]?.comparison != nil
    trainings[job.slide]?.progress = news.progress
    // The last steps before a pause may be told after it, when merges of the networks before them are compared.
    if isComparing {
      let run = nextRun()
      trainings[job.slide]?.comparison = MergeComparison(run: run)
    }
    if news.progress.isDone { trainings[job.slide]?.isRunning = false }
  }

  mutating func prepareTraining() {
    guard trainings[slide] == nil, let plan = currentSlide.training else { return }
    trainings[slide] = Training(plan, pretrained)
  }
}
