import Lessons

/// The task of the next word: the same sentences, with their colour in its place. At t the word x[t+1] is to be said.
///
/// A sentence that is whole has that word, and the backward network has read it at t. One that is written from left to
/// right ends with x[t], as nothing later is there yet.
enum NextWord {
  /// Every place of a sentence but the last is asked. Learned from are whole sentences; held out is each one both ways.
  static func corpus(_ blanks: BlankCorpus) -> BlankCorpus {
    func asked(_ sentences: [BlankSentence]) -> [BlankSentence] {
      sentences.flatMap { sentence in sentence.words.indices.dropLast().map { whole(sentence, at: $0) } }
    }
    let heldOut = asked(blanks.heldOut)
    return BlankCorpus(
      vocabulary: blanks.vocabulary, colours: blanks.colours, training: asked(blanks.training),
      heldOut: heldOut + heldOut.map(leftToRight))
  }

  private static func whole(_ sentence: BlankSentence, at t: Int) -> BlankSentence {
    let words = sentence.words.map { $0 == Vocabulary.blank ? sentence.answer : $0 }
    return BlankSentence(words: words, answer: words[t + 1], blank: t, clue: t + 1)
  }

  /// What is there of a whole sentence when its next word is to be written.
  private static func leftToRight(_ whole: BlankSentence) -> BlankSentence {
    BlankSentence(
      words: Array(whole.words[...whole.blank]), answer: whole.answer, blank: whole.blank, clue: whole.blank)
  }
}

/// A guess that needs no network: the same word always.
public struct ConstantGuess: Equatable, Sendable {
  /// nil where any answer does, as all are as likely.
  public let word: String?
  /// The part of the held-out sentences of which it is right.
  public let accuracy: Double

  public static func best(_ task: TrainingTask) -> ConstantGuess {
    switch task {
    case .blank: ConstantGuess(word: nil, accuracy: BlankCorpus.chance)
    case .nextWord: nextWord
    }
  }

  /// The commonest next word of the training, the first of equals in the vocabulary.
  private static let nextWord: ConstantGuess = {
    let corpus = BlankCorpus.make(seed: 1, task: .nextWord)
    let counts = Dictionary(corpus.training.map { ($0.answer, 1) }, uniquingKeysWith: +)
    let word = corpus.vocabulary.words.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? ""
    let right = corpus.heldOut.count { $0.answer == word }
    return ConstantGuess(word: word, accuracy: Double(right) / Double(corpus.heldOut.count))
  }()
}
