import Engine
import Lab
import Lessons

/// A training as bytes, all but the weights of its networks, which are many and change seldom.
extension ByteWriter {
  mutating func write(_ training: TrainingState) {
    let settings = training.settings
    write(settings.cell)
    write(UInt8(settings.hidden))
    write(UInt8(Merge.basic.firstIndex(of: settings.merge) ?? 0))
    write(settings.rate)
    write(settings.seed)
    write(UInt16(settings.epochs))
    write(training.isRunning)
    write(UInt32(training.run))
    write(training.words) { $0.write($1) }
    write(UInt32(training.steps))
    write(UInt32(training.stepsPerEpoch))
    for reader in BlankReader.allCases {
      write(training.losses[reader]) { $0.write($1) }
    }
    write(training.accuracies) { writer, accuracies in
      for reader in BlankReader.allCases { writer.write(accuracies[reader]) }
    }
    write(training.comparison) { writer, comparison in
      writer.write(UInt32(comparison.run))
      writer.write(UInt16(comparison.epochs))
      writer.write(comparison.rows) { writer, row in
        writer.write(row.accuracy)
        writer.write(UInt32(row.headCount))
        writer.write(UInt32(row.modelCount))
      }
    }
  }

  private mutating func write(_ accuracy: BlankAccuracy) {
    write(accuracy.clueBefore)
    write(accuracy.clueAfter)
  }
}

extension ByteReader {
  /// - Throws: also for what no keys could have set on the training that a lesson plans.
  mutating func training(of plan: TrainingPlan) throws(ByteFault) -> TrainingState {
    var settings = TrainingSettings(plan)
    settings.cell = try cell()
    settings.hidden = try number(1...64, "hidden")
    settings.merge = Merge.basic[try number(0...Merge.basic.count - 1, "merge")]
    settings.rate = try double()
    guard settings.rate > 0, settings.rate <= 1 else { throw ByteFault(description: "a rate is \(settings.rate)") }
    settings.seed = try integer()
    settings.epochs = Int(try integer(UInt16.self))
    guard 1...200 ~= settings.epochs else { throw ByteFault(description: "epochs are \(settings.epochs)") }
    var state = TrainingState(
      settings: settings, isRunning: try truth(), run: Int(try integer(UInt32.self)),
      words: try list(most: BlankText.longest) { reader throws(ByteFault) in try reader.text(most: 160) })
    state.steps = Int(try integer(UInt32.self))
    state.stepsPerEpoch = Int(try integer(UInt32.self))
    guard state.stepsPerEpoch > 0 else { throw ByteFault(description: "an epoch has no step") }
    for reader in BlankReader.allCases {
      state.losses[reader] = try list(most: Self.mostLosses) { reader throws(ByteFault) in try reader.float() }
    }
    state.accuracies = try optional { reader throws(ByteFault) in
      var accuracies = ByReader { _ in BlankAccuracy(clueBefore: 0, clueAfter: 0) }
      for name in BlankReader.allCases { accuracies[name] = try reader.accuracy() }
      return accuracies
    }
    state.comparison = try optional { reader throws(ByteFault) in try reader.comparison() }
    return state
  }

  /// Of 200 epochs of the longest task, and more.
  private static let mostLosses = 16_384

  private mutating func accuracy() throws(ByteFault) -> BlankAccuracy {
    BlankAccuracy(clueBefore: try double(), clueAfter: try double())
  }

  private mutating func comparison() throws(ByteFault) -> MergeComparison {
    let (run, epochs) = (Int(try integer(UInt32.self)), Int(try integer(UInt16.self)))
    var rows: [MergeComparison.Row] = []
    for index in 0..<(try count(most: Merge.basic.count)) {
      rows.append(
        MergeComparison.Row(
          merge: Merge.basic[index], accuracy: try accuracy(), headCount: Int(try integer(UInt32.self)),
          modelCount: Int(try integer(UInt32.self))))
    }
    return MergeComparison(run: run, rows: rows, epochs: epochs)
  }
}
