/// What a client says to the owner of a class.
public enum ClientMessage: Equatable, Sendable {
  /// The answer to the owner's hello.
  case hello(ClientHello)
  /// Please send a content that a state names.
  case want(ContentID)
  /// The numbers that were said to a question, or the number of a choice. The nonce names the answer, so that one that
  /// is sent twice is counted once.
  case answer(poll: UInt32, nonce: UInt64, said: [Double])
  /// Whether this person is lost here.
  case lost(Bool)
  /// Whether this person follows the lecture, or tries things alone.
  case following(Bool)
  /// The presenter's newest state.
  case present([UInt8])
  /// A piece of a content that the presenter's state names.
  case provide(ContentPiece)
}

public struct ClientHello: Equatable, Sendable {
  /// The version of the messages that the client chose among the owner's.
  public var version: UInt16
  /// Whose place in the class it is, as the teacher names places; empty for somebody who has none.
  public var seat: String
  /// What the person wants to be called.
  public var name: String
  /// Whether it wants to present, if it may.
  public var wantsToPresent: Bool

  public init(version: UInt16 = Protocol.version, seat: String = "", name: String = "", wantsToPresent: Bool = false) {
    (self.version, self.seat, self.name, self.wantsToPresent) = (version, seat, name, wantsToPresent)
  }
}

extension ClientMessage {
  /// Numbers of one answer.
  static let mostNumbers = 64

  public var packet: Packet {
    var writer = ByteWriter()
    let kind: UInt16
    switch self {
    case .hello(let hello):
      kind = 101
      writer.write(hello.version)
      writer.write(hello.seat)
      writer.write(hello.name)
      writer.write(hello.wantsToPresent)
    case .want(let id):
      kind = 102
      writer.write(id)
    case .answer(let poll, let nonce, let said):
      kind = 103
      writer.write(poll)
      writer.write(nonce)
      writer.write(said) { $0.write($1) }
    case .lost(let isLost):
      kind = 104
      writer.write(isLost)
    case .following(let follows):
      kind = 105
      writer.write(follows)
    case .present(let bytes):
      kind = 106
      writer.append(bytes)
    case .provide(let piece):
      kind = 107
      writer.write(piece)
    }
    return Packet(kind: kind, body: writer.bytes)
  }

  /// - Returns: nil for a kind that this version does not know, which is skipped.
  /// - Throws: `ByteFault` for a body that is not of its kind.
  public init?(_ packet: Packet) throws {
    var reader = ByteReader(packet.body)
    switch packet.kind {
    case 101:
      self = .hello(
        ClientHello(
          version: try reader.integer(), seat: try reader.text(most: WireText.most),
          name: try reader.text(most: WireText.most), wantsToPresent: try reader.truth()))
    case 102: self = .want(try reader.contentID())
    case 103:
      let (poll, nonce) = (try reader.integer(UInt32.self), try reader.integer(UInt64.self))
      let said = try reader.list(most: Self.mostNumbers) { reader throws(ByteFault) in try reader.double() }
      guard said.allSatisfy(\.isFinite) else { throw ByteFault(description: "an answer is not finite") }
      self = .answer(poll: poll, nonce: nonce, said: said)
    case 104: self = .lost(try reader.truth())
    case 105: self = .following(try reader.truth())
    case 106:
      self = .present(packet.body)
      return
    case 107: self = .provide(try reader.piece())
    default: return nil
    }
    try reader.end()
  }
}
