import Glibc
import Testing

@testable import Lessons

/// Damaged lessons are read without a crash, the same way twice. `BILAB_MUTANTS=100000` reads more of them.
struct MutationTests {
  @Test func damagedLessons() throws {
    let lessons = ["right", "toml-syntax", "unknown-math", "html", "quantities", "questions"].map {
      "\(Files.fixtures)/\($0).md"
    }
    let decks = ["presenterm", "slides", "patat", "mdp"].map {
      Files.folder(of: #filePath) + "/../ViewsTests/Golden/\($0)/lesson.md"
    }
    let samples = try (lessons + decks).map { try #require(Files.read($0)) }
    let count = getenv("BILAB_MUTANTS").flatMap { Int(String(cString: $0)) } ?? 2000
    var numbers = Numbers(state: 20_260_131)
    for index in 0..<count {
      let bytes = mutant(of: samples[index % samples.count], &numbers)
      let (lesson, diagnostics) = Lesson.read(bytes, name: "mutant")
      #expect(!lesson.slides.isEmpty)
      let lines = max(1, LessonText(bytes, faults: Faults()).lines.count)
      for diagnostic in diagnostics {
        let isSound = (1...lines).contains(diagnostic.place.line) && diagnostic.place.column > 0
        #expect(isSound && !diagnostic.message.contains { $0.isNewline }, "\(index) \(diagnostic)")
      }
      for slide in lesson.slides {
        #expect(slide.blocks.allSatisfy { (0...slide.pauses).contains($0.reveal) })
        for case .math(let source) in slide.blocks.map(\.block) {
          #expect(!Mathematics.lines(source, unicode: false).isEmpty)
        }
      }
      if index % 50 == 0 { #expect(Lesson.read(bytes, name: "mutant") == (lesson, diagnostics)) }
    }
  }

  private static let pieces = [
    "`", "```", "```lab\n", "```math\n", "$`", "`$", "---\n", "+++\n", "<!--", "-->", "[", "]", "{", "}", "\"", "'",
    "=", "```question\n", "`= h", "<!-- end_slide -->\n", ". . .\n\n", "^\n", "...\n", "<img ", ":", "%",
    "\n", "\r", "\t", "|", "|-|-|\n", "> ", "- ", "*", "_", "\\", "\0", "\u{202e}", "nan", "\\begin{cases}", "&", "<b>",
  ]

  private func mutant(of sample: [UInt8], _ numbers: inout Numbers) -> [UInt8] {
    var bytes = sample
    for _ in 0..<(1 + numbers.below(6)) {
      let at = numbers.below(bytes.count + 1)
      let end = min(bytes.count, at + numbers.below(40))
      switch numbers.below(5) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.insert(contentsOf: Array(bytes[at..<end]), at: numbers.below(bytes.count + 1))
      case 2: bytes.insert(UInt8(numbers.below(256)), at: at)
      case 3 where at < bytes.count: bytes[at] ^= UInt8(1 << numbers.below(8))
      default: bytes.insert(contentsOf: Array(Self.pieces[numbers.below(Self.pieces.count)].utf8), at: at)
      }
    }
    return bytes
  }

  /// A linear congruential generator: the same mutants every time.
  private struct Numbers {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }
}
