import Foundation
import Testing

/// Each fault in its place, in one run, and the rest of the lesson open.
@Suite struct CheckTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var text: String
    /// `line:column` and words of each message.
    var faults: [(place: String, words: [String])]
    var slides = 2

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "unknown key", text: .lesson("celll = \"gru\"\ninput = [1]"),
      faults: [("4:1", ["'celll' is not a key", "write cell"])]),
    Case(
      name: "wrong type", text: .lesson("layers = \"two\"\ninput = [1]"),
      faults: [("4:10", ["layers is text", "layers = 1"])]),
    Case(
      name: "unknown cell", text: .lesson("input = [1]\ncell = \"gruu\""),
      faults: [("5:8", ["'gruu'", "rnn, gru or lstm"])]),
    Case(
      name: "a list that ends in a brace", text: .lesson("input = [1]\ninitial = { forward = 1, backward = [2, }"),
      faults: [("5:41", ["not TOML", "without its {"])]),
    Case(name: "NaN", text: .lesson("input = [1, nan]"), faults: [("4:13", ["nan", "write a number"])]),
    Case(
      name: "impossible size", text: .lesson("hidden = 65\nlayers = 0\ninput = [1]"),
      faults: [("4:10", ["1 to 64"]), ("5:10", ["1 to 4"])]),
    Case(
      name: "an input of the wrong width", text: .lesson("input = [[1, 2], [3]]"),
      faults: [("4:18", ["1 number", "same number"])]),
    Case(
      name: "a start of the wrong width", text: .lesson("hidden = 2\ninput = [1]\ninitial = { forward = [1, 2, 3] }"),
      faults: [("6:23", ["3", "2"])]),
    Case(
      name: "unclosed mathematics", text: "# First\n\nwords $`h[t\n\n---\n\n# Second\n\n```math\nh[t]\n",
      faults: [("3:7", ["mathematics", "never closed", "`$"]), ("9:1", ["'math' block", "never closed", "```"])]),
    Case(
      name: "an unclosed comment", text: "# First\n\n<!-- note: words\n\n---\n\n# Second\n",
      faults: [("3:1", ["comment", "never closed", "-->"])]),
    Case(
      name: "words above ---", text: "# First\n\nwords\n---\n\n# Second\n",
      faults: [("4:1", ["---", "leave an empty line above"])]),
    Case(
      name: "an unclosed block", text: "# First\n\n```lab\ninput = [1]\n\n---\n\n# Second\n",
      faults: [("3:1", ["'lab' block", "never closed", "```"])]),
    Case(
      name: "a file by an absolute path", text: .lesson("file = \"/etc/passwd\"\ninput = [1]"),
      faults: [("4:8", ["'/etc/passwd'", "lesson's folder"])]),
    Case(
      name: "a file in the folder above", text: .lesson("file = \"../weights\"\ninput = [1]"),
      faults: [("4:8", ["'../weights'", "lesson's folder"])]),
    Case(
      name: "a missing file", text: .lesson("file = \"none.safetensors\"\ninput = [1]"),
      faults: [("4:1", ["'none.safetensors'", "there is no such file"])]),
    Case(name: "an empty file", text: "", faults: [("1:1", ["empty", "# "])], slides: 1),
    Case(
      name: "front matter", text: "+++\ntitel = \"x\"\nauthor = 3\n+++\n\n# First\n\n---\n\n# Second\n",
      faults: [("2:1", ["'titel'", "write title"]), ("3:10", ["author is a number"])]),
    Case(
      name: "a fault on every slide",
      text: .lesson("inptu = [1]") + "\n---\n\n# Third\n\n```lab\ncell = 3\nwords = []\n```\n",
      faults: [("3:1", ["no input"]), ("4:1", ["'inptu'", "input"]), ("18:8", ["cell"]), ("19:9", ["words"])], slides: 3
    ),
  ]

  @Test(arguments: cases)
  func `a fault is told in its place, and the rest opens`(_ example: Case) throws {
    let folder = try Folder()
    try folder.write("lesson.md", example.text)
    let result = try Program.run(["check", "lesson.md"], in: folder)
    #expect(result.failed(), "\(result)")
    #expect(result.lines.count == example.faults.count, "\(result.text)")
    for (line, fault) in zip(result.lines, example.faults) {
      #expect(line.hasPrefix("lesson.md:\(fault.place): "), "\(line)")
      for words in fault.words { #expect(line.contains(words), "\(line)") }
    }
    let count = example.faults.count
    #expect(result.complaint == "bilab: \(count == 1 ? "1 fault" : "\(count) faults")\n")
    let dump = try Program.run(["dump", "--json", "lesson.md"], in: folder)
    #expect(dump.status == 0)
    #expect(dump.lines.count == example.slides)
    #expect(dump.complaint.contains("bilab check lesson.md lists"))
  }

  @Test func `a lesson without faults is praised, and the chapter has none`() throws {
    let folder = try Folder()
    try folder.write("right.md", .lesson("input = [1, 2]"))
    try folder.write("one.md", "# One\n")
    let result = try Program.run(["check", "right.md", "one.md", "chapter"], in: folder)
    #expect(result.status == 0 && result.complaint.isEmpty)
    #expect(result.lines.count == 3)
    #expect(result.lines[..<2] == ["right.md: no faults, 2 slides", "one.md: no faults, 1 slide"])
  }

  @Test func `several files are all read, whatever the first is like`() throws {
    let folder = try Folder()
    try folder.write("wrong.md", .lesson("input = 1\nzell = 2"))
    try folder.write("right.md", .lesson("input = [1, 2]"))
    let result = try Program.run(["check", "missing.md", "wrong.md", "right.md"], in: folder)
    #expect(result.failed())
    #expect(result.lines.first == "missing.md: there is no such file; bilab lessons lists the built-in ones")
    #expect(result.lines.last == "right.md: no faults, 2 slides")
    #expect(result.complaint == "bilab: \(result.lines.count - 1) faults\n")
  }
}

