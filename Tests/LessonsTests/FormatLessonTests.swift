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

  @Test func `every number that it names is one`() throws {
    let names = try names("All the numbers")
    #expect(names.count > 15)
    for name in names { #expect(throws: Never.self, "\(name)") { try Quantity(name) } }
  }
}
