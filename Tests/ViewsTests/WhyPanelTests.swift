import Engine
import Lab
import Lessons
import Surface
import Testing

@testable import Views

struct WhyPanelTests {
  private func person(_ keys: String, size: Size = Size(columns: 80, rows: 24)) -> Person {
    var person = Person(BuiltIn.chapter, size: size)
    person.go(to: 8, step: 8)
    person.press(keys)
    return person
  }

  private func lines(_ person: Person) -> [String] {
    person.frame.plainText.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test func `a path that is too long keeps its end`() {
    var deep = Person(BuiltIn.chapter)
    deep.go(to: 13, step: 6)
    deep.press("E down enter down enter down enter enter")
    #expect(lines(deep)[2] == " h′[1]₁ › c′[1]₁ › c′[2]₁ › c′[3]₁ › f′[3]₁")
    deep.size = Size(columns: 40, rows: 12)
    #expect(lines(deep)[1] == " … › c′[1]₁ › c′[2]₁ › c′[3]₁ › f′[3]₁")
    deep.glass.isUnicode = false
    #expect(lines(deep)[1] == " ... > c'[2]_1 > c'[3]_1 > f'[3]_1")
  }

  @Test func `an edit shows every number of the path, old and new`() {
    let text = person("E down down down enter down + +").frame.plainText
    #expect(text.contains("x[2] 3 → 4 · h′[2] 10 → 11 · h′[1] 11 → 12"))
  }

  @Test func `a packed sequence starts backward behind its last input`() throws {
    let lab = "weights = \"counter\"\ninput = [1, 2]\npadding = 2\npacked = true"
    var person = Person(Lesson.read(Array("# A\n\n```lab\n\(lab)\n```\n".utf8), name: "x").lesson)
    person.press("space space space E")
    let formula = try #require(lines(person).first { $0.contains(" = relu(") })
    #expect(formula.contains("U′·h′[3]") && !formula.contains("h′[5]"))
  }

  @Test func `expressions have parentheses where they need them`() {
    let a = Expression.term(.given(.input(t: 1, feature: 0)))
    let b = Expression.term(.given(.input(t: 2, feature: 0)))
    func text(_ expression: Expression, _ numbers: [Int: String] = [1: "a", 2: "b"], width: Int = 80) -> String {
      ExpressionText(glass: Glass()) { term in
        guard case .given(.input(let t, _)) = term else { return Span("?") }
        return Span(numbers[t] ?? "?")
      }.line(expression, width: width).map(\.text).joined()
    }
    #expect(text(.product([.sum([a, b]), a])) == "(a + b)·a")
    #expect(text(.sum([.product([a, b]), b])) == "a·b + b")
    #expect(text(.quotient(.sum([a, b]), .constant(2))) == "(a + b) / 2")
    #expect(text(.quotient(a, .product([a, b]))) == "a / (a·b)")
    #expect(text(.difference(a, .sum([a, b]))) == "a − (a + b)")
    #expect(text(.difference(a, .difference(a, b))) == "a − (a − b)")
    #expect(text(.sum([a, .difference(a, b)])) == "a + (a − b)")
    #expect(text(.function(.max, [a, .negative(b)])) == "max(a, −b)")
    let negative = [1: "−1", 2: "−2"]
    #expect(text(.sum([a, b]), negative) == "−1 − 2")
    #expect(text(.product([a, b]), negative) == "−1·(−2)")
    #expect(text(.sum([a, .product([b, a])]), negative) == "−1 − 2·(−1)")
    #expect(text(.difference(a, b), negative) == "−1 − (−2)")
    #expect(text(.negative(b), negative) == "−(−2)")
    #expect(text(.function(.sigmoid, [.sum(Array(repeating: a, count: 9))]), width: 16) == "σ(a + a + a + …)")
  }

  /// Keys of the panel, of what edits and of what switches; every frame is drawn.
  @Test(arguments: Soak.seeds(12))
  func `any keys on the way down`(seed: UInt64) {
    var walk = Walk(seed: seed)
    let (lesson, slide) = ToggleTests.slides[walk.number(ToggleTests.slides.count)]
    var person = Person(lesson, glass: walk.glass())
    person.go(to: slide + 1, step: person.lecture.steps(of: slide))
    let way: [Key] = [.enter, .enter, .enter, .up, .down, .down, .right, .left, .escape, .character("E")]
    let others: [Key] =
      KeyTable.bindings.filter { [.network, .why].contains($0.context) }.flatMap(\.keys) + [
        .character("7"), .backspace,
      ]
    var keys: [Key] = []
    person.press("E")
    #expect(person.viewpoint.panel(in: person.lecture) != nil)
    for _ in 0..<80 {
      if walk.number(10) == 0 { person.size = Size(columns: walk.number(100) + 40, rows: walk.number(30) + 12) }
      keys.append(walk.number(3) > 0 ? way[walk.number(way.count)] : others[walk.number(others.count)])
      person.press(keys.last!)
      let bottom = lines(person).last { !$0.isEmpty } ?? ""
      guard case .why(let path) = person.viewpoint.panel(in: person.lecture) else { continue }
      let fault = !person.isTyping && !bottom.hasSuffix("? help")
      if fault || path.levels.isEmpty {
        Issue.record("\(person.place)\nafter \(Walk.script(keys))\n\(person.frame.plainText)")
        return
      }
    }
  }
}
