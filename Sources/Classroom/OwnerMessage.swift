/// What the owner of a class says to its clients.
public enum OwnerMessage: Equatable, Sendable {
  /// The first word on every connection, before the client has said anything.
  case hello(ClassHello)
  /// What a client may do from now on.
  case welcome(Role)
  /// The newest state of the class, whole. One that is missed is never needed.
  case state([UInt8])
  /// A piece of a lesson or of weights.
  case piece(ContentPiece)
  /// An answer is kept, and survives a crash of anything.
  case acknowledged(poll: UInt32, nonce: UInt64)
  /// Why the connection ends; one line for a person.
  case farewell(String)

  /// What a client is in the class; the owner decides it by who is at the other end of the socket.
  public enum Role: UInt8, Sendable {
    case follower, presenter
  }
}

/// Which class this is, and which protocols its owner speaks.
public struct ClassHello: Equatable, Sendable {
  /// The versions of the messages.
  public var oldest: UInt16
  public var newest: UInt16
  public var name: String

  public init(oldest: UInt16 = Protocol.version, newest: UInt16 = Protocol.version, name: String) {
    (self.oldest, self.newest, self.name) = (oldest, newest, name)
  }
}

/// The version of the messages that this program speaks.
public enum Protocol {
  public static let version: UInt16 = 1
}

/// Some bytes of a content, from `offset` on; of all pieces together, the name is checked.
public struct ContentPiece: Equatable, Sendable {
  /// Bytes of a piece, so that a state never waits long behind one.
  public static let size = 16 << 10

  public var id: ContentID
  public var total: Int
  public var offset: Int
  public var bytes: [UInt8]

  public init(id: ContentID, total: Int, offset: Int, bytes: [UInt8]) {
    (self.id, self.total, self.offset, self.bytes) = (id, total, offset, bytes)
  }
}

extension OwnerMessage {
  public var packet: Packet { packet(epoch: 0, sequence: 0) }

  public func packet(epoch: UInt64, sequence: UInt64) -> Packet {
    var writer = ByteWriter()
    let kind: UInt16
    switch self {
    case .hello(let hello):
      kind = 1
      writer.write(hello.oldest)
      writer.write(hello.newest)
      writer.write(hello.name)
    case .welcome(let role):
      kind = 2
      writer.write(role.rawValue)
    case .state(let bytes):
      kind = 3
      writer.append(bytes)
    case .piece(let piece):
      kind = 4
      writer.write(piece)
    case .acknowledged(let poll, let nonce):
      kind = 5
      writer.write(poll)
      writer.write(nonce)
    case .farewell(let reason):
      kind = 6
      writer.write(reason)
    }
    return Packet(kind: kind, epoch: epoch, sequence: sequence, body: writer.bytes)
  }

  /// - Returns: nil for a kind that this version does not know, which is skipped.
  /// - Throws: `ByteFault` for a body that is not of its kind.
  public init?(_ packet: Packet) throws {
    var reader = ByteReader(packet.body)
    switch packet.kind {
    case 1:
      self = .hello(
        ClassHello(
          oldest: try reader.integer(), newest: try reader.integer(), name: try reader.text(most: WireText.most)))
    case 2:
      guard let role = Role(rawValue: try reader.integer()) else { throw ByteFault(description: "a role is unknown") }
      self = .welcome(role)
    case 3:
      self = .state(packet.body)
      return
    case 4: self = .piece(try reader.piece())
    case 5: self = .acknowledged(poll: try reader.integer(), nonce: try reader.integer())
    case 6: self = .farewell(try reader.text(most: WireText.most))
    default: return nil
    }
    try reader.end()
  }
}

/// Names and reasons: short lines.
enum WireText {
  /// Bytes of UTF-8.
  static let most = 512
}

extension ByteWriter {
  mutating func write(_ piece: ContentPiece) {
    write(piece.id)
    write(UInt32(piece.total))
    write(UInt32(piece.offset))
    write(piece.bytes)
  }
}

extension ByteReader {
  mutating func piece() throws(ByteFault) -> ContentPiece {
    let piece = ContentPiece(
      id: try contentID(), total: Int(try integer(UInt32.self)), offset: Int(try integer(UInt32.self)),
      bytes: try data(most: ContentPiece.size))
    guard piece.offset + piece.bytes.count <= piece.total else {
      throw ByteFault(description: "a piece reaches beyond its content")
    }
    return piece
  }
}
