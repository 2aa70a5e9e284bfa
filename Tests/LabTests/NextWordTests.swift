import Engine
import Lab
import Lessons
import Testing

/// Networks that learn to say x[t+1] at t.
struct NextWordTests {
  private static let corpus = BlankCorpus.make(seed: 1, task: .nextWord)
  /// As the lesson has it, but for fewer epochs at a larger rate: enough for a debug build to come to the same.
  private static let plan = TrainingPlan(task: .nextWord, hidden: 32, rate: 0.02, epochs: 2)
  private static let finished: TrainingProgress? = {
    guard var run = try? TrainingRun(TrainingSettings(plan)) else { return nil }
    while !run.isDone { try? run.advance() }
    return run.progress
  }()

  @Test func `every place but the last of every sentence is asked, in training with the whole sentence there`() {
    let blanks = BlankCorpus.make(seed: 1)
    func words(_ sentence: BlankSentence) -> [String] {
      sentence.words.map { $0 == "___" ? sentence.answer : $0 }
    }
    let expected = blanks.training.flatMap { sentence in
      (0..<sentence.words.count - 1).map { (words(sentence), $0, words(sentence)[$0 + 1]) }
    }
    let training = Self.corpus.training
    #expect(training.count == expected.count)
    let isRight = zip(training, expected).allSatisfy { asked, expected in
      (asked.words, asked.blank, asked.answer) == expected && asked.clueComesAfter
    }
    #expect(isRight)
    #expect(BlankCorpus.make(seed: 1, task: .blank) == blanks)
  }

  @Test func `held out is every sentence at the same places, whole and ending there`() {
    let whole = Self.corpus.heldOut.filter(\.clueComesAfter)
    let cut = Self.corpus.heldOut.filter { !$0.clueComesAfter }
    #expect(whole.count == cut.count && whole.count > 1000)
    #expect(whole.allSatisfy { $0.words[$0.blank + 1] == $0.answer })
    let endsThere = zip(whole, cut).allSatisfy { whole, cut in
      cut.words == Array(whole.words.prefix(whole.blank + 1)) && cut.blank == whole.blank && cut.answer == whole.answer
    }
    #expect(endsThere)
    #expect(Set(Self.corpus.training.map(\.words)).isDisjoint(with: whole.map(\.words)))
  }

