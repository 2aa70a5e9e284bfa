import Classroom
import Glibc

/// A follower of a class that notes how old each state is when it comes.
struct Follower {
  /// What it does with the bytes that come.
  enum Manner {
    case reads
    /// Nothing any more.
    case ignores
    /// One byte of them a second.
    case sips
  }

  private(set) var socket: MemberSocket
  var manner = Manner.reads
  private(set) var hasState = false
  /// Of the newest state that a presenter has made; 0 before the first.
  private(set) var newest: UInt32 = 0
  /// States that never came, because newer ones did.
  private(set) var skipped = 0
  /// States that were older than one before, in the order in which they were sent.
  private(set) var disorders = 0
  private var packets = PacketReader(most: PacketReader.mostFromOwner)
  private var highest: UInt64 = 0
  private var lastSip: UInt64 = 0

  /// - Parameter number: of the seat.
  init(_ path: String, _ number: Int) throws {
    socket = try MemberSocket(path, ClientHello(seat: "seat \(number)", token: UInt64(number)))
  }

  var isOpen: Bool { socket.isOpen }
  /// Bytes.
  var received: Int { socket.received }

  /// What to wait for: the end alone, for one that does not read; nothing behind it.
  var awaited: pollfd {
    var file = socket.awaited
    if manner != .reads { file.events = 0 }
    if !isOpen { file.fd = -1 }
    return file
  }

  mutating func leave() { socket.leave() }

  /// Its part, now that the socket has something, or a moment is over.
  ///
  /// - Parameters:
  ///   - events: of the socket.
  ///   - took: is told the age of the newest state in milliseconds, where a new one has come.
  mutating func exchange(_ events: Int16, _ took: (Double) -> Void) {
    switch manner {
    case .reads:
      socket.send()
      var came: [UInt8] = []
      let events = socket.receive { came = $0 }
      look(at: came)
      take(events, took)
    case .ignores where events != 0, .sips where events != 0: socket.leave()
    case .ignores: break
    case .sips where nanoseconds() > lastSip + 1_000_000_000:
      lastSip = nanoseconds()
      take(socket.receive(most: 1), took)
    case .sips: break
    }
  }

  private mutating func take(_ events: [ClassMember.Event], _ took: (Double) -> Void) {
    var age: Double?
    for event in events {
      switch event {
      case .state(let published):
        hasState = true
        guard let sent = published.state.shown.flatMap({ SentTime.read($0.lecture) }), published.decision.count > newest
        else {
          continue
        }
        if newest > 0 { skipped += Int(published.decision.count - newest) - 1 }
        newest = published.decision.count
        age = Double(nanoseconds() - sent) / 1e6
      case .farewell, .busy, .broken: socket.leave()
      default: break
      }
    }
    if let age { took(age) }
  }

  /// The member drops what is older than what it has; nobody would see that it came.
  private mutating func look(at bytes: [UInt8]) {
    packets.append(bytes)
    while let packet = try? packets.next() {
      // States alone are numbered.
      guard packet.sequence > 0 else { continue }
      if packet.sequence < highest { disorders += 1 }
      highest = max(highest, packet.sequence)
    }
  }
}

/// When a state was presented, in the bytes of its lecture: behind the number of the slide.
enum SentTime {
  /// - Parameter count: of all bytes.
  static func bytes(_ time: UInt64, count: Int) -> [UInt8] {
    let time = (0..<8).map { UInt8(truncatingIfNeeded: time >> (8 * $0)) }
    return [0, 0] + time + [UInt8](repeating: 0xa5, count: count - 10)
  }

  static func read(_ bytes: [UInt8]) -> UInt64? {
    guard bytes.count >= 10 else { return nil }
    return (0..<8).reduce(0) { $0 | UInt64(bytes[2 + $1]) << (8 * $1) }
  }
}
