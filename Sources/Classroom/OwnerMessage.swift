import Lab

/// What the owner of a class says to its clients.
public enum OwnerMessage: Equatable, Sendable {
  /// The first word on every connection, before the client has said anything.
  case hello(ClassHello)
  /// What a client may do from now on.
  case welcome(Welcome)
  /// The newest state of the class, whole. One that is missed is never needed.
  case state(PublishedState)
  /// The newest roster, for presenters.
  case roster(Roster)
  /// Please provide a content that the presenter's state names.
  case want(ContentID)
  /// A piece of a lesson or of weights.
  case piece(ContentPiece)
  /// An answer is kept, and survives a crash of anything.
  case acknowledged(poll: UInt32, nonce: UInt64)
  /// Why the connection ends; one line for a person, who alone may try again.
  case farewell(String)
  /// Why the connection ends for now; to come again later is of use.
  case busy(String)
  /// For presenters: what was shown last in an earlier life of the owner, as long as nobody has shown anything in this
  /// one.
  case earlier(Shown)
  /// What has been said from the client's seat to the last question, and is kept: whoever sits there may not know it any
  /// more.
  case said(poll: UInt32, [Double])
}

/// Which class this is, and which protocols its owner speaks.
public struct ClassHello: Equatable, Sendable {
  /// The versions of the messages.
  public var oldest: UInt16
  public var newest: UInt16
  public var name: String
  /// The user whose class it is.
  public var host: String
  public var isPresenterHere: Bool
  public var here: Int

  public init(
    oldest: UInt16 = Protocol.version, newest: UInt16 = Protocol.version, name: String, host: String = "",
    isPresenterHere: Bool = false, here: Int = 0
  ) {
    (self.oldest, self.newest, self.name, self.host) = (oldest, newest, name, host)
    (self.isPresenterHere, self.here) = (isPresenterHere, here)
  }
}

/// What a client is in the class; the owner decides it by who is at the other end of the socket.
public struct Welcome: Equatable, Sendable {
  public enum Role: UInt8, Sendable {
    case follower, presenter
  }

  public var role: Role
  /// The client's seat.
  public var seat: String

  public init(role: Role, seat: String) {
    (self.role, self.seat) = (role, seat)
  }
}

/// What somebody has done that led to a state; how far a training has come is nobody's doing.
public struct Decision: Hashable, Sendable {
  /// The `token` of the presenter's hello; 0 before anyone has presented.
  public var author: UInt64
  /// The presenter's own count.
  public var count: UInt32

  public static let none = Decision(author: 0, count: 0)

  public init(author: UInt64, count: UInt32) {
    (self.author, self.count) = (author, count)
  }
}

public struct PublishedState: Equatable, Sendable {
  public var decision: Decision
  public var state: ClassState

  public init(decision: Decision, state: ClassState) {
    (self.decision, self.state) = (decision, state)
  }
}

/// The version of the messages that this program speaks.
public enum Protocol {
  public static let version: UInt16 = 2
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
      writer.write(line: hello.name)
      writer.write(line: hello.host)
      writer.write(hello.isPresenterHere)
      writer.write(UInt16(hello.here))
    case .welcome(let welcome):
      kind = 2
      writer.write(welcome.role.rawValue)
      writer.write(line: welcome.seat)
    case .state(let published):
      kind = 3
      writer.write(published.decision.author)
      writer.write(published.decision.count)
      writer.append(published.state.bytes)
    case .piece(let piece):
      kind = 4
      writer.write(piece)
    case .acknowledged(let poll, let nonce):
      kind = 5
      writer.write(poll)
      writer.write(nonce)
    case .farewell(let reason):
      kind = 6
      writer.write(line: reason)
    case .roster(let roster):
      kind = 7
      writer.append(roster.bytes)
    case .want(let id):
      kind = 8
      writer.write(id)
    case .busy(let reason):
      kind = 9
      writer.write(line: reason)
    case .earlier(let shown):
      kind = 10
      writer.write(shown)
    case .said(let poll, let said):
      kind = 11
      writer.write(poll)
      writer.write(said) { $0.write($1) }
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
          oldest: try reader.integer(), newest: try reader.integer(), name: try reader.line(),
          host: try reader.line(), isPresenterHere: try reader.truth(),
          here: Int(try reader.integer(UInt16.self))))
    case 2:
      guard let role = Welcome.Role(rawValue: try reader.integer()) else {
        throw ByteFault(description: "a role is unknown")
      }
      self = .welcome(Welcome(role: role, seat: try reader.line()))
    case 3:
      self = .state(
        PublishedState(
          decision: Decision(author: try reader.integer(), count: try reader.integer()),
          state: try ClassState(bytes: reader.rest())))
    case 4: self = .piece(try reader.piece())
    case 5: self = .acknowledged(poll: try reader.integer(), nonce: try reader.integer())
    case 6: self = .farewell(try reader.line())
    case 7: self = .roster(try Roster(bytes: reader.rest()))
    case 8: self = .want(try reader.contentID())
    case 9: self = .busy(try reader.line())
    case 10: self = .earlier(try reader.shown())
    case 11: self = .said(poll: try reader.integer(), try reader.said())
    default: return nil
    }
    try reader.end()
  }
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
