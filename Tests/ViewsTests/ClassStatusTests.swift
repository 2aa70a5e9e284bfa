import Lab
import Lessons
import Surface
import Testing
import Views

/// The left part of the title line of a person of a class.
struct ClassStatusTests {
  private func person(_ words: String, columns: Int, slide: Int = 2, step: Int = 3, unicode: Bool = true) -> Person {
    let size = Size(columns: columns, rows: columns < 60 ? 12 : 24)
    var person = Person(BuiltIn.mistakes, size: size, glass: Glass(isUnicode: unicode))
    person.go(to: slide, step: step)
    person.attend(words)
    return person
  }

  private func title(_ person: Person) -> String {
    person.frame.plainText.split(separator: "\n", maxSplits: 1).first.map { String($0.dropFirst()) } ?? ""
  }

  @Test(
    arguments: [
      ("follower", "", [80: "following ECE 1508 · 41 here   ", 60: "following · 41 here   ", 40: "following · 41"]),
      ("follower", "X", [80: "following · 41 here · lost here   ", 40: "following · 41"]),
      (
        "follower slide=7", "f",
        [80: "exploring · class at 7 · f   ", 60: "exploring · class at 7 · f   ", 40: "exploring · class at 7 · f   "]
      ),
      ("follower asked", "", [80: "following · 41 here · the class is asked   ", 40: "following · asked   "]),
      ("follower asked", "f", [80: "exploring · the class is asked · f   ", 40: "exploring · asked · f"]),
      (
        "follower away", "",
        [
          80: "presenter away · f to go on alone   ", 60: "presenter away · f to go on   ",
          40: "presenter away · f to go on  ",
        ]
      ),
      ("follower cut", "", [80: "class not reached · f to go on   ", 40: "class not reached · f to go on  "]),
      ("follower cut", "f", [80: "exploring · not reached · f   ", 40: "exploring · not reached · f"]),
      ("presenter lost=3", "", [80: "presenting · 41 here · 3 lost   ", 40: "presenting · 41 here  "]),
      ("presenter lost=0", "", [80: "presenting ECE 1508 · 41 here   "]),
      (
        "presenter asked answered=17 lost=3", "",
        [
          80: "presenting · 17 of 41 answered · 3 lost   ", 60: "presenting · 17 of 41 answered   ",
          40: "presenting · 17 of 41 answered  ",
        ]
      ),
      ("presenter cut", "", [80: "presenting · not reached   ", 40: "presenting · not reached  "]),
    ])
  func `tells where one is, in the words for which there is room`(words: String, keys: String, expected: [Int: String])
  {
    for (columns, start) in expected {
      var person = person(words, columns: columns)
      person.press(keys)
      let title = title(person)
      #expect(title.hasPrefix(start), "\(columns): \(title)")
      #expect(title.hasSuffix("  2/26"), "\(columns): \(title)")
    }
  }

  @Test func `who has answered is asked no more`() {
    var person = person("follower asked", columns: 80, step: 0)
    #expect(title(person).contains("the class is asked"))
    person.press("3 enter")
    #expect(!title(person).contains("asked"))
  }

  /// With a short title on the slide all of it has room.
  @Test func `says all of it beside a short title`() {
    for (words, keys, status) in [
      ("follower", "X", "following ECE 1508 · 41 here · lost here"),
      ("follower slide=7", "f", "exploring · the class is at slide 7 · f to return"),
      ("follower away", "", "presenter away · f to go on alone"),
      ("follower asked", "f", "exploring · the class is asked · f to return"),
      ("presenter lost=3 asked answered=17", "", "presenting ECE 1508 · 41 here · 3 lost · 17 of 41 answered"),
    ] {
      var person = person(words, columns: 90, slide: 1, step: 0)
      person.press(keys)
      #expect(title(person).hasPrefix(status + "   "), "\(title(person))")
      #expect(title(person).hasSuffix("   Two dozen beliefs  1/26"), "\(title(person))")
    }
  }

  @Test(arguments: ["follower", "follower away", "presenter asked answered=17 lost=3", "follower asked here=99999999"])
  func `its word is whole at every width, and the score and the slide's number are there`(words: String) {
    for columns in 40...130 {
      for keys in ["", "X", "f"] {
        var person = person("follower", columns: columns, step: 0)
        person.press("f 3 enter")
        #expect(person.viewpoint.score! == (1, 1))
        person.attend(words)
        if !keys.isEmpty || !words.hasPrefix("follower") { person.press(keys) }
        let title = title(person)
        let all = ["following", "exploring", "presenter away", "presenting"]
        #expect(all.contains { title.hasPrefix($0 + " ") }, "\(columns): \(title)")
        #expect(title.contains("1 of 1 right") || title.contains("1/1"), "\(columns): \(title)")
        #expect(title.hasSuffix("  2/26"), "\(columns): \(title)")
      }
    }
  }

  @Test func `is plain ASCII where nothing else is shown`() {
    #expect(title(person("follower", columns: 80, unicode: false)).hasPrefix("following ECE 1508 * 41 here"))
  }

  @Test(
    arguments: [
      "\u{1b}[2J\u{1b}]0;owned\u{7}", "a\u{202e}edoc\u{2066}b", String(repeating: "漢", count: 500),
      String(repeating: "x", count: 500),
      String(repeating: "y", count: 120), "a\nb\rc\td\u{0}", "👩‍👩‍👧e\u{301}\u{301}\u{301}\u{301}\u{200b}", "", "   ",
    ])
  func `a hostile name is made safe, and hides nothing`(name: String) {
    for isPresenter in [true, false] {
      for columns in [40, 60, 80, 200] {
        for isUnicode in [true, false] {
          var person = person("follower", columns: columns, unicode: isUnicode)
          var news = ClassNews(name: name, part: isPresenter ? .presenter : .follower)
          (news.isConnected, news.isPresenterHere, news.here) = (true, true, 41)
          person.act(.attend(news))
          let frame = person.frame
          for cell in frame.cells {
            #expect(SafeText.string(cell.text) == cell.text && cell.text.count <= 1)
            #expect(isUnicode || cell.text.utf8.allSatisfy { (0x20..<0x7f).contains($0) })
          }
          let title = title(person)
          #expect(title.hasPrefix(isPresenter ? "presenting" : "following"), "\(title)")
          #expect(!title.contains(String(repeating: "y", count: 31)))
          #expect(title.contains("41 here") || columns < 200, "\(title)")
          #expect(title.contains("41") && title.hasSuffix("2/26"), "\(title)")
        }
      }
    }
  }
}
