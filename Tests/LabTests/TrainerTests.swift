import Engine
import Lab
import Testing

@Suite("training on fill-the-blank")
struct TrainerTests {
  private let corpus = BlankCorpus.make(seed: 1)

  private func trainer(_ direction: Direction, cell: Cell = .lstm, seed: UInt64 = 1) throws -> Trainer<Float> {
    try Trainer(
      corpus, configuration: Configuration(cell: cell, inputSize: 16, hiddenSize: 32, direction: direction), seed: seed)
  }

  @Test("two ways learn to fill both kinds of blanks, one way only those after their clue")
  func accuracy() throws {
    for direction in Direction.allCases {
      var trainer = try trainer(direction)
      for _ in 0..<20 * trainer.stepsPerEpoch { _ = try trainer.step() }
      let accuracy = try trainer.accuracy(corpus.heldOut)
      #expect(accuracy.clueBefore >= 0.9, "\(direction)")
      if direction == .bidirectional {
        #expect(accuracy.clueAfter >= 0.9)
      } else {
        #expect(accuracy.clueAfter <= 0.25)
      }
    }
  }

  @Test("before any step every colour is a guess, and the loss is that of all words alike")
  func untrained() throws {
    var trainer = try trainer(.bidirectional)
    #expect(try trainer.accuracy(corpus.heldOut).clueAfter <= 0.25)
    let words = Float(corpus.vocabulary.words.count)
    #expect((try trainer.step() - .log(words)).magnitude < 0.5)
  }

  @Test("the same seed takes the same steps, another seed others")
  func seeds() throws {
    var (first, second, other) = (try trainer(.forward), try trainer(.forward), try trainer(.forward, seed: 2))
    for _ in 0..<30 {
      let loss = try first.step()
      #expect(try second.step() == loss)
      #expect(try other.step() != loss)
    }
    #expect(first == second && first.steps == 30)
  }

  @Test("an epoch reads every training sentence once")
  func epochs() throws {
    // With rate 0 the weights stay, and the mean loss of an epoch is that of all sentences, in whatever order.
    let configuration = Configuration(cell: .rnn(.tanh), inputSize: 4, hiddenSize: 3)
    var trainer = try Trainer<Double>(corpus, configuration: configuration, seed: 1, rate: 0)
    #expect(trainer.stepsPerEpoch == 24)
    let all = TrainingBatch(corpus.training, vocabulary: corpus.vocabulary)
    let expected = try trainer.model.gradients(all).loss
    var epochs: [[Double]] = []
    for _ in 0..<2 {
      epochs.append(try (0..<24).map { _ in try trainer.step() })
      #expect((epochs.last!.reduce(0, +) / 24 - expected).magnitude < 1e-12)
    }
    #expect(epochs[0] != epochs[1], "each epoch has an order of its own")
  }

  @Test("accuracy of a kind that is not there is no number")
  func noSentences() throws {
    let accuracy = try trainer(.forward).accuracy(corpus.heldOut.filter(\.clueComesAfter))
    #expect(accuracy.clueBefore.isNaN && !accuracy.clueAfter.isNaN)
  }
}
