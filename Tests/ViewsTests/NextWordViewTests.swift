import Lab
import Lessons
import Surface
import Testing
import Views

/// What a training on next words shows of its two kinds of held-out sentences.
struct NextWordViewTests {
  private func trained(_ size: Size, _ glass: Glass = Glass()) throws -> Person {
    let plan = TrainingPlan(task: .nextWord, hidden: 4, epochs: 1)
    var person = Person(Lesson(title: "A", slides: [Slide(title: "Train", training: plan)]), size: size, glass: glass)
    person.press("a")
    let job = try #require(person.lecture.jobs.first)
    let start = try #require(person.lecture.training).progress
    let (alone, both) = (BlankAccuracy(clueBefore: 0.61, clueAfter: 0.62), BlankAccuracy(clueBefore: 0.4, clueAfter: 1))
    let progress = TrainingProgress(
      settings: start.settings, steps: 200, stepsPerEpoch: 200, losses: start.losses,
      accuracies: ByReader { $0 == .both ? both : alone }, models: start.models)
    person.act(.trained(TrainingNews(job: job, progress: progress)))
    return person
  }

  private func row(_ name: String, _ person: Person) -> [Substring] {
    let line = person.frame.plainText.split(separator: "\n").first { $0.contains(name) }
    return line?.split(separator: " ").filter { $0.contains { $0.isNumber } } ?? []
  }

  @Test func `whole sentences and those that end at t have a row each`() throws {
    for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20), Size(columns: 40, rows: 12)] {
      let person = try trained(size)
      #expect(row("whole  ", person).suffix(3) == ["62", "62", "100"], "\(size)")
      #expect(row("left→right  ", person).suffix(3) == ["61", "61", "40"], "\(size)")
      #expect(row("always: the  ", person).suffix(3) == ["9.2", "9.2", "9.2"], "\(size)")
    }
  }

  @Test func `a table of merges names them as well`() throws {
    var person = try trained(Size(columns: 80, rows: 24))
    person.press("M")
    #expect(person.frame.plainText.contains("whole    left→right"))
    #expect(person.frame.plainText.contains("always: the 9.2 %"))
    person.size = Size(columns: 40, rows: 12)
    person.glass.isUnicode = false
    #expect(person.frame.plainText.contains("whole   l->r"))
  }

  /// Who has read a word is seen by its hue alone; the dots below are as dim as a word that nobody has read.
  @Test(arguments: [("mia picked the red scarf", true), ("mia picked the red ___", false)])
  func `at t = 1 later words are read where they are there`(sentence: String, isRead: Bool) throws {
    var person = try trained(Size(columns: 80, rows: 24))
    person.act(.edit)
    for character in sentence { person.act(.type(character)) }
    person.act(.confirm)
    while person.lecture.step > 1 { person.act(.back) }
    let frame = person.frame
    let lines = frame.plainText.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.hasPrefix(" mia picked the red") })
    func style(_ column: Int) -> Style { frame[row, column].style }
    let dim = frame[row + 1, 12].style
    #expect(frame[row + 1, 12].text == "·" && style(1) != dim && style(5) != dim && style(1) != style(5))
    #expect((style(12) != dim) == isRead && style(16) == style(12) && style(12) != style(1))
  }
}
