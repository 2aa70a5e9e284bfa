import Foundation
import Testing

struct FormatTests {
  @Test func `swift format finds nothing in Sources and Tests`() throws {
    let lint = Process()
    lint.executableURL = URL(filePath: "/usr/bin/env")
    lint.arguments = ["swift", "format", "lint", "--strict", "-r", "Sources", "Tests"]
    lint.currentDirectoryURL = URL(filePath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let output = Pipe()
    lint.standardError = output
    try lint.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    lint.waitUntilExit()
    #expect(lint.terminationStatus == 0, "\(text)")
  }
}
