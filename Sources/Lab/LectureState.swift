/// What a class shares of a lecture beside its lesson: where it is, and what was switched, edited and trained. With the
/// lesson, it makes a lecture that shows the same, for whoever joins at any moment.
public struct LectureState: Hashable, Sendable {
  /// The slide, from 0, and the step on it.
  package var slide = 0
  package var step = 0
  /// By slide, those that are not as the lesson has them.
  package var settings: [Int: Settings] = [:]
  /// What networks were kept with, by slide.
  package var kept: [Int: Settings] = [:]
  /// By slide, those that are not as the lesson has them.
  package var trainings: [Int: TrainingState] = [:]
  /// The settings of the slide's network before its last change, while that is news.
  package var before: Settings?

  package init() {}

  /// Of where it is: states of one place differ seldom enough.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(slide)
    hasher.combine(step)
  }
}

extension Lecture {
  public var state: LectureState {
    var state = LectureState()
    (state.slide, state.step) = (slide, step)
    state.settings = settings.filter { slide, settings in
      lesson.slides[slide].experiment.map { Settings($0) != settings } ?? false
    }
    state.kept = kept
    state.trainings = trainings.filter { !$0.value.isUntouched }.mapValues(TrainingState.init)
    state.before = news?.before.settings
    return state
  }

  /// Shows what another lecture on the same lesson shows. Slides and steps beyond the lesson's are its last ones.
  /// Nothing is left to undo: what was changed, somebody else has changed.
  public mutating func become(_ state: LectureState) {
    let (last, lastKept) = (live, keptNetwork)
    let wasHere = slide == state.slide
    settings = state.settings
    kept = state.kept
    (undoStack, redoStack, bookmarks) = ([:], [:], [:])
    slide = min(max(state.slide, 0), lesson.slides.count - 1)
    live = makeLive(wasHere ? last : nil)
    if !wasHere { secondNetwork = makeSecond() }
    if !wasHere || lastKept?.settings != kept[slide] ?? secondNetwork?.settings { keptNetwork = makeKept() }
    var shared: [Int: Training] = [:]
    for (slide, state) in state.trainings {
      guard lesson.slides.indices.contains(slide), let plan = lesson.slides[slide].training else { continue }
      var training = trainings[slide] ?? Training(plan, pretrained)
      training.become(state, pretrained)
      shared[slide] = training
    }
    trainings = shared
    prepareTraining()
    follow(runs: trainings.values.map(\.run).max() ?? 0)
    step = min(max(state.step, 0), steps)
    news = state.before.flatMap { before in
      currentSlide.experiment.map { News(before: LiveNetwork($0, before, files: files, before: live)) }
    }
  }
}
