import Testing

@testable import Lessons

/// `Fixtures/NAME.md` gives exactly the diagnostics of `Fixtures/NAME.expected`. A case without the second file is
/// recorded, and fails once.
struct FixtureTests {
  static let names = Files.names(in: Files.fixtures).filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }

  @Test(arguments: names)
  func diagnostics(name: String) throws {
    let bytes = try #require(Files.read("\(Files.fixtures)/\(name).md"))
    let found = Lesson.read(bytes, name: name).diagnostics.map(Self.line).joined()
    let path = "\(Files.fixtures)/\(name).expected"
    guard let expected = Files.read(path) else {
      Files.write(found, to: path)
      Issue.record("recorded \(name).expected; read it, then run the tests again")
      return
    }
    #expect(found == String(decoding: expected, as: UTF8.self))
  }

  @Test func thereAreFixtures() {
    #expect(Self.names.count >= 20)
  }

  /// Every kind of fault is shown by a case, but for those that need a large file.
  @Test func everyIdHasACase() throws {
    var shown: Set<String> = ["too-large", "line-too-long", "too-many-faults", "too-many-slides", "table-too-large"]
    for name in Self.names {
      let bytes = try #require(Files.read("\(Files.fixtures)/\(name).md"))
      shown.formUnion(Lesson.read(bytes, name: name).diagnostics.map(\.id))
    }
    #expect(DiagnosticID.allCases.map(\.rawValue).filter { !shown.contains($0) } == [])
  }

  static func line(_ diagnostic: Diagnostic) -> String {
    "\(diagnostic.place.line):\(diagnostic.place.column) \(diagnostic.id) \(diagnostic.message); \(diagnostic.advice)\n"
  }
}
