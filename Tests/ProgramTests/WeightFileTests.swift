import Foundation
import Testing

/// Weight files from strangers.
@Suite struct WeightFileTests {
  private static let block =
    "file = \"weights.safetensors\"\nactivation = \"relu\"\ndirection = \"forward\"\nhidden = 1\ninput = [1, 2, 3]"

  private func folder(_ weights: Data) throws -> Folder {
    let folder = try Folder()
    try folder.write("lesson.md", .lesson(Self.block))
    try folder.write("weights.safetensors", weights)
    return folder
  }

  private func expectFault(_ words: String..., in folder: Folder) throws {
    let result = try Program.run(["check", "lesson.md"], in: folder)
    #expect(result.failed(), "\(result)")
    #expect(result.lines.count == 1 && result.text.hasPrefix("lesson.md:4:1: "), "\(result.text)")
    for words in words { #expect(result.text.contains(words), "\(result.text)") }
    let dump = try Program.run(["dump", "--json", "lesson.md"], in: folder)
    #expect(dump.status == 0 && dump.lines.count == 2 && dump.complaint.contains("1 fault"), "\(dump)")
  }

  @Test func `a good file counts`() throws {
    let folder = try folder(WeightFiles.counter())
    #expect(try Program.run(["check", "lesson.md"], in: folder).text == "lesson.md: no faults, 2 slides\n")
    let report = try Program.run(["dump", "--json", "--slide", "1", "lesson.md"], in: folder).text
    #expect(report.contains("\"weights\":\"file weights.safetensors\""))
    #expect(report.contains("\"forward\":[[1],[3],[6]]"))
  }

  private static let tensor = "\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]"

  static let hostile: [(String, Data)] = [
    ("empty", Data()), ("garbage", Data(repeating: 0xff, count: 100)), ("seven bytes", Data(repeating: 0, count: 7)),
    ("cut off", WeightFiles.counter().dropLast(3)), ("too long", WeightFiles.counter() + [0]),
    ("a header of exabytes", WeightFiles.file(header: "{}", length: 1 << 62)),
    ("a header beyond the file", WeightFiles.file(header: "{}", length: 1_000)),
    ("no JSON", WeightFiles.file(header: "{\"a\":", Data(count: 4))),
    ("deep JSON", WeightFiles.file(header: String(repeating: "[", count: 100_000))),
    (
      "a huge shape",
      WeightFiles.file(
        header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,8],\"data_offsets\":[0,4]}}", Data(count: 4))
    ),
    (
      "offsets backwards",
      WeightFiles.file(
        header: "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", Data(count: 4))
    ),
    ("overlap", WeightFiles.file(header: "{\"a\":{\(tensor)},\"b\":{\(tensor)}}", Data(count: 4))),
    (
      "an unknown type",
      WeightFiles.file(
        header: "{\"a\":{\"dtype\":\"\u{1b}[31mQ9\",\"shape\":[1],\"data_offsets\":[0,4]}}", Data(count: 4))
    ),
    ("an evil name", WeightFiles.file(header: "{\"\\u001b]0;x\":{\(tensor)}}", Data(count: 4))),
    ("another network", WeightFiles.file(header: "{\"a\":{\(tensor)}}", Data(count: 4))),
  ]

  @Test(arguments: hostile)
  func `a hostile file is one fault of the lesson`(_ name: String, _ bytes: Data) throws {
    try expectFault("weights.safetensors", in: folder(bytes))
  }

  @Test(arguments: [Float.nan, .infinity, -.infinity])
  func `weights that are no numbers are told`(_ value: Float) throws {
    try expectFault("NaN or infinite", "weight_ih_l0", in: folder(WeightFiles.counter(value)))
  }

  @Test func `weights of the wrong shape are told, with both shapes`() throws {
    let folder = try folder(WeightFiles.counter())
    try folder.write("lesson.md", .lesson(Self.block.replacing("hidden = 1", with: "hidden = 3")))
    try expectFault("weight_hh_l0: expected shape (3, 3), got (1, 1)", "do not fit", in: folder)
    try folder.write("lesson.md", .lesson(Self.block.replacing("[1, 2, 3]", with: "[[1, 2], [3, 4]]")))
    try expectFault("weight_ih_l0: expected shape (1, 2), got (1, 1)", in: folder)
  }

  @Test func `a file too large is not read`() throws {
    let folder = try folder(Data())
    truncate(folder.path("weights.safetensors"), (64 << 20) + 1)
    try expectFault("larger than 8 MiB", in: folder)
  }

  @Test func `only regular files inside the folder are read`() throws {
    let folder = try folder(Data())
    let outside = try Folder()
    try outside.write("weights.safetensors", WeightFiles.counter())
    let path = folder.path("weights.safetensors")
    func replace(_ make: () throws -> Void) throws {
      try FileManager.default.removeItem(atPath: path)
      try make()
    }
    try replace {
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: outside.path("weights.safetensors"))
    }
    try expectFault("outside the lesson's folder", in: folder)
    try replace { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/zero") }
    try expectFault("outside the lesson's folder", in: folder)
    try replace { #expect(mkfifo(path, 0o600) == 0) }
    try expectFault("not a regular file", in: folder)
    try replace { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) }
    try expectFault("not a regular file", in: folder)
    try folder.write("inside", WeightFiles.counter())
    try replace { try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "inside") }
    #expect(try Program.run(["check", "lesson.md"], in: folder).status == 0)
    // A folder inside that is a link to somewhere else.
    try FileManager.default.createSymbolicLink(atPath: folder.path("door"), withDestinationPath: outside.root.path)
    try folder.write("lesson.md", .lesson(Self.block.replacing("weights.saf", with: "door/weights.saf")))
    try expectFault("outside the lesson's folder", in: folder)
  }
}
