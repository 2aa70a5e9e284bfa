/// Reads a question block. A question that can't be judged, since its answer or its choices are wrong, is not asked.
struct QuestionReader {
  static let keys = ["ask", "answer", "numbers", "tolerance", "choices", "hints", "explain"]
  private static let choices = 2...6
  private static let maximumHints = 9
  /// What `answer` says where nothing is right or wrong.
  static let open = "open"

  private let entries: TOMLEntries
  private let faults: Faults
  /// The slide's, which keeps the quantities that are met.
  private var blocks: BlockReader

  /// - Parameter place: where the block begins.
  static func read(_ block: TOMLBlock, at place: SourcePlace, _ blocks: inout BlockReader) -> Question? {
    let entries = block.read(known: keys, faults: blocks.faults)
    var reader = QuestionReader(entries: entries, faults: blocks.faults, blocks: blocks)
    defer { blocks = reader.blocks }
    return reader.question(at: place)
  }

  private mutating func question(at place: SourcePlace) -> Question? {
    let ask = inlines("ask")
    let choices = texts("choices", example: "choices = [\"h[4]\", \"h'[1]\"]")
    let hints = texts("hints", example: "hints = [\"count from the end\"]") ?? []
    let explanation = inlines("explain")
    let tolerance = tolerance()
    let numbers = numbers()
    let isChoice = entries["choices"] != nil
    guard let answer = isChoice ? choice(of: choices, at: place) : answer(numbers: numbers, at: place) else {
      return nil
    }
    return Question(
      ask: ask, answer: answer, tolerance: tolerance, choices: choices ?? [],
      hints: Array(hints.prefix(Self.maximumHints)), explanation: explanation)
  }

  // MARK: The answer

  private var isOpen: Bool { entries["answer"] == .string(Self.open) }

  /// How many numbers an open answer has.
  private func numbers() -> Int {
    if isOpen, entries["tolerance"] != nil {
      reportMisfit("tolerance", "an open answer is neither right nor wrong, and the tolerance means nothing")
    }
    guard let item = entries["numbers"] else { return 1 }
    guard isOpen, entries["choices"] == nil else {
      let why = isOpen ? "one of the choices is said" : "the answer says how many numbers it has"
      reportMisfit("numbers", "\(why), and numbers means nothing", orOpen: !isOpen)
      return 1
    }
    guard case .integer(let count) = item else {
      entries.reportType("numbers", item, expected: "a whole number", example: "numbers = 2", faults)
      return 1
    }
    guard (1...Question.mostNumbers).contains(count) else {
      faults.report(
        .outOfRange, at: entries.place("numbers"), "numbers is \(count)", advice: "write 1 to \(Question.mostNumbers)")
      return 1
    }
    return count
  }

  private func reportMisfit(_ key: String, _ message: String, orOpen: Bool = false) {
    faults.report(
      .openMisfit, at: entries.keyPlace(key), message,
      advice: orOpen ? "delete it, or write answer = \"open\"" : "delete it")
  }

  private mutating func answer(numbers: Int, at place: SourcePlace) -> Question.Answer? {
    switch entries["answer"] {
    case _ where isOpen: return .open(count: numbers)
    case nil:
      reportMissing(at: place, advice: "write answer = 3, or a quantity such as answer = \"h'[2]\"")
      return nil
    case .integer(let value): return .number(Double(value))
    case .number(let value) where value.isFinite: return .number(value)
    case .number:
      faults.report(.notFinite, at: entries.place("answer"), "answer is not finite", advice: "write a number")
      return nil
    case .string(let text):
      var place = entries.place("answer")
      place.column += 1
      guard let quantity = QuantityReader.read(text, at: place, faults) else { return nil }
      blocks.keep(quantity, at: place)
      if case .error = quantity {
        faults.report(
          .wrongType, at: entries.place("answer"), "answer is a text, which nobody can type",
          advice: "write a quantity that is numbers, or ask with choices")
        return nil
      }
      return .quantity(quantity)
    case let other?:
      entries.reportType(
        "answer", other, expected: "a number or a quantity in quotes", example: "answer = 3, or answer = \"h'[2]\"",
        faults)
      return nil
    }
  }

