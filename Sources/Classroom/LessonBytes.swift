import Lab
import Lessons

extension Lesson {
  /// The lesson as everyone in a class may have it, while the answers of some slides are known: without notes, and
  /// without anything of the other slides' answers, hints, explanations, and of what is shown behind their questions.
  /// What is not in a Lesson, such as remarks in its file, is not in the bytes.
  ///
  /// - Parameters:
  ///   - revealed: slides, from 0.
  ///   - counts: how many numbers the answers of the slides' questions are, where a network decides it.
  public func sharedBytes(revealed: Set<Int>, counts: [Int: Int]) -> [UInt8] {
    var writer = ByteWriter()
    for text in [title, author, date] { writer.write(text) }
    writer.write(Array(slides.enumerated())) { writer, slide in
      let shown = revealed.contains(slide.offset) ? slide.element : slide.element.hidden(count: counts[slide.offset])
      writer.write(shown.title)
      writer.write(UInt16(shown.pauses))
      writer.write(UInt32(shown.line))
      writer.write(shown.experiment?.source) { $0.write($1) }
      writer.write(shown.training?.source) { $0.write($1) }
      writer.write(shown.blocks) { writer, block in
        writer.write(UInt16(block.reveal) | (block.isJoined ? joined : 0))
        writer.write(block.block)
      }
    }
    return writer.bytes
  }

  /// - Throws: `ByteFault` for what is no shared lesson.
  public init(sharedBytes bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    let (title, author, date) = (try reader.words(), try reader.words(), try reader.words())
    let slides = try reader.list(most: 4096) { reader throws(ByteFault) in try reader.slide() }
    try reader.end()
    guard !slides.isEmpty else { throw ByteFault(description: "a lesson has no slide") }
    self.init(title: title, author: author, date: date, slides: slides)
  }
}

extension Slide {
  /// The slide before its question is answered. The steps stay the same.
  fileprivate func hidden(count: Int?) -> Slide {
    guard let (question, step) = question else { return self }
    var slide = self
    slide.blocks = blocks.compactMap { block in
      if case .question = block.block { return SlideBlock(.question(question.hidden(count: count)), reveal: step) }
      return block.reveal > step ? nil : block
    }
    return slide
  }
}

extension Question {
  fileprivate func hidden(count: Int?) -> Question {
    let numbers =
      switch answer {
      case .quantity: min(count ?? 1, Question.mostNumbers)
      case .number, .choice: 1
      case .open(let count), .hidden(let count): count
      }
    if isOpen { return Question(ask: ask, answer: answer, choices: choices) }
    return Question(ask: ask, answer: .hidden(count: numbers), choices: choices)
  }
}

// MARK: Blocks

/// The bit of a block's pauses that says that it continues the list above it.
private let joined: UInt16 = 0x8000

extension ByteWriter {
  fileprivate mutating func write(_ block: Block) {
    switch block {
    case .heading(let level, let inlines):
      write(UInt8(0))
      write(UInt8(level))
      write(inlines)
    case .paragraph(let inlines):
      write(UInt8(1))
      write(inlines)
    case .list(let start, let tight, let items):
      write(UInt8(2))
      write(start) { $0.write(UInt32(clamping: $1)) }
      write(tight)
      write(items) { writer, item in writer.write(item) { $0.write($1) } }
    case .code(let language, let text):
      write(UInt8(3))
      write(language)
      write(text)
    case .quote(let blocks):
      write(UInt8(4))
      write(blocks) { $0.write($1) }
    case .math(let source):
      write(UInt8(5))
      write(source)
    case .table(let alignments, let header, let rows):
      write(UInt8(6))
      write(alignments) { $0.write(UInt8(ByteReader.alignments.firstIndex(of: $1)!)) }
      write(header) { $0.write($1) }
      write(rows) { writer, row in writer.write(row) { $0.write($1) } }
    case .pytorch(let text):
      write(UInt8(7))
      write(text)
    case .question(let question):
      write(UInt8(8))
      write(question)
    }
  }

