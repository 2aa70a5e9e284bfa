import Engine
import Testing
import Weights

@Suite("writing safetensors")
struct WritingTests {
  private static func bits(_ values: StoredTensor.Values) -> [UInt64] {
    switch values {
    case .f32(let numbers): numbers.map { UInt64($0.bitPattern) }
    case .f64(let numbers): numbers.map(\.bitPattern)
    case .i64(let numbers): numbers.map(UInt64.init(bitPattern:))
    }
  }

  @Test("what was written is read bit for bit")
  func roundTrip() throws {
    let floats: [Float] = [
      -0.0, .leastNonzeroMagnitude, Float(bitPattern: 0xffc1_2345), Float(bitPattern: 0x7f80_0001),
    ]
    let doubles = [
      .infinity, -0.0, Double(bitPattern: 0x7ff8_0000_dead_beef), Double(bitPattern: 0xfff0_0000_0000_0001),
    ]
    let tensors = [
      "f": StoredTensor(try Tensor(shape: [2, 2], values: floats)),
      "d \"\\~": StoredTensor(try Tensor(shape: [1, 4], values: doubles)),
      "lengths": StoredTensor([3, 1, -2]),
      "scalar": try StoredTensor(shape: [], values: .f64([0.1])),
      "empty": try StoredTensor(shape: [3, 0], values: .f32([])),
    ]
    let metadata = ["kind": "LSTM", "": "", "\u{0}\u{1f}\"\\\n\u{8}": "é😀\u{7f}\u{2028}"]
    let (read, words) = try Safetensors.read(Safetensors.write(tensors, metadata: metadata))
    #expect(read.mapValues(\.shape) == tensors.mapValues(\.shape))
    #expect(read.mapValues(\.dtype) == tensors.mapValues(\.dtype))
    #expect(read.mapValues { Self.bits($0.values) } == tensors.mapValues { Self.bits($0.values) })
    #expect(words == metadata)
  }

  @Test("the bytes are those of the safetensors library")
  func bytes() throws {
    let tensors = [
      "b": StoredTensor(try Tensor(shape: [1], values: [1] as [Float])),
      "a": StoredTensor(try Tensor(shape: [], values: [2] as [Float])),
      "d": StoredTensor(try Tensor(shape: [1, 1], values: [3.0])), "z": StoredTensor([4]),
    ]
    let header =
      #"{"__metadata__":{"k":"v\n\u0001/é"},"z":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"#
      + #""d":{"dtype":"F64","shape":[1,1],"data_offsets":[8,16]},"a":{"dtype":"F32","shape":[],"data_offsets":[16,20]},"#
      + #""b":{"dtype":"F32","shape":[1],"data_offsets":[20,24]}}"#
    let padded = header + String(repeating: " ", count: (8 - header.utf8.count % 8) % 8)
    let data = Writer.bytes([Int64(4)]) + Writer.bytes([3.0]) + Writer.bytes([2, 1] as [Float])
    #expect(header.utf8.count % 8 != 0)
    #expect(
      try Safetensors.write(tensors, metadata: ["k": "v\n\u{1}/é"]) == Writer.file(header: padded, data: data))
    #expect(try Safetensors.write([:]) == Writer.file(header: "{}      "))
  }

  @Test(
    "a name that would be refused is not written",
    arguments: ["", "é", "\u{7f}", "\n", "__metadata__", String(repeating: "a", count: 129)])
  func names(_ name: String) {
    #expect(throws: SafetensorsError.self) { try Safetensors.write([name: StoredTensor([1])]) }
  }

  @Test("nor is what is larger than a file may be")
  func limits() throws {
    func refused(_ tensors: [String: StoredTensor], _ metadata: [String: String] = [:], because words: String) {
      do {
        _ = try Safetensors.write(tensors, metadata: metadata)
        Issue.record("was written")
      } catch {
        #expect(error.description.contains(words))
      }
    }
    let one = StoredTensor([1])
    let many = Dictionary(uniqueKeysWithValues: (0...4096).map { ("t\($0)", one) })
    refused(many, because: "4097 tensors are more than 4096")
    refused(["a": try StoredTensor(shape: Array(repeating: 1, count: 9), values: .i64([1]))], because: "9 sizes")
    refused([:], Dictionary(uniqueKeysWithValues: (0...256).map { ("\($0)", "") }), because: "257 pairs")
    refused([:], [String(repeating: "k", count: 129): ""], because: "more than 128 bytes")
    refused([:], ["k": String(repeating: "v", count: 1 << 20)], because: "header would have")
    let large = try StoredTensor(shape: [8 << 20], values: .i64(Array(repeating: 0, count: 8 << 20)))
    refused(["a": large], because: "file would have")
    let most = Array(many.prefix(4096))
    #expect(try Safetensors.read(Safetensors.write(Dictionary(uniqueKeysWithValues: most))).tensors.count == 4096)
  }

  @Test("a tensor has as many numbers as its shape says")
  func shapes() {
    for shape in [[2], [-1, -1], [1 << 62, 4], [1, 0]] {
      #expect(throws: ShapeError.self) { try StoredTensor(shape: shape, values: .i64([1])) }
    }
  }
}