  private func choice(of choices: [[Inline]]?, at place: SourcePlace) -> Question.Answer? {
    guard let choices else { return nil }
    guard Self.choices.contains(choices.count) else {
      let count = choices.count == 1 ? "1 text" : "\(choices.count) texts"
      faults.report(
        .outOfRange, at: entries.place("choices"), "choices has \(count)",
        advice: "write \(Self.choices.lowerBound) to \(Self.choices.upperBound)")
      return nil
    }
    switch entries["answer"] {
    case _ where isOpen: return .open(count: 1)
    case nil:
      reportMissing(at: place, advice: "write the number of the right choice, such as answer = 1")
      return nil
    case .integer(let value) where choices.indices.contains(value - 1): return .choice(value)
    case .integer(let value):
      faults.report(
        .outOfRange, at: entries.place("answer"), "answer is \(value)",
        advice: "write the number of the right choice, from 1 to \(choices.count)")
    case let other?:
      entries.reportType("answer", other, expected: "the number of the right choice", example: "answer = 1", faults)
    }
    return nil
  }

  private func reportMissing(at place: SourcePlace, advice: String) {
    faults.report(.missingAnswer, at: place, "the question has no answer and is not asked", advice: advice)
  }

  private func tolerance() -> Double {
    let value: Double
    switch entries["tolerance"] {
    case nil: return Question.defaultTolerance
    case .integer(let number): value = Double(number)
    case .number(let number): value = number
    case let other?:
      entries.reportType("tolerance", other, expected: "a number", example: "tolerance = 0.01", faults)
      return Question.defaultTolerance
    }
    guard (0...1).contains(value) else {
      faults.report(
        .outOfRange, at: entries.place("tolerance"), "tolerance is \(value)",
        advice: "write a part of the number, from 0 to 1")
      return Question.defaultTolerance
    }
    return value
  }

  // MARK: Words

  private mutating func inlines(_ key: String) -> [Inline] {
    entries.text(key, faults).map { inlines($0, at: entries.place(key)) } ?? []
  }

  /// A list of texts; nil where it is missing or none.
  private mutating func texts(_ key: String, example: String) -> [[Inline]]? {
    switch entries[key] {
    case nil: return nil
    case .list(let list):
      var texts: [[Inline]] = []
      for (index, item) in list.enumerated() {
        let path = "\(key)[\(index)]"
        guard case .string(let text) = item else {
          entries.reportType(
            path, item, label: "number \(index + 1) of \(key)", expected: "text", example: example, faults)
          return nil
        }
        texts.append(inlines(text, at: entries.place(path)))
      }
      return texts
    case let other?:
      entries.reportType(key, other, expected: "a list of texts", example: example, faults)
      return nil
    }
  }

  /// Markdown's inlines; what would begin a list or a heading is words here.
  ///
  /// - Parameter place: of the text's opening quote.
  private mutating func inlines(_ text: String, at place: SourcePlace) -> [Inline] {
    // A sign in the place of the quote keeps Markdown from seeing blocks, and columns right.
    let mark = "·"
    let line = mark + String(text.map { $0.isNewline ? " " : $0 })
    let before = String(repeating: " ", count: place.column - 1)
    let source = LessonText(line: before + line, number: place.line)
    let (nodes, tooDeep) = Markdown.parse(line)
    if tooDeep != nil { Markdown.reportDepth(at: place, faults) }
    var reader = BlockReader(text: source, faults: faults)
    var inlines = nodes.flatMap { reader.inlines(of: $0) }
    for (quantity, place) in reader.takeQuantities() { blocks.keep(quantity, at: place) }
    for note in reader.takeNotes() { blocks.takeInside(.note(note), at: place) }
    if case .text(let first) = inlines.first {
      let rest = String(first.dropFirst(mark.count))
      if rest.isEmpty { inlines.removeFirst() } else { inlines[0] = .text(rest) }
    }
    return inlines
  }
}
