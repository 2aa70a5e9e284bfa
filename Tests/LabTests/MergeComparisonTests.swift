import Engine
import Lessons
import Testing

@testable import Lab

/// Merges compared on a training's networks.
struct MergeComparisonTests {
  private static let plan = TrainingPlan(hidden: 4, epochs: 2)

  /// What its training comes to.
  private static let finished: TrainingProgress? = {
    guard var run = try? TrainingRun(TrainingSettings(plan)) else { return nil }
    while !run.isDone { try? run.advance() }
    return run.progress
  }()

  /// A slide that trains small networks for two epochs, and so many steps of that.
  private func trained(steps: Int? = nil) throws -> Visitor {
    var visitor = Visitor(Slide(title: "Train", training: Self.plan), .words("after"))
    visitor.act(.play)
    try train(&visitor, steps: steps ?? .max)
    return visitor
  }

  private func train(_ visitor: inout Visitor, steps: Int) throws {
    visitor.act(.trained(try news(visitor, steps: steps)))
  }

  private func news(_ visitor: Visitor, steps: Int) throws -> TrainingNews {
    let job = try #require(visitor.lecture.jobs.first)
    if steps == .max { return TrainingNews(job: job, progress: try #require(Self.finished)) }
    var run = try TrainingRun(job.settings)
    while !run.isDone, run.progress.steps < steps { try run.advance() }
    return TrainingNews(job: job, progress: run.progress)
  }

  private func run(_ visitor: Visitor) throws -> MergeComparisonRun {
    try MergeComparisonRun(try #require(visitor.lecture.mergeJobs.first))
  }

  private func comparison(_ visitor: Visitor) -> MergeComparison? { visitor.lecture.training?.comparison }

  /// Tells of every step, or of the last one alone.
  private func finish(_ visitor: inout Visitor, tellingAll: Bool = false, between: LabAction...) throws {
    var run = try run(visitor)
    while !run.comparison.isDone {
      try run.advance()
      if tellingAll || run.comparison.isDone {
        visitor.act(.compared(MergeNews(slide: 0, comparison: run.comparison)))
      }
      for action in between { visitor.act(action) }
    }
  }

  @Test func `a row is there as soon as its head has learned, and the one that learns is named`() throws {
    var visitor = try trained()
    visitor.act(.mergePanel)
    var run = try run(visitor)
    #expect(comparison(visitor)?.rows.isEmpty == true && comparison(visitor)?.current?.merge == .concat)
    for _ in 0..<31 { try run.advance() }
    visitor.act(.compared(MergeNews(slide: 0, comparison: run.comparison)))
    #expect(comparison(visitor)?.rows.map(\.merge) == [.concat])
    #expect(comparison(visitor)?.current?.merge == .sum && comparison(visitor)?.current?.epochs == 5)
    try finish(&visitor)
    #expect(comparison(visitor)?.rows.map(\.merge) == Merge.basic && comparison(visitor)?.current == nil)
    #expect(visitor.lecture.mergeJobs.isEmpty)
    let concat = try #require(comparison(visitor)).rows[0].accuracy
    #expect((concat.clueBefore + concat.clueAfter) / 2 > BlankCorpus.chance)
    visitor.act(.close)
    #expect(comparison(visitor) == nil)
  }

  /// The whole model, of which the head's two tensors alone take steps, makes the same heads: what stands below them is
  /// neither changed nor another than the slide's.
  @Test func `a head learns what it would learn on the whole model with all else frozen`() throws {
    var visitor = try trained()
    let models = try #require(visitor.lecture.training).progress.models
    visitor.act(.mergePanel)
    var run = try run(visitor)
    let corpus = BlankCorpus.make(seed: 1)
    let batch = TrainingBatch(corpus.training, vocabulary: corpus.vocabulary)
    for (index, merge) in Merge.basic.enumerated() {
      while run.comparison.rows.count < index { try run.advance() }
      try run.advance()
      var model = try frozen(models.both, merge)
      var optimiser = Adam<Float>(rate: 0.05)
      for _ in 0..<5 {
        var head = Array(model.parameters.suffix(2))
        optimiser.step(&head, gradients: Array(try model.gradients(batch).gradients.suffix(2)))
        model = try BlankModel(
          embedding: model.embedding, network: model.network, head: Linear(weight: head[0], bias: head[1]))
      }
      let head = try #require(run.head).linear
      #expect(zip(head.weight.values, model.head.weight.values).allSatisfy { abs($0 - $1) < 1e-4 }, "\(merge)")
      #expect(head.weight.shape == model.head.weight.shape)
    }
    try finish(&visitor)
    #expect(visitor.lecture.training?.progress.models == models)
  }

  private func frozen(_ model: BlankModel<Float>, _ merge: Merge) throws -> BlankModel<Float> {
    var configuration = model.network.configuration
    configuration.merges = [merge]
    let seed = TrainingSettings(Self.plan).seed
    var result = try BlankModel<Float>.seeded(configuration, tokens: model.embedding.tokens, seed: seed)
    result.parameters = model.parameters.dropLast(2) + result.parameters.suffix(2)
    return result
  }

  @Test func `a head reads H or 2H numbers, and the counts are those of the tensors`() throws {
    var visitor = try trained()
    let model = try #require(visitor.lecture.training).progress.models.both
    visitor.act(.mergePanel)
    try finish(&visitor)
    for row in try #require(comparison(visitor)).rows {
      let parameters = try frozen(model, row.merge).parameters
      #expect(row.modelCount == parameters.reduce(0) { $0 + $1.values.count }, "\(row.merge)")
      #expect(row.headCount == parameters.suffix(2).reduce(0) { $0 + $1.values.count }, "\(row.merge)")
      #expect(row.headCount == ((row.merge == .concat ? 8 : 4) + 1) * Vocabulary.fillTheBlank.words.count)
    }
  }

  @Test func `the same networks and seed give the same rows, whatever is pressed and told in between`() throws {
    var (quiet, busy) = (try trained(), try trained())
    quiet.act(.mergePanel)
    busy.act(.mergePanel)
    try finish(&quiet)
    try finish(&busy, tellingAll: true, between: .next, .nextSlide, .theme, .help, .close, .previousSlide)
    #expect(comparison(quiet)?.rows.count == 5)
    #expect(comparison(quiet)?.rows == comparison(busy)?.rows)
  }

  @Test func `news of a comparison that was closed, or whose settings changed, is dropped`() throws {
    for leaving: LabAction in [.close, .mergePanel, .toggle(.cell), .nudge(1), .retrain, .undoChanges] {
      var visitor = try trained()
      visitor.act(.mergePanel)
      var run = try run(visitor)
      try run.advance()
      let stale = LabAction.compared(MergeNews(slide: 0, comparison: run.comparison))
      visitor.act(leaving, stale)
      #expect(comparison(visitor) == nil && visitor.lecture.mergeJobs.isEmpty, "\(leaving)")
    }
    var visitor = try trained()
    visitor.act(.mergePanel)
    var run = try run(visitor)
    try run.advance()
    visitor.act(.close, .mergePanel, .compared(MergeNews(slide: 0, comparison: run.comparison)))
    #expect(comparison(visitor)?.epochs == 0, "another one, from its start")
  }

  @Test func `steps told after a pause start it over with the networks that they made`() throws {
    var visitor = try trained(steps: 6)
    let late = try news(visitor, steps: 12)
    visitor.act(.play, .mergePanel)
    let old = try #require(visitor.lecture.mergeJobs.first)
    visitor.act(.trained(late))
    let new = try #require(visitor.lecture.mergeJobs.first)
    #expect(new != old && new.progress.steps == 12)
    visitor.act(.play)
    #expect(comparison(visitor) == nil && visitor.lecture.jobs.count == 1, "who trains on sees the training")
  }

  @Test func `it goes on while the class is on another slide`() throws {
    var visitor = try trained()
    visitor.act(.mergePanel)
    let job = visitor.lecture.mergeJobs
    visitor.act(.nextSlide)
    #expect(visitor.lecture.mergeJobs == job && !job.isEmpty)
    try finish(&visitor)
    visitor.act(.previousSlide)
    #expect(comparison(visitor)?.isDone == true)
  }

  @Test func `without trained networks it says what to do`() throws {
    var visitor = Visitor(Slide(title: "Train", training: Self.plan))
    visitor.act(.mergePanel)
    #expect(comparison(visitor) == nil)
    #expect(visitor.viewpoint.message == "nothing is trained yet; a trains, then M compares the merges")
    visitor.act(.play, .mergePanel)
    #expect(visitor.viewpoint.message?.hasPrefix("the networks still learn") == true)
    #expect(comparison(visitor) == nil)
  }
}
