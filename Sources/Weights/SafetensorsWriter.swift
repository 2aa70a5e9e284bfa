extension Safetensors {
  /// A file that `read` gives back as it was, bit for bit, payloads of NaN included.
  ///
  /// The same tensors and metadata always give the same bytes. They are in the order of the safetensors library (types
  /// from I64 over F64 to F32, then names by their bytes), and the header ends in spaces so that the data begins at a
  /// multiple of eight.
  ///
  /// - Throws: `SafetensorsError` for what `read` would refuse: names, ranks, sizes and counts beyond `Limit`.
  public static func write(
    _ tensors: [String: StoredTensor], metadata: [String: String] = [:]
  ) throws(SafetensorsError) -> [UInt8] {
    try check(tensors, metadata)
    let ordered = tensors.sorted { left, right in
      let (first, second) = (left.value.dtype.fileOrder, right.value.dtype.fileOrder)
      return first == second ? precedes(left.key, right.key) : first < second
    }
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { precedes($0.key, $1.key) }.map { quoted($0.key) + ":" + quoted($0.value) }
      members.append(#""__metadata__":{\#(pairs.joined(separator: ","))}"#)
    }
    var size = 0
    for (name, tensor) in ordered {
      let begin = size
      size += tensor.values.count * tensor.dtype.size
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        quoted(name)
          + #":{"dtype":"\#(tensor.dtype.rawValue)","shape":[\#(shape)],"data_offsets":[\#(begin),\#(size)]}"#)
    }
    var header = Array("{\(members.joined(separator: ","))}".utf8)
    header += Array(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8)
    guard header.count <= Limit.header else {
      throw SafetensorsError("the header would have \(header.count) bytes, more than \(Limit.header)")
    }
    guard 8 + header.count + size <= Limit.file else {
      throw SafetensorsError("the file would have \(8 + header.count + size) bytes, more than \(Limit.file)")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + size)
    append(CollectionOfOne(UInt64(header.count)), to: &bytes)
    bytes += header
    for (_, tensor) in ordered {
      switch tensor.values {
      case .f32(let numbers): append(numbers.lazy.map(\.bitPattern), to: &bytes)
      case .f64(let numbers): append(numbers.lazy.map(\.bitPattern), to: &bytes)
      case .i64(let numbers): append(numbers, to: &bytes)
      }
    }
    return bytes
  }

  private static func check(
    _ tensors: [String: StoredTensor], _ metadata: [String: String]
  ) throws(SafetensorsError) {
    guard tensors.count <= Limit.tensors else {
      throw SafetensorsError("\(tensors.count) tensors are more than \(Limit.tensors)")
    }
    // Sorted, so that the same tensor is named whenever several are wrong.
    for (name, tensor) in tensors.sorted(by: { precedes($0.key, $1.key) }) {
      guard Limit.allows(name: name.utf8), name != metadataKey else {
        throw SafetensorsError(
          "a tensor's name is \(metadataKey), or not 1 to \(Limit.name) printable ASCII characters")
      }
      guard tensor.shape.count <= Limit.rank else {
        throw SafetensorsError("tensor '\(name)' has \(tensor.shape.count) sizes, more than \(Limit.rank)")
      }
      guard StoredTensor.count([tensor.dtype.size] + tensor.shape) != nil else {
        throw SafetensorsError("tensor '\(name)' has a shape beyond 64 bits")
      }
    }
    guard metadata.count <= Limit.metadata else {
      throw SafetensorsError("\(metadata.count) pairs of metadata are more than \(Limit.metadata)")
    }
    guard metadata.keys.allSatisfy({ $0.utf8.count <= Limit.name }) else {
      throw SafetensorsError("a key of the metadata has more than \(Limit.name) bytes")
    }
  }

  private static func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// `text` as a string of JSON; only what must be escaped is.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{8}": result += "\\b"
      case "\u{c}": result += "\\f"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  private static func append<N: FixedWidthInteger>(_ numbers: some Sequence<N>, to bytes: inout [UInt8]) {
    for number in numbers {
      withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }
  }
}

extension StoredTensor.DType {
  /// The place in a file, the first being 0.
  fileprivate var fileOrder: Int {
    switch self {
    case .i64: 0
    case .f64: 1
    case .f32: 2
    }
  }
}
