import Engine
import Handouts
import Lab
import Lessons
import Testing

struct HandoutTests {
  @Test(arguments: ["chapter", "mistakes", "format"])
  func `every step of the lecture is in it, once`(name: String) {
    let lesson = Lessons.builtIn(name)
    let lecture = Lecture(lesson, pretrained: .none)
    let handout = Lessons.handout(lesson)
    #expect(handout.slides.map(\.steps) == lesson.slides.indices.map(lecture.steps))
    #expect(handout.slides.map(\.number) == Array(1...lesson.slides.count))
    #expect(handout.slides.allSatisfy { $0.last.step == $0.steps })
  }

  /// A slide's part of a text, from its title on.
  private func part(_ number: Int, of handout: Handout) throws -> Substring {
    let text = handout.text
    let start = try #require(text.range(of: "\n\(number)/\(handout.slides.count)  ")).lowerBound
    let end = text.range(of: "\n\(number + 1)/\(handout.slides.count)  ")?.lowerBound ?? text.endIndex
    return text[start..<end]
  }

  @Test(arguments: ["chapter", "mistakes"])
  func `text has every title, and a sentence with its number for every state`(name: String) throws {
    let handout = Lessons.handout(Lessons.builtIn(name))
    for slide in handout.slides {
      // Long sentences go on in the next row.
      let part = try part(slide.number, of: handout).replacing(/\n {5,}/, with: " ")
      #expect(part.contains(slide.slide.title))
      guard let live = slide.last.live, live.stateSize == 1, live.settings.order == .passes else { continue }
      for step in 1...live.schedule.count {
        for place in live.schedule.places(at: step) {
          let layer = live.settings.layers > 1 ? "layer \(place.layer + 1) " : ""
          let name = "\(layer)\(place.pass == .forward ? "h" : "h′")[\(place.t)] = "
          let row = part.split(separator: "\n").first { line in line.drop { " 0123456789".contains($0) }.hasPrefix(name)
          }
          let value = try #require(Self.number(row?.split(separator: " = ").last ?? ""), "\(slide.number) \(name)")
          #expect(abs(value - live.state(place)[0]) < 1e-6)
        }
      }
    }
  }

  static func number(_ text: Substring) -> Double? { Double(text.replacing("−", with: "-")) }

  @Test func `the speaker's notes come only where they are asked for`() {
    let lesson = "# A\n\nwords\n\n<!-- note: hush -->\n"
    #expect(!Lessons.handout(lesson).text.contains("hush"))
    #expect(Lessons.handout(lesson, notes: true).text.contains("Note: hush"))
  }

  @Test func `a sequence that is wider than a page is shown in parts, each timestep in one of them`() {
    let input = (1...40).map { "\($0)" }.joined(separator: ", ")
    let text = Lessons.handout("# A\n\n```lab\nweights = \"counter\"\ninput = [\(input)]\n```\n").text
    let times = text.split(separator: "\n").filter { $0.hasPrefix("  t ") }
    #expect(times.count > 1)
    let shown = Set(times.joined(separator: " ").split(separator: " ").compactMap { Int($0) })
    #expect(shown.isSuperset(of: 1...40))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
