import Engine
import Testing
import Weights

@Suite("safetensors")
struct SafetensorsTests {
  @Test("what was written is read, in its own type")
  func roundTrip() throws {
    let bytes = Writer.file(
      [
        ("f", "F32", [2, 2], Writer.bytes([1.5, -0.1, .infinity, 0] as [Float])),
        ("d", "F64", [1, 1, 1, 3], Writer.bytes([0.1, -1e300, .leastNonzeroMagnitude])),
        ("i", "I64", [2], Writer.bytes([Int64.min, .max])),
        ("scalar", "F32", [], Writer.bytes([7] as [Float])),
        ("empty", "F64", [3, 0], []),
      ], metadata: ["a": "b", "c": ""])
    let (tensors, metadata) = try Safetensors.read(bytes)
    #expect(metadata == ["a": "b", "c": ""])
    #expect(tensors.count == 5)
    #expect(tensors["f"]?.values == .f32([1.5, -0.1, .infinity, 0]))
    #expect(tensors["f"]?.shape == [2, 2])
    #expect(tensors["d"]?.values == .f64([0.1, -1e300, .leastNonzeroMagnitude]))
    #expect(tensors["i"]?.values == .i64([.min, .max]))
    #expect(tensors["scalar"]?.values == .f32([7]))
    #expect(tensors["scalar"]?.shape == [])
    #expect(tensors["empty"]?.values == .f64([]))
    #expect(tensors.mapValues(\.dtype) == ["f": .f32, "d": .f64, "i": .i64, "scalar": .f32, "empty": .f64])
  }

  @Test("float32 widens exactly, float64 rounds, integers are neither")
  func conversions() throws {
    let (tensors, _) = try Safetensors.read(
      Writer.file([
        ("f", "F32", [1], Writer.bytes([0.1] as [Float])), ("d", "F64", [2], Writer.bytes([0.1, 1e300])),
        ("i", "I64", [1], Writer.bytes([Int64(3)])),
      ]))
    #expect(tensors["f"]?.doubles?.values == [Double(Float(0.1))])
    #expect(tensors["f"]?.floats?.values == [0.1])
    #expect(tensors["d"]?.doubles?.values == [0.1, 1e300])
    #expect(tensors["d"]?.floats?.values == [0.1, .infinity])
    #expect(tensors["i"]?.doubles == nil && tensors["i"]?.floats == nil)
  }

