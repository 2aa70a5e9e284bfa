import Engine

extension ExperimentReader {
  static let maximumTime = 512
  static let maximumWidth = 64
  static let maximumWordLength = 64
  private static let inputExample = "input = [1, 2, 3, 4]"
  private static let wordsExample = "words = [\"the\", \"___\", \"sun\"]"

  /// - Parameter place: where the block begins.
  func input(at place: SourcePlace) -> InputSequence? {
    if entries["input"] != nil, entries["words"] != nil {
      faults.report(
        .conflictingInput, at: max(entries.keyPlace("input"), entries.keyPlace("words")),
        "the network has both input and words", advice: "keep one of them")
    }
    if let item = entries["input"] { return numbers(item) }
    if let item = entries["words"] { return words(item) }
    faults.report(
      .missingInput, at: place, "the network has no input and cannot be shown",
      advice: "write \(Self.inputExample) or \(Self.wordsExample)")
    return nil
  }

  private func numbers(_ item: TOMLItem) -> InputSequence? {
    guard let list = list(item, "input", example: Self.inputExample) else { return nil }
    let rows = list.enumerated().map { row($0.element, t: $0.offset + 1) }
    let whole = rows.compactMap(\.self)
    guard whole.count == rows.count else { return nil }
    guard let ragged = whole.firstIndex(where: { $0.count != whole[0].count }) else { return .numbers(whole) }
    faults.report(
      .raggedInput, at: entries.place("input[\(ragged)]"),
      "x[\(ragged + 1)] has \(counted(whole[ragged].count, "number")) and x[1] has \(whole[0].count)",
      advice: "give every input the same number of numbers")
    return nil
  }

  /// x[t]: a number, or a list of them. Every number that is none is reported.
  private func row(_ item: TOMLItem, t: Int) -> [Double]? {
    let path = "input[\(t - 1)]"
    guard case .list(let numbers) = item else {
      return number(item, path, label: "x[\(t)]", example: Self.inputExample).map { [$0] }
    }
    guard (1...Self.maximumWidth).contains(numbers.count) else {
      faults.report(
        numbers.isEmpty ? .emptyInput : .outOfRange, at: entries.place(path), "x[\(t)] has \(numbers.count) numbers",
        advice: "write rows of 1 to \(Self.maximumWidth) numbers")
      return nil
    }
    let values = numbers.enumerated().map { column, number in
      self.number(
        number, "\(path)[\(column)]", label: "number \(column + 1) of x[\(t)]", example: Self.inputExample)
    }
    let whole = values.compactMap(\.self)
    return whole.count == values.count ? whole : nil
  }

  private func words(_ item: TOMLItem) -> InputSequence? {
    guard let list = list(item, "words", example: Self.wordsExample) else { return nil }
    var words: [String] = []
    for (index, element) in list.enumerated() {
      let path = "words[\(index)]"
      guard case .string(let word) = element else {
        entries.reportType(
          path, element, label: "word \(index + 1)", expected: "a word in quotes", example: Self.wordsExample, faults)
        return nil
      }
      guard (1...Self.maximumWordLength).contains(word.unicodeScalars.count) else {
        faults.report(
          .outOfRange, at: entries.place(path), "word \(index + 1) has \(word.unicodeScalars.count) characters",
          advice: "write words of 1 to \(Self.maximumWordLength) characters; ___ is the blank")
        return nil
      }
      words.append(word)
    }
    return .words(words)
  }

  /// A list of 1 to 512 things.
  private func list(_ item: TOMLItem, _ key: String, example: String) -> [TOMLItem]? {
    guard case .list(let list) = item else {
      entries.reportType(key, item, expected: "a list", example: example, faults)
      return nil
    }
    if list.isEmpty {
      faults.report(
        .emptyInput, at: entries.place(key), "the network has nothing to read: \(key) is empty",
        advice: "write \(example)")
      return nil
    }
    guard list.count <= Self.maximumTime else {
      faults.report(
        .outOfRange, at: entries.place(key), "\(key) has \(list.count) timesteps",
        advice: "write at most \(Self.maximumTime)")
      return nil
    }
    return list
  }

  /// A number that a network can compute with; TOML knows nan and inf.
  func number(_ item: TOMLItem, _ path: String, label: String, example: String) -> Double? {
    switch item {
    case .integer(let value): return Double(value)
    case .number(let value) where value.isFinite: return value
    case .number(let value):
      faults.report(
        .notFinite, at: entries.place(path), "\(label) is \(value.isNaN ? "nan" : "infinite")",
        advice: "write a number")
    default: entries.reportType(path, item, label: label, expected: "a number", example: example, faults)
    }
    return nil
  }

  /// h[0] and h′[T+1].
  func initial(_ experiment: Experiment) -> StartStates {
    let example = "initial = { forward = 0, backward = 0 }"
    switch entries["initial"] {
    case nil: return StartStates()
    case .table(let table):
      entries.reportUnknownKeys(known: ["forward", "backward"], prefix: "initial.", faults: faults)
      if table["backward"] != nil, experiment.direction == .forward {
        faults.report(
          .initialMisfit, at: entries.keyPlace("initial.backward"),
          "a forward network has no backward state to start from",
          advice: "delete it, or write direction = \"bidirectional\"")
      }
      var states = StartStates()
      if let item = table["forward"] { states.forward = start(item, "initial.forward", experiment) }
      if let item = table["backward"], experiment.direction == .bidirectional {
        states.backward = start(item, "initial.backward", experiment)
      }
      return states
    case let item?:
      entries.reportType("initial", item, expected: "a table", example: example, faults)
      return StartStates()
    }
  }

  private func start(_ item: TOMLItem, _ path: String, _ experiment: Experiment) -> StartState {
    guard case .list(let list) = item else {
      return number(item, path, label: path, example: "a number or a list of numbers").map { .every($0) } ?? .every(0)
    }
    let expected = experiment.variant.projection ?? experiment.hidden
    guard list.count == expected else {
      faults.report(
        .initialMisfit, at: entries.place(path),
        "\(path) has \(counted(list.count, "number")) and the network has \(counted(expected, "hidden unit"))",
        advice: "write one number, or one for each unit")
      return .every(0)
    }
    var units: [Double] = []
    for (index, element) in list.enumerated() {
      guard
        let value = number(
          element, "\(path)[\(index)]", label: "number \(index + 1) of \(path)", example: "numbers only")
      else { return .every(0) }
      units.append(value)
    }
    return .units(units)
  }

  private func counted(_ count: Int, _ thing: String) -> String {
    "\(count) \(thing)\(count == 1 ? "" : "s")"
  }
}
