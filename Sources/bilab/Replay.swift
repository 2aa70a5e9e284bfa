import Classroom
import Lab
import Surface
import Views

/// Does again what a transcript says, and compares every frame with the one that was recorded.
struct Replay {
  /// Milliseconds until the next thing on a screen: time to see what a key does, and a training that goes on.
  var wait: Int {
    guard !isOver else { return 0 }
    switch entries[next].event {
    case .trained, .compared: return 50
    case .key, .size, .tick, .finished, .noClipboard: return 400
    }
  }

  private let entries: [Transcript.Entry]
  private(set) var size: Size
  private var next = 0
  /// By slide and run: what trains, where it is.
  private var trainings: [[Int]: (job: TrainingJob, run: TrainingRun)] = [:]
  /// By slide, the newest.
  private var comparisons: [Int: MergeComparisonRun] = [:]

  init(_ transcript: Transcript) {
    (entries, size) = (transcript.entries, transcript.size)
  }

  var isOver: Bool { next == entries.count }

  /// - Returns: what was done; nil at the end.
  /// - Throws: `Difference` with the line from which on it is another session.
  mutating func step(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) throws -> SessionEvent? {
    guard !isOver else { return nil }
    let entry = entries[next]
    next += 1
    do {
      try act(entry.event, &lecture, &viewpoint)
    } catch let fault as Missing {
      throw Difference(description: "line \(entry.line): \(fault.what)")
    }
    guard Recorder.id(lecture, viewpoint, size) == entry.frame else {
      throw Difference(
        description: "line \(entry.line): after “\(entry.event.text)” the screen is not the one that was recorded; "
          + "another version of bilab may draw it otherwise")
    }
    return entry.event
  }

  struct Difference: Error, CustomStringConvertible {
    let description: String
  }

  private struct Missing: Error {
    let what: String
  }

  private mutating func act(_ event: SessionEvent, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) throws {
    switch event {
    case .key(let key): update(&lecture, &viewpoint, Keymap.action(for: key, lecture, viewpoint, size, Glass()))
    case .size(let new): size = new
    case .tick: update(&lecture, &viewpoint, .tick)
    case .noClipboard: update(&lecture, &viewpoint, .ignored(reason: LabLoop.noClipboard))
    case .finished: try TrainingWorker.finish(&lecture, &viewpoint)
    case .trained(let slide, let run, let steps):
      update(&lecture, &viewpoint, try trained(slide - 1, run, steps))
    case .compared(let slide, let rows, let epochs):
      update(&lecture, &viewpoint, try compared(slide - 1, rows, epochs))
    }
    for job in lecture.jobs where trainings[[job.slide, job.run]] == nil {
      trainings[[job.slide, job.run]] = (job, try TrainingRun(job.settings))
    }
    for job in lecture.mergeJobs where comparisons[job.slide]?.comparison.run != job.run {
      comparisons[job.slide] = try MergeComparisonRun(job)
    }
  }

  private mutating func trained(_ slide: Int, _ run: Int, _ steps: Int) throws -> LabAction {
    // It is advanced where it lies: a copy would cost more than its steps.
    guard var training = trainings.removeValue(forKey: [slide, run]) else {
      throw Missing(what: "nothing trains on slide \(slide + 1)")
    }
    while training.run.progress.steps < steps, !training.run.isDone { try training.run.advance() }
    trainings[[slide, run]] = training
    return .trained(TrainingNews(job: training.job, progress: training.run.progress))
  }

  private mutating func compared(_ slide: Int, _ rows: Int, _ epochs: Int) throws -> LabAction {
    guard var run = comparisons.removeValue(forKey: slide) else {
      throw Missing(what: "no merges are compared on slide \(slide + 1)")
    }
    while (run.comparison.rows.count, run.comparison.epochs) < (rows, epochs), !run.comparison.isDone {
      try run.advance()
    }
    comparisons[slide] = run
    return .compared(MergeNews(slide: slide, comparison: run.comparison))
  }
}
