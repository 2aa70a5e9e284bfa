import Foundation
import Glibc
import Testing

@testable import Classroom

/// `bilab host --results` in which each system call fails once.
@Suite struct ResultsFaultTests {
  private static let calls: [(String, SystemCallFault.Kind, [Int32])] = [
    ("open", .any, [EMFILE, EIO]), ("fstat", .file, [EIO]), ("read", .file, [EIO, EINTR, 0]),
    ("write", .file, [ENOSPC, EIO, EINTR, 0]), ("fsync", .file, [EIO, ENOSPC]), ("close", .file, [EIO]),
    ("rename", .any, [ENOSPC, EIO]),
  ]

  @Test(arguments: calls)
  func `a table of results is the old one or the new one, never half`(
    _ call: String, _ kind: SystemCallFault.Kind, _ errors: [Int32]
  ) throws {
    let lesson = try RunningClass()
    let records: [JournalRecord] = [
      .asked(.init(id: 1, lesson: ContentID([]), slide: 7, title: "One", date: 1_790_000_000)),
      .answer(.init(poll: 1, seat: "zoe", nickname: "", nonce: 1, said: [9])),
    ]
    let journal = lesson.folder.url("state/bilab/class.journal")
    try FileManager.default.createDirectory(at: journal.deletingLastPathComponent(), withIntermediateDirectories: true)
    let bytes = Data(records.flatMap { Journal.bytes(of: $0) })
    try bytes.write(to: journal)
    let table = lesson.folder.path("answers.csv")
    let new = AnswerTable(records).csv(namesPeople: false)
    for error in errors {
      var struck = 0
      for number in 1...200 {
        let mark = lesson.path("struck")
        try? FileManager.default.removeItem(atPath: mark)
        try lesson.folder.write("answers.csv", "old")
        let fault = SystemCallFault(call: call, kind: kind, error: error, number: number)
        let environment = lesson.environment.merging(try fault.environment(in: "bilab", mark: mark)) { $1 }
        let result = try Program.run(["host", "--results", table], environment: environment)
        let written = try String(contentsOfFile: table, encoding: .utf8)
        #expect(result.status == 0 ? written == new : result.failed(), "\(fault): \(result.complaint)")
        #expect(written == new || written == "old", "\(fault): \(written)")
        #expect(try Data(contentsOf: journal) == bytes)
        let files = try FileManager.default.contentsOfDirectory(atPath: lesson.folder.root.path)
        #expect(Set(files) == ["answers.csv", "state"], "\(fault)")
        guard FileManager.default.fileExists(atPath: mark) else { break }
        struck += 1
      }
      #expect(struck > 0, "\(call)")
    }
  }
}
