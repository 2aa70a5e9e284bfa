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
    public static let tensors = 256
    public static let rank = 4
    /// Bytes, all of them printable ASCII.
    public static let name = 128
    /// Pairs of strings in `__metadata__`.
    public static let metadata = 256
  }

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
    let length: UInt64 = number(bytes, at: 0)
    guard length <= Limit.header else {
      throw SafetensorsError("the header is said to have \(length) bytes, more than \(Limit.header)")
    }
    let dataStart = 8 + Int(length)
    guard dataStart <= bytes.count else {
      throw SafetensorsError("the header ends at byte \(dataStart), the file at byte \(bytes.count)")
    }
    let header = try Header(bytes[8..<dataStart])
    try header.checkCover(dataSize: bytes.count - dataStart)
    var tensors: [String: StoredTensor] = [:]
    for (name, entry) in header.entries {
      let starts = stride(from: dataStart + entry.begin, to: dataStart + entry.end, by: entry.dtype.size)
      let values: StoredTensor.Values =
        switch entry.dtype {
        case .f32: .f32(starts.map { Float(bitPattern: number(bytes, at: $0)) })
        case .f64: .f64(starts.map { Double(bitPattern: number(bytes, at: $0)) })
        case .i64: .i64(starts.map { number(bytes, at: $0) })
        }
      tensors[name] = StoredTensor(shape: entry.shape, values: values)
    }
    return (tensors, header.metadata)
  }

  private static func number<N: FixedWidthInteger & BitwiseCopyable>(_ bytes: [UInt8], at index: Int) -> N {
    bytes.withUnsafeBytes { N(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: N.self)) }
  }
}

/// What is wrong with a safetensors file, and where, in one line.
public struct SafetensorsError: Error, Equatable, CustomStringConvertible {
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

private struct Header {
  struct Entry {
    var dtype: StoredTensor.DType
    var shape: [Int]
    var begin: Int
    var end: Int
  }

  var entries: [String: Entry] = [:]
  var metadata: [String: String] = [:]

  init(_ bytes: ArraySlice<UInt8>) throws(SafetensorsError) {
    var scanner = HeaderScanner(bytes)
    var hasMetadata = false
    try scanner.object { (scanner, key) throws(SafetensorsError) in
      if key == Array("__metadata__".utf8) {
        guard !hasMetadata else { throw SafetensorsError("__metadata__ is there twice") }
        hasMetadata = true
        metadata = try Self.metadata(&scanner)
      } else {
        let name = try Self.name(key, before: scanner.position)
        guard entries[name] == nil else { throw SafetensorsError("tensor '\(name)' is there twice") }
        guard entries.count < Limit.tensors else {
          throw SafetensorsError("the file has more than \(Limit.tensors) tensors")
        }
        entries[name] = try Self.entry(name, &scanner)
      }
    }
    guard scanner.isAtEnd else {
      throw SafetensorsError("the header goes on after its object, at byte \(scanner.position)")
    }
  }

  private typealias Limit = Safetensors.Limit

  private static func name(_ key: [UInt8], before position: Int) throws(SafetensorsError) -> String {
    guard (1...Limit.name).contains(key.count), key.allSatisfy({ (0x20...0x7e).contains($0) }) else {
      throw SafetensorsError(
        "the name before byte \(position) is not 1 to \(Limit.name) characters of printable ASCII")
    }
    return String(decoding: key, as: UTF8.self)
  }

  private static func metadata(_ scanner: inout HeaderScanner) throws(SafetensorsError) -> [String: String] {
    var metadata: [String: String] = [:]
    try scanner.object { (scanner, key) throws(SafetensorsError) in
      let start = scanner.position
      guard metadata.count < Limit.metadata else {
        throw SafetensorsError("__metadata__ has more than \(Limit.metadata) members")
      }
      let value = String(decoding: try scanner.string(), as: UTF8.self)
      guard metadata.updateValue(value, forKey: String(decoding: key, as: UTF8.self)) == nil else {
        throw SafetensorsError("the key before byte \(start) is in __metadata__ twice")
      }
    }
    return metadata
  }

  private static func entry(_ name: String, _ scanner: inout HeaderScanner) throws(SafetensorsError) -> Entry {
    var dtype: StoredTensor.DType?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.object { (scanner, key) throws(SafetensorsError) in
      let start = scanner.position
      func once(_ isFirst: Bool) throws(SafetensorsError) {
        guard isFirst else { throw SafetensorsError("tensor '\(name)' has a member twice, before byte \(start)") }
      }
      switch key {
      case Array("dtype".utf8):
        try once(dtype == nil)
        dtype = StoredTensor.DType(rawValue: String(decoding: try scanner.string(), as: UTF8.self))
        guard dtype != nil else {
          let known = StoredTensor.DType.allCases.map(\.rawValue).joined(separator: ", ")
          throw SafetensorsError("tensor '\(name)' has a dtype other than \(known), at byte \(start)")
        }
      case Array("shape".utf8):
        try once(shape == nil)
        shape = try scanner.integers(limit: Limit.rank, what: "the shape of tensor '\(name)'")
      case Array("data_offsets".utf8):
        try once(offsets == nil)
        offsets = try scanner.integers(limit: 2, what: "data_offsets of tensor '\(name)'")
      default:
        throw SafetensorsError("tensor '\(name)' has a member that the format does not know, before byte \(start)")
      }
    }
    guard let dtype, let shape, let offsets, offsets.count == 2 else {
      throw SafetensorsError("tensor '\(name)' needs dtype, shape and two data_offsets")
    }
    try checkSize(name, dtype, shape, begin: offsets[0], end: offsets[1])
    return Entry(dtype: dtype, shape: shape, begin: offsets[0], end: offsets[1])
  }

  private static func checkSize(
    _ name: String, _ dtype: StoredTensor.DType, _ shape: [Int], begin: Int, end: Int
  ) throws(SafetensorsError) {
    var size = dtype.size
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw SafetensorsError("tensor '\(name)' has a shape beyond 64 bits") }
      size = product
    }
    guard size == end - begin else {
      throw SafetensorsError(
        "tensor '\(name)' needs \(size) bytes, its data_offsets are \(begin) and \(end)")
    }
  }

  /// Checks that the tensors' data lies side by side from the first byte to the last of `dataSize`.
  func checkCover(dataSize: Int) throws(SafetensorsError) {
    let ordered = entries.sorted { ($0.value.begin, $0.value.end, $0.key) < ($1.value.begin, $1.value.end, $1.key) }
    var covered = 0
    for (name, entry) in ordered {
      guard entry.begin >= covered else {
        throw SafetensorsError("tensor '\(name)' begins at data byte \(entry.begin), inside the one before it")
      }
      guard entry.begin == covered else {
        throw SafetensorsError("data bytes \(covered) to \(entry.begin), before tensor '\(name)', belong to none")
      }
      guard entry.end <= dataSize else {
        throw SafetensorsError("tensor '\(name)' ends at data byte \(entry.end), the file at data byte \(dataSize)")
      }
      covered = entry.end
    }
    guard covered == dataSize else {
      throw SafetensorsError("\(dataSize - covered) bytes after the last tensor belong to none")
    }
  }
}
