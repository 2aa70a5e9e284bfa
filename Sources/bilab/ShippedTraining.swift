import Lab
import Pretrained
import Surface

/// Makes the file of weights that training slides show before anyone trains.
struct ShippedTraining {
  let save: String?

  func run() throws {
    var run = try TrainingRun(TrainingSettings())
    let interrupt = Interrupt()
    if let save { try AtomicFile.check(save) }
    let progress = ProgressBar(label: "three networks")
    while !run.isDone {
      if interrupt.hasCome {
        progress.clear()
        throw Failure("interrupted; nothing was written")
      }
      try run.advance()
      let now = run.progress
      progress.show(done: now.steps, of: now.settings.epochs * now.stepsPerEpoch)
    }
    progress.clear()
    let done = run.progress
    for reader in BlankReader.allCases {
      guard let accuracy = done.accuracies?[reader] else { continue }
      let (before, after) = (percent(accuracy.clueBefore), percent(accuracy.clueAfter))
      try Output.write("\(reader): held out, clue before the blank \(before), after it \(after)\n")
    }
    guard let save else { return }
    try AtomicFile.write(try TrainingFile.write(done), to: save)
    try Output.write("weights written to \(SafeText.string(save))\n")
  }

  private func percent(_ part: Double) -> String { "\((part * 1000).rounded() / 10) %" }
}
