import Lab
import Lessons
import Surface
import Testing
import Views

/// What the class answered, as bars.
struct BarsTests {
  private static let sizes = [(80, 24), (120, 40), (60, 20), (40, 12)].map { Size(columns: $0.0, rows: $0.1) }

  private func person(_ words: String, slide: Int, step: Int, size: Size = sizes[0], keys: String = "") -> Person {
    var person = Person(BuiltIn.mistakes, size: size)
    person.go(to: slide, step: step)
    person.attend(words)
    person.press(keys)
    return person
  }

  private func rows(_ person: Person) -> [String] {
    person.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What stands below the title of the bars, without the words beside them.
  private func bars(_ person: Person) -> [String] {
    let rows = rows(person)
    guard
      let first = rows.firstIndex(where: {
        ($0.contains(" asked · ") || $0.contains(" closed · ")) && $0.contains("──")
      })
    else { return [] }
    return rows[(first + 1)...].prefix { $0.hasSuffix("%") || $0.contains("nobody") }.map { row in
      row.split(separator: "│").last.map(String.init) ?? ""
    }
  }

  private static let tally = "asked answered=31 tally=4:14,3:9,2:5,8:1 others=2"

  @Test(arguments: sizes)
  func `one row an answer, with its count and its part of all, and the question beside or above`(size: Size) {
    let person = person("presenter " + Self.tally, slide: 2, step: 0, size: size, keys: "B")
    let bars = bars(person).map { row in
      row.filter { !"█▉▊▋▌▍▎▏".contains($0) }.split(separator: " ").joined(separator: " ")
    }
    #expect(bars.prefix(3) == ["4 14 45 %", "3 9 29 %", "2 5 16 %"])
    #expect(bars.last == (size.rows == 12 ? "others 3 10 %" : "others 2 6 %"))
    let text = person.frame.plainText
    #expect(text.contains("How many inputs has h′[2] read?") && text.contains("31 of 41 answered"))
    #expect(!text.contains("✓"))
  }

  @Test func `a bar is as long as its part of all answers`() {
    let person = person("presenter " + Self.tally, slide: 2, step: 0, keys: "B")
    let lengths = bars(person).map { row in row.filter { "█▉▊▋▌▍▎▏".contains($0) }.count }
    #expect(lengths == [11, 7, 4, 1, 2])
    var plain = person
    plain.glass = Glass(isUnicode: false)
    #expect(rows(plain).contains { $0.contains("### ") && $0.hasSuffix(" 14  45 %") })
    #expect(plain.frame.plainText.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `the right one is marked when the lecture is past the question, on every screen`() {
    for (step, marks) in [(0, 0), (1, 1), (4, 1)] {
      let marked = person(
        "presenter asked closed answered=31 tally=4:14,3:9,2:5,8:1", slide: 2, step: step, keys: "B")
      #expect(bars(marked).count == 4 && bars(marked).count { $0.contains("✓ 3") } == marks, "\(step)")
      let shown = person("follower asked closed tally=4:14,3:9 shown", slide: 2, step: step)
      #expect(bars(shown).count == 2 && bars(shown).count { $0.contains("✓ 3") } == marks, "\(step)")
    }
  }

  @Test func `choices stand by their numbers, with the beginning of their words`() {
    let person = person("presenter asked closed tally=2:20,1:11", slide: 3, step: 1, keys: "B")
    #expect(bars(person).map { $0.prefix(8) } == ["   1 yes", " ✓ 2 no "])
  }

  @Test func `without answers it says so, and one's own hidden bars are not there`() {
    #expect(bars(person("presenter asked answered=0", slide: 2, step: 0, keys: "B")).first?.contains("nobody") == true)
    #expect(bars(person("presenter asked answered=0", slide: 2, step: 0)).isEmpty)
    #expect(bars(person("follower " + Self.tally + " shown", slide: 2, step: 0, keys: "B")).isEmpty)
    #expect(bars(person("follower " + Self.tally + " shown", slide: 2, step: 0, keys: "f")).isEmpty)
    #expect(bars(person("follower asked answered=31", slide: 2, step: 0)).isEmpty)
  }

  @Test func `tallies that no class gives draw all the same`() {
    let said: [[Double]] = [[], [.nan], [.infinity, -.infinity], [1e300], Array(repeating: 1.5, count: 500), [-0.0]]
    let rows = said.map { Tally.Row(said: $0, count: .max) } + [Tally.Row(said: [1], count: -5)]
    for slide in [2, 3] {
      for size in Self.sizes {
        for step in [0, 1] {
          var person = person("presenter", slide: slide, step: step, size: size)
          var news = ClassNews(name: "", part: .presenter)
          (news.here, news.lost, news.slide) = (.min, .max, .min)
          news.poll = Poll(
            id: 0, slide: slide - 1, isOpen: true, answered: .min, tally: Tally(rows: rows, others: .max))
          person.act(.attend(news))
          person.press("B")
          #expect(bars(person).allSatisfy { $0.hasSuffix("%") && !$0.contains("✓") })
        }
      }
    }
  }
}
