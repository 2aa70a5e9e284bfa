/// Reads the JSON of a safetensors header from its bytes, as strictly as the format allows.
///
/// A general JSON decoder would not do: it keeps one of two members with the same key and says nothing, takes 1.5 or
/// 1e3 where the format has whole numbers, and follows nesting as deep as a file asks for. This scanner never
/// recurses, because only its caller decides where an object or an array may stand.
struct HeaderScanner {
  private let bytes: ArraySlice<UInt8>
  private(set) var position: Int

  /// - Parameter bytes: the header; positions in messages are its indices.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Reads an object, calling `member` with each key; `member` reads that key's value.
  mutating func object(
    _ member: (inout HeaderScanner, _ key: [UInt8]) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    try list(from: "{", to: "}") { (scanner) throws(SafetensorsError) in
      let key = try scanner.string()
      guard scanner.take(":") else { throw scanner.expected("':'") }
      try member(&scanner, key)
    }
  }

  /// Reads an array of whole numbers, at most `limit` of them.
  mutating func integers(limit: Int, what: String) throws(SafetensorsError) -> [Int] {
    var numbers: [Int] = []
    try list(from: "[", to: "]") { (scanner) throws(SafetensorsError) in
      guard numbers.count < limit else {
        throw SafetensorsError("\(what) has more than \(limit) numbers, at byte \(scanner.position)")
      }
      numbers.append(try scanner.integer())
    }
    return numbers
  }

  /// Reads a string and resolves its escapes; the result is valid UTF-8.
  mutating func string() throws(SafetensorsError) -> [UInt8] {
    let start = position
    guard take("\"") else { throw expected("string") }
    var text: [UInt8] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: text, as: UTF8.self) != nil else {
          throw SafetensorsError("the string at byte \(start) of the header is not valid UTF-8")
        }
        skipSpace()
        return text
      case UInt8(ascii: "\\"): text += try escape()
      case ..<0x20: throw SafetensorsError("a control character stands in the string at byte \(start)")
      default: text.append(byte)
      }
    }
    throw SafetensorsError("the string at byte \(start) has no end")
  }

  /// Takes `character` and the space after it if it is next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    skipSpace()
    return true
  }

  var isAtEnd: Bool { position == bytes.endIndex }

  func expected(_ what: String) -> SafetensorsError {
    SafetensorsError("the header has no \(what) at byte \(position)")
  }

  private mutating func list(
    from opening: Unicode.Scalar, to closing: Unicode.Scalar,
    _ element: (inout HeaderScanner) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    guard take(opening) else { throw expected("'\(opening)'") }
    if take(closing) { return }
    repeat { try element(&self) } while take(",")
    guard take(closing) else { throw expected("',' or '\(closing)'") }
  }

  private mutating func integer() throws(SafetensorsError) -> Int {
    let start = position
    while position < bytes.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
      position += 1
    }
    let digits = bytes[start..<position]
    guard !digits.isEmpty else { throw expected("whole number") }
    guard digits.count == 1 || digits.first != UInt8(ascii: "0") else {
      throw SafetensorsError("the number at byte \(start) begins with 0")
    }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else {
      throw SafetensorsError("the number at byte \(start) is beyond 64 bits")
    }
    skipSpace()
    return number
  }

  private mutating func escape() throws(SafetensorsError) -> [UInt8] {
    let start = position - 1
    switch next().map(Unicode.Scalar.init) {
    case "\"": return [0x22]
    case "\\": return [0x5c]
    case "/": return [0x2f]
    case "b": return [0x08]
    case "f": return [0x0c]
    case "n": return [0x0a]
    case "r": return [0x0d]
    case "t": return [0x09]
    case "u":
      var unit = hexadecimal()
      if let high = unit, (0xd800..<0xdc00).contains(high) {
        unit = nil
        if next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u"), let low = hexadecimal(),
          (0xdc00..<0xe000).contains(low)
        {
          unit = 0x10000 + (high - 0xd800) << 10 + (low - 0xdc00)
        }
      }
      if let scalar = unit.flatMap(Unicode.Scalar.init) { return Array(String(scalar).utf8) }
    default: break
    }
    throw SafetensorsError("the escape at byte \(start) is not one of JSON")
  }

  private mutating func hexadecimal() -> UInt32? {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next().map(Character.init(ascii:))?.hexDigitValue else { return nil }
      number = number << 4 + UInt32(digit)
    }
    return number
  }

  private mutating func next() -> UInt8? {
    guard position < bytes.endIndex else { return nil }
    position += 1
    return bytes[position - 1]
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
  }
}

extension Character {
  fileprivate init(ascii byte: UInt8) {
    self.init(Unicode.Scalar(byte))
  }
}
