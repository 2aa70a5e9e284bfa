import Surface
import Testing

struct FrameTests {
  private func frame(_ columns: Int = 6, _ rows: Int = 2) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  private func texts(_ frame: Frame, row: Int = 0) -> [String] {
    (0..<frame.size.columns).map { frame[row, $0].text }
  }

  @Test func `text is clipped at every edge`() {
    var frame = frame()
    #expect(frame.put("abcdefgh", row: 0, column: 3, style: Style()) == 6)
    #expect(frame.put("xyz", row: 1, column: -2, style: Style()) == 1)
    frame.put("no", row: 2, column: 0, style: Style())
    frame.put("no", row: -1, column: 0, style: Style())
    frame.put("no", row: 0, column: 6, style: Style())
    frame.put("no", row: 0, column: -9, style: Style())
    #expect(frame.plainText == "   abc\nz")
    #expect(frame.cells.count == 12)
  }

  @Test func `a limit clips before the edge`() {
    var frame = frame()
    #expect(frame.put("abcdef", row: 0, column: 1, style: Style(), limit: 4) == 4)
    #expect(frame.plainText == " abc\n")
    frame.put("abcdef", row: 1, column: 0, style: Style(), limit: 99)
    #expect(frame.plainText == " abc\nabcdef")
  }

  @Test func `a wide character takes two cells`() {
    var frame = frame()
    #expect(frame.put("漢a", row: 0, column: 1, style: Style()) == 4)
    #expect(texts(frame) == [" ", "漢", "", "a", " ", " "])
  }

  @Test func `a wide character that does not fit whole is not drawn`() {
    var frame = frame()
    #expect(frame.put("abcde漢x", row: 0, column: 0, style: Style()) == 5)
    #expect(texts(frame) == ["a", "b", "c", "d", "e", " "])
    frame.put("漢", row: 1, column: 5, style: Style())
    #expect(texts(frame, row: 1) == Array(repeating: " ", count: 6))
  }

  @Test func `a wide character that begins outside is not drawn`() {
    var frame = frame()
    frame.put("漢b", row: 0, column: -1, style: Style())
    #expect(texts(frame) == [" ", "b", " ", " ", " ", " "])
  }

  @Test func `writing over one half blanks the other`() {
    var first = frame()
    first.put("漢", row: 0, column: 2, style: Style())
    first.put("x", row: 0, column: 2, style: Style())
    #expect(texts(first) == [" ", " ", "x", " ", " ", " "])
    var second = frame()
    second.put("漢", row: 0, column: 2, style: Style())
    second.put("x", row: 0, column: 3, style: Style())
    #expect(texts(second) == [" ", " ", " ", "x", " ", " "])
  }

  @Test func `wide over two halves leaves no half`() {
    var frame = frame()
    frame.put("漢字", row: 0, column: 0, style: Style())
    frame.put("全", row: 0, column: 1, style: Style())
    #expect(texts(frame) == [" ", "全", "", " ", " ", " "])
  }

  /// Every empty cell is the second half of a wide character, after any writing.
  @Test func `random writing leaves no torn character`() {
    var state: UInt64 = 1
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var frame = frame(9, 1)
    let pieces = ["漢", "a漢", "漢字", "b", "cd", " ", "漢a字", "e\u{301}"]
    for _ in 0..<5000 {
      frame.put(
        pieces[random(pieces.count)], row: 0, column: random(12) - 2, style: Style(),
        limit: random(3) == 0 ? random(10) : nil)
      let texts = texts(frame)
      for (column, text) in texts.enumerated() {
        let isWide = SafeText.width(of: text) == 2
        let isFollowed = column + 1 < texts.count && texts[column + 1].isEmpty
        if isWide != isFollowed {
          Issue.record("\(texts)")
          return
        }
      }
    }
  }

  @Test func `unsafe text is made safe`() {
    var frame = frame()
    frame.put("a\u{1b}\u{202e}\nb", row: 0, column: 0, style: Style())
    #expect(texts(frame) == ["a", "b", " ", " ", " ", " "])
  }

  @Test func `a plain frame has no escape and no space at the end of a line`() {
    var frame = frame()
    frame.put("ab", row: 0, column: 1, style: Style(ink: 200, isBold: true))
    #expect(frame.plainText == " ab\n")
  }

  @Test func `a coloured frame ends every line in the terminal's own style`() {
    var frame = frame(4)
    frame.put("ab", row: 0, column: 1, style: Style(ink: 9, ground: 3, isBold: true))
    frame.put("cd", row: 1, column: 2, style: Style(ground: 200, isUnderlined: true, isReversed: true))
    #expect(
      frame.colouredText(colours: 256)
        == " \u{1b}[0;1;38;5;9;48;5;3mab\u{1b}[0m \n  \u{1b}[0;4;7;48;5;200mcd\u{1b}[0m")
    #expect(frame.colouredText(colours: 16).hasPrefix(" \u{1b}[0;1;91;43mab"))
  }
}
