/// Numbers and texts to bytes; numbers have a fixed size and their lowest byte first.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ number: Double) { write(number.bitPattern) }
  mutating func write(_ number: Float) { write(number.bitPattern) }
  mutating func write(_ truth: Bool) { write(truth ? 1 : 0 as UInt8) }

  /// A count of what follows.
  mutating func write(count: Int) { write(UInt32(count)) }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// A name or a reason: what is longer than a line may be ends with the last whole character that it has room for.
  mutating func write(line text: String) {
    var line: [UInt8] = []
    for character in text {
      guard line.count + character.utf8.count <= WireText.most else { break }
      line += character.utf8
    }
    write(line)
  }

  mutating func append(_ data: [UInt8]) { bytes += data }

  /// Bytes behind their number.
  mutating func write(_ data: [UInt8]) {
    write(count: data.count)
    bytes.append(contentsOf: data)
  }

  mutating func write<Value>(_ value: Value?, _ body: (inout ByteWriter, Value) -> Void) {
    write(value != nil)
    if let value { body(&self, value) }
  }

  mutating func write<Element>(_ list: [Element], _ body: (inout ByteWriter, Element) -> Void) {
    write(count: list.count)
    for element in list { body(&self, element) }
  }
}

/// Names and reasons: short lines.
enum WireText {
  /// Bytes of UTF-8.
  static let most = 512
}
