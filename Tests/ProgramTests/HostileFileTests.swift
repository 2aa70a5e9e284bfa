import Foundation
import Testing

/// Files that are no lessons, or are meant to hurt.
@Suite struct HostileFileTests {
  private func check(_ path: String, in folder: Folder) throws -> Program.Result {
    let result = try Program.run(["check", path], in: folder)
    #expect(result.failed(), "\(result)")
    return result
  }

  /// The same answer from every command, whatever comes of it.
  private func expectRefusal(_ path: String, _ reason: String, in folder: Folder) throws {
    #expect(try check(path, in: folder).text == "\(path): \(reason)\n")
    for command in [["dump", path], [path]] {
      let result = try Program.run(command, in: folder)
      #expect(result.failed() && result.output.isEmpty, "\(result)")
      #expect(result.complaint == "bilab: \(path): \(reason)\n")
    }
  }

  @Test func `what is no file is refused at once`() throws {
    let folder = try Folder()
    #expect(mkfifo(folder.path("fifo"), 0o600) == 0)
    try FileManager.default.createDirectory(at: folder.url("folder"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(atPath: folder.path("loop"), withDestinationPath: "loop")
    try folder.write("file", "# One\n")
    let kind = "that is not a regular file; name a Markdown file"
    for name in ["fifo", "folder", ".", "/dev/zero", "/dev/tty0"] where access(name, F_OK) == 0 || name != "/dev/tty0" {
      try expectRefusal(name, kind, in: folder)
    }
    try expectRefusal("loop", "Too many levels of symbolic links", in: folder)
    try expectRefusal("file/lesson.md", "Not a directory", in: folder)
    try expectRefusal(String(repeating: "x", count: 300), "File name too long", in: folder)
    try expectRefusal("", "there is no such file; bilab lessons lists the built-in ones", in: folder)
  }

  @Test func `a file that may not be read says so`() throws {
    let folder = try Folder()
    try folder.write("secret.md", "# One\n")
    chmod(folder.path("secret.md"), 0)
    // Nothing is secret from root, who therefore becomes nobody, and takes the program along to where nobody can go.
    try FileManager.default.copyItem(atPath: Program.path, toPath: folder.path("bilab"))
    chmod(folder.root.path, 0o755)
    let nobody = geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
    let result = try Program.shell("\(nobody)./bilab check secret.md", in: folder)
    #expect(result.failed(), "\(result)")
    #expect(result.text == "secret.md: Permission denied\n")
  }

  @Test func `a hundred megabytes are not read`() throws {
    let folder = try Folder()
    try folder.write("big.md", Data("# One\n".utf8))
    truncate(folder.path("big.md"), 100 << 20)
    #expect(
      try check("big.md", in: folder).lines == [
        "big.md:1:1: the lesson is larger than 1 MiB and is not read; cut it into several lessons [too-large]"
      ])
  }

  @Test func `bytes that are not text are told, and the rest is read`() throws {
    let folder = try Folder()
    try folder.write("bytes.md", Data("# One\n\nwords ".utf8) + [0xff, 0xfe, 0] + Data("\n\n---\n\n# Two\n".utf8))
    let lines = try check("bytes.md", in: folder).lines
    #expect(lines.contains { $0.hasPrefix("bytes.md:3:7: the byte 0xff is not UTF-8 text; save the file in UTF-8") })
    #expect(try Program.run(["dump", "--json", "bytes.md"], in: folder).lines.count == 2)
  }

  @Test(arguments: [">", "[", "*", "`", "- ", "$`", "<!--", "![", "\\", "&", "~~", "|", "# ", "1. "])
  func `ten thousand of anything get an answer`(_ piece: String) throws {
    let folder = try Folder()
    let heap = String(repeating: piece, count: 10_000)
    let tower = (0..<600).map { String(repeating: " ", count: min($0 * 2, 4_000)) + piece + "x" }.joined(
      separator: "\n")
    try folder.write("heap.md", "# One\n\n\(heap) x\n\n---\n\n# Two\n\n\(tower)\n\n---\n\n# Three\n")
    let result = try Program.run(["check", "heap.md"], in: folder)
    #expect(result.status == 0 || result.failed(), "\(result.complaint)")
    let dump = try Program.run(["dump", "heap.md"], in: folder)
    #expect(dump.status == 0)
    #expect(dump.text.contains("/3\n"))
  }

  @Test func `random bytes and damaged chapters never end it`() throws {
    let folder = try Folder()
    var random = Seeded(state: 77)
    let chapter = try Data(
      contentsOf: URL(filePath: #filePath).appending(path: "../../../lessons/chapter.md").standardized)
    for round in 0..<40 {
      var bytes = chapter
      switch round % 3 {
      case 0: bytes = Data((0..<20_000).map { _ in UInt8.random(in: 0...255, using: &random) })
      case 1: bytes = bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))
      default:
        for _ in 0..<200 {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
      }
      try folder.write("damaged.md", bytes)
      let result = try Program.run(["check", "damaged.md"], in: folder)
      #expect(result.status == 0 || result.failed(), "round \(round): \(result.complaint)")
      #expect(try Program.run(["dump", "damaged.md"], in: folder).status == 0, "round \(round)")
    }
  }
}
