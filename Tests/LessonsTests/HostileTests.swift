import Glibc
import Testing

@testable import Lessons

/// Files that were made to hurt. They must be read, on a small stack as well, and be answered with few messages.
/// `BILAB_HOSTILE=1` reads them at full size, which a debug build does slowly.
struct HostileTests {
  static let cases: [(name: String, text: String)] = [
    ("quotes", String(repeating: ">", count: 10_000) + " deep"),
    ("quotes in lines", String(repeating: String(repeating: "> ", count: 2000) + "\n", count: 260)),
    ("brackets", String(repeating: "[", count: 100_000)),
    ("brackets in lines", String(repeating: String(repeating: "[", count: 4000) + "\n", count: 25)),
    ("images", String(repeating: String(repeating: "![a](", count: 800) + "\n", count: 250)),
    ("links", String(repeating: String(repeating: "[a](b", count: 800) + "\n", count: 250)),
    ("one line", String(repeating: "word ", count: 60_000)),
    ("stars", String(repeating: "*a ", count: 349_000)),
    ("stars in lines", String(repeating: String(repeating: "*a ", count: 1000) + "\n", count: 349)),
    ("underscores", String(repeating: String(repeating: "_", count: 4000) + "a\n", count: 260)),
    ("emphasis", String(repeating: String(repeating: "*a **a ", count: 500) + "\n", count: 290)),
    ("tildes", String(repeating: String(repeating: "~~a ", count: 1000) + "\n", count: 260)),
    ("backticks", String(repeating: "`", count: 1 << 20)),
    ("backticks of all lengths", (1...700).map { String(repeating: "`", count: $0) + "a" }.joined(separator: "\n")),
    ("wide table", String(repeating: "|a", count: 10_000) + "|\n" + String(repeating: "|-", count: 10_000) + "|\n"),
    ("table of nothing", "|a|b|c|\n|-|-|-|\n" + String(repeating: "|\n", count: 500_000)),
    (
      "tables",
      String(
        repeating: String(repeating: "|a", count: 30) + "\n"
          + String(repeating: "|-", count: 30) + "\n" + String(repeating: "|\n", count: 50) + "\n", count: 4000)
    ),
    ("empty items", String(repeating: "-\n", count: 500_000)),
    ("indented items", (0..<1000).map { String(repeating: " ", count: 2 * $0) + "- a" }.joined(separator: "\n")),
    ("slides", String(repeating: "a\n\n---\n\n", count: 100_000)),
    ("accidents", String(repeating: "a\n---\n", count: 150_000)),
    ("comments", String(repeating: "<!-- a\n\n", count: 100_000)),
    ("comments in one line", String(repeating: "<!--", count: 1000)),
    ("fences", String(repeating: "```lab\n---\n", count: 90_000)),
    ("html", String(repeating: "<b>a\n\n", count: 150_000)),
    ("inline html", String(repeating: String(repeating: "a<b>", count: 1000) + "\n", count: 250)),
    ("declarations", String(repeating: String(repeating: "a <!A ", count: 600) + "\n", count: 290)),
    ("instructions", String(repeating: String(repeating: "a <?", count: 1000) + "\n", count: 250)),
    ("entities", String(repeating: String(repeating: "&", count: 4000) + "\n", count: 250)),
    ("references", (0..<20_000).map { "[\($0)]: /\($0)\n" }.joined() + String(repeating: "[a]", count: 1000)),
    ("pauses", String(repeating: "<!-- pause -->\n", count: 60_000)),
    ("notes", String(repeating: "<!-- note: -->\n", count: 60_000)),
    ("open mathematics", String(repeating: String(repeating: "$`a ", count: 1000) + "\n", count: 260)),
    ("mathematics", String(repeating: String(repeating: "$`\\a`$ ", count: 500) + "\n", count: 290)),
    ("math braces", "```math\n" + String(repeating: String(repeating: "{", count: 4000) + "\n", count: 250) + "```\n"),
    ("math environments", "$`" + String(repeating: "\\begin{cases}", count: 300) + "`$"),
    ("math scripts", "$`" + String(repeating: "x^", count: 2000) + "`$"),
    ("lab brackets", "```lab\na = " + String(repeating: "[", count: 10_000) + "\n```\n"),
    ("lab brackets in lines", "```lab\ninput = " + String(repeating: "[\n", count: 100_000) + "\n```\n"),
    ("lab tables", "```lab\na = " + String(repeating: "{a=", count: 1000) + "\n```\n"),
    ("lab dots", "```lab\n" + String(repeating: "a.", count: 2000) + "a = 1\n```\n"),
    ("lab header dots", "```lab\n[" + String(repeating: "a.", count: 2000) + "a]\nb = 1\n```\n"),
    ("lab quotes", "```lab\ninput = " + String(repeating: "\"", count: 4000) + "\n```\n"),
    ("lab keys", "```lab\n" + (0..<50_000).map { "k\($0) = 1\n" }.joined() + "```\n"),
    ("lab faults", "```lab\n" + String(repeating: "a = \n", count: 100_000) + "```\n"),
    ("lab numbers", "```lab\ninput = [\n" + String(repeating: "1, 2, 3, 4,\n", count: 80_000) + "]\n```\n"),
    ("front matter", "+++\n" + String(repeating: "[[a]]\n", count: 100_000) + "+++\n"),
    ("YAML", "---\n" + (0..<50_000).map { "k\($0): v\n" }.joined() + "---\n\n# A"),
    ("nested YAML", "---\n" + (0..<1000).map { String(repeating: " ", count: $0) + "k:\n" }.joined() + "---\n\n# A"),
    ("YAML list", "---\nauthors:\n" + String(repeating: "- a\n", count: 200_000) + "---\n\n# A"),
    ("open YAML", "---\ntitle: \"" + String(repeating: "\\u001b[2J", count: 100_000)),
    ("deck commands", String(repeating: "<!-- end_slide --><!-- pause -->\n", count: 30_000)),
    ("deck lists", "<!-- incremental_lists: true -->\n" + String(repeating: "- a\n", count: 200_000)),
    ("deck notes", "<!-- jump_to_middle -->\n" + String(repeating: "<!-- speaker_note: a\n\n", count: 40_000)),
    ("deck quotes", "%title: T\n\n" + String(repeating: ">", count: 10_000) + " deep"),
    ("deck lines", "%title: T\n\n" + String(repeating: "-> a <-\n^\n", count: 90_000)),
    ("deck headings", "---\ntitle: T\n...\n\n" + String(repeating: "# a\n\nb\n\n", count: 100_000)),
    ("deck tags", "---\ntitle: T\n---\n\n" + String(repeating: "<img <br <p>\n", count: 80_000)),
    ("percent", String(repeating: "%title: a\n", count: 100_000)),
    ("nul", String(repeating: "\0", count: 1 << 20)),
    ("line ends", String(repeating: "\r", count: 1 << 20)),
    ("tabs", String(repeating: "\t", count: 1 << 20)),
  ]

