import Lab

/// What every client of a class is told, whole: whoever hears the newest of them has missed nothing.
public struct ClassState: Equatable, Sendable {
  /// What the presenter shows; nil before anyone has presented.
  public var shown: Shown?
  public var isPresenterHere = false
  /// Followers whose connection is open.
  public var here = 0
  /// The last question that was put to the class.
  public var poll: Poll?
  /// Whether answers are kept on the disk, as far as the owner knows.
  public var isSaving = true

  public init() {}
}

/// A presenter's lecture on a lesson.
public struct Shown: Equatable, Sendable {
  public var lesson: SharedLesson
  /// `LectureState.bytes(of:)`.
  public var lecture: [UInt8]
  /// Where the presenter has pointed last.
  public var point: Pointer?
  /// What else the lecture's bytes name: trained weights.
  public var weights: [ContentID]

  public init(lesson: SharedLesson, lecture: [UInt8], point: Pointer? = nil, weights: [ContentID] = []) {
    (self.lesson, self.lecture, self.point, self.weights) = (lesson, lecture, point, weights)
  }

  /// For a file that another life of the owner reads.
  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(self)
    return writer.bytes
  }

  public init(bytes: [UInt8]) throws {
    var reader = ByteReader(bytes)
    self = try reader.shown()
    try reader.end()
  }

  /// All that somebody may have to ask for.
  public var contents: [ContentID] { lesson.contents + weights }
}

/// A lesson by the names of its contents.
public struct SharedLesson: Hashable, Sendable {
  /// The lesson's own name, such as `chapter`.
  public var name: String
  /// Its file as the presenter has it, which is sent to presenters alone.
  public var original: ContentID
  /// The same with nothing in it that the class may not know yet.
  public var shared: ContentID
  /// The weight files that it names.
  public var files: [File]

  public struct File: Hashable, Sendable {
    public var name: String
    public var content: ContentID

    public init(name: String, content: ContentID) {
      (self.name, self.content) = (name, content)
    }
  }

  public init(name: String, original: ContentID, shared: ContentID, files: [File] = []) {
    (self.name, self.original, self.shared, self.files) = (name, original, shared, files)
  }

  var contents: [ContentID] { [original, shared] + files.map(\.content) }
}

/// A focus that the presenter has put on every screen.
public struct Pointer: Equatable, Sendable {
  /// Grows with every time, so that nobody moves their focus twice for one.
  public var count: UInt32
  public var focus: Focus

  public init(count: UInt32, focus: Focus) {
    (self.count, self.focus) = (count, focus)
  }
}

extension ClassState {
  /// Answers that a tally shows, the most frequent ones.
  static let mostRows = 12
  /// Of a lesson's weight files, and of trained weights.
  static let mostContents = 256

  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(shown) { $0.write($1) }
    writer.write(isPresenterHere)
    writer.write(UInt16(clamping: here))
    writer.write(poll) { $0.write($1) }
    writer.write(isSaving)
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(ByteFault) {
    var reader = ByteReader(bytes)
    shown = try reader.optional { reader throws(ByteFault) in try reader.shown() }
    isPresenterHere = try reader.truth()
    here = Int(try reader.integer(UInt16.self))
    poll = try reader.optional { reader throws(ByteFault) in try reader.poll() }
    isSaving = try reader.truth()
    try reader.end()
  }
}

extension ByteWriter {
  mutating func write(_ shown: Shown) {
    write(line: shown.lesson.name)
    write(shown.lesson.original)
    write(shown.lesson.shared)
    write(shown.lesson.files) { writer, file in
      writer.write(line: file.name)
      writer.write(file.content)
    }
    write(shown.lecture)
    write(shown.point) { writer, point in
      writer.write(point.count)
      writer.write(point.focus)
    }
    write(shown.weights) { $0.write($1) }
  }

  private mutating func write(_ focus: Focus) {
    write(UInt16(focus.slide))
    write(UInt16(focus.t))
    switch focus.row {
    case .input: write(UInt8(0))
    case .merged: write(UInt8(1))
    case .state(let layer, let pass):
      write(UInt8(pass == .forward ? 2 : 3))
      write(UInt8(layer))
    }
  }

  mutating func write(_ poll: Poll) {
    write(poll.id)
    write(UInt16(poll.slide))
    write(poll.isOpen)
    write(poll.answered) { $0.write(UInt16(clamping: $1)) }
    write(poll.isShown)
    write(poll.tally) { writer, tally in
      writer.write(tally.rows) { writer, row in
        writer.write(row.said) { $0.write($1) }
        writer.write(UInt16(clamping: row.count))
      }
      writer.write(UInt16(clamping: tally.others))
    }
  }
}

extension ByteReader {
  mutating func shown() throws(ByteFault) -> Shown {
    let name = try line()
    let (original, shared) = (try contentID(), try contentID())
    let files = try list(most: ClassState.mostContents) { reader throws(ByteFault) in
      SharedLesson.File(name: try reader.line(), content: try reader.contentID())
    }
    let lecture = try data(most: PacketReader.mostFromClient)
    let point = try optional { reader throws(ByteFault) in
      Pointer(count: try reader.integer(), focus: try reader.focus())
    }
    let weights = try list(most: ClassState.mostContents) { reader throws(ByteFault) in try reader.contentID() }
    return Shown(
      lesson: SharedLesson(name: name, original: original, shared: shared, files: files), lecture: lecture,
      point: point, weights: weights)
  }

  private mutating func focus() throws(ByteFault) -> Focus {
    let (slide, t) = (Int(try integer(UInt16.self)), Int(try integer(UInt16.self)))
    switch try integer(UInt8.self) {
    case 0: return Focus(slide: slide, row: .input, t: t)
    case 1: return Focus(slide: slide, row: .merged, t: t)
    case 2: return Focus(slide: slide, row: .state(layer: Int(try integer(UInt8.self)), pass: .forward), t: t)
    case 3: return Focus(slide: slide, row: .state(layer: Int(try integer(UInt8.self)), pass: .backward), t: t)
    default: throw ByteFault(description: "a focus is on no row that is known")
    }
  }

  mutating func poll() throws(ByteFault) -> Poll {
    var poll = Poll(id: try integer(), slide: Int(try integer(UInt16.self)), isOpen: try truth())
    poll.answered = try optional { reader throws(ByteFault) in Int(try reader.integer(UInt16.self)) }
    poll.isShown = try truth()
    poll.tally = try optional { reader throws(ByteFault) in
      let rows = try reader.list(most: ClassState.mostRows) { reader throws(ByteFault) in
        Tally.Row(said: try reader.said(), count: Int(try reader.integer(UInt16.self)))
      }
      return Tally(rows: rows, others: Int(try reader.integer(UInt16.self)))
    }
    return poll
  }

  /// The numbers of an answer, all finite.
  mutating func said() throws(ByteFault) -> [Double] {
    let said = try list(most: ClientMessage.mostNumbers) { reader throws(ByteFault) in try reader.double() }
    guard said.allSatisfy(\.isFinite) else { throw ByteFault(description: "an answer is not finite") }
    return said
  }
}
