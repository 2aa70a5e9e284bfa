import Foundation
import Testing

/// Frames that someone has looked at. BILAB_RECORD=1 writes all of them again.
struct GoldenTests {
  static let records = ProcessInfo.processInfo.environment["BILAB_RECORD"] == "1"

  @Test(arguments: GoldenFile.all)
  func `frames are those that were looked at`(file: GoldenFile) throws {
    let frames = try file.frames()
    guard !Self.records, let data = try? Data(contentsOf: file.path) else {
      try FileManager.default.createDirectory(
        at: file.path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(frames.utf8).write(to: file.path)
      Issue.record("\(file.testDescription).txt recorded: look at it and run again")
      return
    }
    let expected = String(decoding: data, as: UTF8.self)
    if frames != expected { Issue.record("\(file.testDescription): \(difference(expected, frames))") }
  }

  @Test(arguments: GoldenFile.folders)
  func `every expected file belongs to a case`(folder: String) {
    let wanted = GoldenFile.all.filter { $0.folder == folder }.map { $0.name + ".txt" }
    #expect(!wanted.isEmpty)
    let found = GoldenFile.names(in: GoldenFile.root.appending(path: "\(folder)/expected"))
    #expect(Set(found).subtracting(wanted) == [])
  }

  /// The first line that differs, below the header of its frame.
  private func difference(_ expected: String, _ frames: String) -> String {
    let (old, new) = (lines(expected), lines(frames))
    let index = zip(old, new).prefix { $0 == $1 }.count
    let header = new.prefix(index + 1).last { $0.hasPrefix("== ") } ?? ""
    func line(_ lines: [Substring]) -> Substring { index < lines.count ? lines[index] : "(nothing)" }
    return "line \(index + 1), \(header)\nexpected: \(line(old))\n   drawn: \(line(new))"
  }

  private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }
}