  @Test("spaces, escapes, any order of members and of tensors")
  func freedoms() throws {
    let header = #"""
      {"b" : { "data_offsets":[4 , 8], "shape":[1],"dtype":"F32" },
      \#t"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
       "__metadata__":{"k\n\"\\\/":"\u00e9\ud83d\ude00é"}} \#t\#r\#u{20}
      """#
    let (tensors, metadata) = try Safetensors.read(Writer.file(header: header, data: Writer.bytes([1, 2] as [Float])))
    #expect(tensors["a"]?.values == .f32([1]))
    #expect(tensors["b"]?.values == .f32([2]))
    #expect(metadata == ["k\n\"\\/": "é😀é"])
    #expect(try Safetensors.read(Writer.file(header: "{}")).tensors.isEmpty)
  }

  /// A file that must be refused, and a part of the message that says why.
  struct Attack: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let message: String

    init(_ name: String, _ bytes: [UInt8], _ message: String) {
      (testDescription, self.bytes, self.message) = (name, bytes, message)
    }

    /// A file with `header` and `data` bytes of data.
    init(_ name: String, header: String, data: Int = 0, _ message: String) {
      self.init(name, Writer.file(header: header, data: Array(repeating: 0, count: data)), message)
    }

    /// A file whose one tensor has `entry` and `data` bytes of data.
    init(_ name: String, entry: String, data: Int = 4, _ message: String) {
      self.init(name, header: #"{"a":{\#(entry)}}"#, data: data, message)
    }
  }

  private static func tensor(_ name: String, _ begin: Int, _ end: Int) -> String {
    #""\#(name)":{"dtype":"F32","shape":[\#((end - begin) / 4)],"data_offsets":[\#(begin),\#(end)]}"#
  }

  static let frames: [Attack] = [
    Attack("empty file", [], "too few for the length"),
    Attack("seven bytes", Array(repeating: 0, count: 7), "too few for the length"),
    Attack("no header", Array(repeating: 0, count: 8), "no '{' at byte 8"),
    Attack("header longer than the file", Writer.file(header: "{}", length: 3), "ends at byte 11, the file at byte 10"),
    Attack(
      "header of 100 MB, all there",
      Writer.bytes(UInt64(100_000_000)) + Array(repeating: 0x20, count: 60_000_000),
      "no safetensors file: its header would have 100000000"),
    Attack("header of 1 MiB and 1", Writer.file(header: "{}", length: 1 << 20 + 1), "no safetensors file"),
    Attack("header of 2^64 − 1", Writer.file(header: "{}", length: .max), "no safetensors file"),
    Attack("header of 2^63", Writer.file(header: "{}", length: 1 << 63), "no safetensors file"),
    Attack("file of 64 MiB and 1", Array(repeating: 0, count: 64 << 20 + 1), "more than 67108864"),
    Attack("header too short", Writer.file(header: "{}", length: 1), "no string at byte 9"),
    Attack("after the object", header: "{}x", "goes on after its object"),
    Attack("two objects", header: "{}{}", "goes on after its object"),
    Attack("a NUL after the object", header: "{}\0", "goes on after its object"),
    Attack("space before the object", header: " {}", "no '{' at byte 8"),
    Attack("a byte order mark", header: "\u{feff}{}", "no '{' at byte 8"),
  ]

  static let syntax: [Attack] = [
    Attack("an array", header: "[]", "no '{'"),
    Attack("deep arrays", header: String(repeating: "[", count: 100_000), "no '{'"),
    Attack(
      "deep objects", header: String(repeating: #"{"a":"#, count: 100_000), "member that the format does not know"),
    Attack("deep metadata", header: #"{"__metadata__":"# + String(repeating: #"{"a":"#, count: 100_000), "no string"),
    Attack("deep shape", entry: #""shape":"# + String(repeating: "[", count: 100_000), "no whole number"),
    Attack("key without quotes", header: "{a:1}", "no string at byte 9"),
    Attack("no colon", header: #"{"a" 1}"#, "no ':'"),
    Attack("comma before the end", header: "{" + tensor("a", 0, 4) + ",}", data: 4, "no string"),
    Attack("no comma", header: "{" + tensor("a", 0, 4) + tensor("b", 4, 8) + "}", data: 8, "',' or '}'"),
    Attack("string without end", header: #"{"a"#, "has no end"),
    Attack("control character in a string", header: "{\"a\n\":1}", "control character"),
    Attack("unknown escape", header: #"{"\x":1}"#, "escape at byte 10"),
    Attack("half an escape", header: #"{"\u12"#, "escape at byte 10"),
    Attack("half a surrogate pair", header: #"{"__metadata__":{"\ud800":""}}"#, "escape"),
    Attack("surrogates in the wrong order", header: #"{"__metadata__":{"\udc00\ud800":""}}"#, "escape"),
    Attack(
      "bad UTF-8", Writer.bytes(UInt64(24)) + Array(#"{"__metadata__":{"k":""#.utf8) + [0xff, 0x22], "not valid UTF-8"),
    Attack(
      "overlong UTF-8", Writer.bytes(UInt64(5)) + Array(#"{""#.utf8) + [0xc0, 0xaf, 0x22], "not valid UTF-8"),
    Attack("metadata of numbers", header: #"{"__metadata__":{"a":1}}"#, "no string"),
    Attack("metadata null", header: #"{"__metadata__":null}"#, "no '{'"),
    Attack("metadata twice", header: #"{"__metadata__":{},"__metadata__":{}}"#, "__metadata__ is there twice"),
    Attack(
      "a metadata key that takes minutes to hash",
      header: #"{"__metadata__":{"a"# + String(repeating: "\u{301}\u{327}", count: 200_000) + #"":""}}"#,
      "more than 128 bytes"),
    Attack("a metadata key twice", header: #"{"__metadata__":{"k":"","\u006b":""}}"#, "twice"),
    Attack(
      "257 metadata keys",
      header: #"{"__metadata__":{"# + (0..<257).map { #""\#($0)":"""# }.joined(separator: ",") + "}}", "more than 256"),
  ]

