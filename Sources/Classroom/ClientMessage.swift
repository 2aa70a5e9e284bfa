import Lab
import Lessons

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

  // A presenter's.
  /// What the presenter shows now.
  case present(Presentation)
  /// A piece of a content that the presenter's state names.
  case provide(ContentPiece)
  /// Puts the question of a slide to the class.
  case ask(slide: Int, title: String)
  /// Takes no more answers to a question; a later one, which whoever says this may not have heard of, stays open.
  case endPoll(UInt32)
  case showTally(Bool)
  /// A seat's answers and signals count no more, or again.
  case mute(seat: String, Bool)
  /// A seat is closed, for as long as the class lasts.
  case remove(seat: String)
  /// The class is over.
  case end
}

public struct ClientHello: Equatable, Sendable {
  /// The version of the messages that the client chose among the owner's.
  public var version: UInt16
  /// Whose place in the class it is, as the teacher names the places of a shared account; empty for none.
  public var seat: String
  /// What the person wants to be called.
  public var name: String
  /// Whether it wants to present, if it may.
  public var wantsToPresent: Bool
  /// Tells the clients of one shared account apart that have no seat, also when they come again.
  public var token: UInt64
  /// Whether it is a presenter's second screen, which computes no trainings.
  public var isDesk: Bool

  public init(
    version: UInt16 = Protocol.version, seat: String = "", name: String = "", wantsToPresent: Bool = false,
    token: UInt64 = 0, isDesk: Bool = false
  ) {
    (self.version, self.seat, self.name) = (version, seat, name)
    (self.wantsToPresent, self.token, self.isDesk) = (wantsToPresent, token, isDesk)
  }
}

public struct Presentation: Equatable, Sendable {
  /// The sequence number of the state that the presenter had seen; where another presenter has shown something since,
  /// that stays.
  public var base: UInt64
  /// The presenter's own count of these.
  public var count: UInt32
  /// Whether nobody has done anything: a training has come further, and what others do meanwhile goes before it.
  public var isProgress: Bool
  public var shown: Shown

  public init(base: UInt64, count: UInt32, isProgress: Bool = false, shown: Shown) {
    (self.base, self.count, self.isProgress, self.shown) = (base, count, isProgress, shown)
  }
}

extension ClientMessage {
  /// Of `want`, which is counted apart.
  static let wantKind: UInt16 = 102
  /// Numbers of one answer.
  static let mostNumbers = Question.mostNumbers

  public var packet: Packet {
    var writer = ByteWriter()
    let kind: UInt16
    switch self {
    case .hello(let hello):
      kind = 101
      writer.write(hello.version)
      writer.write(line: hello.seat)
      writer.write(line: hello.name)
      writer.write(hello.wantsToPresent)
      writer.write(hello.token)
      writer.write(hello.isDesk)
    case .want(let id):
      kind = Self.wantKind
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
    case .present(let presentation):
      kind = 106
      writer.write(presentation.base)
      writer.write(presentation.count)
      writer.write(presentation.isProgress)
      writer.write(presentation.shown)
    case .provide(let piece):
      kind = 107
      writer.write(piece)
    case .ask(let slide, let title):
      kind = 108
      writer.write(UInt16(slide))
      writer.write(line: title)
    case .endPoll(let poll):
      kind = 109
      writer.write(poll)
    case .showTally(let isShown):
      kind = 110
      writer.write(isShown)
    case .mute(let seat, let isMuted):
      kind = 111
      writer.write(line: seat)
      writer.write(isMuted)
    case .remove(let seat):
      kind = 112
      writer.write(line: seat)
    case .end: kind = 113
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
          version: try reader.integer(), seat: try reader.line(),
          name: try reader.line(), wantsToPresent: try reader.truth(), token: try reader.integer(),
          isDesk: try reader.truth()))
    case Self.wantKind: self = .want(try reader.contentID())
    case 103: self = .answer(poll: try reader.integer(), nonce: try reader.integer(), said: try reader.said())
    case 104: self = .lost(try reader.truth())
    case 105: self = .following(try reader.truth())
    case 106:
      self = .present(
        Presentation(
          base: try reader.integer(), count: try reader.integer(), isProgress: try reader.truth(),
          shown: try reader.shown()))
    case 107: self = .provide(try reader.piece())
    case 108: self = .ask(slide: Int(try reader.integer(UInt16.self)), title: try reader.line())
    case 109: self = .endPoll(try reader.integer())
    case 110: self = .showTally(try reader.truth())
    case 111: self = .mute(seat: try reader.line(), try reader.truth())
    case 112: self = .remove(seat: try reader.line())
    case 113: self = .end
    default: return nil
    }
    try reader.end()
  }
}
