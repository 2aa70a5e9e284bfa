/// What the header of a safetensors file says, each part checked on its own.
struct SafetensorsHeader {
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
      if key.elementsEqual(Safetensors.metadataKey.utf8) {
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
    guard Limit.allows(name: key) else {
      throw SafetensorsError(
        "the name before byte \(position) is not 1 to \(Limit.name) characters of printable ASCII")
    }
    return String(decoding: key, as: UTF8.self)
  }

  private static func metadata(_ scanner: inout HeaderScanner) throws(SafetensorsError) -> [String: String] {
    var metadata: [String: String] = [:]
    try scanner.object { (scanner, key) throws(SafetensorsError) in
      let start = scanner.position
      guard key.count <= Limit.name else {
        throw SafetensorsError("the key before byte \(start) in __metadata__ has more than \(Limit.name) bytes")
      }
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
    guard let size = StoredTensor.count([dtype.size] + shape) else {
      throw SafetensorsError("tensor '\(name)' has a shape beyond 64 bits")
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
