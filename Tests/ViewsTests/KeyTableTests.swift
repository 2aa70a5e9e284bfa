import Foundation
import Lab
import Lessons
import Surface
import Testing

@testable import Views

/// Keymap, help, labels and README agree with the one key table.
struct KeyTableTests {
  /// How a key is written for people.
  private static let names: [String: Key] = [
    "space": .character(" "), "→": .right, "←": .left, "↑": .up, "↓": .down, "PgDn": .pageDown, "PgUp": .pageUp,
    "backspace": .backspace, "Tab": .tab, "Shift-Tab": .backTab, "Home": .home, "End": .end, "Enter": .enter,
    "esc": .escape, "Ctrl-L": .control("l"), "Ctrl-Z": .control("z"), "Ctrl-C": .control("c"),
    // With the digits or the first g that come before.
    "5t": .character("t"),
  ]

  private static func bindings(_ contexts: KeyContext...) -> [KeyBinding] {
    KeyTable.bindings.filter { contexts.contains($0.context) }
  }

  /// A network of two layers in the middle of its steps, with words that fit their pane.
  private static let network: Person = {
    var person = Person(BuiltIn.chapter)
    person.go(to: 14, step: 4)
    return person
  }()

  private func action(_ key: Key, _ person: Person) -> LabAction {
    Keymap.action(for: key, person.lecture, person.viewpoint, person.size, person.glass)
  }

  @Test func `no key means two things in one place`() {
    for contexts: Set<KeyContext> in [
      [.everywhere, .network, .classroom], [.cell, .classroom], [.everywhere, .training, .classroom],
      [.question, .classroom], [.given, .classroom], [.why, .classroom], [.lists],
    ] {
      let keys = KeyTable.bindings.filter { contexts.contains($0.context) }.flatMap(\.keys)
      #expect(Set(keys).count == keys.count, "\(contexts)")
    }
  }

  @Test func `a label names all keys of its row and no other`() {
    for binding in KeyTable.bindings {
      let words = binding.label.split(separator: " ").filter { $0 != "gg" }
      let keys = words.compactMap { Self.names[String($0)] ?? Key(name: String($0)) }
      #expect(keys.count == words.count, "\(binding.label)")
      #expect(Set(keys) == Set(binding.keys), "\(binding.label)")
    }
  }

