import Engine
import Testing

@testable import Classroom

struct JournalTests {
  private static let records: [JournalRecord] = [
    .asked(.init(id: 1, slide: 7, title: "h′[2]?", date: 1_790_000_000)),
    .answer(.init(poll: 1, seat: "kiosk/07", nickname: "Zoë", nonce: .max, said: [9, -0.5])),
    .answer(.init(poll: 1, seat: "ada", nickname: "", nonce: 2, said: [])), .ended(poll: 1), .over,
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

  @Test func `a record's sum is CRC-32`() {
    // The check value that ISO 3309's sum has for these digits.
    #expect(Journal.checksum(Array("123456789".utf8)) == 0xcbf4_3926)
  }
}
