import Classroom
import Glibc
import Surface

/// What was answered in a class, as a table for spreadsheets (RFC 4180): the last answer of each seat to each question.
struct ClassResults {
  private let records: [JournalRecord]
  private let hasNames: Bool

  /// - Throws: `Failure` where nothing was kept.
  init(journal: String, hasNames: Bool) throws {
    do {
      records = Journal.read(try FileReader.read(journal, most: 64 << 20)).records
    } catch FileReader.Fault.missing {
      throw Failure("nothing was answered in this class yet: there is no \(SafeText.string(journal))")
    }
    self.hasNames = hasNames
  }

  var text: String {
    var lines = [["poll", "asked", "slide", "title", "seat"] + (hasNames ? ["name"] : []) + ["answer"]]
    var question: JournalRecord.Question?
    var answers: [(seat: String, name: String, said: [Double])] = []
    func finish() {
      guard let question else { return }
      for answer in answers.sorted(by: { $0.seat < $1.seat }) {
        let place = ["\(question.id)", Self.date(question.date), "\(question.slide + 1)", Self.field(question.title)]
        let who = [Self.field(answer.seat)] + (hasNames ? [Self.field(answer.name)] : [])
        lines.append(place + who + [answer.said.map(Self.number).joined(separator: " ")])
      }
      answers = []
    }
    for record in records {
      switch record {
      case .asked(let asked):
        finish()
        question = asked
      case .answer(let answer) where answer.poll == question?.id:
        answers.removeAll { $0.seat == answer.seat }
        answers.append((answer.seat, answer.nickname, answer.said))
      case .answer, .ended, .over: break
      }
    }
    finish()
    return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }

  /// Of seconds since 1970, in UTC.
  private static func date(_ seconds: Int) -> String {
    var (time, parts) = (time_t(seconds), tm())
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let day = "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
    return "\(day)T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }

  private static func number(_ number: Double) -> String {
    number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : number.description
  }

  /// Quoted where it has to be; one that a spreadsheet would take for a formula is made a text.
  private static func field(_ text: String) -> String {
    var text = SafeText.string(text)
    if let first = text.first, "=+-@".contains(first) { text = "'" + text }
    guard text.contains(where: { ",\"".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
