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
  static let longestEdited = 64

  /// The largest size of a typed number: far beyond what any cell tells apart, and every sum of them finite.
  private static let largestNumber = 1e6
  private static let longestWord = 24

  /// The input at `t`, from 1, as it would be typed.
  public func text(_ t: Int) -> String {
    switch self {
    case .numbers(let rows): rows[t - 1].map(Self.written).joined(separator: " ")
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
    let row = rows[t - 1].map { number in
      // In whole tenths, so that ten steps are one.
      let moved = isWhole ? number + Double(steps) : ((number * 10).rounded() + Double(steps)) / 10
      return min(max(moved, -Self.largestNumber), Self.largestNumber)
    }
    return replacing(t, by: .numbers(row))
  }

  /// Reads what was typed as an input of this sequence.
  func entry(_ text: String) -> Result<InputEntry, EntryFault> {
    switch self {
    case .numbers(let rows): Self.numbers(text, count: rows[0].count)
    case .words: Self.word(text)
    }
  }

  private static func numbers(_ text: String, count: Int) -> Result<InputEntry, EntryFault> {
    let parts = text.split { $0 == " " || $0 == "," }
    guard parts.count == count else {
      guard !parts.isEmpty else { return .failure(EntryFault(reason: "nothing is typed yet; esc leaves")) }
      let wanted = count == 1 ? "one number" : "\(count) numbers with blanks between them"
      return .failure(EntryFault(reason: "an input here is \(wanted), not \(parts.count)"))
    }
    var numbers: [Double] = []
    for part in parts {
      guard let number = Double(part.replacing("−", with: "-")) else {
        return .failure(EntryFault(reason: "“\(part)” is no number; write one such as 2 or -0.5"))
      }
      guard number.magnitude <= largestNumber else {
        return .failure(EntryFault(reason: "\(part) is beyond what can be typed, 1000000 either way"))
      }
      numbers.append(number == 0 ? 0 : number)
    }
    return .success(.numbers(numbers))
  }

  private static func word(_ text: String) -> Result<InputEntry, EntryFault> {
    let words = text.split(separator: " ")
    guard words.count == 1 else { return .failure(EntryFault(reason: "an input here is one word; ___ is the blank")) }
    guard words[0].count <= longestWord else {
      return .failure(EntryFault(reason: "a word has at most \(longestWord) letters"))
    }
    return .success(.word(String(words[0])))
  }

  private static func written(_ number: Double) -> String {
    number == number.rounded() ? "\(Int(number))" : "\(number)"
  }
}
