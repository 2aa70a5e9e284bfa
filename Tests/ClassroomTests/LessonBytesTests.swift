import BuiltInLessons
import Engine
import Foundation
import Lab
import Lessons
import Testing

@testable import Classroom

struct LessonBytesTests {
  private static let built = BuiltInLessons.all.map { ($0.name, $0.bytes) }
  private static let fixtures: [(String, [UInt8])] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "LessonsTests/Fixtures")
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().map { name in
      (name, [UInt8]((try? Data(contentsOf: folder.appending(path: name))) ?? Data()))
    }
  }()
  /// Decks of other programs, whose lists may come item by item.
  private static let decks = ["presenterm", "slides", "patat", "mdp"].map { name in
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "ViewsTests/Golden/\(name)")
    return (name, [UInt8]((try? Data(contentsOf: folder.appending(path: "lesson.md"))) ?? Data()))
  }
  private static let all = built + fixtures + decks

  /// A lesson as it comes out again: without what only presenters need, and without places in a file, which bytes do not have.
  private func plain(_ lesson: Lesson) -> Lesson {
    var lesson = lesson
    lesson.minutes = nil
    let nowhere = SourcePlace(line: 1, column: 1)
    for index in lesson.slides.indices {
      lesson.slides[index].notes = []
      lesson.slides[index].experiment?.weightsPlace = nowhere
      lesson.slides[index].experiment?.comparison?.weightsPlace = nowhere
      lesson.slides[index].training?.sentencePlace = nowhere
    }
    return lesson
  }

  @Test func `there are lessons to try`() { #expect(Self.all.count > 20) }

  @Test(arguments: all.map(\.0))
  func `a lesson of which all is known comes out as it went in`(name: String) throws {
    let lesson = Lesson.read(Self.all.first { $0.0 == name }!.1, name: name).lesson
    let bytes = lesson.sharedBytes(revealed: Set(lesson.slides.indices), counts: [:])
    #expect(plain(try Lesson(sharedBytes: bytes)) == plain(lesson))
  }

  @Test(arguments: all.map(\.0))
  func `before an answer is known, a lesson has the same steps and no answer`(name: String) throws {
    let lesson = Lesson.read(Self.all.first { $0.0 == name }!.1, name: name).lesson
    let shared = try Lesson(sharedBytes: lesson.sharedBytes(revealed: [], counts: [:]))
    #expect(shared.slides.map(\.pauses) == lesson.slides.map(\.pauses))
    for (slide, whole) in zip(shared.slides, lesson.slides) {
      #expect(slide.question?.step == whole.question?.step)
      guard let question = slide.question?.question else { continue }
      if case .hidden = question.answer {
      } else {
        #expect(question.isOpen && question.answer == whole.question?.question.answer, "\(slide.title) has its answer")
      }
      #expect(question.hints.isEmpty && question.explanation.isEmpty)
    }
  }

  private static let secret = """
    +++
    title = "T"
    # SECRET in front
    +++
    # One

    before <!-- note: SECRET one --> it

    <!-- SECRET remark -->
    <!-- note: SECRET
    two -->

    ```lab
    # SECRET in a lab
    weights = "counter"
    input = [1, 2]
    ```

    ```question
    # SECRET in a question
    ask = "What is `= x[1]`?"
    answer = "merge[2]"
    tolerance = 0.125
    hints = ["SECRET hint"]
    explain = "SECRET explained"
    ```

    SECRET behind

    - SECRET in a list

    <!-- pause -->

    SECRET later

    ---

    # Two

    ```question
    ask = "Which?"
    choices = ["this", "that"]
    answer = 2
    explain = "OPEN explained"
    ```

    OPEN behind
    """

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `nothing that nobody may know yet is in the bytes`() throws {
    let lesson = Lesson.read(Array(Self.secret.utf8), name: "").lesson
    let hidden = lesson.sharedBytes(revealed: [1], counts: [0: 2])
    #expect(!text(hidden).contains("SECRET"))
    #expect(text(hidden).contains("OPEN explained") && text(hidden).contains("OPEN behind"))
    let read = try Lesson(sharedBytes: hidden)
    #expect(read.slides[0].question?.question.answer == .hidden(count: 2))
    #expect(read.slides[0].question?.question.tolerance == Question.defaultTolerance)
    #expect(read.slides[1].question?.question.answer == .choice(2))
    #expect(read.slides[0].pauses == 2 && read.slides[0].blocks.count == 2)
    let known = lesson.sharedBytes(revealed: [0, 1], counts: [:])
    #expect(text(known).contains("SECRET explained") && text(known).contains("SECRET later"))
    for secret in ["SECRET one", "SECRET\ntwo", "SECRET remark", "SECRET in front", "SECRET in a lab"] {
      #expect(!text(known).contains(secret))
    }
  }

  @Test func `a follower's lecture on a hidden slide steps as the presenter's does`() throws {
    let whole = Lesson.read(Array(Self.secret.utf8), name: "").lesson
    let hidden = try Lesson(sharedBytes: whole.sharedBytes(revealed: [], counts: [:]))
    var (presenter, viewpoint) = (Lecture(whole), Viewpoint())
    for _ in 0..<8 {
      update(&presenter, &viewpoint, .next)
      let read = try LectureState.read(presenter.state.bytes(of: whole), of: hidden) { _ in nil }
      var follower = Lecture(hidden)
      follower.become(read.state)
      #expect(follower.slide == presenter.slide && follower.step == presenter.step)
    }
  }

  @Test func `damaged bytes make no lesson, or one that opens`() throws {
    var random = SeededGenerator(seed: 3)
    for (name, source) in Self.built {
      let bytes = Lesson.read(source, name: name).lesson.sharedBytes(revealed: [2, 7], counts: [:])
      for _ in 0..<150 {
        var damaged = bytes
        for _ in 0...random.index(below: 3) {
          damaged[random.index(below: damaged.count)] = UInt8(random.index(below: 256))
        }
        if random.index(below: 4) == 0 { damaged.removeLast(random.index(below: damaged.count)) }
        guard let lesson = try? Lesson(sharedBytes: damaged) else { continue }
        var (lecture, viewpoint) = (Lecture(lesson), Viewpoint())
        for _ in 0..<3 { update(&lecture, &viewpoint, .next) }
        update(&lecture, &viewpoint, .lastSlide)
      }
    }
  }

  @Test func `blocks within blocks without end are refused`() {
    var writer = ByteWriter()
    for _ in 0..<3 { writer.write("") }
    writer.write(count: 1)
    writer.write("")
    writer.write(0 as UInt16)
    writer.write(1 as UInt32)
    writer.write(false)
    writer.write(false)
    writer.write(count: 1)
    writer.write(0 as UInt16)
    for _ in 0..<100_000 {
      writer.write(4 as UInt8)
      writer.write(count: 1)
    }
    #expect(throws: ByteFault.self) { try Lesson(sharedBytes: writer.bytes) }
  }
}
