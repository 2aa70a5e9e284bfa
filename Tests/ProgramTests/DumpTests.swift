import PseudoTerminal
import Testing

@Suite struct DumpTests {
  private func dump(_ arguments: String...) throws -> String {
    let result = try Program.run(["dump"] + arguments)
    #expect(result.status == 0 && result.complaint.isEmpty, "\(result.complaint)")
    return result.text
  }

  @Test func `without --slide every slide is printed, each in its final state`() throws {
    let slides = try dump("--json").split(separator: "\n").count
    let frames = try (1...slides).map { try dump("--slide", "\($0)") }
    #expect(try dump() == frames.joined())
    #expect(Set(frames).count == slides)
    #expect(try dump("--slide", "4") == dump("--slide", "4", "--step", "4"))
    #expect(try dump("--slide", "4") != dump("--slide", "4", "--step", "3"))
  }

  @Test(arguments: [(80, 24), (40, 12), (132, 43), (400, 150), (39, 12), (20, 5), (1, 1)])
  func `a frame has the rows of the terminal and never more columns`(_ columns: Int, _ rows: Int) throws {
    for options in [[], ["--ascii"]] {
      let result = try Program.run(["dump", "--slide", "6", "--size", "\(columns)x\(rows)"] + options)
      #expect(result.status == 0)
      let lines = result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count == rows)
      #expect(lines.allSatisfy { $0.count <= columns })
    }
  }

  @Test func `no colour, no escape`() throws {
    for options in [["--color", "never"], [], ["--json"], ["--ascii"]] {
      let result = try Program.run(["dump"] + options)
      #expect(result.output.allSatisfy { $0 == 0x0a || $0 >= 0x20 && $0 != 0x7f })
      #expect(result.text.unicodeScalars.allSatisfy { !(0x80..<0xa0).contains($0.value) })
    }
    #expect(try dump() == dump("--color", "never"))
  }

  @Test func `--ascii is ASCII`() throws {
    for size in ["80x24", "40x12", "132x43"] {
      let result = try Program.run(["dump", "--ascii", "--size", size, "--keys", "M"])
      #expect(result.output.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func `the colours change nothing but the colours`() throws {
    for slide in ["1", "4", "10"] {
      let wide = VirtualTerminal()
      let narrow = VirtualTerminal()
      wide.write(Array(try dump("--slide", slide, "--color", "256").replacing("\n", with: "\r\n").dropLast(2).utf8))
      narrow.write(Array(try dump("--slide", slide, "--color", "16").replacing("\n", with: "\r\n").dropLast(2).utf8))
      #expect(wide.text == narrow.text)
      let inks = (0..<24).flatMap { row in (0..<80).compactMap { narrow[row, $0].ink } }
      #expect(!inks.isEmpty && inks.allSatisfy { $0 < 16 })
      #expect((0..<24).contains { row in (0..<80).contains { (wide[row, $0].ink ?? 0) > 15 } })
    }
  }

  /// From 4 the next slide is 5; a step back from its step 0 is the last step of 4.
  @Test(arguments: [
    ("space space", "2"), ("space space space backspace", "2"), ("right l pgdn", "3"), ("space left", "0"),
    ("2 t", "2"), ("end home 4 G space", "1"), ("] [ space", "1"), ("tab shift-tab space", "1"),
    ("space m", "1"), ("q space space", "0"), ("ctrl-l space", "1"), ("? esc space", "1"), ("space ctrl-c space", "1"),
  ])
  func `keys come after the step`(_ keys: String, _ step: String) throws {
    let arguments = ["dump", "--json", "--slide", "4"]
    let pressed = try Program.run(arguments + ["--step", "0", "--keys", keys])
    #expect(pressed.status == 0)
    #expect(pressed.output == (try Program.run(arguments + ["--step", step])).output)
  }

  @Test func `keys are what the frame answers to`() throws {
    #expect(try dump("--slide", "4", "--step", "0", "--keys", "space space").contains("has read x[1] x[2]"))
    #expect(try dump("--keys", "?", "--slide", "1").contains("one step back"))
    #expect(try dump("--slide", "1", "--keys", "/ b l a n k").contains("blank"))
    #expect(try dump("--slide", "1", "--keys", "/ b l a n k enter").contains("on slide"))
    #expect(try dump("--slide", "1", "--keys", "é").contains("é is no key of the lab"))
    #expect(try dump("--slide", "1", "--keys", ".").allSatisfy { $0 == "\n" })
  }

  @Test func `merges compared are a row each, of the shipped networks and at the end`() throws {
    let lines = try dump("--slide", "18", "--keys", "M").split(separator: "\n").map { $0.split(separator: " ") }
    let rows = lines.filter { $0.count == 7 && $0[2] == "%" && $0[4] == "%" }
    #expect(rows.map { $0[0] } == ["concat", "sum", "average", "product", "max"])
    #expect(rows.map { $0[5] + " " + $0[6] } == ["2904 6104"] + Array(repeating: "1496 4696", count: 4))
    #expect(rows.filter { $0[0] != "product" }.allSatisfy { Int($0[1])! > 90 && Int($0[3])! > 90 })
  }

  @Test func `a lesson beside, by its path`() throws {
    let folder = try Folder()
    let path = try folder.write("my lesson.md", .lesson("input = [1, 2]"))
    let result = try Program.run(["dump", path, "--slide", "2"])
    #expect(result.status == 0 && result.text.contains("Second"))
    #expect(try Program.run(["dump", "--slide", "2", "--", "my lesson.md"], in: folder).output == result.output)
  }
}
