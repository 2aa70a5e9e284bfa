import Surface
import Testing

struct SafeTextTests {
  /// What must never reach a terminal: it moves the cursor, turns the line round, or cannot be seen.
  private func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: scalar.properties.isBidiControl || scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  @Test(arguments: ["", "a"])
  func `no scalar comes through that a terminal would obey`(before: String) {
    var wrong: [Unicode.Scalar] = []
    for value in 0...0x10ffff as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if SafeText.string(before + String(scalar)).unicodeScalars.contains(where: isHarmful) { wrong.append(scalar) }
    }
    #expect(wrong == [])
  }

  @Test func `what can be seen stays`() {
    for text in ["h′[t] = tanh(Wx[t] − b) · 1", "漢字かな", "ÄÖÜß", "▁▂▃│─▶", "🙂", "\u{a0}", "é", "e\u{301}"] {
      #expect(SafeText.string(text) == text)
    }
  }

  @Test func `what cannot be seen goes`() {
    #expect(SafeText.string("a\u{202e}b\u{200b}c\u{1b}[31md\u{7f}\u{ad}\u{fe0f}\u{2066}\n\r\u{0}") == "abc[31md")
    #expect(SafeText.string("x\u{e0100}\u{180b}\u{34f}y\u{3164}\u{115f}") == "xy")
    #expect(SafeText.string("\u{200d}\u{fe0f}") == "")
    #expect(SafeText.characters("a\tb") == ["a", " ", "b"])
  }

  @Test func `a letter keeps two marks`() {
    let marked = SafeText.string("e\u{301}\u{302}\u{303}\u{304}x")
    #expect(Array(marked.unicodeScalars.map(\.value)) == [0x65, 0x301, 0x302, 0x78])
    #expect(SafeText.width(of: "e\u{301}\u{302}\u{303}") == 1)
  }

  /// A cluster becomes its letters: a family three persons, a Devanagari conjunct all that is joined in it.
  @Test func `clusters are as wide as they are drawn`() {
    #expect(SafeText.width(of: "👨\u{200d}👩\u{200d}👧") == 6)
    #expect(SafeText.string("👨\u{200d}👩\u{200d}👧") == "👨👩👧")
    #expect(SafeText.string("हिन्दी क्षत्रिय") == "हिन्दी क्षत्रिय")
    #expect(SafeText.width(of: "漢字a") == 5)
  }

  @Test func `a mark of its own is not drawn at the cell before it`() {
    #expect(SafeText.string("\u{301}").unicodeScalars.allSatisfy { $0.value != 0x301 })
  }
}
