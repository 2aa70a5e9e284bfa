import Engine

/// Reads a lab block. What is wrong is reported and takes its default, so that the network still opens; without an
/// input there is none to open.
struct ExperimentReader {
  static let keys = networkKeys + variantKeys + ["lengths", "show", "compare"]
  private static let networkKeys = [
    "cell", "activation", "direction", "layers", "hidden", "weights", "seed", "file", "input", "words", "initial",
    "merge", "order",
  ]
  static let layers = 1...4
  static let hidden = 1...64

  let entries: TOMLEntries
  let faults: Faults

  /// - Parameter place: where the block begins.
  static func read(_ block: TOMLBlock, at place: SourcePlace, faults: Faults) -> Experiment? {
    let entries = block.read(known: keys, faults: faults)
    let reader = ExperimentReader(entries: entries, faults: faults)
    guard var experiment = reader.experiment(at: place) else { return nil }
    experiment.comparison = reader.comparison(at: place)
    experiment.shown = reader.shown(hasComparison: experiment.comparison != nil)
    return experiment
  }

  func experiment(at place: SourcePlace) -> Experiment? {
    let input = input(at: place)
    var experiment = Experiment(input: input ?? .numbers([[0]]))
    experiment.weights = weights()
    let isCounter = experiment.weights == .counter
    experiment.cell = cell(isCounter: isCounter)
    experiment.direction = word("direction", Direction.self) ?? .bidirectional
    experiment.layers = integer("layers", in: Self.layers) ?? 1
    experiment.hidden = integer("hidden", in: Self.hidden) ?? (isCounter ? 1 : 4)
    experiment.merge = merge() ?? .concat
    experiment.order = word("order", SteppingOrder.self) ?? .passes
    experiment.settlesOrder = entries["order"] != nil
    checkCounter(&experiment, hasInput: input != nil)
    experiment.variant = variant(of: experiment)
    experiment.initial = initial(experiment)
    experiment.lengths = lengths(of: experiment)
    experiment.weightsPlace = entries["file"] == nil ? place : entries.keyPlace("file")
    return input == nil ? nil : experiment
  }

  private func cell(isCounter: Bool) -> Cell {
    let name = word("cell", CellName.self) ?? .rnn
    let activation = word("activation", Activation.self)
    if name != .rnn, entries["activation"] != nil {
      faults.report(
        .activationMisfit, at: entries.keyPlace("activation"),
        "activation belongs to the rnn cell; \(name.rawValue) has its own",
        advice: "delete it, or write cell = \"rnn\"")
    }
    return switch name {
    case .rnn: .rnn(activation ?? (isCounter ? .relu : .tanh))
    case .gru: .gru
    case .lstm: .lstm
    }
  }

  enum CellName: String, CaseIterable {
    case rnn, gru, lstm
  }

  /// One of a few words.
  func word<Word: CaseIterable & RawRepresentable<String>>(_ key: String, _: Word.Type) -> Word? {
    word(key, Word.allCases.map { ($0.rawValue, $0) })
  }

  /// - Parameter also: what may be written instead of a word.
  func word<Value>(_ key: String, _ values: [(word: String, value: Value)], also: String = "") -> Value? {
    guard let item = entries[key] else { return nil }
    let words = values.map(\.word)
    let example = "\(key) = \"\(words.first ?? "")\""
    guard case .string(let text) = item else {
      entries.reportType(key, item, expected: "a word in quotes", example: example, faults)
      return nil
    }
    if let known = values.first(where: { $0.word == text }) { return known.value }
    reportWord(key, text, words, also: also)
    return nil
  }

  func reportWord(_ key: String, _ text: String, _ words: [String], also: String = "") {
    let meant = words.contains(text.lowercased()) ? text.lowercased() : nearest(to: text, among: words)
    faults.report(
      .unknownWord, at: entries.place(key), "\(quoted(text)) is not a value of \(key)",
      advice: "write \(alternatives(words))\(also)" + (meant.map { "; \($0) is the nearest" } ?? ""))
  }

  /// One of the merges that have a word, or a formula.
  private func merge() -> Merge? {
    let words = Merge.basic.map { ($0.word, $0) }
    let also = ", or a formula such as 0.7*h + 0.3*h'"
    guard case .string(let text) = entries["merge"], text == "h" || !text.allSatisfy(\.isLetter) else {
      return word("merge", words, also: also)
    }
    do throws(MergeFormulaError) {
      return .formula(try MergeFormula(text))
    } catch {
      faults.report(
        .mergeFormula, at: entries.place("merge", character: error.column), "merge is no formula: \(error.message)",
        advice: "or take a word: \(alternatives(words.map(\.0)))")
      return nil
    }
  }

  func integer(_ key: String, in range: ClosedRange<Int>) -> Int? { entries.integer(key, in: range, faults) }
}