  @Test(arguments: cases.map(\.name))
  func isRead(name: String) throws {
    let text = try #require(Self.cases.first { $0.name == name }).text
    let (lesson, diagnostics) = Lesson.read(Self.bytes(text), name: name)
    #expect(!lesson.slides.isEmpty)
    #expect(lesson.slides.count <= Lesson.maximumSlides)
    #expect(diagnostics.count <= Faults.maximum + 1)
    #expect(diagnostics.map(\.place) == diagnostics.map(\.place).sorted())
    for diagnostic in diagnostics {
      #expect(diagnostic.message.utf8.count < 300 && !diagnostic.message.contains("\n"))
    }
  }

  private static func bytes(_ text: String) -> [UInt8] {
    Array(text.utf8.prefix(getenv("BILAB_HOSTILE") == nil ? 1 << 15 : 1 << 20))
  }

  /// All of them once more on a thread with 512 KiB of stack.
  @Test func smallStack() {
    onThread(stack: 512 << 10) {
      for (name, text) in Self.cases {
        let lesson = Lesson.read(Self.bytes(text), name: name).lesson
        for slide in lesson.slides.prefix(20) {
          for case .math(let source) in slide.blocks.map(\.block) {
            _ = Mathematics.lines(source, unicode: true)
          }
        }
      }
    }
  }

