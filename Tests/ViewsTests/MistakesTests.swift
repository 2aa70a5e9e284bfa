import Engine
import Lab
import Lessons
import Surface
import Testing

@testable import Views

/// The second lesson: its numbers are those that were computed independently, and every slide fits the screen.
struct MistakesTests {
  private let lesson = BuiltIn.lesson("mistakes")!

  private func person(_ title: String, size: Size = Size(columns: 80, rows: 24)) throws -> Person {
    var person = Person(lesson, size: size)
    let slide = try #require(lesson.slides.firstIndex { $0.title == title }, "\(title)")
    person.act(.slide(slide + 1))
    return person
  }

  /// The numbers of one of the slide's two networks.
  private func value(_ text: String, _ person: Person) throws -> QuantityValue {
    let quantity = try Quantity(text)
    return try #require(person.lecture.live?.value(of: quantity, other: person.lecture.secondNetwork), "\(text)")
  }

  /// All that the slide says, the answer too, as it is shown.
  private func words(_ person: Person) -> String {
    var person = person
    for _ in 0..<person.lecture.currentSlide.pauses { person.act(.next) }
    let layout = WordsLayout(
      person.lecture.currentSlide, reveal: person.lecture.reveal, live: person.lecture.live,
      other: person.lecture.secondNetwork, question: QuestionState(person.lecture, person.viewpoint), width: 10_000,
      glass: Glass(), code: { [] })
    return layout.lines.map { $0.map(\.text).joined() }.joined(separator: "\n")
  }

  /// A slide, what its networks have, and how it says it.
  private static let numbers: [(title: String, quantities: [(String, [Double])], said: [String])] = [
    (
      "Both states at t have read all of it",
      [("read.h[1]", [1]), ("read.h[2]", [2]), ("read.h'[2]", [3]), ("read.h'[4]", [1])], ["3, and h[2] has read 2"]
    ),
    (
      "The backward start enters at t = 1",
      [("h'", [110, 109, 107, 104]), ("h", [1, 3, 6, 10]), ("compare.h", [101, 103, 106, 110])],
      ["110 109 107 104", "101 103 106 110"]
    ),
    (
      "output[-1] sums up both directions",
      [("output[-1]", [10, 4]), ("h_n", [10, 10]), ("read.h'[4]", [1])],
      ["(10, 4)", "the 4 has read 1 input", "10 and 10"]
    ),
    (
      "The backward outputs come in the order of time",
      [("merge", [1, 4, 3, 7, 6, 9, 10, 10]), ("compare.merge", [1, 10, 3, 9, 6, 7, 10, 4])],
      ["(1, 4) (3, 7) (6, 9) (10, 10)", "(1, 10) (3, 9) (6, 7) (10, 4)"]
    ),
    ("Two directions take twice as long", [("steps", [4]), ("compare.steps", [8])], ["4, not 8"]),
    (
      "A new input adds one state",
      [("h", [1, 3, 6, 10]), ("compare.h", [1, 3, 6, 10, 15]), ("compare.h'", [15, 14, 12, 9, 5])],
      ["1 3 6 10 15", "was 10 9 7 4 and is 15 14 12 9 5"]
    ),
    ("A two-way network can write text", [("h'[2]", [432]), ("compare.h'[2]", [2]), ("h[2]", [12])], ["h′[2] is 2"]),
    (
      "hidden_size is doubled by the second direction",
      [
        ("shape.weight_ih_l1", [80, 40]), ("shape.h_n", [4, 20]), ("parameters", [15_040]),
        ("compare.parameters", [11_840]), ("compare.shape.weight_ih_l1", [80, 20]),
      ], ["15040", "11840", "(80, 40)"]
    ),
    (
      "The sum keeps what the pair says",
      [("merge", [11, 12, 13, 14]), ("compare.merge", [14, 12, 13, 11])], ["11 12 13 14 and 14 12 13 11", "(6, 6)"]
    ),
    (
      "The product keeps what both say", [("merge", [0, 18, 35, 36]), ("h[1]", [0]), ("h'[1]", [9])], ["0 times 9 is 0"]
    ),
    ("Layer 2 reads x[t]", [("shape.weight_ih_l0", [2, 1]), ("shape.weight_ih_l1", [2, 4])], ["(2, 4)"]),
    (
      "The forward half of layer 2 knows the past only",
      [("read.l2.h[1]", [3]), ("read.l1.h[1]", [1]), ("compare.read.l2.h[1]", [1])], ["All 3"]
    ),
    (
      "proj_size makes an LSTM's cell smaller",
      [
        ("shape.c_n", [4, 4]), ("shape.h_n", [4, 2]), ("shape.weight_ih_l1", [16, 4]),
        ("compare.shape.weight_ih_l1", [16, 8]), ("compare.shape.h_n", [4, 4]),
      ], ["(4, 4)", "(16, 4)", "(16, 8)"]
    ),
    (
      "Padding is harmless to the backward pass",
      [("h'", [5, 3.5, 1, 0.5]), ("compare.h'", [4, 2.5])], ["5 3.5 1 0.5", "4 2.5"]
    ),
    (
      "h_n holds the state after the last input",
      [("h_n[0]", [5]), ("compare.h_n[0]", [4]), ("h[2]", [4]), ("h_n[1]", [5]), ("compare.h_n[1]", [4])],
      ["5, the state after the pads", "Packed it is 4"]
    ),
    (
      "Packing gives results in sorted order",
      [
        ("batch.lengths", [2, 3, 1]), ("batch.sorted_indices", [1, 0, 2]), ("batch.batch_sizes", [3, 2, 1]),
        ("batch.h_n", [3, 3, 6, 6, 1, 1]),
      ], ["(1, 0, 2)", "(3, 2, 1)", "(3, 3) (6, 6) (1, 1)"]
    ),
    (
      "batch_first turns every shape round",
      [
        ("batch.shape.x", [4, 3, 1]), ("batch.first.x", [3, 4, 1]), ("batch.shape.output", [4, 3, 10]),
        ("batch.first.output", [3, 4, 10]), ("batch.shape.h_n", [2, 3, 5]), ("batch.first.h_n", [2, 3, 5]),
      ], ["(2, 3, 5), as before", "(3, 4, 10)"]
    ),
  ]

