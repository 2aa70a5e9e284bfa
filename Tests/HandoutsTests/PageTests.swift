import Engine
import Foundation
import Lab
import Lessons
import Testing

@testable import Handouts

struct PageTests {
  private func sections(_ handout: Handout) throws -> [PageElement] {
    try PageElement.read(handout.html).all("section")
  }

  /// The numbers that a place of a diagram shows.
  private static func numbers(_ element: PageElement) -> [Double] {
    let list = element.all("span", class: "numbers") + element.all("span", class: "ears")
    return (list.first?.text ?? element.text).split { ", ".contains($0) }.compactMap(HandoutTests.number)
  }

  private static func areShown(_ shown: [Double], _ values: [Double]) -> Bool {
    shown.count == values.count && zip(shown, values).allSatisfy { abs($0 - $1) <= 0.0005 + 1e-9 }
  }

  @Test(arguments: ["chapter", "mistakes", "format"])
  func `every slide has its title and the lecture's steps`(name: String) throws {
    let lesson = Lessons.builtIn(name)
    let lecture = Lecture(lesson, pretrained: .none)
    let sections = try sections(Lessons.handout(lesson))
    #expect(sections.count == lesson.slides.count)
    for (index, (section, slide)) in zip(sections, lesson.slides).enumerated() {
      #expect(section.all("h2").first?.text == "\(index + 1)/\(lesson.slides.count) \(slide.title)")
      #expect(section.attributes["data-steps"] == "\(lecture.steps(of: index))")
      let steps = section.all("li").compactMap { $0.attributes["data-step"] }
      #expect(steps == (0..<lecture.steps(of: index) - slide.pauses).map { "\($0 + 1)" })
      #expect(section.all("li").allSatisfy { $0.attributes["data-step"] == nil || !$0.text.isEmpty })
    }
  }

  @Test(arguments: ["chapter", "mistakes", "format"])
  func `every number of a diagram is the trace's, with the step that computes it`(name: String) throws {
    let handout = Lessons.handout(Lessons.builtIn(name))
    var count = 0
    for (section, slide) in zip(try sections(handout), handout.slides) {
      guard let live = slide.live else {
        #expect(section.all("table", class: "net").isEmpty)
        continue
      }
      let rows = try #require(section.all("table", class: "net").first).all("tr").dropFirst(2)
      #expect(rows.count == live.rows.count - 1)
      for (row, kind) in zip(rows, live.rows.dropFirst()) {
        let cells = row.children.filter { $0.attributes["data-s"] != nil }
        #expect(cells.count == live.length)
        for (t, cell) in zip(1..., cells) {
          count += 1
          switch kind {
          case .input: break
          case .state(let layer, let pass):
            let place = StatePlace(layer: layer, pass: pass, t: t)
            #expect(Self.areShown(Self.numbers(cell), live.state(place)))
            #expect(cell.attributes["data-s"] == "\(live.schedule.step(of: place))")
          case .merged:
            for merge in slide.merges {
              let index = slide.merges.firstIndex { $0.last == merge.last }
              let shown = cell.children.first { $0.attributes["data-merge"] == index.map { "\($0)" } } ?? cell
              #expect(Self.areShown(Self.numbers(shown), merge.last.live?.mergedState(t) ?? []))
            }
            let step = live.mergedPlaces(t).map(live.schedule.step).max()
            #expect(cell.attributes["data-s"] == step.map { "\($0)" })
          }
        }
      }
    }
    #expect(count > 10)
  }

  @Test func `without a script nothing is hidden but the controls and what other merges make`() throws {
    let page = try PageElement.read(Lessons.handout(Lessons.builtIn("chapter")).html)
    for element in page.all where element.attributes["hidden"] != nil {
      let isControl = ["bar", "mode"].contains(element.attributes["id"]) || element.classes == ["say"]
      #expect(isControl || element.attributes["data-merge"].map { $0 != "0" } == true, "\(element.name)")
    }
    #expect(!page.all.contains { element in ["later", "todo", "now"].contains(where: element.classes.contains) })
    // The answer of a question is there, folded away.
    let answers = page.all("details", class: "answer")
    #expect(answers.count == 3 && answers.allSatisfy { $0.attributes["open"] == nil })
    #expect(answers.map(\.text).joined().contains("output[-1] = (10, 4)"))
  }

