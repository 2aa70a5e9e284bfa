import Engine
import Lab
import Lessons
import Testing

extension TrainingSettings {
  /// Small enough for a debug build.
  static let small = TrainingSettings(TrainingPlan(cell: .rnn(.tanh), hidden: 4, rate: 0.02, epochs: 2))
}

@Suite("three networks trained side by side")
struct TrainingRunTests {
  private func done(_ settings: TrainingSettings) throws -> TrainingProgress {
    var run = try TrainingRun(settings)
    while !run.isDone { try run.advance() }
    return run.progress
  }

  @Test("the same settings give the same numbers, each other one gives others")
  func determinism() throws {
    let first = try done(.small)
    #expect(try done(.small) == first)
    for change: @Sendable (inout TrainingSettings) -> Void in [
      { $0.cell = .gru }, { $0.hidden = 5 }, { $0.merge = .sum }, { $0.rate = 0.01 }, { $0.seed = 2 },
    ] {
      var settings = TrainingSettings.small
      change(&settings)
      #expect(try done(settings).models.both != first.models.both)
    }
  }

  @Test("looking, or stopping and going on, changes nothing")
  func pausing() throws {
    var (straight, watched) = (try TrainingRun(.small), try TrainingRun(.small))
    while !straight.isDone {
      try straight.advance()
      // A copy is what waits while a training is paused.
      var copy = watched
      _ = copy.progress
      try copy.advance()
      watched = copy
      let isSame = watched == straight
      #expect(isSame)
    }
    #expect(watched.isDone)
    let end = watched
    try watched.advance()
    #expect(watched == end, "past the last epoch nothing moves")
  }

  @Test("each reader is the trainer that it would be alone")
  func readers() throws {
    let progress = try done(.small)
    for reader in BlankReader.allCases {
      var trainer = try Trainer<Float>(
        BlankCorpus.make(seed: 1), configuration: TrainingSettings.small.configuration(reader), seed: 1, rate: 0.02,
        readsBackward: reader == .backward)
      var losses: [Float] = []
      for _ in 0..<2 * trainer.stepsPerEpoch { losses.append(try trainer.step()) }
      let isSame = progress.models[reader] == trainer.model
      #expect(isSame, "\(reader)")
      #expect(progress.accuracies?[reader] == (try trainer.accuracy(trainer.corpus.heldOut)))
      #expect(progress.losses[reader].count == 8)
      #expect((progress.losses[reader][7] - losses.suffix(6).reduce(0, +) / 6).magnitude < 1e-6)
    }
  }

  @Test("each fails where its clue is not read, and both succeed")
  func lesson() throws {
    var settings = TrainingSettings()
    settings.epochs = 16
    let accuracies = try #require(try done(settings).accuracies)
    #expect(accuracies.forward.clueBefore >= 0.9 && accuracies.forward.clueAfter <= 0.25)
    #expect(accuracies.backward.clueAfter >= 0.9 && accuracies.backward.clueBefore <= 0.25)
    #expect(accuracies.both.clueBefore >= 0.9 && accuracies.both.clueAfter >= 0.9)
  }

  @Test("before the first epoch's end there is no accuracy")
  func start() throws {
    var run = try TrainingRun(.small)
    #expect(run.progress.accuracies == nil && run.progress.losses.both.isEmpty && run.progress.steps == 0)
    for _ in 0..<23 { try run.advance() }
    #expect(run.progress.accuracies == nil && run.progress.losses.both.count == 3 && run.progress.epochs == 0)
    try run.advance()
    #expect(run.progress.accuracies != nil && run.progress.epochs == 1 && !run.progress.isDone)
  }
}

@Suite("what is believed at the blank")
struct BlankReadingTests {
  private let text = try! BlankText.read("mia painted the boat ___ to look like snow").get()

  /// The probabilities of one sentence, computed alone.
  private func probabilities(_ model: BlankModel<Float>, _ words: [String], blank: Int) throws -> [Float] {
    let tokens = words.map { Vocabulary.fillTheBlank.token(of: $0)! }
    let batch = TrainingBatch(sentences: [tokens], blanks: [blank], targets: [0], padding: 0)
    return softmax(try model.logits(model.run(batch), blanks: batch.blanks)).values
  }

  @Test("a belief is what the network says of the words read so far, and of nothing else")
  func beliefs() throws {
    let models = try TrainingRun(.small).progress.models
    let reading = try BlankReading(text, models: models)
    let answer = Vocabulary.fillTheBlank.token(of: reading.answer)!
    for step in 0...text.steps {
      let first = Array(text.words[..<min(step, 4)])
      let last = Array(text.words.suffix(max(step - 4, 0)))
      let forward = try probabilities(models.forward, first + ["___"], blank: first.count)
      let backward = try probabilities(models.backward, last.reversed() + ["___"], blank: last.count)
      let both = try probabilities(models.both, first + ["___"] + last, blank: first.count)
      #expect(reading.belief.forward[step] == forward[answer])
      #expect(reading.belief.backward[step] == backward[answer])
      #expect(reading.belief.both[step] == both[answer])
      for (guesses, all) in [
        (reading.guesses.forward, forward), (reading.guesses.backward, backward), (reading.guesses.both, both),
      ] {
        let best = all.indices.dropFirst(2).sorted { all[$0] > all[$1] }.prefix(5)
        #expect(guesses[step].map(\.probability) == best.map { all[$0] })
      }
    }
    #expect(reading.guesses.both[text.steps][0].word == reading.answer)
  }
}
