import Foundation

/// Safetensors files of the format's own definition, and broken ones.
enum WeightFiles {
  /// One unit, one way, from one number.
  static func counter(_ inputWeight: Float = 1) -> Data {
    let ones: [(String, [Int], [Float])] = [
      ("weight_ih_l0", [1, 1], [inputWeight]), ("weight_hh_l0", [1, 1], [1]), ("bias_ih_l0", [1], [0]),
      ("bias_hh_l0", [1], [0]),
    ]
    var (entries, data): ([String], Data) = ([], Data())
    for (name, shape, values) in ones {
      let begin = data.count
      for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) } }
      entries.append("\"\(name)\":{\"dtype\":\"F32\",\"shape\":\(shape),\"data_offsets\":[\(begin),\(data.count)]}")
    }
    return file(header: "{\(entries.joined(separator: ","))}", data)
  }

  /// - Parameter length: what the file says of its header's length; the truth if nil.
  static func file(header: String, length: UInt64? = nil, _ data: Data = Data()) -> Data {
    let header = Data(header.utf8)
    let length = length ?? UInt64(header.count)
    return withUnsafeBytes(of: length.littleEndian) { Data($0) } + header + data
  }
}
