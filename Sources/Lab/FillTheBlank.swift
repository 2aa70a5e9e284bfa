import Engine
import Lessons

/// The words that a model knows; a word's token is its place.
public struct Vocabulary: Equatable, Sendable {
  public static let padding = "<pad>"
  public static let blank = InputSequence.blank

  public let words: [String]
  private let tokens: [String: Int]

  /// - Parameter words: each one once.
  init(_ words: [String]) {
    self.words = words
    tokens = Dictionary(uniqueKeysWithValues: zip(words, words.indices))
  }

  public func token(of word: String) -> Int? { tokens[word] }
}

/// A sentence whose colour is left out; in the task of the next word one of which nothing is.
public struct BlankSentence: Hashable, Sendable {
  /// In lower case; the blank and each comma are words of their own.
  public let words: [String]
  /// The colour that belongs into the blank, or the word that comes next.
  public let answer: String
  /// Where the blank stands, from 0, or the word that the next one is to follow: the networks' states there are read.
  public let blank: Int
  /// Where the word stands that tells the answer, from 0. A whole sentence tells its next word by that word itself; one
  /// that is not written yet tells it by nothing that comes after.
  public let clue: Int

  public var clueComesAfter: Bool { clue > blank }

  /// The same sentence, read from its end.
  var reversed: BlankSentence {
    let last = words.count - 1
    return BlankSentence(words: words.reversed(), answer: answer, blank: last - blank, clue: last - clue)
  }
}

/// The sentences of the task, half of them with the clue before the blank, half with the clue after it.
///
/// Every clue stands in the same number of sentences before a blank and after one, so that no colour is more likely
/// than another and a model that has not read the clue can only guess.
public struct BlankCorpus: Equatable, Sendable {
  public let vocabulary: Vocabulary
  /// The answers there are.
  public let colours: [String]
  public let training: [BlankSentence]
  /// Sentences that are not among those of the training; each clue is in them as often as any other, too.
  public let heldOut: [BlankSentence]

  /// How often a guess among the colours is right.
  public static let chance = 1 / Double(FillTheBlankTable.clues.count)

  /// Sentences per clue and per place of the clue.
  private static let (trainingCount, heldOutCount) = (6, 2)

  /// The same seed makes the same sentences in the same order, on every machine.
  public static func make(seed: UInt64, task: TrainingTask) -> BlankCorpus {
    let blanks = make(seed: seed)
    return task == .blank ? blanks : NextWord.corpus(blanks)
  }

  /// The sentences of the blank, of which those of the other task are made.
  public static func make(seed: UInt64) -> BlankCorpus {
    var generator = SeededGenerator(seed: seed, stream: "fill the blank")
    var training: [BlankSentence] = []
    var heldOut: [BlankSentence] = []
    for templates in [FillTheBlankTable.clueBefore, FillTheBlankTable.clueAfter] {
      for (colour, clues) in FillTheBlankTable.clues {
        for clue in clues {
          let sentences = generator.shuffled(
            sentences(clue: clue, answer: colour, templates: templates, using: &generator))
          training += sentences.prefix(trainingCount)
          heldOut += sentences.dropFirst(trainingCount)
        }
      }
    }
    return BlankCorpus(
      vocabulary: FillTheBlankTable.vocabulary(), colours: FillTheBlankTable.clues.map(\.colour),
      training: generator.shuffled(training), heldOut: generator.shuffled(heldOut))
  }

  /// Different sentences about one clue, the templates in turn.
  private static func sentences(
    clue: String, answer: String, templates: [String], using generator: inout SeededGenerator
  ) -> [BlankSentence] {
    var sentences: [BlankSentence] = []
    var turn = generator.index(below: templates.count)
    while sentences.count < trainingCount + heldOutCount {
      let sentence = sentence(templates[turn], clue: clue, answer: answer, using: &generator)
      turn = (turn + 1) % templates.count
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return sentences
  }

  private static func sentence(
    _ template: String, clue: String, answer: String, using generator: inout SeededGenerator
  ) -> BlankSentence {
    var words: [String] = []
    for word in FillTheBlankTable.split(template) {
      switch word {
      case "CLUE": words += FillTheBlankTable.split(clue)
      case "PERSON": words.append(FillTheBlankTable.people[generator.index(below: FillTheBlankTable.people.count)])
      case "THING": words.append(FillTheBlankTable.things[generator.index(below: FillTheBlankTable.things.count)])
      default: words.append(word)
      }
    }
    guard let blank = words.firstIndex(of: Vocabulary.blank),
      let place = words.firstIndex(of: FillTheBlankTable.noun(of: clue))
    else { preconditionFailure("every template has a blank and a clue") }
    return BlankSentence(words: words, answer: answer, blank: blank, clue: place)
  }
}

extension TrainingBatch {
  /// The sentences as tokens of a vocabulary that has all their words and answers.
  public init(_ sentences: [BlankSentence], vocabulary: Vocabulary) {
    func token(_ word: String) -> Int {
      guard let token = vocabulary.token(of: word) else { preconditionFailure("'\(word)' is in no vocabulary") }
      return token
    }
    self.init(
      sentences: sentences.map { $0.words.map(token) }, blanks: sentences.map(\.blank),
      targets: sentences.map { token($0.answer) }, padding: token(Vocabulary.padding))
  }
}
