/// One thing that a class must not forget.
public enum JournalRecord: Equatable, Sendable {
  /// Who may present beside the owner, and whose accounts are shared, by uid.
  case rules(assistants: [UInt32], shared: [UInt32])
  case asked(Question)
  case answer(Answer)
  case ended(poll: UInt32)
  /// Everyone sees what was answered, or no longer.
  case shown(poll: UInt32, Bool)
  /// The class was first shown something, or another lesson, so many seconds since 1970.
  case began(date: Int)
  /// A seat's answers count no more, or again.
  case muted(seat: String, Bool)
  /// A seat is closed until the class ends.
  case removed(seat: String)
  /// The class has ended: what was asked in it is history.
  case over

  public struct Question: Equatable, Sendable {
    /// Grows within a journal.
    public var id: UInt32
    /// The lesson whose slide it is.
    public var lesson: ContentID
    /// What the lesson is called; empty in journals of before it was kept.
    public var lessonName = ""
    /// From 0.
    public var slide: Int
    public var title: String
    /// Seconds since 1970.
    public var date: Int
  }

  public struct Answer: Equatable, Sendable {
    public var poll: UInt32
    public var seat: String
    public var nickname: String
    public var nonce: UInt64
    public var said: [Double]
  }
}

/// The bytes of a journal: records that are only ever added, each as
///
///     u32 length of the body | u32 CRC-32 of the body | body
///
/// A record that a crash has cut off or damaged ends the journal; those before it stand.
public enum Journal {
  /// Of a body.
  private static let most = 4096
  /// Of the lists of users in the rules.
  private static let mostUsers = 256

  public static func bytes(of record: JournalRecord) -> [UInt8] {
    var body = ByteWriter()
    switch record {
    case .asked(let question):
      body.write(UInt8(1))
      body.write(question.id)
      body.write(question.lesson)
      body.write(UInt16(question.slide))
      body.write(line: question.title)
      body.write(UInt64(max(question.date, 0)))
      body.write(line: question.lessonName)
    case .answer(let answer):
      body.write(UInt8(2))
      body.write(answer.poll)
      body.write(line: answer.seat)
      body.write(line: answer.nickname)
      body.write(answer.nonce)
      body.write(answer.said) { $0.write($1) }
    case .ended(let poll):
      body.write(UInt8(3))
      body.write(poll)
    case .over: body.write(UInt8(4))
    case .rules(let assistants, let shared):
      body.write(UInt8(5))
      for users in [assistants, shared] { body.write(Array(users.prefix(mostUsers))) { $0.write($1) } }
    case .muted(let seat, let isMuted):
      body.write(UInt8(6))
      body.write(line: seat)
      body.write(isMuted)
    case .removed(let seat):
      body.write(UInt8(7))
      body.write(line: seat)
    case .began(let date):
      body.write(UInt8(8))
      body.write(UInt64(max(date, 0)))
    case .shown(let poll, let isShown):
      body.write(UInt8(9))
      body.write(poll)
      body.write(isShown)
    }
    var record = ByteWriter()
    record.write(count: body.bytes.count)
    record.write(checksum(body.bytes))
    record.append(body.bytes)
    return record.bytes
  }

  /// - Returns: the records, and how many of the bytes they are; what is behind is no record. One of a kind that only a
  ///   newer version knows is left where it is.
  public static func read(_ bytes: [UInt8]) -> (records: [JournalRecord], length: Int) {
    var records: [JournalRecord] = []
    var reader = ByteReader(bytes)
    var length = 0
    do {
      while reader.left > 0 {
        if let record = try next(&reader) { records.append(record) }
        length = bytes.count - reader.left
      }
    } catch {}
    return (records, length)
  }

  /// - Returns: nil for a kind that is not known.
  private static func next(_ reader: inout ByteReader) throws(ByteFault) -> JournalRecord? {
    let (length, sum) = (Int(try reader.integer(UInt32.self)), try reader.integer(UInt32.self))
    guard length <= most else { throw .cutOff }
    let body = try reader.take(length)
    guard checksum(body) == sum else { throw ByteFault(description: "a record is damaged") }
    var fields = ByteReader(body)
    guard let record = try record(&fields) else { return nil }
    try fields.end()
    return record
  }

  private static func record(_ fields: inout ByteReader) throws(ByteFault) -> JournalRecord? {
    switch try fields.integer(UInt8.self) {
    case 1:
      var question = JournalRecord.Question(
        id: try fields.integer(), lesson: try fields.contentID(), slide: Int(try fields.integer(UInt16.self)),
        title: try fields.line(), date: Int(min(try fields.integer(UInt64.self), 1 << 40)))
      if fields.left > 0 { question.lessonName = try fields.line() }
      return .asked(question)
    case 2:
      return .answer(
        .init(
          poll: try fields.integer(), seat: try fields.line(),
          nickname: try fields.line(), nonce: try fields.integer(), said: try fields.said()))
    case 3: return .ended(poll: try fields.integer())
    case 4: return .over
    case 5: return .rules(assistants: try users(&fields), shared: try users(&fields))
    case 6: return .muted(seat: try fields.line(), try fields.truth())
    case 7: return .removed(seat: try fields.line())
    case 8: return .began(date: Int(min(try fields.integer(UInt64.self), 1 << 40)))
    case 9: return .shown(poll: try fields.integer(), try fields.truth())
    default: return nil
    }
  }

  private static func users(_ fields: inout ByteReader) throws(ByteFault) -> [UInt32] {
    try fields.list(most: mostUsers) { reader throws(ByteFault) in try reader.integer() }
  }

  /// CRC-32 as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
  }
}