  private mutating func write(_ question: Question) {
    write(question.ask)
    switch question.answer {
    case .number(let number):
      write(UInt8(0))
      write(number)
    case .quantity(let quantity):
      write(UInt8(1))
      write(quantity.text)
    case .choice(let choice):
      write(UInt8(2))
      write(UInt8(choice))
    case .hidden(let count):
      write(UInt8(3))
      write(UInt16(count))
    case .open(let count):
      write(UInt8(4))
      write(UInt16(count))
    }
    write(question.tolerance)
    write(question.choices) { $0.write($1) }
    write(question.hints) { $0.write($1) }
    write(question.explanation)
  }

  private mutating func write(_ inlines: [Inline]) { write(inlines) { $0.write($1) } }

  private mutating func write(_ inline: Inline) {
    switch inline {
    case .text(let text): write(UInt8(0), text)
    case .code(let text): write(UInt8(1), text)
    case .emphasis(let inlines): write(UInt8(2), inlines)
    case .strong(let inlines): write(UInt8(3), inlines)
    case .strikethrough(let inlines): write(UInt8(4), inlines)
    case .link(let inlines, let target):
      write(UInt8(5), inlines)
      write(target)
    case .math(let source): write(UInt8(6), source)
    case .quantity(let quantity): write(UInt8(7), quantity.text)
    case .softBreak: write(UInt8(8))
    case .lineBreak: write(UInt8(9))
    }
  }

  private mutating func write(_ kind: UInt8, _ text: String) {
    write(kind)
    write(text)
  }

  private mutating func write(_ kind: UInt8, _ inlines: [Inline]) {
    write(kind)
    write(inlines)
  }
}

extension ByteReader {
  fileprivate static let alignments: [ColumnAlignment] = [.left, .center, .right]
  /// Blocks within blocks, and inlines within inlines.
  private static let deepest = 64
  private static let most = 1 << 20

  fileprivate mutating func words() throws(ByteFault) -> String { try text(most: Self.most) }

  fileprivate mutating func slide() throws(ByteFault) -> Slide {
    var slide = Slide(title: try words())
    slide.pauses = Int(try integer(UInt16.self))
    slide.line = Int(try integer(UInt32.self))
    if let source = try optional({ reader throws(ByteFault) in try reader.words() }) {
      guard let experiment = Experiment(source: source) else { throw ByteFault(description: "a lab block is none") }
      slide.experiment = experiment
    }
    if let source = try optional({ reader throws(ByteFault) in try reader.words() }) {
      guard slide.experiment == nil, let plan = TrainingPlan(source: source) else {
        throw ByteFault(description: "a train block is none")
      }
      slide.training = plan
    }
    slide.blocks = try list(most: Self.most) { reader throws(ByteFault) in
      let word = try reader.integer(UInt16.self)
      let reveal = Int(word & ~joined)
      return SlideBlock(try reader.block(Self.deepest), reveal: reveal, isJoined: word & joined != 0)
    }
    let questions = slide.blocks.count { if case .question = $0.block { true } else { false } }
    guard questions <= 1, slide.blocks.allSatisfy({ $0.reveal <= slide.pauses }) else {
      throw ByteFault(description: "a slide's blocks do not fit its pauses")
    }
    return slide
  }

  /// - Parameter depth: how deep it may still go.
  private mutating func block(_ depth: Int) throws(ByteFault) -> Block {
    guard depth > 0 else { throw ByteFault(description: "blocks stand too deep within each other") }
    switch try integer(UInt8.self) {
    case 0: return .heading(level: try number(1...6, "a heading's level"), try inlines(depth))
    case 1: return .paragraph(try inlines(depth))
    case 2:
      let start = try optional { reader throws(ByteFault) in Int(try reader.integer(UInt32.self)) }
      let tight = try truth()
      let items = try list(most: Self.most) { reader throws(ByteFault) in try reader.blocks(depth - 1) }
      return .list(start: start, tight: tight, items: items)
    case 3: return .code(language: try words(), text: try words())
    case 4: return .quote(try blocks(depth - 1))
    case 5: return .math(try words())
    case 6: return try table(depth)
    case 7: return .pytorch(text: try words())
    case 8: return .question(try question(depth))
    default: throw ByteFault(description: "a block is of no kind that is known")
    }
  }

