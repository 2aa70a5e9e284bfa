/// Bytes are not what they should be: cut off, of other sizes, or of another version.
struct ByteFault: Error, Equatable, CustomStringConvertible {
  let description: String

  static let cutOff = ByteFault(description: "the message is cut off")
}

/// Reads what `ByteWriter` wrote. Nothing is made larger than the bytes that are there.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: some Collection<UInt8>) {
    self.bytes = ArraySlice(bytes)
    position = self.bytes.startIndex
  }

  var left: Int { bytes.endIndex - position }

  mutating func integer<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(ByteFault) -> Number {
    let size = Number.bitWidth / 8
    guard left >= size else { throw .cutOff }
    var number: Number = 0
    for index in 0..<size { number |= Number(truncatingIfNeeded: bytes[position + index]) << (8 * index) }
    position += size
    return number
  }

  mutating func double() throws(ByteFault) -> Double { Double(bitPattern: try integer()) }
  mutating func float() throws(ByteFault) -> Float { Float(bitPattern: try integer()) }

  mutating func truth() throws(ByteFault) -> Bool {
    switch try integer(UInt8.self) {
    case 0: false
    case 1: true
    default: throw ByteFault(description: "a yes or no is neither")
    }
  }

  /// - Parameter most: what is taken at most.
  mutating func count(most: Int) throws(ByteFault) -> Int {
    let count = Int(try integer(UInt32.self))
    guard count <= most else { throw ByteFault(description: "a list of \(count) is longer than \(most)") }
    guard count <= left else { throw .cutOff }
    return count
  }

  mutating func data(most: Int) throws(ByteFault) -> [UInt8] {
    let count = try count(most: most)
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  mutating func take(_ count: Int) throws(ByteFault) -> [UInt8] {
    guard count <= left else { throw .cutOff }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// All that is left.
  mutating func rest() -> [UInt8] {
    defer { position = bytes.endIndex }
    return Array(bytes[position...])
  }

  /// - Parameter most: bytes of UTF-8.
  mutating func text(most: Int) throws(ByteFault) -> String {
    guard let text = String(validating: try data(most: most), as: UTF8.self) else {
      throw ByteFault(description: "a text is not UTF-8")
    }
    return text
  }

  mutating func line() throws(ByteFault) -> String { try text(most: WireText.most) }

  mutating func optional<Value>(
    _ body: (inout ByteReader) throws(ByteFault) -> Value
  ) throws(ByteFault) -> Value? {
    try truth() ? try body(&self) : nil
  }

  /// Elements have one byte at least.
  mutating func list<Element>(
    most: Int, _ body: (inout ByteReader) throws(ByteFault) -> Element
  ) throws(ByteFault) -> [Element] {
    var list: [Element] = []
    for _ in 0..<(try count(most: most)) { list.append(try body(&self)) }
    return list
  }

  /// - Throws: where anything is left.
  func end() throws(ByteFault) {
    guard left == 0 else { throw ByteFault(description: "the message has \(left) bytes too many") }
  }
}
