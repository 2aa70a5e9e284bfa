/// Writes safetensors files for tests, right ones and wrong ones.
enum Writer {
  static func file(header: String, data: [UInt8] = [], length: UInt64? = nil) -> [UInt8] {
    let header = Array(header.utf8)
    return bytes(length ?? UInt64(header.count)) + header + data
  }

  /// A file of tensors side by side, in order.
  static func file(
    _ tensors: [(name: String, dtype: String, shape: [Int], data: [UInt8])], metadata: [String: String] = [:]
  ) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\"\($0.value)\"" }
      members.append("\"__metadata__\":{\(pairs.joined(separator: ","))}")
    }
    var data: [UInt8] = []
    for tensor in tensors {
      let offsets = "[\(data.count),\(data.count + tensor.data.count)]"
      members.append(
        "\"\(tensor.name)\":{\"dtype\":\"\(tensor.dtype)\",\"shape\":\(tensor.shape),\"data_offsets\":\(offsets)}")
      data += tensor.data
    }
    return file(header: "{\(members.joined(separator: ","))}", data: data)
  }

  static func bytes<N: FixedWidthInteger>(_ number: N) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }

  static func bytes(_ numbers: [Float]) -> [UInt8] { numbers.flatMap { bytes($0.bitPattern) } }
  static func bytes(_ numbers: [Double]) -> [UInt8] { numbers.flatMap { bytes($0.bitPattern) } }
  static func bytes(_ numbers: [Int64]) -> [UInt8] { numbers.flatMap { bytes($0) } }
}
