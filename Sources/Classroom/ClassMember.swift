import Lab

/// A client's end of the messages of a class. Pure: whoever has the socket gives it what comes and sends what it has to
/// say.
public struct ClassMember {
  public enum Event: Equatable {
    /// The owner has spoken.
    case greeted(ClassHello)
    case welcomed(Welcome)
    /// A newer state than any before.
    case state(PublishedState)
    case roster(Roster)
    /// What was shown before the owner was started again; for presenters who have not shown anything yet.
    case earlier(Shown)
    /// A content that was asked for is whole.
    case content(ContentID, [UInt8])
    /// The answer that was given last is kept.
    case acknowledged
    /// What has been said from this seat to a question, and is kept.
    case said(poll: UInt32, [Double])
    /// The owner ends the connection, and says why; to try again by oneself is of no use.
    case farewell(String)
    /// The owner ends the connection for now, and says why.
    case busy(String)
    /// What comes is of no use, and why.
    case broken(String)
  }

  /// nil for who only looks which class it is.
  private let hello: ClientHello?
  private var reader = PacketReader(most: PacketReader.mostFromOwner)
  /// Bytes to be sent, in order.
  public var outgoing: [UInt8] = []
  /// nil before the owner has let this client in.
  public private(set) var welcome: Welcome?
  public private(set) var epoch: UInt64 = 0
  /// Of the newest state.
  public private(set) var sequence: UInt64 = 0
  /// What is wanted still, in the order in which it is asked for, one after the other.
  private var wanted: [ContentID] = []
  private var part: [UInt8] = []
  /// What presenters can provide.
  private var library: [ContentID: [UInt8]] = [:]
  /// The last answer, until it is acknowledged.
  private var answer: (poll: UInt32, nonce: UInt64, said: [Double])?
  private var nonce: UInt64
  private var count: UInt32 = 0

  /// - Parameter nonce: what nobody else in the class begins with, by and large.
  public init(_ hello: ClientHello?, nonce: UInt64) {
    (self.hello, self.nonce) = (hello, nonce)
  }

  /// A connection begins, or has ended.
  public mutating func reconnect() {
    reader = PacketReader(most: PacketReader.mostFromOwner)
    (outgoing, welcome, part) = ([], nil, [])
  }

  /// Whether it was this client who did what a state shows.
  public func isOwn(_ decision: Decision) -> Bool { decision.author == hello?.token }

  public mutating func received(_ bytes: some Sequence<UInt8>) -> [Event] {
    var events: [Event] = []
    reader.append(bytes)
    do {
      while let packet = try reader.next() {
        if let message = try OwnerMessage(packet) { hear(message, packet, &events) }
      }
    } catch let fault as PacketFault {
      switch fault {
      case .notPackets: events.append(.broken("what answers there is no class of bilab"))
      case .tooLong: events.append(.broken("the class sends more than a message can hold"))
      }
    } catch {
      events.append(.broken("the class cannot be understood: \(error)"))
    }
    return events
  }

  // MARK: What it says

  public mutating func say(_ message: ClientMessage) {
    guard welcome != nil else { return }
    outgoing += message.packet.bytes
  }

  /// Answers a question; a connection that breaks before the answer is acknowledged says it again.
  public mutating func answer(_ poll: UInt32, _ said: [Double]) {
    nonce &+= 1
    answer = (poll, nonce, said)
    say(.answer(poll: poll, nonce: nonce, said: said))
  }

  public var isAnswerKept: Bool { answer == nil }

  /// Asks for a content, once.
  public mutating func want(_ id: ContentID) {
    guard !wanted.contains(id) else { return }
    wanted.append(id)
    if wanted.count == 1 { say(.want(id)) }
  }

  /// Shows the class something, and can provide what it names.
  ///
  /// - Parameter isProgress: as in `Presentation`.
  /// - Returns: this presenter's count of it.
  @discardableResult
  public mutating func present(
    _ shown: Shown, isProgress: Bool = false, providing contents: [ContentID: [UInt8]]
  ) -> UInt32 {
    count += 1
    library = contents
    say(.present(Presentation(base: sequence, count: count, isProgress: isProgress, shown: shown)))
    return count
  }

  // MARK: What it hears

  private mutating func hear(_ message: OwnerMessage, _ packet: Packet, _ events: inout [Event]) {
    switch message {
    case .hello(let owner):
      events.append(.greeted(owner))
      guard (owner.oldest...max(owner.oldest, owner.newest)).contains(Protocol.version) else {
        let which = owner.oldest > Protocol.version ? "a newer" : "an older"
        events.append(.farewell("this class is of \(which) bilab than yours; both need the same version"))
        return
      }
      if let hello { outgoing += ClientMessage.hello(hello).packet.bytes }
    case .welcome(let welcome):
      self.welcome = welcome
      events.append(.welcomed(welcome))
      if let answer { say(.answer(poll: answer.poll, nonce: answer.nonce, said: answer.said)) }
      if let first = wanted.first { say(.want(first)) }
    case .state(let published):
      guard packet.epoch != epoch || packet.sequence >= sequence else { return }
      (epoch, sequence) = (packet.epoch, packet.sequence)
      wantOnly(published.state.shown?.contents ?? [])
      events.append(.state(published))
    case .roster(let roster): events.append(.roster(roster))
    case .earlier(let shown): events.append(.earlier(shown))
    case .want(let id): provide(id)
    case .piece(let piece): take(piece, &events)
    case .acknowledged(let poll, let nonce):
      guard let answer, answer.poll == poll, answer.nonce == nonce else { return }
      self.answer = nil
      events.append(.acknowledged)
    case .said(let poll, let said):
      // What this client has said since is on its way.
      if answer?.poll != poll { events.append(.said(poll: poll, said)) }
    case .farewell(let reason): events.append(.farewell(reason))
    case .busy(let reason): events.append(.busy(reason))
    }
  }

  /// Nobody hands out what the newest state does not name, and what is asked for next must not wait for it.
  private mutating func wantOnly(_ named: [ContentID]) {
    let first = wanted.first
    wanted.removeAll { !named.contains($0) }
    guard wanted.first != first else { return }
    part = []
    if let next = wanted.first { say(.want(next)) }
  }

  private mutating func provide(_ id: ContentID) {
    guard let bytes = library[id] else { return }
    for piece in ContentPiece.all(of: bytes, id) { say(.provide(piece)) }
  }

  private mutating func take(_ piece: ContentPiece, _ events: inout [Event]) {
    guard piece.id == wanted.first, piece.offset == part.count else { return }
    part += piece.bytes
    guard part.count == piece.total else { return }
    let whole = part
    part = []
    wanted.removeFirst()
    if ContentID(whole) == piece.id { events.append(.content(piece.id, whole)) }
    if let next = wanted.first { say(.want(next)) }
  }
}

extension ContentPiece {
  /// A content in pieces; an empty one in one.
  static func all(of bytes: [UInt8], _ id: ContentID) -> [ContentPiece] {
    stride(from: 0, to: max(bytes.count, 1), by: size).map { offset in
      ContentPiece(
        id: id, total: bytes.count, offset: offset, bytes: Array(bytes[offset..<min(offset + size, bytes.count)]))
    }
  }
}
