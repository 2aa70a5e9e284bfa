extension ClassOwner {
  /// Who is at the other end, and how much was said there.
  struct Connection {
    var user: UInt32
    var process: Int32
    var userName: String
    var part = Part.stranger
    /// Of its hello.
    var token: UInt64 = 0
    var isDesk = false
    var allowance = Allowance(burst: 20, perSecond: 5)
    /// Contents that it asks for, one after the other: a lesson may have many files.
    var wants = Allowance(burst: 300, perSecond: 5)
    var dropped = 0

    enum Part: Equatable {
      case stranger
      case presenter
      /// By the name of the seat.
      case follower(String)
    }
  }
}

extension ClassOwner.Connection {
  /// Whether the packet is not one too many. Nothing is made of it before this is known.
  mutating func mayBeRead(_ packet: Packet, at now: Moment) -> Bool {
    let mayBe = packet.kind == ClientMessage.wantKind ? wants.take(at: now) : allowance.take(at: now)
    if !mayBe { dropped += 1 }
    return mayBe
  }
}

/// How often somebody may say something: so many at once, and then so many a second.
struct Allowance {
  private let burst: Double
  private let perSecond: Double
  private var left: Double
  private var last: Int?

  init(burst: Double, perSecond: Double) {
    (self.burst, self.perSecond, left) = (burst, perSecond, burst)
  }

  mutating func take(at moment: Moment) -> Bool {
    let now = moment.milliseconds
    left = min(burst, left + Double(now - (last ?? now)) / 1000 * perSecond)
    last = now
    guard left >= 1 else { return false }
    left -= 1
    return true
  }
}
