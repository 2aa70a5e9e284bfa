import Lessons
import Testing

/// Each kind of fault is explained by a lesson that has it, and by the same lesson without it.
struct ExplanationTests {
  private func faults(_ text: String) -> [DiagnosticID] {
    Lesson.read(Array(text.utf8), name: "l.md").diagnostics.map(\.id)
  }

  /// Those that are found where weight files are read and words are known.
  private static let ofFiles: Set<DiagnosticID> = [.weightFile, .weightShape, .weightNotFinite, .trainingSentence]

  @Test(arguments: DiagnosticID.allCases)
  func `the example has the fault, and mended it has none`(id: DiagnosticID) {
    switch id.explanation.example {
    case .lesson(let wrong, let mended):
      #expect(Set(faults(wrong)) == (Self.ofFiles.contains(id) ? [] : [id]), "\(id)")
      #expect(faults(mended) == [], "\(id)")
    case .advice:
      guard id != .weightNotFinite else { return }
      #expect(Set(Lesson.read(tooLong(id), name: "l.md").diagnostics.map(\.id)).contains(id), "\(id)")
    }
  }

  /// A lesson with a fault that no short one has.
  private func tooLong(_ id: DiagnosticID) -> [UInt8] {
    switch id {
    case .tooLarge: return Array(repeating: UInt8(ascii: "a"), count: Lesson.maximumBytes + 1)
    case .notUTF8: return Array("# Sums\n\nna".utf8) + [0xef, UInt8(ascii: "\n")]
    case .nulByte: return Array("# Sums\n\na\0b\n".utf8)
    case .lineTooLong: return Array(("# Sums\n\n" + String(repeating: "a ", count: 2500)).utf8)
    case .tooManyFaults: return Array(String(repeating: "# A\n\n<i>a</i>\n\n---\n\n", count: 250).utf8)
    case .tooManySlides: return Array(String(repeating: "# A\n\n---\n\n", count: 501).utf8)
    case .tooManyPauses: return Array(("# A\n\n" + String(repeating: "a\n\n<!-- pause -->\n\n", count: 60) + "a").utf8)
    case .tableTooLarge:
      let (row, rule) = (String(repeating: "| a ", count: 40), String(repeating: "| --- ", count: 40))
      return Array("# A\n\n\(row)|\n\(rule)|\n\(row)|\n".utf8)
    default: return []
    }
  }

  @Test(arguments: DiagnosticID.allCases)
  func `all of it fits 80 columns`(id: DiagnosticID) {
    let explanation = id.explanation
    #expect(id.rawValue.count + explanation.summary.count + 2 <= 80)
    var texts = [(explanation.meaning, 80)]
    switch explanation.example {
    case .lesson(let wrong, let mended): texts += [(wrong, 76), (mended, 76)]
    case .advice(let advice): texts.append((advice, 80))
    }
    for (text, width) in texts {
      #expect(!text.isEmpty && text.split(separator: "\n").allSatisfy { $0.count <= width }, "\(id)\n\(text)")
    }
  }

  @Test func `a name that is nearly one is found`() {
    #expect(DiagnosticID.nearest(to: "unkown-key") == .unknownKey)
    #expect(DiagnosticID.nearest(to: "weight-flie") == .weightFile)
    #expect(DiagnosticID.nearest(to: "xyz") == nil)
  }
}
