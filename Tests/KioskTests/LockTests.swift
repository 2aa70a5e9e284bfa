import Foundation
import PseudoTerminal
import Testing

@testable import Kiosk

@Suite(.enabled(if: Kernel.canLock, Kernel.reason)) struct LockTests {
  /// A folder with a file beside it, gone when the test is over.
  private final class Place {
    let root = FileManager.default.temporaryDirectory.appending(path: "kiosk-\(UUID().uuidString.prefix(8))")
    var folder: String { root.appending(path: "class").path }

    init() throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data("within".utf8).write(to: root.appending(path: "class/file"))
      try Data("beside".utf8).write(to: root.appending(path: "file"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }
  }

  private static let promises = [
    "is locked wholly", "reads only what it shows", "changes no file", "makes no file", "runs no program",
    "starts no process", "reaches no network", "reaches no abstract socket", "looks into no process",
    "signals no process", "types no keys", "gains no rights", "leaves no memory behind", "takes no more than 1 GiB",
  ]

  private func report(_ text: String) throws -> KioskReport {
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("holds\t") || $0.hasPrefix("fails\t") }
    return try #require(KioskReport(lines: lines.joined(separator: "\n") + "\n"))
  }

  @Test func `every promise holds, and it still reads, starts threads and connects`() throws {
    let place = try Place()
    let server = try Greeter(path: place.folder + "/socket")
    let text = try probe(["lock", place.folder])
    server.finish()
    let report = try report(text)
    #expect(report.promises.map(\.name) == Self.promises)
    for promise in report.promises { #expect(promise.holds, "\(promise.name): \(promise.detail)") }
    #expect(report.isLocked)
    #expect(text.contains("\nthread true\n"))
    #expect(text.contains("\nfile within\n"))
    #expect(text.contains("\nabove Permission denied\n"))
    #expect(text.contains("\nsocket welcome\n"))
  }

  @Test func `a file that is not there, or a thread that is, leaves it open and says so`() throws {
    let text = try probe(["lock", "/nonexistent/class"])
    let missing = try report(text)
    #expect(!missing.isLocked)
    #expect(missing.promises[0].detail == "/nonexistent/class cannot be read")
    let early = try report(probe(["thread"]))
    #expect(!early.isLocked)
    #expect(early.promises[0].detail == "there are 2 threads")
  }

  @Test func `a screen opens after the lock, in its locale and on its terminal`() throws {
    let terminal = try PseudoTerminal()
    let environment = ["TERM": "screen-256color", "LC_ALL": "C.UTF-8"]
    try terminal.run(probePath, ["screen"], environment: environment)
    try terminal.waitFor(text: "unicode true colours 256 é")
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.modes == terminal.modesAtStart)
  }
}

/// An attempt that fails without a lock proves nothing.
@Suite struct AttemptTests {
  @Test func `without a lock no attempt is refused`() throws {
    let lines = try probe(["attempts"]).split(separator: "\n")
    #expect(lines.count == 13)
    for line in lines { #expect(line.hasPrefix("false\t"), "\(line)") }
  }
}