  @Test func `m has every merge, in its order, with what each step says under it`() throws {
    let handout = Lessons.handout(
      "# A\n\n`= merge[2]`\n\n```lab\nweights = \"counter\"\ninput = [1, 2, 3]\nmerge = \"product\"\n```\n")
    let section = try #require(try sections(handout).first)
    #expect(section.attributes["data-merges"] == "5")
    let named = section.all("span", class: "merge")[0].children.map { $0.text.split(separator: ",")[0] }
    #expect(named == ["merge: product", "merge: max", "merge: concat", "merge: sum", "merge: average"])
    #expect(section.all("b", class: "number")[0].children.map(\.text) == ["15", "5", "(3, 5)", "8", "4"])
    let step = try #require(section.all("li").first { $0.attributes["data-step"] == "5" })
    #expect(step.children.compactMap { $0.attributes["data-merge"] } == ["0", "1", "2", "3", "4"])
    #expect(step.text.contains("merge[2] = max(h[2], h′[2]) = 5"))
  }

  // MARK: What a lesson cannot do

  private static let hostile = """
    </title></style></script><script>alert(1)</script><img src=x onerror=alert(2)>"' onload='x' &lt;b&gt; &#60; ]]> -->
    """

  @Test func `a hostile lesson is words`() throws {
    let words = Self.hostile
    let inlines: [Inline] = [
      .text(words), .code(words), .math(words), .link([.text(words)], target: "javascript:alert(1)//\(words)"),
      .link([.text("ok")], target: "https://example.org/\"><script>"),
      .emphasis([.strong([.strikethrough([.text(words)])])]),
    ]
    let question = Question(
      ask: inlines, answer: .choice(1), choices: [inlines, inlines], hints: [inlines], explanation: inlines)
    let blocks: [Block] = [
      .heading(level: 1, inlines), .paragraph(inlines), .code(language: words, text: words), .math(words),
      .quote([.list(start: 2, tight: false, items: [[.paragraph(inlines)]])]), .question(question),
      .table(alignments: [.right], header: [inlines], rows: [[inlines]]),
    ]
    let experiment = Experiment(input: .words([words, "\u{202e}\u{200b}\u{1b}[31m"]))
    let slide = Slide(
      title: words, blocks: blocks.map { SlideBlock($0) }, pauses: 1, notes: [words], experiment: experiment)
    let lesson = Lesson(title: words, author: words, date: words, slides: [slide])
    let html = Lessons.handout(lesson, notes: true).html
    let page = try PageElement.read(html)
    let plain = try PageElement.read(Lessons.handout("# A\n").html)
    #expect(page.all("script").map(\.text) == plain.all("script").map(\.text))
    #expect(page.all("style").map(\.text) == plain.all("style").map(\.text))
    #expect(page.all("title")[0].text == words && page.all("h2")[0].text.hasSuffix(words))
    let known: Set<String> = [
      "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "nav", "details", "summary",
      "ol",
      "li", "a", "button", "main", "section", "div", "span", "code", "pre", "blockquote", "table", "thead", "tbody",
      "tr",
      "th", "td", "em", "strong", "s", "small", "svg", "path", "footer", "dialog", "kbd", "aside", "script",
    ]
    for element in page.all {
      #expect(known.contains(element.name), "\(element.name)")
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") || $0 == "src" || $0 == "style" })
      if let link = element.attributes["href"] {
        #expect(link.hasPrefix("#slide-") || link.hasPrefix("https://example.org/"))
      }
    }
    #expect(!html.unicodeScalars.contains { $0 == "\u{202e}" || $0 == "\u{200b}" || $0 == "\u{1b}" })
  }