  @Test func `at a network every key does what its row says`() {
    for binding in Self.bindings(.everywhere, .network) {
      for key in binding.keys { #expect(action(key, Self.network) == binding.action, "\(binding.label)") }
    }
  }

  @Test func `in a cell every key does what its row says`() {
    var person = Self.network
    person.press("enter")
    for binding in Self.bindings(.cell) {
      for key in binding.keys { #expect(action(key, person) == binding.action, "\(binding.label)") }
    }
    let others = Set(Self.bindings(.cell).flatMap(\.keys))
    for binding in Self.bindings(.everywhere, .network) {
      for key in binding.keys where !others.contains(key) {
        #expect(action(key, person) == binding.action, "\(binding.label)")
      }
    }
  }

  @Test func `at a training every key does what its row says`() {
    var person = Person(BuiltIn.chapter)
    person.go(to: 18, step: 0)
    for binding in Self.bindings(.everywhere, .training) {
      for key in binding.keys where key != .character("J") && key != .character("K") {
        #expect(action(key, person) == binding.action, "\(binding.label)")
      }
    }
  }

  @Test(arguments: ["presenter asked", "follower asked"])
  func `in a class every key does what its row says, wherever the person is`(scene: String) {
    var alone = Self.network
    for binding in Self.bindings(.classroom) {
      for key in binding.keys {
        #expect(action(key, alone) == binding.action, "\(binding.label)")
        alone.press(key)
        #expect(alone.viewpoint.message == "a key of a class; this lesson is open for you alone")
      }
    }
    for opener in ["", "enter", "E", "W", "S", "P", "p"] {
      var person = Self.network
      person.attend(scene)
      person.press(opener)
      for binding in Self.bindings(.classroom) {
        for key in binding.keys { #expect(action(key, person) == binding.action, "\(binding.label)") }
      }
    }
    var asked = Person(BuiltIn.mistakes)
    asked.go(to: 2, step: 0)
    asked.attend(scene)
    for binding in Self.bindings(.classroom) { #expect(action(binding.keys[0], asked) == binding.action) }
    #expect(action(.character("7"), asked) == .answer("7"))
  }

  @Test(arguments: ["o", "M"])
  func `in a list the keys choose and take`(opener: String) {
    var person = Self.network
    person.press(opener)
    person.press("down")
    let here = chosen(person).0
    for binding in Self.bindings(.lists) {
      for key in binding.keys {
        switch binding.action {
        case .choose(let distance): #expect(action(key, person) == .choose(here + distance), "\(binding.label)")
        case .confirm: #expect(action(key, person) == .confirm)
        default: break
        }
      }
    }
    for _ in 0..<30 { person.press("down") }
    #expect(chosen(person).0 == chosen(person).last)
    for _ in 0..<30 { person.press("k") }
    #expect(chosen(person).0 == 0)
  }

  private func chosen(_ person: Person) -> (Int, last: Int) {
    switch person.viewpoint.overlay {
    case .index(let chosen): (chosen, person.lecture.lesson.slides.count - 1)
    case .merges(let chosen): (chosen, 5)
    default: (-1, -2)
    }
  }

  @Test func `the search line takes letters, erases them and finds`() {
    var person = Self.network
    person.press("/ q j")
    #expect(person.viewpoint.overlay == .search(text: "qj"))
    person.press("backspace")
    #expect(person.viewpoint.overlay == .search(text: "q"))
    #expect(action(.enter, person) == .confirm)
    #expect(action(.escape, person) == .close)
    #expect(action(.control("c"), person) == .quit)
  }

  @Test func `help lists every row of the table`() {
    let lines = HelpView.lines(width: 78, Glass()).map { $0.map(\.text).joined() }
    for context in KeyContext.allCases {
      let start = lines.firstIndex(of: context.title)
      let below = start.map { lines[($0 + 1)...].prefix { !$0.isEmpty } } ?? []
      for binding in Self.bindings(context) {
        #expect(below.contains { $0.hasPrefix("  \(binding.label) ") && $0.hasSuffix("  \(binding.help)") })
      }
      #expect(below.count == Self.bindings(context).count)
    }
  }

  @Test func `no line of the help is cut on the design size`() {
    for glass in [Glass(), Glass(isUnicode: false)] {
      for line in HelpView.lines(width: 78, glass) { #expect(line.width <= 78, "\(line.map(\.text).joined())") }
    }
  }

  @Test func `the help opens at the keys of a network where there is one, and scrolls to all`() {
    var person = Self.network
    person.press("?")
    #expect(person.frame.plainText.split(separator: "\n")[2] == " a network")
    person.press("K K")
    #expect(person.frame.plainText.contains("quit") && person.frame.plainText.contains(" a network"))
    person.press("home")
    #expect(person.frame.plainText.split(separator: "\n")[2] == " everywhere")
    person.press("esc 1 G ?")
    #expect(person.lecture.live == nil && person.frame.plainText.split(separator: "\n")[2] == " everywhere")
  }

  @Test func `an input that has the focus offers what can be done to it`() {
    var person = Self.network
    func footer() -> String { person.frame.plainText.split(separator: "\n").last.map(String.init) ?? "" }
    #expect(footer().hasPrefix(" space next"))
    person.press("k k k k k k")
    #expect(footer().hasPrefix(" e edit   i insert   x delete"))
    person.press("esc")
    #expect(footer().hasPrefix(" space next"))
  }

  @Test func `an unknown key says that it is none`() {
    #expect(action(.character("Z"), Self.network) == .ignored(reason: "Z is no key of the lab"))
    #expect(action(.control("b"), Self.network) == .ignored(reason: "that is no key of the lab"))
  }

  /// The README's table is the key table, word for word; with BILAB_RECORD set it is written there.
  @Test func `the README has the key table`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    guard let text = try? String(contentsOf: root.appending(path: "README.md"), encoding: .utf8) else { return }
    let parts = text.components(separatedBy: "<!-- keys -->")
    #expect(parts.count == 2, "README.md has no line <!-- keys -->")
    if GoldenTests.records, let end = text.range(of: "<!-- /keys -->"), parts.count == 2 {
      let new = parts[0] + "<!-- keys -->\n" + Self.markdown + "\n" + text[end.lowerBound...]
      try new.write(to: root.appending(path: "README.md"), atomically: true, encoding: .utf8)
    }
    let table = parts.last?.components(separatedBy: "<!-- /keys -->").first
    #expect(table == "\n" + Self.markdown + "\n")
  }

  /// The key table as the README has it between its two comments.
  static var markdown: String {
    let rows = KeyTable.bindings.map { binding in
      let keys = binding.label.split(separator: " ").map { "`\($0)`" }.joined(separator: " ")
      return "| \(binding.context.title) | \(keys) | \(binding.help) |"
    }
    return (["| where | keys | what |", "| --- | --- | --- |"] + rows).joined(separator: "\n")
  }
}
