import PseudoTerminal
import Surface
import Terminal
import Testing

/// What a terminal shows is what the frame says, and costs no byte more than it must.
@Suite struct PaintingTests {
  private func show(
    _ frames: [Frame], terminal: String = "xterm-256color", size: Size = Size(columns: 80, rows: 24),
    isUnicode: Bool = true
  ) throws -> VirtualTerminal {
    let glass = VirtualTerminal(columns: size.columns, rows: size.rows)
    for bytes in try ByteCounter.bytes(for: frames, terminal: terminal, size: size, isUnicode: isUnicode) {
      glass.write(bytes)
    }
    return glass
  }

  private func differences(_ glass: VirtualTerminal, _ frame: Frame, colours: Int = 256) -> [String] {
    var differences: [String] = []
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns where !same(glass[row, column], frame[row, column], colours) {
        differences.append("\(row),\(column): shown \(glass[row, column]) wanted \(frame[row, column])")
      }
    }
    return differences
  }

  private func same(_ shown: VirtualTerminal.Cell, _ wanted: FrameCell, _ colours: Int) -> Bool {
    if wanted.text.isEmpty { return shown.text.isEmpty }
    func known(_ colour: UInt8?) -> Int? { colour.map(Int.init).flatMap { $0 < colours ? $0 : nil } }
    let style = wanted.style
    // A blank has no ink to see, and nobody sees whether it is bold.
    let isBlank = wanted.text == " " && !style.isUnderlined && !style.isReversed
    return shown.text.unicodeScalars.elementsEqual(wanted.text.unicodeScalars)
      && shown.ground == known(style.ground)
      && (isBlank || shown.ink == known(style.ink) && shown.isBold == style.isBold)
      && shown.isUnderlined == style.isUnderlined && shown.isReversed == style.isReversed
  }

  @Test(arguments: ["xterm-256color", "screen-256color", "tmux-256color"])
  func differencesAddUpToTheFrame(_ terminal: String) throws {
    var random = Seeded(state: 7)
    var frames = [random.frame(Size(columns: 60, rows: 20))]
    for step in 0..<120 {
      let last = frames[frames.count - 1]
      frames.append(step % 10 == 9 ? random.frame(last.size) : random.change(last))
    }
    let parts = try ByteCounter.bytes(for: frames, terminal: terminal, size: frames[0].size)
    let glass = VirtualTerminal(columns: 60, rows: 20)
    for (number, bytes) in parts.enumerated() {
      glass.write(bytes)
      let wrong = differences(glass, frames[number])
      #expect(wrong.isEmpty, "frame \(number): \(wrong.prefix(3))")
      if !wrong.isEmpty { return }
    }
    #expect(!glass.wasAsked)
  }

  @Test func aFrameThatIsTheSameCostsNothing() throws {
    var random = Seeded(state: 3)
    let frame = random.frame(Size(columns: 80, rows: 24))
    var other = frame
    other.put("!", row: 3, column: 3, style: Style(ink: 1))
    let counts = try ByteCounter.bytes(for: [frame, frame, other, other, frame, frame], size: frame.size).map(\.count)
    #expect(counts[1] == 0)
    #expect(counts[2] > 0)
    #expect(counts[3] == 0)
    #expect(counts[4] > 0)
    #expect(counts[5] == 0)
  }

  @Test func oneLetterCostsFewBytes() throws {
    var random = Seeded(state: 4)
    let frame = random.frame(Size(columns: 80, rows: 24))
    var other = frame
    other.put("#", row: 12, column: 40, style: Style())
    #expect(try ByteCounter.bytes(for: [frame, other], size: frame.size)[1].count < 32)
  }

  @Test func theGroundIsErasedByTheTerminal() throws {
    let ground = Style(ink: 15, ground: 17)
    let frame = Frame(size: Size(columns: 80, rows: 24), ground: ground)
    let glass = try show([frame])
    #expect(differences(glass, frame).isEmpty)
    #expect(try ByteCounter.bytes(for: [frame], size: frame.size)[0].count < 200)
  }

  @Test func anotherGroundIsDrawnEverywhere() throws {
    let size = Size(columns: 40, rows: 10)
    let frames = [Style(ground: 17), Style(), Style(ground: 3)].map { Frame(size: size, ground: $0) }
    for count in 1...3 {
      let glass = try show(Array(frames[..<count]), size: size)
      #expect(differences(glass, frames[count - 1]).isEmpty)
    }
  }

  @Test func aFrameOfAnotherSizeIsClipped() throws {
    let size = Size(columns: 10, rows: 4)
    var wide = Frame(size: Size(columns: 20, rows: 8))
    for row in 0..<8 { wide.put("123456789漢字abcdefg", row: row, column: 0, style: Style()) }
    let glass = try show([wide], size: size)
    #expect(glass.lines == Array(repeating: "123456789?", count: 4))
    var small = Frame(size: Size(columns: 3, rows: 2))
    small.put("abc", row: 1, column: 0, style: Style())
    #expect(try show([wide, small], size: size).lines == ["", "abc", "", ""])
  }

  @Test func aPlainTerminalGetsASCIIOnly() throws {
    var frame = Frame(size: Size(columns: 20, rows: 2))
    frame.put("é─漢e\u{301}|", row: 0, column: 0, style: Style())
    let bytes = try ByteCounter.bytes(for: [frame], size: frame.size, isUnicode: false)[0]
    #expect(bytes.allSatisfy { $0 < 0x80 })
    #expect(try show([frame], size: frame.size, isUnicode: false).lines[0] == "??? e|")
  }

  @Test func combiningMarksStayWithTheirLetter() throws {
    var frame = Frame(size: Size(columns: 20, rows: 2))
    frame.put("h\u{304}\u{302}x", row: 0, column: 0, style: Style())
    let glass = try show([frame], size: frame.size)
    #expect(differences(glass, frame).isEmpty)
  }

  @Test(arguments: [("xterm-256color", 256), ("linux", 8), ("vt220", 0)])
  func coloursBeyondTheTerminalsAreItsDefault(_ terminal: String, _ colours: Int) throws {
    var frame = Frame(size: Size(columns: 20, rows: 3))
    frame.put("a", row: 0, column: 0, style: Style(ink: 3, ground: 4))
    frame.put("b", row: 1, column: 0, style: Style(ink: 200, ground: 12))
    let glass = try show([frame], terminal: terminal, size: frame.size)
    #expect(differences(glass, frame, colours: colours).isEmpty)
  }

  /// 8 inks, 8 grounds and the defaults are 81 pairs; the terminal has 64.
  @Test func pairsThatRunOutAreTheDefault() throws {
    var frame = Frame(size: Size(columns: 20, rows: 9))
    let all: [UInt8?] = [nil] + (0..<8).map { UInt8($0) }
    for row in 0..<9 {
      for column in 0..<9 { frame.put("x", row: row, column: column, style: Style(ink: all[row], ground: all[column])) }
    }
    let glass = try show([frame], terminal: "linux", size: frame.size)
    #expect(glass.lines == Array(repeating: "xxxxxxxxx", count: 9))
    #expect(glass[0, 1].ground == 0)
    #expect(glass[8, 8] == glass[0, 0])
  }
}
