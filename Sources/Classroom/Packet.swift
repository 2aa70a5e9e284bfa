/// One message on the socket of a class: a head of fixed size, and a body that the head's kind explains.
///
///     "BRL1" | u32 length of the body | u16 kind | u16 flags, 0 | u64 epoch | u64 sequence number | body
///
/// Numbers have their lowest byte first. An epoch is one life of a class's owner; within it the sequence numbers of
/// states only grow.
public struct Packet: Equatable, Sendable {
  public var kind: UInt16
  public var epoch: UInt64
  public var sequence: UInt64
  public var body: [UInt8]

  public init(kind: UInt16, epoch: UInt64 = 0, sequence: UInt64 = 0, body: [UInt8]) {
    (self.kind, self.epoch, self.sequence, self.body) = (kind, epoch, sequence, body)
  }

  /// Its last character is the version of the head.
  static let magic: [UInt8] = Array("BRL1".utf8)
  static let headSize = 28

  public var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.append(Self.magic)
    writer.write(count: body.count)
    writer.write(kind)
    writer.write(0 as UInt16)
    writer.write(epoch)
    writer.write(sequence)
    writer.append(body)
    return writer.bytes
  }
}

/// Why nothing more can be read of a connection.
public enum PacketFault: Error, Equatable, Sendable {
  /// Its bytes are no packets, or those of a later version of the head.
  case notPackets
  /// A body is longer than the other side may send.
  case tooLong(Int)
}

/// Takes packets out of a stream of bytes, whatever pieces it comes in. A length is checked before anything is kept for
/// it: what is buffered is never more than one packet of the longest kind and one piece.
public struct PacketReader: Sendable {
  /// Of a body from a client, and from the owner of a class.
  public static let (mostFromClient, mostFromOwner) = (64 << 10, 1 << 20)

  private let most: Int
  private var buffer: [UInt8] = []
  private var start = 0

  /// - Parameter most: bytes of a body.
  public init(most: Int) {
    self.most = most
  }

  public mutating func append(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// The next whole packet; nil until more bytes come.
  ///
  /// - Throws: `PacketFault`; the stream is of no use from then on.
  public mutating func next() throws(PacketFault) -> Packet? {
    let bytes = buffer[start...]
    for (byte, wanted) in zip(bytes, Packet.magic) where byte != wanted { throw .notPackets }
    guard bytes.count >= Packet.headSize else { return nil }
    var reader = ByteReader(bytes.dropFirst(Packet.magic.count))
    let length: Int
    do { length = Int(try reader.integer(UInt32.self)) } catch { throw .notPackets }
    guard length <= most else { throw .tooLong(length) }
    guard bytes.count >= Packet.headSize + length else { return nil }
    do {
      let kind = try reader.integer(UInt16.self)
      _ = try reader.integer(UInt16.self)
      let packet = Packet(
        kind: kind, epoch: try reader.integer(), sequence: try reader.integer(),
        body: Array(bytes.dropFirst(Packet.headSize).prefix(length)))
      start += Packet.headSize + length
      return packet
    } catch {
      throw .notPackets
    }
  }
}
