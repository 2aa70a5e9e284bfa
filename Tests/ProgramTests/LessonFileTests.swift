import Foundation
import Testing

/// `bilab export LESSON -o FILE`.
@Suite struct LessonFileTests {
  private static let text = "# One\n\nwords\n\n<!-- note: hush -->\n\n---\n\n# Two\n\n```lab\ninput = [1]\n```\n"

  private func export(_ arguments: String..., in folder: Folder) throws -> Program.Result {
    try Program.run(["export"] + arguments, in: folder)
  }

  @Test(arguments: ["html", "txt", "md"])
  func `the file's name says what is written, and the same is printed`(kind: String) throws {
    let folder = try Folder()
    try folder.write("l.md", Self.text)
    let result = try export("l.md", "-o", "out.\(kind)", in: folder)
    let bytes = try Data(contentsOf: folder.url("out.\(kind)"))
    #expect(result.status == 0 && result.complaint.isEmpty)
    #expect(result.text == "out.\(kind)  2 slides, 2 steps, \(bytes.count) bytes\n")
    #expect(try export("l.md", "-o", "-", "--as", kind, in: folder).output == bytes)
    #expect(try export("l.md", "-o", "other", "--as", kind, in: folder).status == 0)
    #expect(try Data(contentsOf: folder.url("other")) == bytes)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("hush"))
    #expect(try export("l.md", "-o", "-", "--as", kind, "--notes", in: folder).text.contains("hush"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.root.path)
    #expect(Set(names) == ["l.md", "out.\(kind)", "other"])
  }

  @Test func `a file that is there is replaced with --force alone, the lesson never`() throws {
    let folder = try Folder()
    try folder.write("l.md", Self.text)
    try folder.write("out.txt", "mine")
    let refused = try export("l.md", "-o", "out.txt", in: folder)
    #expect(refused.failed() && refused.complaint == "bilab: out.txt is there already; --force replaces it\n")
    #expect(try String(contentsOf: folder.url("out.txt"), encoding: .utf8) == "mine")
    #expect(try export("l.md", "-o", "out.txt", "--force", in: folder).status == 0)
    #expect(try String(contentsOf: folder.url("out.txt"), encoding: .utf8).contains("1/2  One"))
    try FileManager.default.createSymbolicLink(atPath: folder.path("link.txt"), withDestinationPath: "l.md")
    let itself = try export("l.md", "-o", "link.txt", "--force", in: folder)
    #expect(itself.failed() && itself.complaint.contains("link.txt is the lesson itself"))
    #expect(try String(contentsOf: folder.url("l.md"), encoding: .utf8) == Self.text)
  }

  @Test(arguments: [
    (["nothing.md", "-o", "out.txt"], "nothing.md: there is no such file"),
    (["-o", "no/where.txt"], "no/where.txt: No such file or directory"),
    (["-o", "folder.txt"], "folder.txt: Is a directory"),
  ])
  func `what cannot be written is one line, and leaves nothing`(_ arguments: [String], _ words: String) throws {
    let folder = try Folder()
    try FileManager.default.createDirectory(at: folder.url("folder.txt"), withIntermediateDirectories: true)
    let result = try Program.run(["export"] + arguments, in: folder)
    #expect(result.failed() && result.complaint.contains(words), "\(result.complaint)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.root.path) == ["folder.txt"])
  }

  @Test func `another ending names those that there are`() throws {
    for name in ["out.pdf", "out", "txt"] {
      let result = try Program.run(["export", "-o", name])
      #expect(
        result.failed(with: 64) && result.complaint.contains("ends in .html, .txt or .md;"), "\(result.complaint)")
    }
  }

  @Test(arguments: [
    [], ["-o", "-"], ["-o", "a.txt", "--keys", "m"], ["-o", "a.txt", "--short"], ["-o", "a.txt", "--slide", "8"],
    ["-o", "dir", "--slide", "8", "--notes"], ["-o", "-", "--as", "pdf"], ["-o", "dir", "--slide", "8", "--as", "txt"],
  ])
  func `wrong options are usage`(_ arguments: [String]) throws {
    #expect(try Program.run(["export"] + arguments).failed(with: 64))
  }

  @Test func `a lesson with faults is written, and its faults are counted`() throws {
    let folder = try Folder()
    try folder.write("l.md", "# One\n\n```lab\ninput = [1]\nsell = 1\n```\n")
    let result = try export("l.md", "-o", "out.txt", in: folder)
    #expect(result.status == 0)
    #expect(result.complaint == "bilab: 1 fault in this lesson; bilab check l.md lists them\n")
  }
}
