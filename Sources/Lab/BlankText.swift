import Lessons

/// A sentence of words that the networks know, with one blank in it. Where its words are predicted one by one it is
/// whole, or written from left to right: the blank that is not written yet comes last then.
public struct BlankText: Hashable, Sendable {
  /// Words, and characters as they are typed.
  public static let longest = 24
  static let longestTyped = 160

  public let task: TrainingTask
  public let words: [String]
  /// Where the blank stands, from 0; nil in a whole sentence.
  public let blank: Int?

  /// Why a text is no such sentence, in words that fit one line.
  public struct Fault: Error, Hashable, Sendable {
    public let reason: String
  }

  /// Reads a text as someone types it: capitals are small letters, a comma is a word of its own, a point at the end is
  /// left out, and any row of underscores is the blank.
  public static func read(_ text: String, _ task: TrainingTask = .blank) -> Result<BlankText, Fault> {
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
    guard blanks.count < 2 else { return fault("one ___ is enough") }
    switch task {
    case .blank where blanks.isEmpty: return fault("write ___ where the colour is missing")
    case .nextWord where words.count < 2: return fault("write two words, or one and ___")
    case .nextWord where !blanks.isEmpty && words.last != Vocabulary.blank:
      return fault("___ comes last: what follows is not written yet")
    default: break
    }
    guard words.count <= longest else { return fault("\(words.count) words are too many; \(longest) are the most") }
    var unknown: [String] = []
    for word in words where Vocabulary.fillTheBlank.token(of: word) == nil || word == Vocabulary.padding {
      if !unknown.contains(word) { unknown.append(word) }
    }
    guard unknown.isEmpty else { return fault("unknown: " + unknown.joined(separator: ", ")) }
    return .success(BlankText(task: task, words: words, blank: blanks.first))
  }

  private static func fault(_ reason: String) -> Result<BlankText, Fault> { .failure(Fault(reason: reason)) }

  /// Words before the blank, and after it. A whole sentence is all before.
  public var before: Int { blank ?? words.count }
  public var after: Int { blank.map { words.count - 1 - $0 } ?? 0 }

  /// Steps of reading, one word each, so that it is seen which word changed a belief: first the forward network reads
  /// up to the blank, then the backward network from the end down to it. Where next words are predicted, t is the step:
  /// the last word has none behind it.
  public var steps: Int { words.count - 1 }

  /// The step in which a word is read; nil for the blank, which is there from the beginning.
  public func step(ofWord index: Int) -> Int? {
    index == blank ? nil : index < before ? index + 1 : before + words.count - index
  }

  /// What a reader has before it after so many steps, in the sentence's order, and the place whose state is asked. A
  /// next word is asked from step 1 on: before, there is no state.
  func read(by reader: BlankReader, step: Int) -> (words: [String], blank: Int) {
    switch task {
    case .blank:
      let first = reader == .backward ? [] : words.prefix(min(step, before))
      let last = reader == .forward ? [] : words.suffix(max(step - before, 0))
      return (first + [Vocabulary.blank] + last, first.count)
    case .nextWord: return (blank == nil ? words : Array(words.prefix(step)), step - 1)
    }
  }
}

extension Vocabulary {
  /// The words of the task.
  public static let fillTheBlank = FillTheBlankTable.vocabulary()
}
