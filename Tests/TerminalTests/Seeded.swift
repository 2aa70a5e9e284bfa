import Surface

/// The same random frames every time.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func frame(_ size: Size) -> Frame {
    var frame = Frame(size: size, ground: Bool.random(using: &self) ? Style() : Style(ink: 7, ground: 17))
    for _ in 0..<size.rows { put(in: &frame) }
    return frame
  }

  mutating func change(_ frame: Frame) -> Frame {
    var frame = frame
    for _ in 0..<Int.random(in: 1...4, using: &self) { put(in: &frame) }
    return frame
  }

  private mutating func put(in frame: inout Frame) {
    let texts = ["hidden state", "─▶ 10 ◀──", "漢字かな", "▁▂▃▄▅▆▇█", "  ", "h\u{302}[t]", "0.25  0.5   0.75", "│", "é"]
    let colours: [UInt8?] = [nil, 0, 1, 7, 12, 15, 17, 200, 255]
    let style = Style(
      ink: colours.randomElement(using: &self)!, ground: colours.randomElement(using: &self)!,
      isBold: Bool.random(using: &self), isUnderlined: Int.random(in: 0..<5, using: &self) == 0,
      isReversed: Int.random(in: 0..<5, using: &self) == 0)
    frame.put(
      texts.randomElement(using: &self)!, row: Int.random(in: 0..<frame.size.rows, using: &self),
      column: Int.random(in: -3..<frame.size.columns, using: &self), style: style)
  }
}
