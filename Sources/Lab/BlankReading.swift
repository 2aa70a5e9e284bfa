import Engine

/// What the three networks believe at the blank, after each step of reading a sentence.
public struct BlankReading: Equatable, Sendable {
  public struct Guess: Hashable, Sendable {
    public let word: String
    public let probability: Float
  }

  /// Guesses that are kept.
  public static let guessCount = 5

  public let text: BlankText
  /// By the steps of reading, 0 being the blank alone: the likeliest words, best first.
  public let guesses: ByReader<[[Guess]]>
  /// What both together find likeliest once everything is read.
  public let answer: String
  /// How likely the answer is to each, by the steps of reading.
  public let belief: ByReader<[Float]>

  public init(_ text: BlankText, models: ByReader<BlankModel<Float>>) throws {
    self.text = text
    let probabilities = try ByReader { reader in
      try Self.probabilities(text, reader, models[reader])
    }
    let guesses = ByReader { reader in probabilities[reader].map(Self.best) }
    self.guesses = guesses
    let answer = guesses.both.last?.first?.word ?? ""
    self.answer = answer
    let token = Vocabulary.fillTheBlank.token(of: answer) ?? 0
    belief = ByReader { reader in probabilities[reader].map { $0[token] } }
  }

  /// A probability for each word of the vocabulary, by the steps of reading.
  private static func probabilities(
    _ text: BlankText, _ reader: BlankReader, _ model: BlankModel<Float>
  ) throws -> [[Float]] {
    let sentences = (0...text.steps).map { step in
      let read = text.read(by: reader, step: step)
      let sentence = BlankSentence(words: read.words, answer: Vocabulary.blank, blank: read.blank, clue: 0)
      return reader == .backward ? sentence.reversed : sentence
    }
    let batch = TrainingBatch(sentences, vocabulary: .fillTheBlank)
    let probabilities = softmax(try model.logits(model.run(batch), blanks: batch.blanks))
    let size = probabilities.shape[1]
    return sentences.indices.map { Array(probabilities.values[$0 * size..<($0 + 1) * size]) }
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
