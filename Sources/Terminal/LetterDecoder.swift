/// UTF-8, one byte at a time; what is not UTF-8 is dropped.
struct LetterDecoder {
  private var bytes: [UInt8] = []
  private var needed = 0

  mutating func decode(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case 0x20..<0x7f:
      bytes = []
      return Unicode.Scalar(byte)
    case 0xc2..<0xf5:
      bytes = [byte]
      needed = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
      return nil
    case 0x80..<0xc0 where !bytes.isEmpty:
      bytes.append(byte)
      guard bytes.count == needed else { return nil }
      defer { bytes = [] }
      return String(validating: bytes, as: UTF8.self)?.unicodeScalars.first
    default:
      bytes = []
      return nil
    }
  }
}
