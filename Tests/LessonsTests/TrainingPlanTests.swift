import Engine
import Lessons
import Testing

/// Every key of a train block; what is wrong with one is in Fixtures/train.md.
struct TrainingPlanTests {
  private func slide(_ toml: String) -> (slide: Slide, ids: [String]) {
    let (lesson, diagnostics) = Lesson.read(Array("# A\n\n```train\n\(toml)\n```\n".utf8), name: "x")
    return (lesson.slides[0], diagnostics.map(\.id.rawValue))
  }

  @Test func `an empty block is the usual training`() throws {
    let (slide, ids) = slide("")
    #expect(ids == [])
    #expect(slide.training == TrainingPlan(sentencePlace: SourcePlace(line: 3, column: 1)))
    #expect(slide.isLive && slide.experiment == nil)
  }

  @Test func `every key is taken`() throws {
    let (slide, ids) = slide(
      """
      task = "next word"
      cell = "rnn"
      hidden = 4
      merge = "sum"
      rate = 0.5
      seed = 3
      epochs = 12
      sentence = "my boat is as ___ as coal"
      """)
    #expect(ids == [])
    let plan = try #require(slide.training)
    #expect(plan.task == .nextWord)
    #expect(plan.cell == .rnn(.tanh) && plan.hidden == 4 && plan.merge == .sum && plan.rate == 0.5)
    #expect(plan.seed == 3 && plan.epochs == 12 && plan.sentence == "my boat is as ___ as coal")
    #expect(plan.sentencePlace == SourcePlace(line: 11, column: 1))
  }

  @Test func `without a sentence it is the usual one of the task`() {
    let plan = slide("task = \"next word\"").slide.training
    #expect(plan?.sentence == TrainingTask.nextWord.usualSentence && plan?.sentence.contains("___") == false)
  }

  @Test(
    arguments: [
      "task = \"words\"", "cell = \"x\"", "hidden = 0", "merge = \"no\"", "rate = 1.5", "rate = nan",
      "epochs = 201",
    ])
  func `what is wrong takes its default`(_ line: String) {
    let (slide, ids) = slide(line)
    #expect(ids.count == 1)
    var plan = slide.training
    plan?.sentencePlace = TrainingPlan().sentencePlace
    #expect(plan == TrainingPlan())
  }

  @Test func `a slide has a network or a training, whichever comes first`() {
    for (blocks, hasNetwork) in [
      ("lab\ninput = [1]\n```\n\n```train", true), ("train\n```\n\n```lab\ninput = [1]", false),
    ] {
      let (lesson, diagnostics) = Lesson.read(Array("# A\n\n```\(blocks)\n```\n".utf8), name: "x")
      #expect(diagnostics.map(\.id.rawValue) == ["second-lab"])
      #expect((lesson.slides[0].experiment != nil) == hasNetwork)
      #expect((lesson.slides[0].training != nil) != hasNetwork)
    }
  }
}
