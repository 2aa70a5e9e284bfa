import Lab
import Lessons
import Surface
import Terminal
import Testing
import Views

/// Bytes that a terminal is sent; over ssh they are what a class waits for.
struct BudgetTests {
  static let terminals = ["xterm-256color", "tmux-256color"]
  private static let firstFrame = 4096
  private static let timestep = 600

  /// The frames of a slide, from its first step to its last and back.
  private func frames(_ slide: Int) -> [Frame] {
    var person = Person(BuiltIn.chapter)
    person.go(to: slide + 1, step: 0)
    person.act(.index)
    person.act(.close)
    var frames = [person.frame]
    for action in [LabAction.next, .back] {
      for _ in 0..<person.lecture.steps {
        person.act(action)
        frames.append(person.frame)
      }
    }
    return frames
  }

  @Test(arguments: terminals)
  func `first frames and timesteps are small, and no change costs nothing`(terminal: String) throws {
    var worst = (first: (bytes: 0, slide: 0), step: (bytes: 0, slide: 0, step: 0))
    for slide in BuiltIn.chapter.slides.indices {
      let frames = frames(slide)
      let twice = frames.flatMap { [$0, $0] }
      let bytes = try ByteCounter.bytes(for: twice, terminal: terminal, size: frames[0].size).map(\.count)
      if bytes[0] > worst.first.bytes { worst.first = (bytes[0], slide + 1) }
      for index in frames.indices.dropFirst() where bytes[2 * index] > worst.step.bytes {
        worst.step = (bytes[2 * index], slide + 1, index)
      }
      #expect(stride(from: 1, to: bytes.count, by: 2).allSatisfy { bytes[$0] == 0 }, "slide \(slide + 1)")
    }
    #expect(worst.first.bytes > 500 && worst.step.bytes > 50)
    #expect(worst.first.bytes <= Self.firstFrame, "slide \(worst.first.slide)")
    #expect(worst.step.bytes <= Self.timestep, "slide \(worst.step.slide), step \(worst.step.step)")
    print("\(terminal): first frame at most \(worst.first), timestep at most \(worst.step)")
  }
}
