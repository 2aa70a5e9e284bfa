import Lab

/// A training in sentences: how far it is, how often each network is right, and what each says while a sentence is read.
struct TrainingTeller {
  private let training: Training
  private let numbers = Numbers(glass: Glass())

  init(_ training: Training) {
    self.training = training
  }

  var summary: [String] {
    let (settings, progress) = (training.settings, training.progress)
    let text = TaskText(task: settings.task)
    let rate = numbers.text(settings.rate, digits: 5)
    let state =
      training.isPretrained
      ? "trained before: seed \(settings.seed), \(settings.epochs) epochs"
      : training.run == 0 ? "not trained yet; a starts" : "epoch \(progress.epochs) of \(settings.epochs)"
    let accuracies = text.kinds.compactMap { kind in
      progress.accuracies.map { accuracy in
        "right, \(kind.name): " + each { numbers.text(kind.part(accuracy[$0]) * 100, digits: 0) + " %" }
      }
    }
    let guess = "\(text.guess.name): \(numbers.text(text.guess.accuracy * 100, digits: 1)) %"
    return [
      "training: \(settings.cell.title), \(settings.hidden) units, \(settings.merge.word), rate \(rate), \(state)"
    ] + accuracies + [guess, "sentence: " + training.reading.text.words.joined(separator: " ")]
  }

  /// - Parameter step: words that were read.
  func reading(_ step: Int) -> [String] {
    let text = training.reading.text
    let read = text.words.indices.filter { text.step(ofWord: $0) == step }.map { "“\(text.words[$0])” is read" }
    let heading = "step \(step) of \(text.steps)" + (read.isEmpty ? "" : ": " + read.joined(separator: ", "))
    let guesses = BlankReader.allCases.compactMap { reader -> String? in
      let guesses = training.reading.guesses[reader][min(step, text.steps)]
      guard !guesses.isEmpty else { return nil }
      let words = guesses.map { "\($0.word) \(numbers.text(Double($0.probability), digits: 2))" }
      return (reader == .both ? "both say " : "\(reader) alone says ") + words.joined(separator: ", ")
    }
    return [heading] + guesses
  }

  private func each(_ text: (BlankReader) -> String) -> String {
    BlankReader.allCases.map { "\($0) \(text($0))" }.joined(separator: ", ")
  }
}
