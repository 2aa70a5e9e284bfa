import Foundation
import Testing

/// The arrows between the rooms, as the README's code map draws them. SwiftPM lets undeclared imports build.
struct ImportTableTests {
  private static let rooms: [String: Set<String>] = [
    "Engine": ["CKernels"],
    "Weights": ["Engine"],
    "Lessons": ["Engine", "CMarkdown", "CTOML"],
    "Lab": ["Lessons", "Engine"],
    "Pretrained": ["Lab", "Engine", "Weights", "CPretrained"],
    "Surface": [],
    "Views": ["Lab", "Lessons", "Engine", "Surface"],
    "Handouts": ["Views", "Lab", "Lessons", "Engine", "Surface"],
    "Classroom": ["Lab", "Lessons", "Engine", "Surface"],
    "Terminal": ["Surface", "CNcurses", "CTerminal"],
    "Kiosk": ["CKiosk"],
    "bilab": [
      "Engine", "Weights", "Lessons", "Lab", "Pretrained", "Surface", "Views", "Handouts", "Terminal",
      "Classroom", "Kiosk", "BuiltInLessons", "ArgumentParser",
    ],
    "bilab-class": ["Classroom", "CPeer", "NIOCore", "NIOPosix", "ArgumentParser"],
    "bilab-bench": ["Engine", "Lab", "Classroom", "CPty", "ArgumentParser"],
  ]
  private static let everywhere: Set<String> = ["Glibc", "Synchronization", "FoundationEssentials"]

  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func imports(in file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
        words[..<index].allSatisfy({ $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0) })
      else { return nil }
      let kinds = ["struct", "class", "enum", "func", "typealias", "protocol", "let", "var"]
      let name = kinds.contains(String(words[index + 1])) ? words[index + 2] : words[index + 1]
      return String(name.split(separator: ".")[0])
    }
  }

  @Test(arguments: rooms.keys.sorted())
  func `a room imports only what the table allows`(room: String) throws {
    let folder = Self.root.appending(path: "Sources/\(room)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    let allowed = Self.rooms[room]!.union(Self.everywhere)
    for file in files {
      for name in try imports(in: folder.appending(path: file)) where !allowed.contains(name) {
        Issue.record("Sources/\(room)/\(file) imports \(name)")
      }
    }
  }

  @Test func `every folder of Sources is in the table or is C`() throws {
    let sources = Self.root.appending(path: "Sources")
    for room in try FileManager.default.contentsOfDirectory(atPath: sources.path).sorted() {
      let files = try FileManager.default.subpathsOfDirectory(atPath: sources.appending(path: room).path)
      if files.contains(where: { $0.hasSuffix(".swift") }) { #expect(Self.rooms[room] != nil, "\(room)") }
    }
  }
}
