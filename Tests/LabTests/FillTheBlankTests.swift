import Engine
import Lab
import Testing

@Suite("the sentences of fill-the-blank")
struct FillTheBlankTests {
  private let corpus = BlankCorpus.make(seed: 1)

  @Test("the same seed makes the same sentences for ever, another seed others")
  func seeds() {
    #expect(BlankCorpus.make(seed: 1) == corpus)
    #expect(BlankCorpus.make(seed: 2).training != corpus.training)
    #expect(BlankCorpus.make(seed: 2).vocabulary == corpus.vocabulary)
    #expect(
      corpus.heldOut.prefix(3).map { $0.words.joined(separator: " ") } == [
        "nora picked the ___ kite because it matches a pumpkin",
        "ella painted the scarf ___ to look like the night",
        "to look like a carrot , the door has to be ___",
      ])
  }

  @Test("a vocabulary that teachers can survey")
  func vocabulary() {
    let vocabulary = corpus.vocabulary
    #expect((80...120).contains(vocabulary.words.count))
    #expect(Array(vocabulary.words.prefix(2)) == ["<pad>", "___"])
    #expect(vocabulary.words.map { vocabulary.token(of: $0) } == Array(vocabulary.words.indices))
    #expect(vocabulary.token(of: "grey") == nil)
    #expect(Set(corpus.colours).count == 8)
    let used = Set((corpus.training + corpus.heldOut).flatMap(\.words) + corpus.colours + ["<pad>"])
    #expect(used == Set(vocabulary.words))
  }

  @Test("training and held-out sentences are all different, and the clue comes before as often as after")
  func split() {
    #expect(Set(corpus.training + corpus.heldOut).count == corpus.training.count + corpus.heldOut.count)
    for (sentences, count) in [(corpus.training, 192), (corpus.heldOut, 64)] {
      #expect(sentences.count { $0.clueComesAfter } == count)
      #expect(sentences.count { !$0.clueComesAfter } == count)
    }
    #expect(corpus.training.prefix(20).contains { $0.clueComesAfter }, "the two halves are mixed")
    #expect(corpus.training.prefix(20).contains { !$0.clueComesAfter })
  }

  @Test("every clue and every colour is as likely as the others, on both sides of the blank", arguments: [true, false])
  func balance(_ clueComesAfter: Bool) {
    for (sentences, count) in [(corpus.training, 6), (corpus.heldOut, 2)] {
      let half = sentences.filter { $0.clueComesAfter == clueComesAfter }
      let clues = Dictionary(grouping: half) { $0.words[$0.clue] }
      #expect(clues.count == 32 && clues.values.allSatisfy { $0.count == count })
      let colours = Dictionary(grouping: half, by: \.answer)
      #expect(Set(colours.keys) == Set(corpus.colours) && colours.values.allSatisfy { $0.count == 4 * count })
    }
  }

  @Test("a clue tells one colour, no sentence names a colour, and there is one blank")
  func sentences() {
    var answers: [String: String] = [:]
    for sentence in corpus.training + corpus.heldOut {
      #expect(sentence.words[sentence.blank] == "___")
      #expect(sentence.words.count { $0 == "___" } == 1)
      #expect(Set(sentence.words).isDisjoint(with: corpus.colours))
      #expect(
        answers.updateValue(sentence.answer, forKey: sentence.words[sentence.clue]) ?? sentence.answer
          == sentence.answer)
      #expect(sentence.words.allSatisfy { $0 == $0.lowercased() })
      #expect(sentence.words.count <= 12)
    }
    #expect(answers.count == 32)
  }

  @Test("a batch is time-major, shorter sentences filled up behind their end")
  func batch() throws {
    let sentences = Array(corpus.training.prefix(5))
    let batch = TrainingBatch(sentences, vocabulary: corpus.vocabulary)
    #expect(batch.batch == 5 && batch.time == sentences.map(\.words.count).max())
    #expect(batch.lengths == sentences.map(\.words.count) && batch.blanks == sentences.map(\.blank))
    #expect(Set(batch.lengths).count > 1)
    #expect(batch.targets.map { corpus.vocabulary.words[$0] } == sentences.map(\.answer))
    for (column, sentence) in sentences.enumerated() {
      let words = (0..<batch.time).map { corpus.vocabulary.words[batch.tokens[$0 * 5 + column]] }
      #expect(words == sentence.words + Array(repeating: "<pad>", count: batch.time - sentence.words.count))
    }
  }
}
