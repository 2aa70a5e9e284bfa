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

  /// Every kind of fault is shown by a case, but for those that need a large file, and those that are found where weight
  /// files are read and words are known.
  @Test func everyIdHasACase() throws {
    var shown: Set<DiagnosticID> = [
      .tooLarge, .lineTooLong, .tooManyFaults, .tooManySlides, .tableTooLarge, .weightFile, .weightShape,
      .weightNotFinite, .trainingSentence,
    ]
    for name in Self.names {
      let bytes = try #require(Files.read("\(Files.fixtures)/\(name).md"))
      shown.formUnion(Lesson.read(bytes, name: name).diagnostics.map(\.id))
    }
    #expect(DiagnosticID.allCases.filter { !shown.contains($0) } == [])
  }

  static func line(_ diagnostic: Diagnostic) -> String {
    let place = "\(diagnostic.place.line):\(diagnostic.place.column)"
    return "\(place) \(diagnostic.id.rawValue) \(diagnostic.message); \(diagnostic.advice)\n"
  }
}
