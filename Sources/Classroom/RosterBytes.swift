import Lab

extension Roster {
  var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.write(seats) { writer, seat in
      writer.write(line: seat.name)
      writer.write(line: seat.nickname)
      let flags = [seat.isHere, seat.isFollowing, seat.isBehind, seat.isLost, seat.isMuted, seat.isRemoved]
      writer.write(flags.enumerated().reduce(into: 0 as UInt8) { $0 |= $1.element ? 1 << $1.offset : 0 })
      writer.write(seat.said) { writer, said in writer.write(said) { $0.write($1) } }
    }
    writer.write(poll) { $0.write($1) }
    writer.write(elapsed) { $0.write(UInt64(clamping: $1)) }
    writer.write(hasScreen)
    return writer.bytes
  }

  init(bytes: [UInt8]) throws(ByteFault) {
    self.init()
    var reader = ByteReader(bytes)
    seats = try reader.list(most: ClassOwner.mostSeats) { reader throws(ByteFault) in
      var seat = Seat(name: try reader.line(), nickname: try reader.line())
      let flags = try reader.integer(UInt8.self)
      (seat.isHere, seat.isFollowing, seat.isBehind) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0)
      (seat.isLost, seat.isMuted) = (flags & 8 != 0, flags & 16 != 0)
      seat.isRemoved = flags & 32 != 0
      seat.said = try reader.optional { reader throws(ByteFault) in try reader.said() }
      return seat
    }
    poll = try reader.optional { reader throws(ByteFault) in try reader.poll() }
    elapsed = try reader.optional { reader throws(ByteFault) in
      // Far beyond any lecture, and far from where sums of times overflow.
      Int(min(try reader.integer(UInt64.self), 1 << 40))
    }
    hasScreen = try reader.truth()
    try reader.end()
  }
}
