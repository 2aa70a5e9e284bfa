import Lab
import Views

/// What a training slide shows, in words.
struct TrainingText {
  let training: Training

  init(_ training: Training) {
    self.training = training
  }

  /// That the page is a picture of what bilab does.
  static let live = """
    In bilab the key a trains these three networks while you watch, and e lets you type a sentence of your own.
    """

  /// What the networks are and how far they have learned.
  var state: String {
    let settings = training.settings
    let rate = Numbers(glass: Self.glass).text(settings.rate, digits: 5)
    let what = "\(settings.cell.title), \(settings.hidden) units, \(settings.merge.word), rate \(rate)"
    let isTrained = training.progress.steps > 0
    return what
      + (isTrained ? ", trained before: seed \(settings.seed), \(settings.epochs) epochs" : ", not trained yet")
  }

  /// How often each network is right on sentences that it did not learn from, as rows with their names; empty before a
  /// training. The last one is what comes without reading.
  var accuracies: [(name: String, percent: [String])] {
    guard let accuracies = training.progress.accuracies else { return [] }
    let text = TaskText(task: training.settings.task)
    let rows = text.kinds.map { kind in
      (name: kind.name, percent: BlankReader.allCases.map { Self.percent(kind.part(accuracies[$0])) })
    }
    return rows + [(text.guess.name, BlankReader.allCases.map { _ in Self.percent(text.guess.accuracy) })]
  }

  static func name(_ reader: BlankReader) -> String {
    switch reader {
    case .forward: "forward alone"
    case .backward: "backward alone"
    case .both: "both"
    }
  }

  static func percent(_ part: Double) -> String {
    part.isFinite ? Numbers(glass: glass).text((part * 1000).rounded() / 10, digits: 1) + " %" : "NaN"
  }

  /// The likeliest words of a reader after so many steps, with how likely each is.
  func guesses(_ reader: BlankReader, step: Int) -> [(word: String, percent: String)] {
    training.reading.guesses[reader][step].map { ($0.word, Self.percent(Double($0.probability))) }
  }

  /// What has been read after a step, and what each network would say.
  func sentences(step: Int) -> [String] {
    let reading = training.reading.text
    let read: String
    switch reading.task {
    case .blank:
      let first = reading.words.prefix(min(step, reading.before))
      let last = reading.words.suffix(max(step - reading.before, 0))
      let gap = last.isEmpty || last.count == reading.after ? [] : ["…"]
      read = "read: " + (first + ["___"] + gap + last).joined(separator: " ")
    case .nextWord:
      read = "at t = \(step), “\(reading.words[step - 1])”, the next word is asked"
    }
    return [read]
      + BlankReader.allCases.compactMap { reader in
        guesses(reader, step: step).first.map { "\(Self.name(reader)): \($0.word), \($0.percent)" }
      }
  }

  private static let glass = Glass(colours: 0, hasAttributes: false)
}
