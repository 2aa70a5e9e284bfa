import Engine
import Lessons

/// What a class shares of a training on a slide.
public struct TrainingState: Equatable, Sendable {
  package var settings: TrainingSettings
  package var isRunning: Bool
  /// Of the lecture's runs; 0 is before the first, when nothing of what follows is there but the words.
  package var run: Int
  package var words: [String]
  package var steps: Int
  package var stepsPerEpoch: Int
  package var losses: ByReader<[Float]>
  package var accuracies: ByReader<BlankAccuracy>?
  /// nil where they are not at hand: whoever takes the state over keeps the networks that are there.
  package var models: ByReader<BlankModel<Float>>?
  package var comparison: MergeComparison?

  package init(
    settings: TrainingSettings, isRunning: Bool, run: Int, words: [String], steps: Int = 0, stepsPerEpoch: Int = 1,
    losses: ByReader<[Float]> = ByReader { _ in [] }, accuracies: ByReader<BlankAccuracy>? = nil,
    models: ByReader<BlankModel<Float>>? = nil, comparison: MergeComparison? = nil
  ) {
    (self.settings, self.isRunning, self.run, self.words) = (settings, isRunning, run, words)
    (self.steps, self.stepsPerEpoch, self.losses) = (steps, stepsPerEpoch, losses)
    (self.accuracies, self.models, self.comparison) = (accuracies, models, comparison)
  }

  init(_ training: Training) {
    let progress = training.progress
    self.init(
      settings: training.settings, isRunning: training.isRunning, run: training.run, words: training.reading.text.words,
      comparison: training.comparison)
    guard run > 0 else { return }
    (steps, stepsPerEpoch, losses) = (progress.steps, progress.stepsPerEpoch, progress.losses)
    (accuracies, models) = (progress.accuracies, progress.models)
  }
}

extension Training {
  /// Is what another lecture has of it.
  mutating func become(_ state: TrainingState, _ pretrained: Pretraining) {
    if settings != state.settings || (state.run == 0 && run > 0) { reset(to: state.settings, pretrained) }
    (isRunning, run) = (state.isRunning, state.run)
    if run > 0 {
      progress = TrainingProgress(
        settings: settings, steps: state.steps, stepsPerEpoch: state.stepsPerEpoch, losses: state.losses,
        accuracies: state.accuracies, models: state.models ?? progress.models)
    }
    if case .success(let text) = BlankText.read(state.words.joined(separator: " "), plan.task), text != reading.text {
      read(text)
    }
    comparison = state.comparison
  }
}

extension TrainingState {
  /// What somebody has chosen of it.
  fileprivate var withoutProgress: TrainingState {
    TrainingState(
      settings: settings, isRunning: isRunning, run: run, words: words,
      comparison: comparison.map { MergeComparison(run: $0.run) })
  }

  /// Whether another is this one, further on.
  fileprivate func isBehind(_ other: TrainingState) -> Bool {
    withoutProgress == other.withoutProgress && progress < other.progress
  }

  private var progress: (steps: Int, merges: Int, epochs: Int) {
    (steps, comparison?.rows.count ?? 0, comparison?.epochs ?? 0)
  }
}

extension LectureState {
  /// Whether it is another state in which trainings have come further, or less far, and nobody has done anything.
  public func isProgress(of other: LectureState) -> Bool {
    var (mine, theirs) = (self, other)
    mine.trainings = trainings.mapValues(\.withoutProgress)
    theirs.trainings = other.trainings.mapValues(\.withoutProgress)
    return self != other && mine == theirs
  }

  /// Goes on with those trainings that have come further in another state.
  public mutating func take(progressOf other: LectureState) {
    for (slide, theirs) in other.trainings where trainings[slide]?.isBehind(theirs) ?? false {
      trainings[slide] = theirs
    }
  }
}

extension Lecture {
  /// Goes on with those trainings that have come further elsewhere.
  mutating func take(progressOf other: LectureState) {
    for (slide, theirs) in other.trainings {
      guard let mine = trainings[slide], TrainingState(mine).isBehind(theirs) else { continue }
      trainings[slide]?.become(theirs, pretrained)
    }
  }
}
