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
  private func frames(_ slide: Int, _ theme: ThemeName = .dark) -> [Frame] {
    var person = Person(BuiltIn.chapter)
    person.viewpoint = Viewpoint(theme: theme)
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
    var worst = [0, 0]
    for slide in BuiltIn.chapter.slides.indices {
      let frames = frames(slide)
      let twice = frames.flatMap { [$0, $0] }
      let bytes = try ByteCounter.bytes(for: twice, terminal: terminal, size: frames[0].size).map(\.count)
      let steps = frames.indices.dropFirst().map { bytes[2 * $0] }
      #expect(bytes[0] <= Self.firstFrame, "slide \(slide + 1)")
      #expect(steps.allSatisfy { $0 <= Self.timestep }, "slide \(slide + 1): \(steps)")
      #expect(stride(from: 1, to: bytes.count, by: 2).allSatisfy { bytes[$0] == 0 }, "slide \(slide + 1)")
      worst[0] = max(worst[0], bytes[0])
      worst[1] = max(worst[1], steps.max() ?? 0)
    }
    #expect(worst[0] > 500 && worst[1] > 50, "\(worst)")
  }

  @Test func `without colours everything is small`() throws {
    for slide in BuiltIn.chapter.slides.indices {
      let frames = frames(slide, .none)
      let bytes = try ByteCounter.bytes(for: frames, size: frames[0].size).map(\.count)
      #expect(bytes[0] <= Self.firstFrame, "slide \(slide + 1)")
      #expect(bytes.dropFirst().allSatisfy { $0 <= Self.timestep }, "slide \(slide + 1): \(bytes)")
    }
  }
}
