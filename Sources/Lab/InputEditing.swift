import Lessons

/// One input that a person typed.
enum InputEntry: Equatable {
  case numbers([Double])
  case word(String)
}

/// Why what was typed is no input, in words for the line where it was typed.
struct EntryFault: Error {
  let reason: String
}

extension InputSequence {
  /// Inputs that a sequence may grow to by hand.
  package static let longestEdited = 64

  private static let longestWord = 24

  /// The input at `t`, from 1, as it would be typed.
  public func text(_ t: Int) -> String {
    switch self {
    case .numbers(let rows): rows[t - 1].map(TypedNumber.written).joined(separator: " ")
    case .words(let words): words[t - 1]
    }
  }

  var reversed: InputSequence {
    switch self {
    case .numbers(let rows): .numbers(rows.reversed())
    case .words(let words): .words(words.reversed())
    }
  }

  func removing(_ t: Int) -> InputSequence {
    switch self {
    case .numbers(var rows):
      rows.remove(at: t - 1)
      return .numbers(rows)
    case .words(var words):
      words.remove(at: t - 1)
      return .words(words)
    }
  }

  func replacing(_ t: Int, by entry: InputEntry) -> InputSequence {
    inserting(entry, after: t).removing(t)
  }

  func inserting(_ entry: InputEntry, after t: Int) -> InputSequence {
    switch (self, entry) {
    case (.numbers(var rows), .numbers(let row)):
      rows.insert(row, at: t)
      return .numbers(rows)
    case (.words(var words), .word(let word)):
      words.insert(word, at: t)
      return .words(words)
    default: return self
    }
  }

  /// Every number of x[t] some steps further: of 1 where all inputs are whole, else of 0.1. Nil for words.
  func nudged(_ t: Int, by steps: Int) -> InputSequence? {
    guard case .numbers(let rows) = self else { return nil }
    let isWhole = rows.allSatisfy { $0.allSatisfy { $0 == $0.rounded() } }
    return replacing(t, by: .numbers(rows[t - 1].map { TypedNumber.nudged($0, by: steps, isWhole: isWhole) }))
  }

  /// Reads what was typed as an input of this sequence.
  func entry(_ text: String) throws(EntryFault) -> InputEntry {
    switch self {
    case .numbers(let rows): .numbers(try TypedNumber.list(text, count: rows[0].count))
    case .words: try Self.word(text)
    }
  }

  private static func word(_ text: String) throws(EntryFault) -> InputEntry {
    let words = text.split(separator: " ")
    guard words.count == 1 else { throw EntryFault(reason: "an input here is one word; ___ is the blank") }
    guard words[0].count <= longestWord else {
      throw EntryFault(reason: "a word has at most \(longestWord) letters")
    }
    return .word(String(words[0]))
  }
}