  @Test func deepQuotesAreOneMessage() {
    let text = (0..<2).map { _ in String(repeating: ">", count: 4000) + " deep\n\n" }.joined()
    let (lesson, diagnostics) = Lesson.read(Array(text.utf8), name: "deep")
    #expect(diagnostics.map(\.id.rawValue) == ["nested-too-deep"])
    #expect(diagnostics.map(\.place) == [SourcePlace(line: 1, column: 1)])
    var depth = 0
    var block = lesson.slides[0].blocks.first?.block
    while case .quote(let inner)? = block {
      depth += 1
      block = inner.first
    }
    #expect(depth == 32)
  }

  @Test func `a title of YAML cannot reach the terminal's controls`() {
    let text = "---\ntitle: \"a\\u001b]0;b\\x07\\u202e\"\nauthor: \u{1b}[31mA\n---\n\n# One\n\n---\n\n# Two\n"
    let lesson = Lesson.read(Array(text.utf8), name: "x").lesson
    // As in TOML, the characters are there, and are made safe where they are drawn.
    #expect(lesson.title == "a\u{1b}]0;b\u{7}\u{202e}" && lesson.author == "\u{1b}[31mA")
    let faulty = Lesson.read(Array("---\ntitle: \u{1b}[2J\n\nwords".utf8), name: "x").diagnostics
    #expect(faulty.map(\.id) == [.unclosedFrontMatter])
  }

  @Test func largeFilesAreNotRead() {
    let (lesson, diagnostics) = Lesson.read(Array(repeating: 0x61, count: Lesson.maximumBytes + 1), name: "large")
    #expect(diagnostics.map(\.id.rawValue) == ["too-large"])
    #expect(lesson.slides == [Slide(title: "")])
    #expect(lesson.title == "large")
  }

  @Test func limits() {
    func ids(_ text: String) -> Set<String> {
      Set(Lesson.read(Array(text.utf8), name: "x").diagnostics.map(\.id.rawValue))
    }
    #expect(ids(String(repeating: "a\n\n---\n\n", count: 500)) == ["too-many-slides"])
    #expect(ids(String(repeating: "a\n\n---\n\n", count: 499) + "a") == [])
    #expect(ids(String(repeating: "a", count: 4097)) == ["line-too-long"])
    #expect(ids(String(repeating: "é", count: 4096)) == [])
    #expect(ids("a\n\n" + String(repeating: "<b>\n\n", count: 201)) == ["html", "too-many-faults"])
    #expect(ids("a\n\n" + String(repeating: "<!-- pause -->\n", count: 51)) == ["too-many-pauses"])
    #expect(ids(String(repeating: "|a", count: 32) + "\n" + String(repeating: "|-", count: 32)) == [])
    #expect(ids(String(repeating: "|a", count: 34) + "\n" + String(repeating: "|-", count: 34)) == ["table-too-large"])
  }

  private func onThread(stack: Int, _ body: @escaping () -> Void) {
    final class Box {
      let body: () -> Void
      init(_ body: @escaping () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stack)
    var thread = pthread_t()
    let started = pthread_create(
      &thread, &attributes,
      { argument in
        Unmanaged<Box>.fromOpaque(argument!).takeRetainedValue().body()
        return nil
      }, Unmanaged.passRetained(Box(body)).toOpaque())
    #expect(started == 0)
    pthread_join(thread, nil)
  }
}
