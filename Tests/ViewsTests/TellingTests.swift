import Engine
import Foundation
import Lab
import Lessons
import Surface
import Testing
import Views

/// A lecture told in lines.
struct TellingTests {
  private func telling(_ person: Person, unicode: Bool = true) -> Telling {
    Telling(person.lecture, person.viewpoint, isUnicode: unicode)
  }

  /// What is told after each of some keys.
  private func told(_ person: inout Person, _ keys: String) -> [[String]] {
    var before = telling(person)
    return keys.split(separator: " ").map { key in
      person.press(String(key))
      let now = telling(person)
      defer { before = now }
      return now.news(since: before)
    }
  }

  @Test func `a step is told with its timestep, its direction and what it came from`() {
    var person = Person(BuiltIn.chapter)
    person.press("8 G")
    #expect(
      told(&person, "space space space space space space space m") == [
        ["step 1 of 8: t = 1, forward, h = 1, from h[0] = 0 and x[1] = 1"],
        ["step 2 of 8: t = 2, forward, h = 3, from h[1] = 1 and x[2] = 2"],
        ["step 3 of 8: t = 3, forward, h = 6, from h[2] = 3 and x[3] = 3"],
        ["step 4 of 8: t = 4, forward, h = 10, from h[3] = 6 and x[4] = 4"],
        ["step 5 of 8: t = 4, backward, h′ = 4, from h′[5] = 0 and x[4] = 4", "merge[4] = (10, 4)"],
        ["step 6 of 8: t = 3, backward, h′ = 7, from h′[4] = 4 and x[3] = 3", "merge[3] = (6, 7)"],
        ["step 7 of 8: t = 2, backward, h′ = 9, from h′[3] = 7 and x[2] = 2", "merge[2] = (3, 9)"],
        [
          "network: ReLU RNN, both directions, merge sum, 1 layer, 1 unit, weights: counter, one pass, then the other",
          "t = 2, x[2] = 2, h[2] = 3, h′[2] = 9, merge[2] = 12", "t = 3, x[3] = 3, h[3] = 6, h′[3] = 7, merge[3] = 13",
          "t = 4, x[4] = 4, h[4] = 10, h′[4] = 4, merge[4] = 14", "merge: concat to sum, size 2 to 1",
        ],
      ])
  }

  @Test func `what a changed number changes is told, and what it does not is not`() {
    var person = Person(BuiltIn.chapter)
    person.press("8 G space space space space up up")
    let news = told(&person, "e 7 enter").last ?? []
    #expect(news.contains("t = 4, x[4] = 7, h[4] = 13") && news.contains("x[4]: 4 to 7"))
    #expect(!news.contains { $0.hasPrefix("t = 3") })
  }

  @Test func `a question, its hints and its answer are told one after the other`() {
    var person = Person(BuiltIn.mistakes)
    person.press("2 G")
    let asked = telling(person).everything
    #expect(asked.contains("predict type a number") && !asked.contains { $0.contains("it is") })
    let news = told(&person, "3 enter").last ?? []
    #expect(news.contains { $0.hasPrefix("right you said 3") })
    #expect(telling(person).everything[0].hasSuffix("1 of 1 right"))
  }

  @Test func `a panel is told when it opens, and that it closed`() {
    var person = Person(BuiltIn.chapter)
    person.press("8 G space space")
    let news = told(&person, "A esc W esc M esc")
    #expect(news[0].contains("h[2] moves with x[1] 1, x[2] 1, x[3] not, x[4] not"))
    #expect(news[2][0] == "what the network is given 8 numbers to learn")
    #expect(news[4].contains("chosen: concat 2 numbers"))
    for index in [1, 3, 5] { #expect(news[index] == ["closed"]) }
  }

  /// Box drawing, arrows, blocks, shapes and braille.
  private func hasPicture(_ line: String) -> Bool {
    line.unicodeScalars.contains {
      (0x2500...0x25ff).contains($0.value) || (0x2800...0x28ff).contains($0.value)
        || $0.properties.generalCategory == .control
    }
  }

  @Test(arguments: [true, false])
  func `nothing that is only to be looked at is told, whatever is open`(isUnicode: Bool) {
    for lesson in [BuiltIn.chapter, BuiltIn.mistakes] {
      for slide in lesson.slides.indices {
        for keys in ["", "enter", "A", "W", "M", "P", "p", "E", "s S", "o", "?", "c enter space", "up up e"] {
          var person = Person(lesson)
          person.go(to: slide, step: person.lecture.steps(of: slide))
          person.press(keys)
          let lines = telling(person, unicode: isUnicode).everything
          #expect(!lines.isEmpty)
          for line in lines where hasPicture(line) || !isUnicode && !line.utf8.allSatisfy({ $0 < 0x80 }) {
            Issue.record("slide \(slide + 1), \(keys): \(line)")
          }
        }
      }
    }
  }

  @Test(arguments: [Cell.rnn(.tanh), .gru, .lstm], [1, 2])
  func `what is not computed yet is not told`(cell: Cell, layers: Int) {
    func person(_ last: Double, _ steps: Int) -> Person {
      let experiment = Experiment(
        cell: cell, layers: layers, hidden: 2, weights: .seed(3), input: .numbers([[1], [2], [last]]), order: .passes)
      var person = Person(Lesson(title: "", slides: [Slide(title: "", experiment: experiment)]))
      for _ in 0..<steps { person.act(.next) }
      return person
    }
    for steps in 0...2 {
      let pair = [3, -3].map { telling(person($0, steps)).everything.filter { !$0.hasPrefix("inputs: ") } }
      #expect(pair[0] == pair[1])
    }
    #expect(telling(person(3, 3)).everything != telling(person(-3, 3)).everything)
  }

  @Test func `every state that is told is the trace's`() throws {
    let experiment = Experiment(
      cell: .lstm, layers: 2, hidden: 2, weights: .seed(3), input: .numbers([[1], [2], [3]]), order: .lockstep)
    var person = Person(Lesson(title: "", slides: [Slide(title: "", experiment: experiment)]))
    for step in 1...6 {
      person.act(.next)
      let live = try #require(person.lecture.live)
      let news = telling(person).everything.joined(separator: "\n")
      for place in live.schedule.places(at: step) {
        let name = place.pass == .forward ? "h" : "h′"
        let values = live.state(place).map { number in
          String(format: "%.3f", number).replacing("-", with: "−")
        }
        #expect(news.contains("layer \(place.layer + 1) \(name)[\(place.t)] = (\(values[0]), \(values[1]))"), "\(news)")
      }
    }
  }
}
