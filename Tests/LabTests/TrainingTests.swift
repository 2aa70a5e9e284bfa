import Engine
import Lab
import Lessons
import Testing

@Suite("a slide that trains")
struct TrainingTests {
  private static let plan = TrainingPlan(cell: .rnn(.tanh), hidden: 4, epochs: 2)

  private func visitor(_ pretrained: Pretraining = .none) -> Visitor {
    var visitor = Visitor(.words("before"))
    visitor.lecture = Lecture(
      Lesson(
        title: "A lesson",
        slides: [Slide(title: "Train", training: Self.plan), .words("after"), Slide(.counter(), pauses: 0)]),
      pretrained: pretrained)
    return visitor
  }

  private func training(_ visitor: Visitor) throws -> Training { try #require(visitor.lecture.training) }

  /// What the job of a lecture has come to after some steps.
  private func news(_ visitor: Visitor, steps: Int) throws -> TrainingNews {
    let job = try #require(visitor.lecture.jobs.first)
    var run = try TrainingRun(job.settings)
    for _ in 0..<steps { try run.advance() }
    return TrainingNews(job: job, progress: run.progress)
  }

  @Test("a starts, pauses and goes on with the same job")
  func startAndPause() throws {
    var visitor = visitor()
    #expect(visitor.lecture.jobs.isEmpty)
    visitor.act(.play)
    let job = try #require(visitor.lecture.jobs.first)
    #expect(job.settings == TrainingSettings(Self.plan) && job.slide == 0)
    visitor.act(.play)
    #expect(visitor.lecture.jobs.isEmpty)
    visitor.act(.play)
    #expect(visitor.lecture.jobs == [job])
  }

  @Test("what comes of a job is shown, also on another slide, and ends it")
  func progress() throws {
    var visitor = visitor()
    visitor.act(.play)
    visitor.act(.trained(try news(visitor, steps: 24)))
    #expect(try training(visitor).progress.epochs == 1)
    #expect(
      try training(visitor).reading
        == (try BlankReading(
          try training(visitor).reading.text, models: try training(visitor).progress.models)))
    visitor.act(.nextSlide)
    #expect(visitor.lecture.jobs.count == 1, "it goes on")
    visitor.act(.trained(try news(visitor, steps: 48)))
    #expect(visitor.lecture.jobs.isEmpty)
    visitor.act(.previousSlide)
    #expect(try training(visitor).progress.isDone)
    visitor.act(.play)
    #expect(visitor.lecture.jobs.isEmpty && visitor.viewpoint.message?.contains("r starts over") == true)
  }

  @Test("nothing is taken of a run that was started over, changed, undone or finished by another one")
  func stale() throws {
    for leave: [LabAction] in [[.retrain], [.toggle(.hidden)], [.undoChanges], [.undoChanges, .play], [.nudge(1)]] {
      var visitor = visitor()
      visitor.act(.play)
      let old = try news(visitor, steps: 24)
      for action in leave { visitor.act(action) }
      let before = visitor.lecture
      visitor.act(.trained(old))
      let isSame = visitor.lecture == before
      #expect(isSame, "\(leave)")
    }
  }

  @Test("news leaves the message, the overlay and half a key alone")
  func quietNews() throws {
    var visitor = visitor()
    visitor.act(.play)
    let news = try news(visitor, steps: 1)
    visitor.act(.edit, .type("x"))
    let viewpoint = visitor.viewpoint
    visitor.act(.trained(news))
    #expect(visitor.viewpoint == viewpoint)
    visitor.act(.close, .pending("1"))
    visitor.act(.trained(news))
    #expect(visitor.viewpoint.pending == "1")
  }

  @Test("another setting starts a running training over, and waits in one that does not run")
  func settings() throws {
    var visitor = visitor()
    visitor.act(.toggle(.cell))
    #expect(try training(visitor).settings.cell == .gru)
    #expect(visitor.lecture.jobs.isEmpty && visitor.viewpoint.message == "cell: RNN → GRU · a trains it")
    visitor.act(.play)
    let first = try #require(visitor.lecture.jobs.first)
    visitor.act(.trained(try news(visitor, steps: 24)))
    visitor.act(.nudge(-1))
    let second = try #require(visitor.lecture.jobs.first)
    #expect(second.run != first.run && second.settings.rate == 0.01)
    #expect(try training(visitor).progress.steps == 0)
    #expect(visitor.viewpoint.message == "learning rate: 0.02 → 0.01 · it starts over")
    visitor.act(.undoChanges)
    #expect(try training(visitor).settings == TrainingSettings(Self.plan))
    #expect(visitor.lecture.jobs.isEmpty)
    visitor.act(.toggle(.layers))
    #expect(try training(visitor).settings == TrainingSettings(Self.plan))
    for _ in 0..<20 { visitor.act(.nudge(1)) }
    #expect(try training(visitor).settings.rate == 0.1)
    for _ in 0..<20 { visitor.act(.nudge(-1)) }
    #expect(try training(visitor).settings.rate == 0.001)
  }