  static let tensors: [Attack] = [
    Attack("a name twice", header: "{\(tensor("a", 0, 4)),\(tensor("a", 4, 8))}", data: 8, "'a' is there twice"),
    Attack(
      "a name twice, once escaped", header: "{\(tensor("a", 0, 4)),\(tensor(#"\u0061"#, 4, 8))}", data: 8,
      "'a' is there twice"),
    Attack("an empty name", header: "{\(tensor("", 0, 4))}", data: 4, "1 to 128"),
    Attack(
      "a name of 129", header: "{\(tensor(String(repeating: "a", count: 129), 0, 4))}", data: 4, "1 to 128"),
    Attack("an escape sequence as a name", header: "{\(tensor(#"\u001b[2J"#, 0, 4))}", data: 4, "printable ASCII"),
    Attack("a name beyond ASCII", header: "{\(tensor("é", 0, 4))}", data: 4, "printable ASCII"),
    Attack(
      "4097 tensors",
      header: "{" + (0..<4097).map { tensor("t\($0)", 4 * $0, 4 * $0 + 4) }.joined(separator: ",") + "}",
      data: 4 * 4097, "more than 4096"),
    Attack("a tensor that is no object", header: #"{"a":1}"#, "no '{'"),
    Attack("no dtype", entry: #""shape":[1],"data_offsets":[0,4]"#, "needs dtype"),
    Attack("no shape", entry: #""dtype":"F32","data_offsets":[0,4]"#, "needs dtype"),
    Attack("no offsets", entry: #""dtype":"F32","shape":[1]"#, "needs dtype"),
    Attack("one offset", entry: #""dtype":"F32","shape":[1],"data_offsets":[0]"#, "two data_offsets"),
    Attack("three offsets", entry: #""dtype":"F32","shape":[1],"data_offsets":[0,4,4]"#, "more than 2 numbers"),
    Attack("dtype twice", entry: #""dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]"#, "twice"),
    Attack("shape twice", entry: #""dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]"#, "twice"),
    Attack(
      "offsets twice", entry: #""dtype":"F32","shape":[1],"data_offsets":[0,4],"data_offsets":[0,4]"#, "twice"),
    Attack("an unknown member", entry: #""dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1"#, "does not know"),
    Attack("half precision", entry: #""dtype":"F16","shape":[2],"data_offsets":[0,4]"#, "other than F32, F64, I64"),
    Attack("dtype in small letters", entry: #""dtype":"f32","shape":[1],"data_offsets":[0,4]"#, "other than"),
    Attack("rank 9", entry: #""dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]"#, "more than 8 numbers"),
    Attack("an infinite size", entry: #""dtype":"F32","shape":[Infinity],"data_offsets":[0,4]"#, "no whole number"),
    Attack(
      "offsets whose difference overflows",
      entry: #""dtype":"F32","shape":[1],"data_offsets":[9223372036854775807,0]"#, "needs 4 bytes"),
    Attack(
      "an offset of 2^64", entry: #""dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551616]"#, "64 bits"),
    Attack(
      "ten tensors on the same data",
      header: "{" + (0..<10).map { tensor("t\($0)", 0, 16) }.joined(separator: ",") + "}", data: 16, "inside the one"),
    Attack("a negative size", entry: #""dtype":"F32","shape":[-1],"data_offsets":[0,4]"#, "no whole number"),
    Attack("a fraction", entry: #""dtype":"F32","shape":[1.0],"data_offsets":[0,4]"#, "',' or ']'"),
    Attack("an exponent", entry: #""dtype":"F32","shape":[1e0],"data_offsets":[0,4]"#, "',' or ']'"),
    Attack("a leading zero", entry: #""dtype":"F32","shape":[01],"data_offsets":[0,4]"#, "begins with 0"),
    Attack(
      "a size of 2^63", entry: #""dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]"#, "beyond 64 bits"),
    Attack(
      "a product of 2^64 and 4",
      entry: #""dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]"#, "beyond 64 bits"),
    Attack(
      "2^62 numbers",
      entry: #""dtype":"F32","shape":[1152921504606846976],"data_offsets":[0,4611686018427387904]"#,
      "the file at data byte 4"),
    Attack("a shape for more bytes", entry: #""dtype":"F32","shape":[2],"data_offsets":[0,4]"#, "needs 8 bytes"),
    Attack("a shape for fewer bytes", entry: #""dtype":"F32","shape":[0],"data_offsets":[0,4]"#, "needs 0 bytes"),
    Attack("end before begin", entry: #""dtype":"F32","shape":[1],"data_offsets":[4,0]"#, "needs 4 bytes"),
    Attack("data cut short", header: "{\(tensor("a", 0, 8))}", data: 7, "ends at data byte 8, the file at data byte 7"),
    Attack("no data", header: "{\(tensor("a", 0, 4))}", "ends at data byte 4, the file at data byte 0"),
    Attack("trailing bytes", header: "{\(tensor("a", 0, 4))}", data: 5, "1 bytes after the last tensor"),
    Attack("data of no tensor", header: "{}", data: 1, "1 bytes after the last tensor"),
    Attack("a hole at the start", header: "{\(tensor("a", 4, 8))}", data: 8, "data bytes 0 to 4"),
    Attack("a hole between", header: "{\(tensor("a", 0, 4)),\(tensor("b", 8, 12))}", data: 12, "data bytes 4 to 8"),
    Attack("an overlap", header: "{\(tensor("a", 0, 8)),\(tensor("b", 4, 12))}", data: 12, "inside the one before"),
    Attack("the same data twice", header: "{\(tensor("a", 0, 4)),\(tensor("b", 0, 4))}", data: 4, "inside the one"),
    Attack("an empty tensor inside another", header: "{\(tensor("a", 0, 8)),\(tensor("b", 4, 4))}", data: 8, "inside"),
    Attack("an empty tensor after the end", header: "{\(tensor("a", 0, 4)),\(tensor("b", 8, 8))}", data: 4, "4 to 8"),
  ]

  @Test("refused with a line that says why", arguments: frames + syntax + tensors)
  func attacks(_ attack: Attack) {
    do {
      _ = try Safetensors.read(attack.bytes)
      Issue.record("was read")
    } catch {
      let text = error.description
      #expect(text.contains(attack.message))
      #expect(text.utf8.count < 300 && text.unicodeScalars.allSatisfy { (" "..."~").contains($0) }, "\(text)")
    }
  }

  @Test("damaged files are read or refused, and never more than that")
  func fuzz() throws {
    let sound = Writer.file(
      [
        ("lstm.weight", "F32", [2, 2], Writer.bytes([1, 2, 3, 4] as [Float])),
        ("lstm.bias", "F64", [3], Writer.bytes([1.0, 2, 3])), ("n", "I64", [1], Writer.bytes([Int64(9)])),
      ], metadata: ["k\\u00e9": "v"])
    var random = SeededGenerator(seed: 11)
    var (read, refused) = (0, 0)
    for _ in 0..<5000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
        let index = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[index] = Array(#"{}[]",:\09u"#.utf8).randomElement(using: &random)!
        case 2: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...9, using: &random)))
        case 3: bytes.insert(.random(in: 0...255, using: &random), at: index)
        default: bytes.removeLast(bytes.count - index)
        }
      }
      // Let most of the damage reach the header's own checks.
      if bytes.count >= 8, Bool.random(using: &random) {
        bytes.replaceSubrange(0..<8, with: Writer.bytes(UInt64(bytes.count - 8 - min(bytes.count - 8, 48))))
      }
      do {
        let tensors = try Safetensors.read(bytes).tensors
        #expect(tensors.values.allSatisfy { $0.dtype == .i64 || $0.doubles != nil })
        read += 1
      } catch {
        refused += 1
      }
    }
    #expect(read > 100 && refused > 1000, "\(read) read, \(refused) refused")
  }
}
