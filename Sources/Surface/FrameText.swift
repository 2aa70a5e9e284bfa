extension Frame {
  /// The frame as lines of text without any escape sequence; spaces at the ends of lines are left out.
  public var plainText: String {
    (0..<size.rows).map { row in
      var line = ""
      for column in 0..<size.columns { line += self[row, column].text }
      return line.trimmingTrailingSpaces()
    }.joined(separator: "\n")
  }

  /// The frame as lines of text with SGR sequences; every line ends in the terminal's default style.
  ///
  /// - Parameter colours: 16 or 256.
  public func colouredText(colours: Int) -> String {
    (0..<size.rows).map { row in
      var line = ""
      var current = Style()
      for column in 0..<size.columns {
        let cell = self[row, column]
        if cell.style != current {
          line += cell.style.sequence(colours: colours)
          current = cell.style
        }
        line += cell.text
      }
      return line + (current == Style() ? "" : "\u{1b}[0m")
    }.joined(separator: "\n")
  }
}

extension Style {
  /// Select Graphic Rendition, from a reset on.
  fileprivate func sequence(colours: Int) -> String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if let ink { codes.append(Self.code(ink, base: 30, colours)) }
    if let ground { codes.append(Self.code(ground, base: 40, colours)) }
    return "\u{1b}[" + codes.joined(separator: ";") + "m"
  }

  private static func code(_ colour: UInt8, base: Int, _ colours: Int) -> String {
    if colours >= 256 { return "\(base + 8);5;\(colour)" }
    return "\(colour < 8 ? base + Int(colour) : base + 52 + Int(colour))"
  }
}

extension String {
  fileprivate func trimmingTrailingSpaces() -> String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}
