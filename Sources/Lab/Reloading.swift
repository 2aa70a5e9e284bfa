import Lessons

/// A lesson as its file has it now.
public struct NewText: Equatable, Sendable {
  public var lesson: Lesson
  public var files: WeightFiles
  /// Where its author has worked: the slide from 0, and how many of its pauses come before that; nil where the text is as
  /// it was, and only weights have changed.
  public var change: LessonChange?
  /// One line that tells of its faults; nil if there are none.
  public var faults: String?

  public init(_ lesson: Lesson, files: WeightFiles, change: LessonChange?, faults: String?) {
    (self.lesson, self.files, self.change, self.faults) = (lesson, files, change, faults)
  }
}

extension NewText: Hashable {
  public func hash(into hasher: inout Hasher) {
    hasher.combine(change)
    hasher.combine(lesson.slides.count)
  }
}

/// Goes on with the lesson's new text, where its author has worked. What was tried and answered stays on the slides whose
/// network and question are still the same.
func reload(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ new: NewText) {
  let (old, slide) = (lecture.lesson.slides, lecture.slide)
  func isSame<Part: Equatable>(_ index: Int, _ part: (Slide) -> Part) -> Bool {
    old.indices.contains(index) && new.lesson.slides.indices.contains(index)
      && part(old[index]) == part(new.lesson.slides[index])
  }
  func hasSameNetwork(_ index: Int) -> Bool { isSame(index) { $0.experiment?.withoutPlaces } }
  var state = lecture.state
  state.settings = state.settings.filter { hasSameNetwork($0.key) }
  state.kept = state.kept.filter { hasSameNetwork($0.key) }
  state.trainings = state.trainings.filter { isSame($0.key) { $0.training?.withoutPlaces } }
  state.before = nil
  let change = new.change ?? LessonChange(slide: slide, pauses: 0)
  if change.slide != slide { state.step = 0 }
  (state.slide, state.step) = (change.slide, max(state.step, change.pauses))
  let runs = lecture.runs
  lecture = Lecture(new.lesson, files: new.files, pretrained: lecture.pretrained)
  lecture.follow(runs: runs)
  lecture.become(state)

  viewpoint.answers = viewpoint.answers.filter { isSame($0.key) { $0.question?.question } }
  viewpoint.hints = viewpoint.hints.filter { isSame($0.key) { $0.question?.question } }
  if viewpoint.left.map({ new.lesson.slides.indices.contains($0.slide) }) == false { viewpoint.left = nil }
  viewpoint.scroll[change.slide] = nil
  if !hasSameNetwork(change.slide) { (viewpoint.focus, viewpoint.cell) = (nil, nil) }
  // What they list may be of another lesson now.
  switch viewpoint.overlay {
  case .index, .merges, .influence: viewpoint.overlay = nil
  case .help, .search, .entry, nil: break
  }
  let what = new.change.map { "slide \($0.slide + 1) has" } ?? "weights have"
  viewpoint.message = new.faults ?? "\(what) changed"
  viewpoint.tidy(after: slide, in: lecture)
}

extension Experiment {
  fileprivate var withoutPlaces: Experiment {
    var experiment = self
    experiment.weightsPlace = SourcePlace(line: 1, column: 1)
    experiment.comparison?.weightsPlace = SourcePlace(line: 1, column: 1)
    return experiment
  }
}

extension TrainingPlan {
  fileprivate var withoutPlaces: TrainingPlan {
    var plan = self
    plan.sentencePlace = SourcePlace(line: 1, column: 1)
    return plan
  }
}
