import Lab

/// A question that was put to a class, and what was answered.
struct AskedQuestion {
  struct Answer: Equatable {
    var said: [Double]
    var nonce: UInt64
    /// Whether it is on the disk.
    var isKept: Bool
    /// Answers of the seat before it.
    var changes = 0
  }

  /// Of different seats: more than a class has at once, as people go and others come.
  static let mostAnswers = 1024
  /// How often a seat may answer.
  static let mostChanges = 100

  let id: UInt32
  let lesson: ContentID
  let slide: Int
  var isOpen = true
  var isShown = false
  /// By seat, the last one of each.
  private(set) var answers: [String: Answer] = [:]

  init(_ asked: JournalRecord.Question) {
    (id, lesson, slide) = (asked.id, asked.lesson, asked.slide)
  }

  /// The last question of a journal, with its answers.
  static func last(of records: [JournalRecord]) -> AskedQuestion? {
    var question: AskedQuestion?
    for record in records {
      switch record {
      case .asked(let asked): question = AskedQuestion(asked)
      case .answer(let answer) where answer.poll == question?.id:
        if question?.take(answer) == true { _ = question?.keep(answer) }
      case .ended(let poll) where poll == question?.id: question?.isOpen = false
      case .shown(let poll, let isShown) where poll == question?.id: question?.isShown = isShown
      case .removed(let seat): question?.forget(seat)
      case .over: question = nil
      case .answer, .ended, .shown, .muted, .rules, .began: break
      }
    }
    return question
  }

  /// - Returns: false where the question has no room for it.
  mutating func take(_ answer: JournalRecord.Answer) -> Bool {
    let changes = answers[answer.seat].map { $0.changes + 1 } ?? 0
    guard changes < Self.mostChanges, changes > 0 || answers.count < Self.mostAnswers else { return false }
    answers[answer.seat] = Answer(said: answer.said, nonce: answer.nonce, isKept: false, changes: changes)
    return true
  }

  mutating func forget(_ seat: String) { answers[seat] = nil }

  /// The answer is on the disk.
  ///
  /// - Returns: whether it is still the seat's last one.
  mutating func keep(_ answer: JournalRecord.Answer) -> Bool {
    guard answer.poll == id, answers[answer.seat]?.nonce == answer.nonce else { return false }
    answers[answer.seat]?.isKept = true
    return true
  }

  /// - Parameters:
  ///   - isTold: whether it is for those who may see the answers at any time.
  ///   - muted: seats whose answers count as long as they are not among these.
  func poll(isTold: Bool, without muted: Set<String>) -> Poll {
    var poll = Poll(id: id, slide: slide, isOpen: isOpen, isShown: isShown)
    guard isTold || isShown else { return poll }
    let counted = answers.filter { !muted.contains($0.key) }.values
    poll.answered = counted.count
    poll.tally = Self.tally(of: counted.map(\.said))
    return poll
  }

  private static func tally(of answers: [[Double]]) -> Tally {
    var counts: [[Double]: Int] = [:]
    for said in answers { counts[said, default: 0] += 1 }
    let rows = counts.map { Tally.Row(said: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.said) < ($0.count, $1.said) }
    let others = rows.dropFirst(ClassState.mostRows).reduce(0) { $0 + $1.count }
    return Tally(rows: Array(rows.prefix(ClassState.mostRows)), others: others)
  }
}

private func < (left: (Int, [Double]), right: (Int, [Double])) -> Bool {
  left.0 != right.0 ? left.0 < right.0 : left.1.lexicographicallyPrecedes(right.1)
}
