import Lessons
import Testing

/// What a lesson's Markdown becomes.
struct SlideTests {
  private func lesson(_ text: String) -> Lesson { Lesson.read(Array(text.utf8), name: "file.md").lesson }

  private func blocks(_ text: String) -> [Block] { lesson(text).slides[0].blocks.map(\.block) }

  private func inlines(_ text: String) -> [Inline] {
    guard case .paragraph(let inlines)? = blocks(text).first else { return [] }
    return inlines
  }

  @Test func frontMatter() {
    let lesson = lesson("+++\ntitle = \"T\"\nauthor = \"A\"\ndate = 2026-01-31\n+++\n\n# One\n")
    #expect(lesson.title == "T")
    #expect(lesson.author == "A")
    #expect(lesson.date == "2026-01-31")
    #expect(lesson.slides == [Slide(title: "One", line: 7)])
    #expect(lesson.minutes == nil)
    #expect(self.lesson("+++\nminutes = 45\n+++\n\n# One\n").minutes == 45)
    #expect(self.lesson("# One").title == "file.md")
  }

  @Test func slides() {
    let slides = lesson("# *One* `two` $`h'[t]`$\n\na\n\n## Not a title\n\n---\n\nno title\n\n---\n\n## Three\n").slides
    #expect(slides.map(\.title) == ["One two h′[t]", "", "Three"])
    #expect(slides.map(\.line) == [1, 8, 12])
    #expect(slides[0].blocks.map(\.block) == [.paragraph([.text("a")]), .heading(level: 2, [.text("Not a title")])])
  }

  @Test func pausesAndNotes() {
    let slide = lesson(
      "# A\n\none\n\n<!-- pause -->\n\ntwo\n\n<!--note: say\n  this-->\n<!-- pause --><!-- note: 2 -->\n\nthree <!-- x -->\n"
    ).slides[0]
    #expect(slide.pauses == 2)
    #expect(slide.blocks.map(\.reveal) == [0, 1, 2])
    #expect(slide.notes == ["say\nthis", "2"])
    #expect(slide.blocks[2].block == .paragraph([.text("three ")]))
  }

  @Test func inlineKinds() {
    #expect(
      inlines("*a* **b** ~~c~~ `d` [e](f) ![g](h)\nx  \ny &amp; \\*") == [
        .emphasis([.text("a")]), .text(" "), .strong([.text("b")]), .text(" "), .strikethrough([.text("c")]),
        .text(" "),
        .code("d"), .text(" "), .link([.text("e")], target: "f"), .text(" [g]"), .softBreak, .text("x"), .lineBreak,
        .text("y & *"),
      ])
  }

  @Test func inlineMathematics() {
    #expect(inlines("$`x`$") == [.math("x")])
    #expect(inlines("a $`h_{t-1}*x*`$ b") == [.text("a "), .math("h_{t-1}*x*"), .text(" b")])
    #expect(inlines("$`x`$$`y`$") == [.math("x"), .math("y")])
    #expect(inlines("*$`x`$*, 5$ `y` $") == [.emphasis([.math("x")]), .text(", 5$ "), .code("y"), .text(" $")])
  }

  @Test func listsAndQuotes() {
    #expect(
      blocks("3. a\n4. b\n   - c\n\n> d\n>\n> - e\n") == [
        .list(
          start: 3, tight: true,
          items: [
            [.paragraph([.text("a")])],
            [.paragraph([.text("b")]), .list(start: nil, tight: true, items: [[.paragraph([.text("c")])]])],
          ]),
        .quote([.paragraph([.text("d")]), .list(start: nil, tight: true, items: [[.paragraph([.text("e")])]])]),
      ])
    #expect(
      blocks("- a\n\n- b\n").first
        == .list(
          start: nil, tight: false,
          items: [
            [.paragraph([.text("a")])], [.paragraph([.text("b")])],
          ]))
  }

  @Test func codeAndTables() {
    #expect(
      blocks("```swift x\nlet a\n\nb\n```\n\n    indented\n") == [
        .code(language: "swift", text: "let a\n\nb"), .code(language: "", text: "indented"),
      ])
    #expect(blocks("```math\n\\sigma\n```\n") == [.math("\\sigma")])
    #expect(
      blocks("| a | *b* |\n| :-: | --: |\n| 1 |\n") == [
        .table(
          alignments: [.center, .right], header: [[.text("a")], [.emphasis([.text("b")])]],
          rows: [[[.text("1")], []]])
      ])
  }

  @Test func whatIsMendedIsStillRead() {
    let slides = lesson("# A\n\nwords\n---\n\n# B\n\n<!-- open\n\n---\n\n# C\n\n```lab\ninput = [1]\n\n---\n\n# D\n")
      .slides
    #expect(slides.map(\.title) == ["A", "B", "C", "D"])
    #expect(slides[0].blocks.map(\.block) == [.paragraph([.text("words")])])
    #expect(slides[2].experiment?.input == .numbers([[1]]))
    #expect(lesson("+++\ntitle = \"T\"\n\n# A").title == "T")
    #expect(lesson("---\ntitle: T\n---\n\n# A").slides.map(\.title) == ["A"])
  }

  @Test func pytorchNeedsANetwork() {
    #expect(blocks("```lab\ninput = [1]\n```\n\n```pytorch\ncode\n```\n") == [.pytorch(text: "code")])
    #expect(blocks("```pytorch\ncode\n```\n") == [.code(language: "pytorch", text: "code")])
  }

  @Test func lineEndsAreAlike() {
    let text = "# A\n\na\nb\n\n---\n\n# B\n"
    for end in ["\r\n", "\r"] {
      let other = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
      #expect(lesson(other) == lesson(text))
    }
  }

  @Test(
    arguments: [
      ("45", 45, nil), ("0", nil, "out-of-range"), ("601", nil, "out-of-range"), ("\"long\"", nil, "wrong-type"),
    ] as [(String, Int?, String?)])
  func minutes(_ text: String, _ minutes: Int?, _ fault: String?) {
    let (lesson, diagnostics) = Lesson.read(Array("+++\nminutes = \(text)\n+++\n\nwords\n".utf8), name: "x")
    #expect(lesson.minutes == minutes)
    #expect(diagnostics.map(\.id.rawValue) == [fault].compactMap { $0 })
    #expect(diagnostics.allSatisfy { $0.place == SourcePlace(line: 2, column: 11) })
  }

  /// Several lessons may be read at once.
  @Test func threads() async {
    let text = "~~a~~ b\n\n| a |\n|---|\n| ~~b~~ |\n"
    let expected = lesson(text)
    let wrong = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { (0..<500).count { _ in lesson(text) != expected } } }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
  }

  @Test func bytesThatAreNotText() {
    let (lesson, diagnostics) = Lesson.read([0x61, 0xff, 0x62, 0x00], name: "x")
    #expect(lesson.slides[0].blocks.map(\.block) == [.paragraph([.text("a\u{fffd}b\u{fffd}")])])
    #expect(diagnostics.map(\.place) == [SourcePlace(line: 1, column: 2), SourcePlace(line: 1, column: 4)])
  }
}
