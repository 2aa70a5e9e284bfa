/// One thing that a class must not forget.
public enum JournalRecord: Equatable, Sendable {
  case asked(Question)
  case answer(Answer)
  case ended(poll: UInt32)
  /// The class has ended: what was asked in it is history.
  case over

  public struct Question: Equatable, Sendable {
    /// Grows within a journal.
    public var id: UInt32
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

  public static func bytes(of record: JournalRecord) -> [UInt8] {
    var body = ByteWriter()
    switch record {
    case .asked(let question):
      body.write(UInt8(1))
      body.write(question.id)
      body.write(UInt16(question.slide))
      body.write(question.title)
      body.write(UInt64(question.date))
    case .answer(let answer):
      body.write(UInt8(2))
      body.write(answer.poll)
      body.write(answer.seat)
      body.write(answer.nickname)
      body.write(answer.nonce)
      body.write(answer.said) { $0.write($1) }
    case .ended(let poll):
      body.write(UInt8(3))
      body.write(poll)
    case .over: body.write(UInt8(4))
    }
    var record = ByteWriter()
    record.write(count: body.bytes.count)
    record.write(checksum(body.bytes))
    record.append(body.bytes)
    return record.bytes
  }

  /// - Returns: the records, and how many of the bytes they are; what is behind is no record.
  public static func read(_ bytes: [UInt8]) -> (records: [JournalRecord], length: Int) {
    var records: [JournalRecord] = []
    var reader = ByteReader(bytes)
    var length = 0
    while let record = try? next(&reader) {
      records.append(record)
      length = bytes.count - reader.left
    }
    return (records, length)
  }

  private static func next(_ reader: inout ByteReader) throws(ByteFault) -> JournalRecord {
    let (length, sum) = (Int(try reader.integer(UInt32.self)), try reader.integer(UInt32.self))
    guard length <= most else { throw .cutOff }
    let body = try reader.take(length)
    guard checksum(body) == sum else { throw ByteFault(description: "a record is damaged") }
    var fields = ByteReader(body)
    let record = try record(&fields)
    try fields.end()
    return record
  }

  private static func record(_ fields: inout ByteReader) throws(ByteFault) -> JournalRecord {
    switch try fields.integer(UInt8.self) {
    case 1:
      return .asked(
        .init(
          id: try fields.integer(), slide: Int(try fields.integer(UInt16.self)),
          title: try fields.text(most: WireText.most), date: Int(truncatingIfNeeded: try fields.integer(UInt64.self))))
    case 2:
      return .answer(
        .init(
          poll: try fields.integer(), seat: try fields.text(most: WireText.most),
          nickname: try fields.text(most: WireText.most), nonce: try fields.integer(), said: try fields.said()))
    case 3: return .ended(poll: try fields.integer())
    case 4: return .over
    default: throw ByteFault(description: "a record is of no kind that is known")
    }
  }

  /// CRC-32 as in ISO 3309.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1 }
    }
  }
}