  private mutating func blocks(_ depth: Int) throws(ByteFault) -> [Block] {
    try list(most: Self.most) { reader throws(ByteFault) in try reader.block(depth) }
  }

  private mutating func table(_ depth: Int) throws(ByteFault) -> Block {
    let alignments = try list(most: 256) { reader throws(ByteFault) in
      Self.alignments[try reader.number(0...Self.alignments.count - 1, "an alignment")]
    }
    let header = try cells(depth)
    let rows = try list(most: Self.most) { reader throws(ByteFault) in try reader.cells(depth) }
    guard ([header] + rows).allSatisfy({ $0.count == alignments.count }) else {
      throw ByteFault(description: "a table's rows are not of one length")
    }
    return .table(alignments: alignments, header: header, rows: rows)
  }

  private mutating func cells(_ depth: Int) throws(ByteFault) -> [[Inline]] {
    try list(most: 256) { reader throws(ByteFault) in try reader.inlines(depth) }
  }

  private mutating func question(_ depth: Int) throws(ByteFault) -> Question {
    let ask = try inlines(depth)
    let answer: Question.Answer
    switch try integer(UInt8.self) {
    case 0: answer = .number(try double())
    case 1: answer = .quantity(try quantity())
    case 2: answer = .choice(try number(1...6, "a choice"))
    case 3: answer = .hidden(count: Int(try integer(UInt16.self)))
    case 4: answer = .open(count: Int(try integer(UInt16.self)))
    default: throw ByteFault(description: "an answer is of no kind that is known")
    }
    let tolerance = try double()
    let choices = try list(most: 6) { reader throws(ByteFault) in try reader.inlines(depth) }
    let hints = try list(most: 9) { reader throws(ByteFault) in try reader.inlines(depth) }
    let explanation = try inlines(depth)
    guard (0...1).contains(tolerance), choices.count != 1, answer.fits(choices: choices.count) else {
      throw ByteFault(description: "a question cannot be answered")
    }
    return Question(
      ask: ask, answer: answer, tolerance: tolerance, choices: choices, hints: hints, explanation: explanation)
  }

  private mutating func inlines(_ depth: Int) throws(ByteFault) -> [Inline] {
    guard depth > 0 else { throw ByteFault(description: "words stand too deep within each other") }
    return try list(most: Self.most) { reader throws(ByteFault) in try reader.inline(depth) }
  }

  private mutating func inline(_ depth: Int) throws(ByteFault) -> Inline {
    switch try integer(UInt8.self) {
    case 0: .text(try words())
    case 1: .code(try words())
    case 2: .emphasis(try inlines(depth - 1))
    case 3: .strong(try inlines(depth - 1))
    case 4: .strikethrough(try inlines(depth - 1))
    case 5: .link(try inlines(depth - 1), target: try words())
    case 6: .math(try words())
    case 7: .quantity(try quantity())
    case 8: .softBreak
    case 9: .lineBreak
    default: throw ByteFault(description: "words are of no kind that is known")
    }
  }

  private mutating func quantity() throws(ByteFault) -> Quantity {
    guard let quantity = try? Quantity(try line()) else {
      throw ByteFault(description: "a quantity is none")
    }
    return quantity
  }
}

extension Question.Answer {
  fileprivate func fits(choices: Int) -> Bool {
    switch self {
    case .number(let number): choices == 0 && number.isFinite
    case .quantity: choices == 0
    case .choice(let choice): choice <= choices
    case .open(let count), .hidden(let count): (1...ClientMessage.mostNumbers).contains(count)
    }
  }
}
