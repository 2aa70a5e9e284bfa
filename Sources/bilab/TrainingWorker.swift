import Glibc
import Lab

/// Advances the trainings of a lecture, and its comparisons of merges, on a thread of its own, so that no key waits for
/// one. The thread sleeps while there is nothing to do, and there is none before the first training.
///
/// How far a training has come when it is told depends on the time; what it comes to does not.
final class TrainingWorker: @unchecked Sendable {
  /// Between two times that it tells of a training: nobody sees more.
  private static let pause = Duration.milliseconds(50)
  /// That a training takes where the machine is faster: curves that are there at once are not seen to fall, and nobody
  /// could pause them.
  private static let leastTime = Duration.seconds(5)

  private let wake: @Sendable () -> Void
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // What both threads see, under the lock.
  private var jobs: [Job] = []
  private var news: [Place: LabAction] = [:]
  private var isOver = false

  private var thread: pthread_t?

  /// - Parameter wake: called on the worker's thread when there is news.
  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
    pthread_mutex_init(lock, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(change, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    stop()
    pthread_cond_destroy(change)
    pthread_mutex_destroy(lock)
    change.deallocate()
    lock.deallocate()
  }

  /// From now on advances these and no others. One that comes back goes on where it was.
  func advance(_ trainings: [TrainingJob], _ merges: [MergeJob]) {
    let jobs = trainings.map(Job.training) + merges.map(Job.merges)
    if thread == nil, jobs.isEmpty { return }
    locked {
      guard self.jobs != jobs else { return }
      self.jobs = jobs
      pthread_cond_signal(change)
    }
    if thread == nil { start() }
  }

  /// What has come since the last call, the newest of each slide's training and of its comparison.
  func takeNews() -> [LabAction] {
    guard thread != nil else { return [] }
    return locked {
      defer { news = [:] }
      return news.sorted { ($0.key.slide, $0.key.isComparison ? 1 : 0) < ($1.key.slide, $1.key.isComparison ? 1 : 0) }
        .map(\.value)
    }
  }

  /// Ends the thread after the step that it is in.
  func stop() {
    guard let thread else { return }
    locked {
      isOver = true
      pthread_cond_signal(change)
    }
    pthread_join(thread, nil)
    self.thread = nil
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }

  private func start() {
    var thread = pthread_t()
    let context = Unmanaged.passUnretained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<TrainingWorker>.fromOpaque(context!).takeUnretainedValue().work()
        return nil
      }, context)
    if status == 0 { self.thread = thread }
  }

  // MARK: On the thread

  private enum Job: Hashable {
    case training(TrainingJob)
    case merges(MergeJob)

    var place: Place {
      switch self {
      case .training(let job): Place(slide: job.slide, isComparison: false)
      case .merges(let job): Place(slide: job.slide, isComparison: true)
      }
    }
  }

  /// Where one job takes another's place: a comparison leaves a paused training of its slide where it is.
  private struct Place: Hashable {
    let slide: Int
    let isComparison: Bool
  }

  /// One of the two; they are advanced where they lie, as their copies would cost more than their steps.
  private struct Work {
    var training: TrainingRun?
    var merges: MergeComparisonRun?
    /// Steps taken that nobody was told of.
    var isNews = false

    init(_ job: Job) throws {
      switch job {
      case .training(let job): training = try TrainingRun(job.settings)
      case .merges(let job): merges = try MergeComparisonRun(job)
      }
    }

    var isDone: Bool { training?.isDone ?? merges?.comparison.isDone ?? true }
    /// The least time of a step.
    var pace: Duration { training.map { TrainingWorker.leastTime / $0.stepCount } ?? .zero }

    mutating func advance() throws {
      try training?.advance()
      try merges?.advance()
      isNews = true
    }

    func news(of job: Job) -> LabAction? {
      switch job {
      case .training(let job): training.map { .trained(TrainingNews(job: job, progress: $0.progress)) }
      case .merges(let job): merges.map { .compared(MergeNews(slide: job.slide, comparison: $0.comparison)) }
      }
    }
  }

  private func work() {
    var works: [Job: Work] = [:]
    var lastNews: ContinuousClock.Instant?
    var turn = 0
    while true {
      tell(&works, beforeSleep: true)
      guard let jobs = nextJobs() else { return }
      works = works.filter { work in !jobs.contains { $0.place == work.key.place && $0 != work.key } }
      let job = jobs[turn % jobs.count]
      turn += 1
      let start = ContinuousClock.now
      var work = works.removeValue(forKey: job) ?? Self.begin(job)
      do { try work.advance() } catch { preconditionFailure("a training's sentences are the task's own: \(error)") }
      let isDone = work.isDone
      works[job] = work
      if isDone { locked { self.jobs.removeAll { $0 == job } } }
      if isDone || lastNews.map({ $0.duration(to: .now) >= Self.pause }) ?? true {
        lastNews = .now
        tell(&works)
      }
      if !isDone { rest(until: start + work.pace) }
    }
  }

  /// Sleeps until then, or until something else is to be advanced.
  private func rest(until end: ContinuousClock.Instant) {
    locked {
      let before = jobs
      while jobs == before, !isOver {
        let left = ContinuousClock.now.duration(to: end).components
        guard left.seconds >= 0, left.attoseconds > 0 || left.seconds > 0 else { return }
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_sec += Int(left.seconds)
        deadline.tv_nsec += Int(left.attoseconds / 1_000_000_000)
        if deadline.tv_nsec >= 1_000_000_000 {
          deadline.tv_sec += 1
          deadline.tv_nsec -= 1_000_000_000
        }
        pthread_cond_timedwait(change, lock, &deadline)
      }
    }
  }

  private static func begin(_ job: Job) -> Work {
    do {
      return try Work(job)
    } catch {
      preconditionFailure("a training's sizes are checked where it is read: \(error)")
    }
  }

  /// What is to be advanced, as soon as there is something; nil at the end.
  private func nextJobs() -> [Job]? {
    locked {
      while jobs.isEmpty, !isOver { pthread_cond_wait(change, lock) }
      return isOver ? nil : jobs
    }
  }

  /// Leaves the newest progress where the other thread finds it.
  private func tell(_ works: inout [Job: Work], beforeSleep: Bool = false) {
    guard !beforeSleep || locked({ jobs.isEmpty }) else { return }
    let untold = works.filter(\.value.isNews)
    guard !untold.isEmpty else { return }
    for job in untold.keys { works[job]?.isNews = false }
    locked {
      for (job, work) in untold { news[job.place] = work.news(of: job) }
    }
    wake()
  }

  /// Runs the trainings and the comparisons of a lecture to their end, for who has no keys to wait for.
  static func finish(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) throws {
    for job in lecture.jobs {
      var run = try TrainingRun(job.settings)
      while !run.isDone { try run.advance() }
      update(&lecture, &viewpoint, .trained(TrainingNews(job: job, progress: run.progress)))
    }
    for job in lecture.mergeJobs {
      var run = try MergeComparisonRun(job)
      while !run.comparison.isDone { try run.advance() }
      update(&lecture, &viewpoint, .compared(MergeNews(slide: job.slide, comparison: run.comparison)))
    }
  }
}
