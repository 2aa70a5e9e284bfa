import Engine
import Testing

@testable import Classroom

struct JournalTests {
  private static let records: [JournalRecord] = [
    .rules(assistants: [4000], shared: [1000, 2000]), .began(date: 1_790_000_000),
    .asked(.init(id: 1, lesson: ContentID([1]), lessonName: "my.md", slide: 7, title: "h′[2]?", date: 1_790_000_000)),
    .answer(.init(poll: 1, seat: "kiosk/07", nickname: "Zoë", nonce: .max, said: [9, -0.5])),
    .answer(.init(poll: 1, seat: "ada", nickname: "", nonce: 2, said: [])), .muted(seat: "ada", true),
    .removed(seat: "kiosk/07"), .ended(poll: 1), .shown(poll: 1, true), .over,
  ]
  private static let parts = records.map { Journal.bytes(of: $0) }
  private static let bytes = parts.flatMap { $0 }

  @Test func `what was written is read`() {
    let read = Journal.read(Self.bytes)
    #expect(read.records == Self.records && read.length == Self.bytes.count)
  }

  @Test func `a journal that was cut off anywhere has its whole records, and is cut behind them`() {
    let ends = Self.parts.reduce(into: [0]) { $0.append($0.last! + $1.count) }
    for length in 0...Self.bytes.count {
      let read = Journal.read(Array(Self.bytes.prefix(length)))
      let whole = ends.lastIndex { $0 <= length }!
      #expect(read.records == Array(Self.records.prefix(whole)) && read.length == ends[whole])
    }
  }

  @Test func `no damaged byte makes a record that was not written`() {
    for index in Self.bytes.indices {
      for flip in [1, 0x80, 0xff] as [UInt8] {
        var damaged = Self.bytes
        damaged[index] ^= flip
        let read = Journal.read(damaged)
        #expect(read.records == Array(Self.records.prefix(read.records.count)) && read.length <= index)
      }
    }
  }

  @Test func `a record of a newer version stays where it is, and those behind it are read`() {
    let body: [UInt8] = [200, 1, 2, 3]
    var newer = ByteWriter()
    newer.write(count: body.count)
    newer.write(Journal.checksum(body))
    newer.append(body)
    let bytes = Self.parts[0] + newer.bytes + Self.parts[1]
    let read = Journal.read(bytes)
    #expect(read.records == Array(Self.records[..<2]) && read.length == bytes.count)
  }

  @Test func `a question of before the lesson's name was kept is read`() {
    let question = JournalRecord.Question(id: 1, lesson: ContentID([1]), slide: 7, title: "h?", date: 9)
    let body = Journal.bytes(of: .asked(question)).dropFirst(8).dropLast(4)
    var older = ByteWriter()
    older.write(count: body.count)
    older.write(Journal.checksum(Array(body)))
    older.append(Array(body))
    #expect(Journal.read(older.bytes).records == [.asked(question)])
  }

  @Test func `a title that is longer than a line ends with a whole character`() throws {
    let title = String(repeating: "隠", count: 400)
    let record = JournalRecord.asked(.init(id: 1, lesson: ContentID([]), slide: 0, title: title, date: 0))
    guard case .asked(let read)? = Journal.read(Journal.bytes(of: record)).records.first else {
      Issue.record("it is not read")
      return
    }
    #expect(read.title == String(repeating: "隠", count: 170))
    let message = ClientMessage.ask(slide: 0, title: title)
    #expect(try ClientMessage(message.packet) == .ask(slide: 0, title: read.title))
  }

  @Test func `a record's sum is CRC-32`() {
    // The check value that ISO 3309's sum has for these digits.
    #expect(Journal.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
  }
}
