import Engine

/// What the three networks believe at the blank, or of the next word, after each step of reading a sentence.
public struct BlankReading: Equatable, Sendable {
  public struct Guess: Hashable, Sendable {
    public let word: String
    public let probability: Float
  }

  /// Guesses that are kept.
  public static let guessCount = 5

  public let text: BlankText
  /// By the steps of reading, 0 being the blank alone: the likeliest words, best first. There is none at step 0 where
  /// the next word is asked.
  public let guesses: ByReader<[[Guess]]>
  /// What both together find likeliest once everything is read.
  public let answer: String
  /// How likely the answer is to each, by the steps of reading; where next words are asked, how likely the word is that
  /// comes next, 0 at step 0.
  public let belief: ByReader<[Float]>

  public init(_ text: BlankText, models: ByReader<BlankModel<Float>>) throws {
    self.text = text
    let probabilities = try ByReader { reader in
      try Self.probabilities(text, reader, models[reader])
    }
    let guesses = ByReader { reader in probabilities[reader].map { $0.isEmpty ? [] : Self.best($0) } }
    self.guesses = guesses
    let answer = guesses.both.last?.first?.word ?? ""
    self.answer = answer
    let tokens = (0...text.steps).map { step in
      Vocabulary.fillTheBlank.token(of: text.task == .blank ? answer : text.words[step]) ?? 0
    }
    belief = ByReader { reader in zip(probabilities[reader], tokens).map { $0.isEmpty ? 0 : $0[$1] } }
  }

  /// A probability for each word of the vocabulary, by the steps of reading; nothing where there is no state to ask.
  private static func probabilities(
    _ text: BlankText, _ reader: BlankReader, _ model: BlankModel<Float>
  ) throws -> [[Float]] {
    let first = text.task == .blank ? 0 : 1
    let sentences = (first...text.steps).map { step in
      let read = text.read(by: reader, step: step)
      let sentence = BlankSentence(words: read.words, answer: Vocabulary.blank, blank: read.blank, clue: 0)
      return reader == .backward ? sentence.reversed : sentence
    }
    let batch = TrainingBatch(sentences, vocabulary: .fillTheBlank)
    let probabilities = softmax(try model.logits(model.run(batch), blanks: batch.blanks))
    let size = probabilities.shape[1]
    return Array(repeating: [], count: first)
      + sentences.indices.map { Array(probabilities.values[$0 * size..<($0 + 1) * size]) }
  }

  /// The likeliest words; of equals the one that stands first in the vocabulary. Neither the padding nor the blank is
  /// a word.
  private static func best(_ probabilities: [Float]) -> [Guess] {
    let words = Vocabulary.fillTheBlank.words
    let tokens = words.indices.filter { words[$0] != Vocabulary.padding && words[$0] != Vocabulary.blank }
    let sorted = tokens.sorted { (probabilities[$1], $0) < (probabilities[$0], $1) }
    return sorted.prefix(guessCount).map { Guess(word: words[$0], probability: probabilities[$0]) }
  }
}