  @Test func `nothing of a lesson steers a terminal or turns the words round it`() {
    let words = "a\u{1b}[31m\u{9b}b\u{202e}c\u{200b}\u{7}\u{2028}d"
    let inlines: [Inline] = [.text(words), .code(words), .math(words), .link([.text(words)], target: words)]
    let question = Question(ask: inlines, answer: .number(1), hints: [inlines], explanation: inlines)
    let blocks: [Block] = [
      .heading(level: 2, inlines), .paragraph(inlines), .code(language: words, text: words), .math(words),
      .list(start: nil, tight: true, items: [[.paragraph(inlines)]]), .question(question),
      .table(alignments: [.left], header: [inlines], rows: [[inlines]]),
    ]
    let experiment = Experiment(weights: .file(words), input: .words([words, "___"]))
    let slide = Slide(
      title: words, blocks: blocks.map { SlideBlock($0) }, pauses: 1, notes: [words], experiment: experiment)
    let handout = Lessons.handout(Lesson(title: words, author: words, date: words, slides: [slide]), notes: true)
    for text in [handout.text, handout.markdown, handout.html] {
      let steering = text.unicodeScalars.filter { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: scalar != "\n"
        default: false
        }
      }
      #expect(steering.isEmpty)
    }
  }

  @Test func `the policy allows the page's own style and script, and nothing is loaded`() throws {
    let html = Lessons.handout(Lessons.builtIn("chapter")).html
    let page = try PageElement.read(html)
    let policy = try #require(page.all("meta").first { $0.attributes["http-equiv"] != nil }?.attributes["content"])
    #expect(policy.hasPrefix("default-src 'none'; "))
    for name in ["style", "script"] {
      let element = try #require(page.all(name).first)
      #expect(page.all(name).count == 1)
      let hash = try SHA256Sum.of(element.text)
      #expect(policy.contains("\(name)-src 'sha256-\(hash)'"), "the hash of the \(name) has to be \(hash)")
    }
    for word in ["<link", "@import", "url(", "src=", "<iframe", "<object", "fetch(", "XMLHttp", "eval("] {
      #expect(!html.contains(word), "\(word)")
    }
    #expect(html.utf8.count < 1_000_000)
  }

  @Test func `the same lesson gives the same page`() {
    for name in ["chapter", "mistakes"] {
      let pages = (0..<2).map { _ in Lessons.handout(Lessons.builtIn(name)) }
      #expect(
        pages[0].html == pages[1].html && pages[0].text == pages[1].text && pages[0].markdown == pages[1].markdown)
    }
  }

  // MARK: How it looks

  /// The colours that a part of the style gives their names.
  private func colours(_ style: Substring) -> [String: Double] {
    var colours: [String: Double] = [:]
    for match in style.matches(of: /--([a-z-]+):#([0-9a-f]{3,6})\b/) {
      var hex = String(match.output.2)
      if hex.count == 3 { hex = hex.map { "\($0)\($0)" }.joined() }
      let parts = stride(from: 0, to: 6, by: 2).map { Double(UInt8(hex.dropFirst($0).prefix(2), radix: 16) ?? 0) / 255 }
      let linear = parts.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      colours[String(match.output.1)] = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    return colours
  }

  @Test func `words stand out from their ground, in the light, in the dark and on paper`() throws {
    let schemes = PageStyle.text.matches(of: /:root\{[^}]*\}/).map { colours($0.output) }
    #expect(schemes.count == 3)
    let pairs = [
      "ground": ["ink", "dim", "fore", "back", "merge", "mark"], "panel": ["ink", "dim", "fore", "back", "mark"],
      "fore-ground": ["ink"], "back-ground": ["ink"], "merge-ground": ["ink"],
    ]
    for scheme in schemes {
      for (ground, inks) in pairs {
        for ink in inks {
          let (a, b) = (try #require(scheme[ground]), try #require(scheme[ink]))
          #expect((max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5, "\(ink) on \(ground)")
        }
      }
      // Bars are pictures: 3 is enough for them.
      for ground in ["fore-ground", "back-ground", "merge-ground", "panel"] {
        for ink in ["up", "down"] {
          let (a, b) = (try #require(scheme[ground]), try #require(scheme[ink]))
          #expect((max(a, b) + 0.05) / (min(a, b) + 0.05) >= 3, "\(ink) on \(ground)")
        }
      }
    }
  }

  @Test func `a lesson's headings stand below its slide's, and what can be scrolled can be reached by the keyboard`()
    throws
  {
    let page = try PageElement.read(Lessons.handout("# A\n\n### B\n\n## C\n\n| a |\n| --- |\n| b |\n").html)
    #expect(page.all("h1").count == 1)
    let levels = page.all("section")[0].all.compactMap { $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
    #expect(levels == [2, 4, 3])
    for element in page.all where element.classes.contains("scroll") || element.name == "pre" {
      #expect(element.attributes["tabindex"] == "0")
    }
  }
}