  @Test func `every number is the one that was computed elsewhere, and is what the slide says`() throws {
    for (title, quantities, said) in Self.numbers {
      let person = try person(title)
      for (text, expected) in quantities { #expect(try value(text, person).numbers == expected, "\(title): \(text)") }
      for text in said { #expect(words(person).contains(text), "\(title): \(words(person))") }
    }
  }

  @Test func `tied directions read a sequence as one network reads it turned round`() throws {
    let person = try person("The two directions share their weights")
    let (h, back) = (try value("h", person).numbers, try value("h'", person).numbers)
    #expect(try value("compare.h'", person).numbers == value("compare.h", person).numbers.reversed())
    #expect(back != h.reversed())
    #expect(try value("compare.h", person).numbers == h)
  }

  @Test func `rows of h_n are named as they are`() throws {
    let person = try person("h_n is all forward, then all backward")
    let rows = try ["l1.h[2]", "l1.h'[1]", "l2.h[2]", "l2.h'[1]"].flatMap { try value($0, person).numbers }
    #expect(try value("h_n", person).numbers == rows)
    #expect(Set(rows).count == 4)
  }

  @Test func `dropout is between the layers only`() throws {
    var person = try person("dropout=0.5 drops something in every network")
    let (read, below) = (try value("l1.merge[1]", person).numbers, try value("compare.l1.merge[1]", person).numbers)
    #expect(zip(read, below).allSatisfy { $0 == 0 || $0 == 2 * $1 })
    #expect(read.contains(0) && read.contains { $0 != 0 })
    #expect(try value("l1.h", person) == value("compare.l1.h", person))
    while person.lecture.live!.settings.layers != 1 { person.act(.toggle(.layers)) }
    for t in 1...3 {
      let states = try value("compare.l1.h[\(t)]", person).numbers + value("compare.l1.h'[\(t)]", person).numbers
      #expect(try value("merge[\(t)]", person).numbers == states)
    }
  }

  @Test func `the output of an LSTM is h`() throws {
    let person = try person("An LSTM hands on its c")
    #expect(try value("output[0]", person).numbers == value("h[1]", person).numbers + value("h'[1]", person).numbers)
    #expect(try value("c[1]", person) != value("h[1]", person))
    #expect(try value("c_n", person).numbers == value("c[2]", person).numbers + value("c'[1]", person).numbers)
  }

  @Test(arguments: ["A GRU is a GRU", "Two biases are one too many"])
  func `two GRUs of the same weights`(title: String) throws {
    let person = try person(title)
    for text in ["h", "h'"] { #expect(try value(text, person) != value("compare.\(text)", person)) }
    let weights = [person.lecture.live!, person.lecture.secondNetwork!].map { live in
      live.network.parameters(layer: 0, pass: .forward).weightHH
    }
    #expect(weights[0] == weights[1])
  }

  @Test func `a file without its backward half is refused by name`() throws {
    let person = try person("What is missing is filled in")
    let error = QuantityValue.text(
      "missing weight_ih_l0_reverse, weight_hh_l0_reverse, bias_ih_l0_reverse, bias_hh_l0_reverse")
    #expect(try value("error.reverse", person) == error)
    #expect(try value("error.bias_hh_l0", person) == .text("missing bias_hh_l0"))
    #expect(words(person).contains("missing weight_ih_l0_reverse"))
  }

  @Test func `each slide has a question, notes and a network, and its right answer is taken`() throws {
    #expect(lesson.slides.count == 26)
    for (index, slide) in lesson.slides.enumerated().dropFirst() where slide.training == nil {
      var person = Person(lesson)
      person.act(.slide(index + 1))
      let (question, _) = try #require(slide.question, "\(slide.title)")
      #expect(slide.experiment != nil && !slide.notes.isEmpty, "\(slide.title)")
      let right = try #require(person.lecture.value(of: question.answer), "\(slide.title)")
      person.press("enter")
      let text = right.numbers.map { "\($0 == $0.rounded() ? "\(Int($0))" : "\($0)")" }.joined(separator: " ")
      for character in text { person.act(.type(character)) }
      person.press("enter")
      #expect(person.viewpoint.score?.right == 1, "\(slide.title): \(text)")
    }
  }

  /// The belief that a loss decides is trained right behind its question.
  @Test func `the slide after the question of writing trains next words, and its notes say what to press`() throws {
    let trained = lesson.slides.indices.filter { lesson.slides[$0].training != nil }
    #expect(trained == [try #require(lesson.slides.firstIndex { $0.title == "A two-way network can write text" }) + 1])
    let slide = lesson.slides[trained[0]]
    #expect(slide.training?.task == .nextWord && slide.notes.joined().contains("press a"))
    #expect(Training.sentenceFault(try #require(slide.training)) == nil)
  }

  /// The words of every slide are on the screen at once, before the answer and with it, and the network beside them.
  @Test func `all of it fits 80x24`() {
    for index in lesson.slides.indices {
      var person = Person(lesson)
      person.act(.slide(index + 1))
      for step in 0...person.lecture.steps {
        if step > 0 { person.act(.next) }
        person.expectsAllWords()
      }
      guard index > 0, lesson.slides[index].training == nil else { continue }
      let plan = ScreenPlan(person.lecture, person.viewpoint, person.size, person.glass)
      #expect(person.frame.plainText.contains("predict"), "slide \(index + 1) hides its words")
      #expect(plan.network != nil)
    }
  }
}
