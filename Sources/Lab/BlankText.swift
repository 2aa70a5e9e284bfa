import Lessons

/// A sentence with one blank in it, of words that the networks know.
public struct BlankText: Hashable, Sendable {
  /// Words, and characters as they are typed.
  public static let longest = 24
  static let longestTyped = 160

  public let words: [String]
  /// Where the blank stands, from 0.
  public let blank: Int

  /// Why a text is no such sentence, in words that fit one line.
  public struct Fault: Error, Hashable, Sendable {
    public let reason: String
  }

  /// Reads a text as someone types it: capitals are small letters, a comma is a word of its own, a point at the end is
  /// left out, and any row of underscores is the blank.
  public static func read(_ text: String) -> Result<BlankText, Fault> {
    var spaced = ""
    for character in text.lowercased() {
      switch character {
      case ",": spaced += " , "
      case ".", "!", "?": spaced += " "
      default: spaced.append(character)
      }
    }
    let words = spaced.split(whereSeparator: \.isWhitespace).map { word in
      word.allSatisfy { $0 == "_" } ? Vocabulary.blank : String(word)
    }
    let blanks = words.indices.filter { words[$0] == Vocabulary.blank }
    guard blanks.count == 1 else {
      return fault(blanks.isEmpty ? "write ___ where the colour is missing" : "one ___ is enough")
    }
    guard words.count <= longest else { return fault("\(words.count) words are too many; \(longest) are the most") }
    var unknown: [String] = []
    for word in words where Vocabulary.fillTheBlank.token(of: word) == nil || word == Vocabulary.padding {
      if !unknown.contains(word) { unknown.append(word) }
    }
    guard unknown.isEmpty else { return fault("unknown: " + unknown.joined(separator: ", ")) }
    return .success(BlankText(words: words, blank: blanks[0]))
  }

  private static func fault(_ reason: String) -> Result<BlankText, Fault> { .failure(Fault(reason: reason)) }

  /// Words before the blank, and after it.
  public var before: Int { blank }
  public var after: Int { words.count - 1 - blank }

  /// Steps of reading, one word each, so that it is seen which word changed a belief: first the forward network reads
  /// up to the blank, then the backward network from the end down to it.
  public var steps: Int { before + after }

  /// The step in which a word is read; nil for the blank, which is there from the beginning.
  public func step(ofWord index: Int) -> Int? {
    index == blank ? nil : index < blank ? index + 1 : before + words.count - index
  }

  /// What a reader has read after so many steps, in the sentence's order, and the blank's place in it.
  func read(by reader: BlankReader, step: Int) -> (words: [String], blank: Int) {
    let first = reader == .backward ? [] : words.prefix(min(step, before))
    let last = reader == .forward ? [] : words.suffix(max(step - before, 0))
    return (first + [Vocabulary.blank] + last, first.count)
  }
}

extension Vocabulary {
  /// The words of the task.
  public static let fillTheBlank = FillTheBlankTable.vocabulary()
}
