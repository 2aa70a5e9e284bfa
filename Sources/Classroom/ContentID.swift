/// Names a content by its bytes: FNV-1a of 128 bits. It tells contents apart that nobody made alike on purpose; no
/// safety rests on it, as only the owner of a class hands contents out.
public struct ContentID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let high: UInt64
  public let low: UInt64

  init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

  public init(_ bytes: some Sequence<UInt8>) {
    var hash: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
    for byte in bytes { hash = (hash ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b }
    (high, low) = (UInt64(truncatingIfNeeded: hash >> 64), UInt64(truncatingIfNeeded: hash))
  }

  /// - Parameter text: as `description` writes it.
  public init?(_ text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  public static func < (left: ContentID, right: ContentID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  public var description: String {
    [high, low].map { part in
      let digits = String(part, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension ByteWriter {
  mutating func write(_ id: ContentID) {
    write(id.high)
    write(id.low)
  }
}

extension ByteReader {
  mutating func contentID() throws(ByteFault) -> ContentID {
    ContentID(high: try integer(), low: try integer())
  }
}
