import Surface

/// What a class answered, as comma-separated values (RFC 4180): the last answer of each seat to each question, without
/// the seats that were muted or closed in the end.
public struct AnswerTable {
  private struct Row {
    var question: JournalRecord.Question
    var answer: JournalRecord.Answer
  }

  private let rows: [Row]

  /// - Parameter records: of a journal, in its order.
  public init(_ records: [JournalRecord]) {
    var questions: [JournalRecord.Question] = []
    var answers: [UInt32: [JournalRecord.Answer]] = [:]
    // Of the class that the journal is at, and which of the questions are its.
    var silent: Set<String> = []
    var first = 0
    func leaveOut() {
      for question in questions[first...] { answers[question.id]?.removeAll { silent.contains($0.seat) } }
      (silent, first) = ([], questions.count)
    }
    for record in records {
      switch record {
      case .asked(let question):
        questions.append(question)
        answers[question.id] = []
      case .answer(let answer):
        if let earlier = answers[answer.poll]?.firstIndex(where: { $0.seat == answer.seat }) {
          answers[answer.poll]?[earlier] = answer
        } else {
          answers[answer.poll]?.append(answer)
        }
      case .muted(let seat, let isMuted): if isMuted { silent.insert(seat) } else { silent.remove(seat) }
      case .removed(let seat): silent.insert(seat)
      case .over: leaveOut()
      case .ended, .shown, .rules, .began: break
      }
    }
    leaveOut()
    rows = questions.flatMap { question in
      (answers[question.id] ?? []).map { Row(question: question, answer: $0) }
    }
  }

  public var isEmpty: Bool { rows.isEmpty }

  /// A line for the names of the columns, and one for each answer. Slides count from 1; the time is UTC; the number of a
  /// choice is its answer.
  ///
  /// - Parameter namesPeople: whether what people want to be called is among the columns.
  public func csv(namesPeople: Bool) -> String {
    let head = ["poll", "asked", "lesson", "slide", "title", "seat"] + (namesPeople ? ["nickname"] : []) + ["answer"]
    let lines = rows.map { row in
      let said = row.answer.said.map(Self.number).joined(separator: " ")
      return [String(row.question.id), Self.time(row.question.date), Self.harmless(row.question.lessonName)]
        + [String(row.question.slide + 1)]
        + [row.question.title, row.answer.seat].map(Self.harmless)
        + (namesPeople ? [Self.harmless(row.answer.nickname)] : [])
        + [row.answer.said.count == 1 ? said : Self.harmless(said)]
    }
    return ([head] + lines).map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A text that no spreadsheet takes for a formula. Numbers are left as they are.
  private static func harmless(_ text: String) -> String {
    let text = SafeText.string(text)
    guard let first = text.first(where: { $0 != " " }), "=+-@＝＋－＠".contains(first), Double(text) == nil else {
      return text
    }
    return "'" + text
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { ",\"\r\n".contains($0) }) || field.first == " " || field.last == " " else {
      return field
    }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }

  private static func number(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }

  /// As in ISO 8601: `2026-11-23T09:05:00Z`.
  ///
  /// - Parameter date: seconds since 1970.
  static func time(_ date: Int) -> String {
    // Far beyond any lecture, and far from where the days overflow.
    let date = min(max(date, -62_135_596_800), 253_402_300_799)
    let days = Int((Double(date) / 86_400).rounded(.down))
    let seconds = date - days * 86_400
    let (year, month, day) = calendar(days)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let years = String(repeating: "0", count: max(4 - String(year).count, 0)) + String(year)
    return "\(years)-\(two(month))-\(two(day))T\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }

  /// The day of the Gregorian calendar, from year 1 on; years begin in March here, so that the leap day is their last.
  private static func calendar(_ days: Int) -> (year: Int, month: Int, day: Int) {
    // Since March 1 of year 0.
    let day = days + 719_468
    let (era, dayOfEra) = (day / 146_097, day % 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let first = (153 * month + 2) / 5
    return (
      era * 400 + yearOfEra + (month >= 10 ? 1 : 0), month >= 10 ? month - 9 : month + 3, dayOfYear - first + 1
    )
  }
}
