import Engine
import Lessons
import Testing

@testable import Lab

/// Merges compared on a training's networks.
struct MergeComparisonTests {
  /// A slide that trains small networks for an epoch, trained.
  private func trained() throws -> Visitor {
    var visitor = Visitor(Slide(title: "Train", training: TrainingPlan(hidden: 4, epochs: 2)))
    visitor.act(.play)
    let job = try #require(visitor.lecture.jobs.first)
    var run = try TrainingRun(job.settings)
    while !run.isDone { try run.advance() }
    visitor.act(.trained(TrainingNews(job: job, progress: run.progress)))
    return visitor
  }

  @Test func `each merge has a row, its head the size of what it reads, and the networks stay`() throws {
    var visitor = try trained()
    let models = try #require(visitor.lecture.training).progress.models
    visitor.act(.mergePanel)
    #expect(visitor.lecture.isComparingMerges)
    var calls = 0
    while visitor.lecture.isComparingMerges {
      visitor.act(.compareMerges)
      calls += 1
    }
    #expect(calls == 5 * MergeComparison.epochs / 5)
    let comparison = try #require(visitor.lecture.training?.comparison)
    #expect(comparison.rows.map(\.merge) == Merge.basic && comparison.current == nil)
    let words = Vocabulary.fillTheBlank.words.count
    #expect(comparison.rows.map(\.headCount) == [9 * words, 5 * words, 5 * words, 5 * words, 5 * words])
    let body = words * 8 + 2 * (3 * 4 * (8 + 4) + 2 * 3 * 4)
    #expect(comparison.rows.allSatisfy { $0.modelCount == body + $0.headCount })
    #expect(visitor.lecture.training?.progress.models == models)
    let concat = comparison.rows[0].accuracy
    #expect((concat.clueBefore + concat.clueAfter) / 2 > BlankCorpus.chance)
    visitor.act(.close)
    #expect(visitor.lecture.training?.comparison == nil)
  }

  @Test func `keys in between change nothing, and the same networks give the same rows`() throws {
    var (quiet, busy) = (try trained(), try trained())
    quiet.act(.mergePanel)
    busy.act(.mergePanel)
    var count = 0
    while quiet.lecture.isComparingMerges { quiet.act(.compareMerges) }
    while busy.lecture.isComparingMerges {
      count += 1
      if count % 7 == 0 { busy.act(.next, .theme, .help, .close) }
      busy.act(.compareMerges)
    }
    #expect(quiet.lecture.training?.comparison?.rows == busy.lecture.training?.comparison?.rows)
  }

  @Test func `it goes with the networks that it was made of`() throws {
    var visitor = try trained()
    visitor.act(.mergePanel, .compareMerges, .toggle(.cell))
    #expect(visitor.lecture.training?.comparison == nil)
    visitor.act(.compareMerges, .mergePanel)
    #expect(visitor.viewpoint.message == "nothing is trained yet; a trains, then M compares the merges")
    visitor.act(.play, .mergePanel)
    #expect(visitor.viewpoint.message?.hasPrefix("the networks still learn") == true)
  }

  @Test func `it waits where it is while the class is on another slide`() throws {
    let shipped = Pretraining { try? TrainingRun($0).afterOneEpoch() }
    let slides = [Slide(title: "Train", training: TrainingPlan(hidden: 4)), Slide(title: "Words")]
    var lecture = Lecture(Lesson(title: "A lesson", slides: slides), pretrained: shipped)
    var viewpoint = Viewpoint()
    for action: LabAction in [.mergePanel, .compareMerges, .nextSlide, .compareMerges] {
      update(&lecture, &viewpoint, action)
    }
    #expect(!lecture.isComparingMerges)
    update(&lecture, &viewpoint, .previousSlide)
    #expect(lecture.isComparingMerges && lecture.training?.comparison?.current?.epochs == 5)
  }
}

extension TrainingRun {
  fileprivate func afterOneEpoch() throws -> TrainingProgress {
    var run = self
    while run.progress.epochs < 1 { try run.advance() }
    return run.progress
  }
}
