/// The safetensors format: eight bytes with the length of a header (little-endian), the header in JSON, then the
/// numbers of all tensors, little-endian and row-major.
///
/// The header maps each name to `dtype`, `shape` and `data_offsets` (begin and end, counted from the first byte after
/// the header); `__metadata__` maps strings to strings.
public enum Safetensors {
  /// The most that a file may hold. Far above any network of a lesson, far below what would hurt.
  public enum Limit {
    /// Bytes.
    public static let file = 64 << 20
    /// Bytes.
    public static let header = 1 << 20
    /// A network in a larger model's file is one among many.
    public static let tensors = 4096
    public static let rank = 8
    /// Bytes of a tensor's name, all of them printable ASCII, and of a key in `__metadata__`. (Swift takes minutes to
    /// hash a text of a few hundred thousand combining marks.)
    public static let name = 128
    /// Pairs of strings in `__metadata__`.
    public static let metadata = 256

    static func allows(name: some Collection<UInt8>) -> Bool {
      (1...self.name).contains(name.count) && name.allSatisfy { (0x20...0x7e).contains($0) }
    }
  }

  /// The member of the header that is no tensor.
  static let metadataKey = "__metadata__"

  /// Reads a whole file. The file may be hostile: everything that the header says is checked before memory is taken
  /// for it, and the tensors have to cover the data exactly, without overlap, hole or rest.
  ///
  /// - Returns: The tensors by name, and the pairs of `__metadata__`, whose text may hold any character.
  /// - Throws: `SafetensorsError`, the first thing that is wrong.
  /// - Complexity: O(n) for n bytes.
  public static func read(
    _ bytes: [UInt8]
  ) throws(SafetensorsError) -> (tensors: [String: StoredTensor], metadata: [String: String]) {
    guard bytes.count <= Limit.file else {
      throw SafetensorsError("the file has \(bytes.count) bytes, more than \(Limit.file)")
    }
    guard bytes.count >= 8 else {
      throw SafetensorsError("the file has \(bytes.count) bytes, too few for the length of a header")
    }
    let length: UInt64 = numbers(bytes[..<8])[0]
    guard length <= Limit.header else {
      throw SafetensorsError(
        "this is no safetensors file: its header would have \(length) bytes, more than \(Limit.header)")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw SafetensorsError("the header ends at byte \(dataStart), the file at byte \(bytes.count)")
    }
    let header = try SafetensorsHeader(bytes[8..<dataStart])
    try header.checkCover(dataSize: bytes.count - dataStart)
    var tensors: [String: StoredTensor] = [:]
    for (name, entry) in header.entries {
      let data = bytes[dataStart + entry.begin..<dataStart + entry.end]
      let values: StoredTensor.Values =
        switch entry.dtype {
        case .f32: .f32(numbers(data).map(Float.init(bitPattern:)))
        case .f64: .f64(numbers(data).map(Double.init(bitPattern:)))
        case .i64: .i64(numbers(data))
        }
      tensors[name] = StoredTensor(checked: entry.shape, values)
    }
    return (tensors, header.metadata)
  }

  private static func numbers<N: FixedWidthInteger & BitwiseCopyable>(_ bytes: ArraySlice<UInt8>) -> [N] {
    bytes.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: MemoryLayout<N>.size).map { start in
        N(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: N.self))
      }
    }
  }
}

/// What is wrong with a safetensors file, and where, in one line.
public struct SafetensorsError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}