  /// A two-way network cheats: what it can't lose in training it has not learned to write.
  @Test func `whoever reads the next word copies it, and left to right forward alone keeps what it knew`() throws {
    let progress = try #require(Self.finished)
    let accuracies = try #require(progress.accuracies)
    let losses = try ByReader { try #require(progress.losses[$0].last) }
    #expect(losses.both < 0.1 && losses.backward < 0.2, "\(losses)")
    #expect(losses.forward > 0.5, "\(losses)")
    // In the task of the next word the clue comes after in whole sentences.
    #expect(accuracies.both.clueAfter >= 0.97 && accuracies.backward.clueAfter >= 0.95, "\(accuracies)")
    #expect(accuracies.forward.clueAfter == accuracies.forward.clueBefore, "later words are nothing to it")
    #expect(accuracies.both.clueBefore <= accuracies.forward.clueBefore - 0.05, "\(accuracies)")
    #expect(accuracies.backward.clueBefore < accuracies.both.clueBefore, "\(accuracies)")
    #expect(accuracies.forward.clueBefore > 3 * ConstantGuess.best(.nextWord).accuracy)
  }

  @Test func `no other word is said as often, and the guess is counted on held-out sentences`() throws {
    let guess = ConstantGuess.best(.nextWord)
    let word = try #require(guess.word)
    func count(_ word: String, _ sentences: [BlankSentence]) -> Int { sentences.count { $0.answer == word } }
    let most = count(word, Self.corpus.training)
    #expect(Self.corpus.vocabulary.words.allSatisfy { count($0, Self.corpus.training) <= most })
    #expect(guess.accuracy == Double(count(word, Self.corpus.heldOut)) / Double(Self.corpus.heldOut.count))
    #expect(ConstantGuess.best(.blank).word == nil)
    #expect(ConstantGuess.best(.blank).accuracy == 0.125)
  }

  @Test func `merges are compared on the same two kinds of sentences`() throws {
    var visitor = Visitor(Slide(title: "Train", training: Self.plan))
    visitor.act(.play)
    visitor.act(
      .trained(TrainingNews(job: try #require(visitor.lecture.jobs.first), progress: try #require(Self.finished))),
      .mergePanel)
    var run = try MergeComparisonRun(try #require(visitor.lecture.mergeJobs.first))
    while run.comparison.rows.isEmpty { try run.advance() }
    let concat = run.comparison.rows[0]
    #expect(concat.accuracy.clueAfter >= 0.9 && concat.accuracy.clueBefore < 0.6, "\(concat)")
  }

  // MARK: A sentence

  private func text(_ typed: String) throws -> BlankText { try BlankText.read(typed, .nextWord).get() }

  @Test func `a sentence is whole, or ends where the next word is to be written`() throws {
    let whole = try text("Mia picked the red scarf.")
    #expect(whole.words == ["mia", "picked", "the", "red", "scarf"] && whole.blank == nil && whole.steps == 4)
    let cut = try text("mia picked the ___")
    #expect(cut.words.last == "___" && cut.blank == 3 && cut.steps == 3 && cut.after == 0)
    func fault(_ typed: String) -> String? {
      if case .failure(let fault) = BlankText.read(typed, .nextWord) { fault.reason } else { nil }
    }
    #expect(fault("mia picked the ___ scarf") == "___ comes last: what follows is not written yet")
    #expect(fault("___ mia") == "___ comes last: what follows is not written yet")
    #expect(fault("mia ___ ___") == "one ___ is enough")
    for short in ["", "mia", "___"] { #expect(fault(short) == "write two words, or one and ___") }
    #expect(fault("a grey ___") == "unknown: grey")
  }

  /// The probabilities after one text, computed alone.
  private func probabilities(_ model: BlankModel<Float>, _ words: [String], at place: Int) throws -> [Float] {
    let tokens = words.map { Vocabulary.fillTheBlank.token(of: $0)! }
    let batch = TrainingBatch(sentences: [tokens], blanks: [place], targets: [0], padding: 0)
    return softmax(try model.logits(model.run(batch), blanks: batch.blanks)).values
  }

  @Test(arguments: ["mia picked the red scarf", "mia picked the ___"])
  func `a belief is what the state at t says of the word after it`(_ typed: String) throws {
    let models = try #require(Self.finished).models
    let text = try text(typed)
    let reading = try BlankReading(text, models: models)
    for reader in BlankReader.allCases {
      #expect(reading.guesses[reader][0].isEmpty && reading.belief[reader].count == text.steps + 1)
      for t in 1...text.steps {
        let words = text.blank == nil ? text.words : Array(text.words.prefix(t))
        let place = reader == .backward ? words.count - t : t - 1
        let alone = try probabilities(models[reader], reader == .backward ? words.reversed() : words, at: place)
        #expect(reading.belief[reader][t] == alone[Vocabulary.fillTheBlank.token(of: text.words[t])!])
        #expect(reading.guesses[reader][t].first?.probability == alone.dropFirst(2).max())
      }
    }
  }

  @Test func `both are sure of the word that is there, and not of one that is not written yet`() throws {
    let models = try #require(Self.finished).models
    let whole = try BlankReading(text("nora picked the orange kite because it matches a pumpkin"), models: models)
    #expect(whole.belief.both.dropFirst().allSatisfy { $0 > 0.8 }, "\(whole.belief.both)")
    #expect(whole.belief.backward.dropFirst().allSatisfy { $0 > 0.5 }, "\(whole.belief.backward)")
    let cut = try BlankReading(text("nora picked the orange kite because it matches a ___"), models: models)
    // Whoever is named, and which thing, is known from nothing before it.
    #expect(cut.belief.both[4] < 0.5 && whole.belief.forward[4] < 0.5)
    #expect(cut.belief.forward.dropFirst().dropLast() == whole.belief.forward.dropFirst().dropLast())
  }

  @Test func `a slide takes a sentence of its own task, and falls back to the usual one`() throws {
    var visitor = Visitor(Slide(title: "Train", training: TrainingPlan(task: .nextWord, hidden: 4, epochs: 1)))
    #expect(visitor.lecture.training?.reading.text.blank == nil && visitor.lecture.steps == 9)
    visitor.act(.edit)
    for character in "mia picked" { visitor.act(.type(character)) }
    visitor.act(.confirm)
    #expect(visitor.lecture.training?.reading.text.words == ["mia", "picked"] && visitor.lecture.steps == 1)
    let odd = TrainingPlan(task: .nextWord, hidden: 4, epochs: 1, sentence: "my ___ boat")
    #expect(Training.sentenceFault(odd) != nil && Training.sentenceFault(TrainingPlan(task: .nextWord)) == nil)
    visitor = Visitor(Slide(title: "Train", training: odd))
    #expect(visitor.lecture.training?.reading.text.words.count == 10)
  }
}
