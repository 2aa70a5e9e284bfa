import Lab

/// What presenters alone are told of a class, whole.
public struct Roster: Equatable, Sendable {
  public struct Seat: Equatable, Sendable {
    /// What the owner calls the place: a user's name, or that of a place in a shared account.
    public var name: String
    /// What the person wants to be called; may be empty.
    public var nickname: String
    public var isHere: Bool
    public var isFollowing: Bool
    /// Whether states wait that the connection does not take.
    public var isBehind: Bool
    public var isLost: Bool
    public var isMuted: Bool
    /// What was answered to the last poll.
    public var said: [Double]?

    public init(name: String, nickname: String) {
      (self.name, self.nickname) = (name, nickname)
      (isHere, isFollowing, isBehind, isLost, isMuted) = (true, true, false, false, false)
    }
  }

  public var seats: [Seat] = []
  /// The last poll with what was answered to it, also while the class may not see that.
  public var poll: Poll?

  public init() {}

  public var lost: Int { seats.count { $0.isHere && $0.isLost } }
}

extension Roster {
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(seats) { writer, seat in
      writer.write(seat.name)
      writer.write(seat.nickname)
      let flags = [seat.isHere, seat.isFollowing, seat.isBehind, seat.isLost, seat.isMuted]
      writer.write(flags.enumerated().reduce(into: 0 as UInt8) { $0 |= $1.element ? 1 << $1.offset : 0 })
      writer.write(seat.said) { writer, said in writer.write(said) { $0.write($1) } }
    }
    writer.write(poll) { $0.write($1) }
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(ByteFault) {
    var reader = ByteReader(bytes)
    seats = try reader.list(most: ClassOwner.mostSeats) { reader throws(ByteFault) in
      var seat = Seat(name: try reader.text(most: WireText.most), nickname: try reader.text(most: WireText.most))
      let flags = try reader.integer(UInt8.self)
      (seat.isHere, seat.isFollowing, seat.isBehind) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0)
      (seat.isLost, seat.isMuted) = (flags & 8 != 0, flags & 16 != 0)
      seat.said = try reader.optional { reader throws(ByteFault) in try reader.said() }
      return seat
    }
    poll = try reader.optional { reader throws(ByteFault) in try reader.poll() }
    try reader.end()
  }
}
