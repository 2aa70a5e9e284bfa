import CKernels
import Engine
import Lab
import Lessons
import Pretrained
import Testing

@Suite("the weights that the program is shipped with")
struct ShippedTests {
  private func done(_ settings: TrainingSettings) throws -> TrainingProgress {
    var run = try TrainingRun(settings)
    while !run.isDone { try run.advance() }
    return run.progress
  }

  /// What `bilab train --shipped` writes. Only processors that fuse products and sums into one rounding write these
  /// very bytes.
  @Test("training again gives the same file")
  func reproduction() throws {
    let again = try done(TrainingSettings())
    let shipped = try TrainingFile.read(Pretraining.shippedBytes, TrainingSettings())
    let best = String(cString: bilab_kernels_at(bilab_level_count() - 1).pointee.name)
    if best == "x86-64-v3" {
      let isSame = try TrainingFile.write(again) == Pretraining.shippedBytes
      #expect(isSame)
    }
    for reader in BlankReader.allCases {
      let (one, other) = (try #require(again.accuracies)[reader], try #require(shipped.accuracies)[reader])
      #expect((one.clueBefore - other.clueBefore).magnitude <= 0.1)
      #expect((one.clueAfter - other.clueAfter).magnitude <= 0.1)
    }
  }

  @Test("both fill every held-out blank, each alone those whose clue it reads")
  func accuracy() throws {
    let shipped = try TrainingFile.read(Pretraining.shippedBytes, TrainingSettings())
    let accuracies = try #require(shipped.accuracies)
    #expect(accuracies.both == BlankAccuracy(clueBefore: 1, clueAfter: 1))
    #expect(accuracies.forward.clueBefore == 1 && accuracies.forward.clueAfter < 0.15)
    #expect(accuracies.backward.clueAfter == 1 && accuracies.backward.clueBefore < 0.15)
    #expect(Pretraining.shippedBytes.count < 120_000)
  }

  @Test("a slide with the usual settings shows them, any other does not")
  func slides() throws {
    func training(_ plan: TrainingPlan) -> Training? {
      Lecture(Lesson(title: "A", slides: [Slide(title: "A", training: plan)]), pretrained: .shipped).training
    }
    #expect(training(TrainingPlan())?.isPretrained == true)
    #expect(training(TrainingPlan(sentence: "my ___ boat"))?.isPretrained == true)
    #expect(training(TrainingPlan(seed: 2))?.isPretrained == false)
    #expect(training(TrainingPlan(task: .nextWord))?.isPretrained == false)
    #expect(training(TrainingPlan())?.reading.answer == "orange")
  }

  @Test("a file is read as it was written, and refused where it is of another training")
  func roundTrip() throws {
    let settings = TrainingSettings(TrainingPlan(cell: .lstm, hidden: 4, merge: .sum, epochs: 1))
    let progress = try done(settings)
    let bytes = try TrainingFile.write(progress)
    #expect(try TrainingFile.read(bytes, settings) == progress)
    var wider = settings
    wider.hidden = 5
    #expect(throws: (any Error).self) { try TrainingFile.read(bytes, wider) }
    #expect(throws: (any Error).self) { try TrainingFile.read(Array(bytes.dropLast()), settings) }
    #expect(throws: TrainingFile.Fault.self) { try TrainingFile.read(bytes, TrainingSettings(TrainingPlan(epochs: 7))) }
    var other = settings
    other.task = .nextWord
    #expect(throws: TrainingFile.Fault.self) { try TrainingFile.read(bytes, other) }
  }
}
