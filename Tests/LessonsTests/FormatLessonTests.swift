import BuiltInLessons
import Testing

@testable import Lessons

/// The lesson about lessons says all that there is.
struct FormatLessonTests {
  private let slides = Lesson.read(BuiltInLessons.all.first { $0.name == "format" }!.bytes, name: "").lesson.slides

  /// The first column of the table on a slide, as code spans.
  private func names(_ title: String) throws -> [String] {
    let slide = try #require(slides.first { $0.title == title }, "\(title)")
    for case .table(_, _, let rows) in slide.blocks.map(\.block) {
      return rows.compactMap(\.first).flatMap { cell in
        cell.compactMap { if case .code(let text) = $0 { text } else { nil } }
      }
    }
    return []
  }

  @Test func `every key of every block has its row, and no other`() throws {
    let lab = try names("What a network is made of") + names("What PyTorch can do as well")
    #expect(lab.sorted() == ExperimentReader.keys.sorted())
    #expect(try names("Kinds of questions").sorted() == QuestionReader.keys.sorted())
    #expect(try names("A training").sorted() == TrainingPlanReader.keys.sorted())
  }

  /// A deck of what the row of each program says, with that program's front matter.
  @Test func `decks of other programs are read as it says`() throws {
    let slide = try #require(slides.first { $0.title == "Decks of other tools" })
    let table = try #require(
      slide.blocks.lazy.compactMap { if case .table(_, _, let rows) = $0.block { rows } else { nil } }.first)
    let rows = table.map {
      $0.map { cell in cell.compactMap { if case .code(let text) = $0 { text } else { nil } }.first }
    }
    #expect(rows.compactMap { $0[0] }.sorted() == Dialect.allCases.map { "\($0)" }.filter { $0 != "lesson" }.sorted())
    let front = ["presenterm": "", "slides": "---\nauthor: A\n---\n", "patat": "---\npatat:\n  wrap: true\n---\n"]
    for row in rows {
      let name = try #require(row[0])
      let deck = [
        front[name] ?? "%title: words", "# One", "a", row[2] ?? "", "b", row[3] ?? "", row[1] ?? "", "# Two", "c",
      ].joined(separator: "\n\n")
      let (lesson, diagnostics) = Lesson.read(Array(deck.utf8), name: "x")
      #expect(diagnostics == [] && lesson.slides.map(\.title) == ["One", "Two"], "\(name)")
      #expect(lesson.slides[0].pauses == (row[2] == nil ? 0 : 1) && lesson.slides[0].blocks.count == 2, "\(name)")
      #expect(lesson.slides[0].notes == (row[3] == nil ? [] : ["say"]), "\(name)")
    }
  }

  @Test func `every number that it names is one`() throws {
    let names = try names("All the numbers")
    #expect(names.count > 15)
    for name in names { #expect(throws: Never.self, "\(name)") { try Quantity(name) } }
  }
}
