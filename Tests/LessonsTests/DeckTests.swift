import Testing

@testable import Lessons

/// Decks of other programs show their slides. The long ones lie beside the frames that were drawn of them.
struct DeckTests {
  private func deck(_ name: String) throws -> Lesson {
    let path = Files.folder(of: #filePath) + "/../ViewsTests/Golden/\(name)/lesson.md"
    let (lesson, diagnostics) = Lesson.read(try #require(Files.read(path)), name: "\(name).md")
    #expect(diagnostics.map(FixtureTests.line) == [])
    return lesson
  }

  private func lesson(_ text: String) -> Lesson { Lesson.read(Array(text.utf8), name: "deck.md").lesson }

  /// The words of a slide, a block a text, each with the pauses before it.
  private func words(_ slide: Slide) -> [String] { slide.blocks.map { "\($0.reveal) \(words($0.block))" } }

  private func words(_ block: Block) -> String {
    switch block {
    case .heading(let level, let inlines): String(repeating: "#", count: level) + " " + words(inlines)
    case .paragraph(let inlines): words(inlines)
    case .list(let start, _, let items):
      items.enumerated().map { index, item in
        (start.map { "\($0 + index). " } ?? "- ") + item.map(words).joined(separator: " / ")
      }.joined(separator: "; ")
    case .code(let language, let text): "[\(language)] \(text)"
    case .quote(let blocks): "> " + blocks.map(words).joined(separator: " / ")
    case .table(_, let header, let rows):
      ([header] + rows).map { $0.map(words).joined(separator: "|") }.joined(separator: "; ")
    case .math(let text), .pytorch(let text): text
    case .question: "?"
    }
  }

  private func words(_ inlines: [Inline]) -> String {
    inlines.map { $0 == .lineBreak ? "\n" : $0.plainText }.joined()
  }

  @Test func presenterm() throws {
    let lesson = try deck("presenterm")
    #expect(lesson.title == "Sourdough for beginners" && lesson.author == "Ada, Grace" && lesson.date == "")
    let slides = lesson.slides
    #expect(
      slides.map(\.title) == ["Sourdough for beginners", "Why bother", "Two jars", "How much", "Computed", "Bake"])
    #expect(slides.map(\.pauses) == [0, 4, 1, 0, 1, 0])
    #expect(
      slides.map(\.notes) == [[], ["Pass the jar around."], ["Tell of the kitchen ceiling.\nThen wait."], [], [], []])
    #expect(words(slides[0]) == ["0 flour, water, patience"])
    #expect(
      words(slides[1]) == [
        "0 Bread from a jar of wild yeast:", "1 - it keeps for a week", "2 - it tastes of something",
        "3 - it costs flour and water", "4 That is all.",
      ])
    #expect(slides[1].blocks.map(\.isJoined) == [false, false, true, true, false])
    #expect(
      words(slides[2]) == [
        "0 The one that you feed:", "0 1. take 50 g out; 2. add 50 g of flour and of water", "1 [image: jar.png]",
        "1 Picture by a neighbour", "1 > Caution / A closed lid bursts.",
      ])
    #expect(
      words(slides[3]) == [
        "0 part|grams|percent; flour|500|100; water|350|70; salt|10|2", "0 Weigh the salt, guess do not guess.",
        "0 See the tables.",
      ])
    #expect(
      words(slides[4]) == [
        "0 [bash] touch ran-by-presenterm\necho $((500 * 70 / 100))", "1 [bash] touch ran-by-presenterm-at-once",
        "1 [file: hydration.py]", "1 [mermaid] flowchart LR\n  flour --> dough\n  water --> dough",
      ])
    #expect(words(slides[5]) == ["0 # Bake"])
  }

  @Test func slidesOfSlides() throws {
    let lesson = try deck("slides")
    #expect(lesson.title == "Tides" && lesson.author == "Ada" && lesson.date == "")
    let slides = lesson.slides
    #expect(slides.map(\.title) == ["Tides", "What pulls", "In Go", "Preprocessed", "Pictures", ""])
    #expect(slides.map(\.pauses) == [0, 0, 0, 0, 0, 0])
    #expect(slides[2].notes == ["Ask who has seen a spring tide.\nWait for hands."])
    #expect(slides.map(\.notes.count) == [0, 0, 1, 0, 0, 0])
    #expect(
      words(slides[1]) == [
        "0 - the moon / - from 384 000 km / - so it comes 50 minutes later every day; "
          + "- the sun / 1. less; 2. but every 12 hours", "0 > Time and tide wait for no man.",
      ])
    #expect(
      words(slides[2])
        == ["0 [go] package main\n\nimport \"os\"\n\nfunc main() {\n\tos.Create(\"ran-by-slides\")\n}"])
    #expect(words(slides[3]) == ["0 [touch] [ moon ] - pulls -> [ sea ]"])
    #expect(
      words(slides[4]) == [
        "0 [image: a chart of heights]", "0 [image: harbour.jpg]\nLow water, noon",
        "0 port|range; Saint-Malo|12 m; Trieste|1 m",
      ])
    #expect(words(slides[5]) == ["0 It costs $5 or = 6; line one \nline two."])
  }

  @Test func patat() throws {
    let lesson = try deck("patat")
    #expect(lesson.title == "Knots worth knowing" && lesson.author == "Ada, Grace")
    let slides = lesson.slides
    #expect(slides.map(\.title) == ["Ends", "The bowline", "The figure eight", "Middles", "The alpine butterfly"])
    #expect(slides.map(\.pauses) == [0, 2, 2, 0, 0])
    #expect(
      slides.map(\.notes) == [
        [], ["Show it with the rope,\nnot with the hands."], [], [], ["TODO: a better picture"],
      ])
    #expect(words(slides[0]) == ["0 # Ends"])
    #expect(words(slides[1]) == ["0 A loop that does not slip.", "1 Sailors tie it", "2 with one hand."])
    #expect(
      words(slides[2]) == [
        "1 - keeps an end from running out", "2 - comes undone again / - after a load; - when wet",
        "2 1. for climbers; 2. for children",
      ])
    #expect(
      words(slides[4]) == [
        "0 [sh] touch ran-by-patat", "0 ### On a bight", "0 A heading below the slides' own.",
        "0 [image: butterfly.png]",
      ])
  }

  @Test func mdp() throws {
    let lesson = try deck("mdp")
    #expect(lesson.title == "Stars from a balcony" && lesson.author == "Ada" && lesson.date == "2026-01-31")
    let slides = lesson.slides
    #expect(slides.map(\.title) == ["Stars", "The brightest", "Find north", "As it is written", "Code"])
    #expect(slides.map(\.pauses) == [0, 1, 1, 0, 1])
    #expect(slides.flatMap(\.notes) == [])
    #expect(words(slides[0]) == ["0 What a city still shows"])
    let columns = "Sirius      -1.46   winter\nVega        +0.03   summer\nBetelgeuse  +0.50   winter"
    #expect(
      words(slides[1]).map { String($0.map { $0 == "\u{a0}" ? " " : $0 }) }
        == ["0 " + columns, "1 All of them with the naked eye."])
    #expect(
      words(slides[2]) == [
        "0 ## second-level", "0 - the plough / - its two last stars; - five times their distance",
        "1 - the pole star",
      ])
    #expect(
      words(slides[3])[..<2] == [
        "0 * * *\n\u{a0}\u{a0}\u{a0}\u{a0}- not a list",
        "0 ▛▀▀▀▀▀▀▀▀▀▀▜\n▌\u{a0} north\u{a0}\u{a0} ▐\n▙▄▄▄▄▄▄▄▄▄▄▟",
      ])
    #expect(words(slides[3])[2] == "0 > one / > another in it")
    #expect(words(slides[4]) == ["0 [] $ touch ran-by-mdp\n^ not a pause", "1 Done with find north."])
  }

  // MARK: Separators

  @Test(
    arguments: [
      ("title: T\noptions:\n  implicit_slide_ends: true", "One\n===\n\na\n\n---\n\nTwo\n---\n\nb\n\n# still\n", 2),
      ("options:\n  end_slide_shorthand: true", "One\n===\n\na\n\n------\n\nTwo\n---\n\nb\n", 2),
      ("options:\n  end_slide_shorthand: true", "a\n\n---\n\nb\n\n<!-- end_slide -->\n\nc\n", 3),
      ("options:\n  implicit_slide_ends: true\n  h1_slide_titles: true", "# One\n\na\n\n# Two\n\nb\n", 2),
      ("options:\n  command_prefix: \"cmd:\"", "a\n<!-- end_slide -->\nb\n\n<!-- cmd:end_slide -->\n\nc\n", 2),
      // Where only the program's settings say how slides end.
      ("theme:\n  name: dark", "One\n===\n\na\n\nTwo\n---\n\nb\n\n---\n\nc\n", 3),
      ("theme: dark", "# One\n\na\n\n***\n\nb\n\n---\n\nc\n", 2),
      ("patat:\n  slideLevel: 1", "# One\n\n## a\n\nx\n\n# Two\n\ny\n", 2),
      ("patat:\n  wrap: true", "# One\n\n## a\n\nx\n\n# Two\n\n## b\n\ny\n", 4),
      ("patat:\n  wrap: true", "# One\n\n## a\n\nx\n\n***\n\n# Two\n\n## b\n\ny\n", 2),
      ("title: T", "# One\n\nx\n\n# Two\n\ny\n", 2),
    ] as [(String, String, Int)])
  func `slides end where the program ends them`(front: String, text: String, count: Int) {
    let slides = lesson("---\n\(front)\n---\n\n\(text)").slides
    // presenterm's own first slide is made of the title.
    let opening = front.hasPrefix("title: T\noptions") ? 1 : 0
    #expect(slides.count == count + opening, "\(slides.map(\.title))")
  }

  @Test func `slides without anything are left out, and their notes come to the next`() {
    let slides = lesson("---\ntitle: T\n---\n\n---\n\n<!-- first -->\n\n---\n\n# A\n\n<!-- second -->\n\n---\n").slides
    #expect(slides.map(\.title) == ["A"] && slides[0].notes == ["first", "second"])
    #expect(slides[0].line == 10)
  }

  @Test func `a heading below words is no title`() {
    let slides = lesson("%title: T\n\n# A\n\na\n\n---\n\nwords\n\n# B\n\n---\n\n# C\n").slides
    #expect(slides.map(\.title) == ["A", "", "C"])
    #expect(words(slides[1]) == ["0 words", "0 # B"])
    #expect(words(slides[2]) == ["0 # C"])
  }

  // MARK: Lines

  @Test func `lines are joined where the program joins them`() {
    func isJoined(_ front: String) -> Bool { words(lesson(front + "\n\na\nb\n").slides.last!).last == "0 a b" }
    #expect(!isJoined("%title: T"))
    #expect(!isJoined("---\npatat:\n  breadcrumbs: false\n---"))
    #expect(isJoined("---\npatat:\n  wrap: true\n---"))
    #expect(isJoined("---\ntheme:\n  name: dark\n---"))
    #expect(isJoined("---\nauthor: A\n---\n\n# A\n\n---"))
  }

  @Test func `a pause in the middle of a list keeps its words`() {
    let slide = lesson("---\npatat: x\n...\n\n# A\n\n1. one\n\n    . . .\n\n    more\n\n2. two\n").slides[0]
    #expect(slide.pauses == 0 && words(slide) == ["0 1. one / more; 2. two"])
  }

  @Test func `what is not shown says so in a line`() {
    let text = """
      ![](a/b/c.png) ![words](d.png) ![image:w:10%](e.png) ![](data:image/png;base64,AAAA)

      <!-- include: other/deck.md -->

      <img alt="seen" src="f.png"> and <span>words</span>
      """
    #expect(
      words(lesson("<!-- jump_to_middle -->\n\n" + text).slides[0]) == [
        "0 [image: c.png] [image: words] [image: e.png] [image]", "0 [file: other/deck.md]",
        "0 [image: seen] and words",
      ])
  }

  // MARK: Titles

  @Test(
    arguments: [
      ("title: Plain words # and a remark", "Plain words"), ("title: 'It''s \"so\"'", "It's \"so\""),
      ("title: \"a: b \\u00e9 \\\"c\\\"\"", "a: b é \"c\""), ("title: |\n  two\n  lines", "two lines"),
      ("title: on\n  two lines", "on two lines"), ("\"title\": T", "T"), ("title: 1. The start", "1. The start"),
      ("title: <span class=\"a\">C</span>++ *now*", "C++ now"), ("author: A\ntitle:", "deck.md"),
    ])
  func `titles in YAML`(front: String, title: String) {
    let front = "---\n\(front)\nlist: [a, b]\nmap:\n  title: no\n---\n\nwords\n\n---\n\nmore\n"
    #expect(lesson(front).title == title)
  }

  @Test func `keys are found by their path, and the last of two counts`() {
    let deep = (0..<12).map { String(repeating: " ", count: $0) + "k\($0):" }
    let yaml = YAMLText(
      ["a: 1", "b:", "  c: 2", "  d:", "  - x", "  - y: z", "e:", "- p", "- q", "a: 3", "f: {x: 1}", "g: [x, 'y']"]
        + deep)
    #expect(yaml["a"] == "3" && yaml["b.c"] == "2" && yaml["b.d"] == "x" && yaml["e"] == "p, q" && yaml["g"] == "x, y")
    #expect(yaml["b"] == nil && yaml["c"] == nil && yaml["f"] == nil && yaml["f.x"] == nil)
    #expect(yaml.hasKey(under: ["b"]) && !yaml.hasKey(under: ["a"]) && yaml.hasKey(under: [], or: ["a"]))
  }

  @Test func `a lesson may have YAML as its front matter`() {
    let (lesson, diagnostics) = Lesson.read(
      Array("---\ntitle: T\nminutes: 45\n---\n\n# A\n\n<!-- a remark -->\n\n```lab\ninput = [1]\n```\n\n***\n".utf8),
      name: "l.md")
    #expect(lesson.title == "T" && lesson.minutes == 45 && lesson.slides.count == 1)
    #expect(lesson.slides[0].experiment?.input == .numbers([[1]]) && lesson.slides[0].notes == [])
    #expect(diagnostics.map(\.id) == [.otherRule])
  }
}
