import Engine
import Lessons

/// What a class shares: the lesson, the position in it, and what was switched on its networks.
public struct Lecture: Equatable, Sendable {
  public let lesson: Lesson
  public let files: WeightFiles
  /// What a training slide shows before anyone trains.
  let pretrained: Pretraining
  /// How many trainings, and comparisons of merges, were started in this lecture.
  private(set) var runs = 0
  /// The slide, from 0.
  public internal(set) var slide = 0
  /// The step on the slide: its pauses first, then its network's steps.
  public internal(set) var step = 0
  /// The network of the slide, nil where it has none.
  public internal(set) var live: LiveNetwork?
  /// The training of the slide, and those of other slides where something was done to them.
  public internal(set) var trainings: [Int: Training] = [:]
  /// The one that the lesson compares it with, nil where it has none.
  public internal(set) var secondNetwork: LiveNetwork?
  /// The network to compare with: the slide's as it was kept, or else the lesson's second one; nil without either.
  public internal(set) var keptNetwork: LiveNetwork?
  /// What the last action changed in the network, for the frame that follows it.
  public internal(set) var news: News?
  /// What was switched and edited, by slide.
  var settings: [Int: Settings] = [:]
  /// The settings that redo goes on to, by slide, the next one last.
  var redoStack: [Int: [Settings]] = [:]
  /// The settings that undo goes back to, by slide, the latest last.
  var undoStack: [Int: [Settings]] = [:]
  /// The settings that a network was kept with, by slide.
  var kept: [Int: Settings] = [:]
  /// Where a toggle found the class on a slide, so that toggling back finds the same place again.
  var bookmarks: [Int: Bookmark] = [:]

  /// Opens a lesson on its first slide, before the first step.
  public init(_ lesson: Lesson, files: WeightFiles = [:], pretrained: Pretraining = .none) {
    precondition(!lesson.slides.isEmpty, "a lesson has at least one slide")
    self.lesson = lesson
    self.files = files
    self.pretrained = pretrained
    live = makeLive()
    secondNetwork = makeSecond()
    keptNetwork = secondNetwork
    prepareTraining()
  }

  public var currentSlide: Slide { lesson.slides[slide] }

  /// The last step of the current slide.
  public var steps: Int { steps(of: slide) }

  /// How many pauses of the slide are behind.
  public var reveal: Int { min(step, currentSlide.pauses) }

  /// How many steps of the network are done.
  public var networkStep: Int { max(0, step - currentSlide.pauses) }

  /// The states that this step computed: where "now" is on the screen.
  public var now: [StatePlace] { live?.schedule.places(at: networkStep) ?? [] }

  public func steps(of slide: Int) -> Int {
    let pauses = lesson.slides[slide].pauses
    if let plan = lesson.slides[slide].training {
      return pauses + (trainings[slide]?.reading.text ?? Training.text(of: plan)).steps
    }
    guard let experiment = lesson.slides[slide].experiment else { return pauses }
    return pauses + (settings[slide] ?? Settings(experiment)).schedule.count
  }

  /// Goes to a legal position; `step` is kept within the slide's steps.
  mutating func go(to slide: Int, step: Int) {
    if slide != self.slide {
      if training?.isUntouched == true { trainings[self.slide] = nil }
      self.slide = min(max(slide, 0), lesson.slides.count - 1)
      live = makeLive()
      secondNetwork = makeSecond()
      keptNetwork = makeKept()
      prepareTraining()
    }
    self.step = min(max(step, 0), steps)
  }

  /// The number of a training, or of a comparison of merges, that starts now.
  mutating func nextRun() -> Int {
    runs += 1
    return runs
  }

  /// Counts on behind the runs of another lecture.
  mutating func follow(runs others: Int) {
    runs = max(runs, others)
  }

  /// Gives the slide's network other settings, which undo takes back.
  mutating func change(to new: Settings) {
    guard let before = live, new != before.settings else { return }
    undoStack[slide, default: []].append(before.settings)
    redoStack[slide] = nil
    become(new)
  }

  /// Takes the last change of the slide's network back.
  ///
  /// - Returns: false if there is none.
  mutating func undo() -> Bool {
    guard let live, let last = undoStack[slide]?.popLast() else { return false }
    redoStack[slide, default: []].append(live.settings)
    become(last)
    return true
  }

  /// Makes the change again that was taken back last.
  ///
  /// - Returns: false if there is none.
  mutating func redo() -> Bool {
    guard let live, let next = redoStack[slide]?.popLast() else { return false }
    undoStack[slide, default: []].append(live.settings)
    become(next)
    return true
  }

  /// The position keeps its timestep where it can.
  private mutating func become(_ new: Settings) {
    guard let before = live else { return }
    let bookmark = bookmarks[slide].flatMap { $0.step == networkStep ? $0 : nil }
    let mark = bookmark?.mark ?? Mark(networkStep, before.schedule)
    settings[slide] = new
    live = makeLive(before)
    let stepNow = mark.step(in: live!.schedule)
    bookmarks[slide] = Bookmark(mark: mark, step: stepNow)
    step = reveal + stepNow
    news = News(before: before)
  }

  /// Keeps the slide's network as it is, to be compared with.
  mutating func keep() {
    kept[slide] = live?.settings
    keptNetwork = live
  }

  func makeKept() -> LiveNetwork? {
    guard let experiment = currentSlide.experiment, let settings = kept[slide] else { return secondNetwork }
    return LiveNetwork(experiment, settings, files: files)
  }

  /// Whether the network that S compares with is the lesson's own.
  public var comparesWithLesson: Bool { kept[slide] == nil && secondNetwork != nil }

  func makeSecond() -> LiveNetwork? {
    currentSlide.experiment?.comparison.map { LiveNetwork($0, Settings($0), files: files) }
  }

  func makeLive(_ before: LiveNetwork? = nil) -> LiveNetwork? {
    guard let experiment = currentSlide.experiment else { return nil }
    return LiveNetwork(experiment, settings[slide] ?? Settings(experiment), files: files, before: before)
  }
}

/// A change to the network that the class has just made.
public struct News: Equatable, Sendable {
  /// The network as it was before.
  public let before: LiveNetwork
}

/// A position in a network that has a meaning in every schedule.
enum Mark: Equatable, Sendable {
  case start, end
  case state(StatePlace)

  init(_ step: Int, _ schedule: Schedule) {
    if step == 0 {
      self = .start
    } else if step == schedule.count {
      self = .end
    } else {
      self = .state(schedule.places(at: step)[0])
    }
  }

  func step(in schedule: Schedule) -> Int {
    switch self {
    case .start: return 0
    case .end: return schedule.count
    case .state(var place):
      place.layer = min(place.layer, schedule.layers - 1)
      place.t = min(place.t, schedule.time)
      if schedule.direction == .forward { place.pass = .forward }
      return schedule.step(of: place)
    }
  }
}

/// The mark that the current network step stands for, as long as the class is at that step.
struct Bookmark: Equatable, Sendable {
  let mark: Mark
  let step: Int
}