  @Test("the shipped weights are there before anyone trains, for their settings alone")
  func pretrained() throws {
    var run = try TrainingRun(TrainingSettings(Self.plan))
    while !run.isDone { try run.advance() }
    let shipped = run.progress
    var visitor = visitor(Pretraining { $0 == shipped.settings ? shipped : nil })
    #expect(try training(visitor).isPretrained && training(visitor).progress == shipped)
    visitor.act(.toggle(.merge))
    #expect(try !training(visitor).isPretrained && training(visitor).progress.steps == 0)
    for _ in 0..<4 { visitor.act(.toggle(.merge)) }
    #expect(try training(visitor).isPretrained)
    visitor.act(.play)
    #expect(try !training(visitor).isPretrained && training(visitor).progress.steps == 0, "from scratch")
  }

  @Test("next reads a word, back takes it away, and the slide has as many steps as its sentence")
  func reading() throws {
    var visitor = visitor()
    let start = visitor.lecture
    let steps = try training(visitor).reading.text.steps
    #expect(visitor.lecture.steps == steps && steps == 9)
    visitor.step(steps)
    #expect(visitor.lecture.step == steps && visitor.lecture.slide == 0)
    visitor.act(.next)
    #expect(visitor.lecture.slide == 1)
    visitor.act(.back)
    #expect(visitor.lecture.slide == 0 && visitor.lecture.step == steps)
    for _ in 0..<steps { visitor.act(.back) }
    #expect(visitor.lecture == start)
  }

  @Test("a typed sentence is read to its end; a wrong one leaves the line open and says why")
  func sentence() throws {
    var visitor = visitor()
    visitor.act(.edit)
    for character in "my ___ zebra" { visitor.act(.type(character)) }
    visitor.act(.confirm)
    #expect(visitor.viewpoint.message == "unknown: zebra")
    #expect(visitor.viewpoint.overlay == .entry(.sentence, text: "my ___ zebra"))
    for _ in "zebra" { visitor.act(.erase) }
    for character in "boat" { visitor.act(.type(character)) }
    visitor.act(.confirm)
    #expect(visitor.viewpoint.overlay == nil)
    #expect(try training(visitor).reading.text.words == ["my", "___", "boat"])
    #expect(visitor.lecture.step == 2 && visitor.lecture.steps == 2)
    visitor.act(.nextSlide, .previousSlide)
    #expect(try training(visitor).reading.text.words == ["my", "___", "boat"], "it stays")
    visitor.act(.undoChanges)
    #expect(visitor.lecture.steps == 9)
  }

  @Test("the lesson's sentence is shorter than a typed one: its last step stays the last one")
  func shorterAgain() {
    var visitor = visitor()
    visitor.act(.edit)
    for character in "the ___ boat the boat the boat the boat the boat the boat" { visitor.act(.type(character)) }
    visitor.act(.confirm)
    #expect(visitor.viewpoint.message == nil && visitor.lecture.step > 9)
    visitor.act(.undoChanges)
    #expect(visitor.lecture.step == 9 && visitor.lecture.steps == 9)
  }

  @Test("a slide without a training has nothing to train")
  func elsewhere() {
    var visitor = visitor()
    visitor.act(.nextSlide, .retrain)
    #expect(visitor.lecture.jobs.isEmpty && visitor.viewpoint.message == "this slide has nothing to train")
  }

  @Test("two slides train side by side")
  func two() {
    var visitor = Visitor(Slide(title: "1", training: Self.plan), Slide(title: "2", training: Self.plan))
    visitor.act(.play, .nextSlide, .play)
    #expect(visitor.lecture.jobs.map(\.slide) == [0, 1])
    #expect(Set(visitor.lecture.jobs.map(\.run)).count == 2)
  }

  @Test("a training that comes further is nobody's doing, and its progress alone can be taken over")
  func progressAlone() throws {
    var (teacher, desk) = (visitor(), visitor())
    teacher.act(.play)
    let started = teacher.lecture.state
    desk.lecture.become(started)
    desk.act(.nextSlide)
    teacher.act(.trained(try news(teacher, steps: 24)))
    let progress = teacher.lecture.state
    #expect(progress.isProgress(of: started) && started.isProgress(of: progress))
    #expect(!progress.isProgress(of: progress))

    desk.act(.progressed(progress))
    #expect(desk.lecture.slide == 1)
    #expect(desk.lecture.state.trainings[0]?.steps == 24)
    desk.act(.progressed(started))
    #expect(desk.lecture.state.trainings[0]?.steps == 24)
    #expect(!desk.lecture.state.isProgress(of: progress))

    teacher.act(.play)
    #expect(!teacher.lecture.state.isProgress(of: progress))
    // Another run is another training.
    teacher.act(.retrain)
    teacher.act(.trained(try news(teacher, steps: 48)))
    desk.act(.progressed(teacher.lecture.state))
    #expect(desk.lecture.state.trainings[0]?.steps == 24)
  }
}
