import Lab
import Lessons
import Surface
import Testing
import Views

/// How a question looks, and which keys it takes.
struct QuestionTests {
  private func person(_ size: Size = Size(columns: 80, rows: 24)) -> Person {
    var person = Person(BuiltIn.everything, size: size)
    person.go(to: 11, step: 0)
    return person
  }

  private func row(of words: String, _ person: Person) -> Int? {
    person.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(words) }
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 40), Size(columns: 60, rows: 20)])
  func `nothing moves from the question to its answer`(size: Size) {
    var asked = person(size)
    let question = row(of: "predict", asked)
    #expect(question != nil && row(of: "Behind the answer.", asked) == nil)
    var rows: Set<Int?> = []
    for script in [
      "space", "! space", "! ! space", "3 , 9 enter space", "3 , 8 enter space", "1 , 1 enter space space",
    ] {
      var later = asked
      later.press(script)
      if later.viewpoint.shownPane(in: later.lecture) == .network { later.press("w") }
      #expect(row(of: "predict", later) == question, "\(script)")
      rows.insert(row(of: "Behind the answer.", later))
      later.press("[ ]")
      #expect(row(of: "predict", later) == question, "\(script)")
    }
    #expect(rows.count == 1 && !rows.contains(nil))
    asked.press("! !")
    #expect(row(of: "predict", asked) == question && row(of: "hint 2 of 2", asked) != nil)
  }

  @Test func `an explanation says when the network is another one than it was written for`() {
    var person = Person(BuiltIn.chapter)
    person.go(to: 11, step: 1)
    let remark = "written for the lesson's"
    #expect(row(of: remark, person) == nil)
    person.press("m")
    #expect(row(of: remark, person) != nil)
    person.press("R")
    #expect(row(of: remark, person) == nil)
  }

  @Test func `a typed line offers no help, which would be typed`() {
    var person = person()
    #expect(row(of: "? help", person) != nil)
    person.press("7")
    #expect(row(of: "you say: 7", person) != nil && row(of: "? help", person) == nil)
  }

  @Test func `the steps that are counted are the network's`() {
    var person = Person(BuiltIn.mistakes)
    person.go(to: 7, step: 0)
    #expect(row(of: "step 0 of 4", person) != nil)
    person.press("space space space space space")
    #expect(row(of: "step 4 of 4", person) != nil)
  }

  @Test func `before the answer nothing tells it, and back hides it again`() {
    var person = person()
    #expect(row(of: "(3, 9)", person) == nil)
    person.press("space")
    #expect(row(of: "output[1] = (3, 9)", person) != nil && row(of: "you said", person) == nil)
    person.press("backspace")
    #expect(row(of: "(3, 9)", person) == nil)
    person.press("3 , 7 enter")
    #expect(row(of: "✗ you said 3, 7", person) != nil)
    person.press("space backspace [ ]")
    #expect(row(of: "✗ you said 3, 7", person) != nil)
  }

  @Test func `digits and a minus begin the answer only where something is asked`() {
    var person = person()
    for key in "0123456789-" {
      #expect(
        Keymap.action(for: .character(key), person.lecture, person.viewpoint, person.size, person.glass)
          == .answer(String(key)))
    }
    #expect(Keymap.action(for: .enter, person.lecture, person.viewpoint, person.size, person.glass) == .answer(""))
    #expect(Keymap.action(for: .character("!"), person.lecture, person.viewpoint, person.size, person.glass) == .hint)
    // The code lies over the words, and the question with them.
    person.press("P")
    #expect(
      Keymap.action(for: .character("3"), person.lecture, person.viewpoint, person.size, person.glass) == .pending("3"))
    person.press("P W")
    #expect(Keymap.action(for: .enter, person.lecture, person.viewpoint, person.size, person.glass) != .answer(""))
    #expect(row(of: "Enter answer", person) == nil)
    person.press("W")
    #expect(row(of: "Enter answer", person) != nil)
    person.press("space")
    for (key, action) in [(Key.character("3"), LabAction.pending("3")), (.character("-"), .nudge(-1)), (.enter, .open)]
    {
      #expect(Keymap.action(for: key, person.lecture, person.viewpoint, person.size, person.glass) == action)
    }
  }

  @Test func `on a small screen the other pane takes the network's keys`() {
    var person = person(Size(columns: 40, rows: 12))
    person.press("w")
    #expect(Keymap.action(for: .enter, person.lecture, person.viewpoint, person.size, person.glass) == .open)
    person.press("w")
    #expect(Keymap.action(for: .enter, person.lecture, person.viewpoint, person.size, person.glass) == .answer(""))
  }

  @Test func `numbers in words follow the network`() {
    var person = person()
    #expect(row(of: "The states are 1 3 6 10 and 10 9", person) != nil)
    person.press("e 5 enter")
    person.press("e")
    #expect(person.viewpoint.overlay == .entry(.input(t: 1), text: "5"))
    person.press("5 enter")
    #expect(row(of: "The states are 5 7 10 14 and 14", person) != nil)
    person.press("d")
    #expect(row(of: "The states are 5 7 10 14 and ·;", person) != nil)
  }

  @Test func `the score stands in the title line once something is answered`() {
    var person = person()
    #expect(row(of: "right", person) == nil)
    person.press("3 , 9 enter ] space 1 enter")
    #expect(row(of: "1 of 2 right", person) == 0)
    person.size = Size(columns: 40, rows: 12)
    #expect(row(of: "1/2", person) == 0)
  }

  @Test func `the index tells what was answered`() {
    var person = person()
    person.press("3 , 9 enter o")
    #expect(person.frame.plainText.contains("A question of numbers  ← here  ▶ live  ✓"))
    #expect(person.frame.plainText.contains("A question of choices  ?"))
    person.glass.isUnicode = false
    #expect(person.frame.plainText.contains("A question of numbers  <- here  > live  +"))
  }
}