/// What is said of a fault beyond its line.
@Suite struct ExplainTests {
  @Test func `a fault is explained, and one that is not known is told`() throws {
    let known = try Program.run(["check", "--explain", "unknown-key"])
    #expect(known.status == 0 && known.text.hasPrefix("unknown-key: ") && known.text.contains("\n    weigths = "))
    #expect(known.text.contains("\nMended:\n"))
    let all = try Program.run(["check", "--explain", "all"])
    #expect(all.lines.count > 50 && all.lines.allSatisfy { $0.count <= 80 })
    let unknown = try Program.run(["check", "--explain", "unkown-key\u{1b}[2J"])
    #expect(unknown.failed() && unknown.complaint.contains("perhaps unknown-key"))
    #expect(try Program.run(["check"]).failed(with: 64))
    #expect(try Program.run(["check", "l.md", "--explain", "html"]).failed(with: 64))
  }

  /// What comes of a file of the torch.nn.RNN(1, 1) that the examples speak of.
  @Test(arguments: ["file-outside", "weight-file", "weight-shape", "training-sentence"])
  func `an example with files or words beside it has its fault, and mended it has none`(id: String) throws {
    let folder = try Folder()
    try folder.write("weights.safetensors", WeightFiles.counter())
    let text = try Program.run(["check", "--explain", id]).text
    let parts = text.components(separatedBy: "With the fault:\n\n")[1].components(separatedBy: "\n\nMended:\n\n")
    let lessons = parts.map { $0.split(separator: "\n", omittingEmptySubsequences: false).map { $0.dropFirst(4) } }
    for (name, lesson) in zip(["wrong.md", "mended.md"], lessons) {
      try folder.write(name, lesson.joined(separator: "\n"))
    }
    let wrong = try Program.run(["check", "wrong.md"], in: folder)
    #expect(wrong.status == 1 && wrong.lines.count == 1 && wrong.text.hasSuffix("[\(id)]\n"), "\(wrong.text)")
    let mended = try Program.run(["check", "mended.md"], in: folder)
    #expect(mended.text.hasPrefix("mended.md: no faults"), "\(mended.text)")
  }
}
