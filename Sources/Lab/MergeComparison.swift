import Engine

/// Merges side by side on the task, as far as they are compared: a row a merge, as soon as its head has learned. The
/// work is done elsewhere, on the thread that trains (`MergeComparisonRun`).
public struct MergeComparison: Equatable, Sendable {
  public struct Row: Equatable, Sendable {
    public let merge: Merge
    /// On the held-out sentences.
    public let accuracy: BlankAccuracy
    /// Parameters of the head, and of the whole model.
    public let headCount: Int
    public let modelCount: Int

    package init(merge: Merge, accuracy: BlankAccuracy, headCount: Int, modelCount: Int) {
      (self.merge, self.accuracy, self.headCount, self.modelCount) = (merge, accuracy, headCount, modelCount)
    }
  }

  /// How often each head learns from all training sentences at once.
  public static let epochs = 150

  /// Counted with the trainings of the lecture, so that nothing is taken from a comparison that is over.
  public let run: Int
  public let merges = Merge.basic
  public private(set) var rows: [Row] = []
  /// Of the head that learns now.
  public internal(set) var epochs = 0

  package init(run: Int, rows: [Row] = [], epochs: Int = 0) {
    (self.run, self.rows, self.epochs) = (run, rows, epochs)
  }

  public var isDone: Bool { rows.count == merges.count }
  /// The merge whose head learns, and how far it is; nil when all are done.
  public var current: (merge: Merge, epochs: Int)? { isDone ? nil : (merges[rows.count], epochs) }

  mutating func add(_ row: Row) {
    rows.append(row)
    epochs = 0
  }
}

/// A comparison of merges that wants to be advanced.
public struct MergeJob: Hashable, Sendable {
  /// The slide, from 0, and which of its runs.
  public let slide: Int
  public let run: Int
  /// The networks whose states are merged.
  public let progress: TrainingProgress

  /// No two runs of a lecture have one number.
  public static func == (left: MergeJob, right: MergeJob) -> Bool { left.run == right.run && left.slide == right.slide }

  public func hash(into hasher: inout Hasher) { hasher.combine(run) }
}

/// What has come of a comparison.
public struct MergeNews: Hashable, Sendable {
  public let slide: Int
  public let comparison: MergeComparison

  public init(slide: Int, comparison: MergeComparison) {
    (self.slide, self.comparison) = (slide, comparison)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(comparison.run) }
}

extension Lecture {
  /// The comparisons that want to be advanced now.
  public var mergeJobs: [MergeJob] {
    trainings.sorted { $0.key < $1.key }.compactMap { slide, training in
      guard let comparison = training.comparison, !comparison.isDone else { return nil }
      return MergeJob(slide: slide, run: comparison.run, progress: training.progress)
    }
  }

  /// Takes how far a comparison is; nothing of one that was closed since, or whose networks have changed.
  mutating func take(_ news: MergeNews) {
    guard trainings[news.slide]?.comparison?.run == news.comparison.run else { return }
    trainings[news.slide]?.comparison = news.comparison
  }
}
