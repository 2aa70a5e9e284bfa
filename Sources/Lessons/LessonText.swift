/// The lines of a lesson's file. Repairs may blank lines or add some; each line remembers its number in the file.
struct LessonText {
  struct Line {
    var text: String
    /// From 1, in the file.
    var number: Int
  }

  /// The longest line that is read, in Unicode scalars.
  static let maximumColumns = 4096

  var lines: [Line] = []

  /// One line of a lesson by itself.
  init(line: String, number: Int) {
    lines = [Line(text: line, number: number)]
  }

  /// Splits `bytes` at LF, CRLF and CR, as CommonMark does, and repairs what is not text.
  init(_ bytes: [UInt8], faults: Faults) {
    var bytes = bytes[...]
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes = bytes.dropFirst(3) }
    let isValid = String(validating: bytes, as: UTF8.self) != nil
    var firsts = Firsts()
    while !bytes.isEmpty {
      let end = bytes.firstIndex { $0 == 0x0a || $0 == 0x0d } ?? bytes.endIndex
      lines.append(
        Line(text: Self.text(bytes[..<end], lines.count + 1, isValid: isValid, &firsts), number: lines.count + 1))
      let isPair = end + 1 < bytes.endIndex && bytes[end] == 0x0d && bytes[end + 1] == 0x0a
      bytes = bytes[min(end + (isPair ? 2 : 1), bytes.endIndex)...]
    }
    firsts.report(faults)
  }

  /// Blanks a first line that has the system open the file with slides.
  ///
  /// - Returns: whether there was one.
  mutating func takeCallOfSlides() -> Bool {
    guard let first = lines.first?.text, first.hasPrefix("#!"), first.trimmed.hasSuffix("slides") else { return false }
    lines[0].text = ""
    return true
  }

  /// The line that cmark calls `index`, from 1, or an empty one past the end.
  subscript(index: Int) -> String {
    lines.indices.contains(index - 1) ? lines[index - 1].text : ""
  }

  /// The place in the file of a place in these lines.
  func place(line: Int, column: Int = 1) -> SourcePlace {
    guard let last = lines.last else { return SourcePlace(line: 1, column: 1) }
    return SourcePlace(line: lines.indices.contains(line - 1) ? lines[line - 1].number : last.number, column: column)
  }

  /// The place of the first word of a line.
  func start(ofLine line: Int) -> SourcePlace {
    place(line: line, column: self[line].unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count + 1)
  }

  private static func text(
    _ bytes: ArraySlice<UInt8>, _ line: Int, isValid: Bool, _ firsts: inout Firsts
  ) -> String {
    var bytes = bytes
    if bytes.contains(0) {
      if firsts.nul == nil { firsts.nul = SourcePlace(line: line, column: scalars(bytes.prefix { $0 != 0 }) + 1) }
      bytes = bytes.flatMap { $0 == 0 ? [0xef, 0xbf, 0xbd] : [$0] }[...]
    }
    var text = String(decoding: bytes, as: UTF8.self)
    if !isValid, firsts.invalid == nil, let valid = validPrefix(bytes) {
      firsts.invalid = (SourcePlace(line: line, column: valid.scalars + 1), valid.byte)
    }
    if text.utf8.count > maximumColumns, text.unicodeScalars.count > maximumColumns {
      firsts.longLines.append(SourcePlace(line: line, column: maximumColumns + 1))
      text = String(text.unicodeScalars.prefix(maximumColumns))
    }
    return text
  }

  private static func scalars(_ bytes: ArraySlice<UInt8>) -> Int {
    String(decoding: bytes, as: UTF8.self).unicodeScalars.count
  }

  /// How many scalars stand before the first byte that is not UTF-8, and that byte; nil if all of it is.
  private static func validPrefix(_ bytes: ArraySlice<UInt8>) -> (scalars: Int, byte: UInt8)? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var (scalars, length) = (0, 0)
    while case .valid(let scalar) = parser.parseScalar(from: &iterator) {
      scalars += 1
      length += scalar.count
    }
    return (scalars, bytes[bytes.startIndex + length])
  }

  /// Of each kind of fault in the bytes, where it is first met.
  private struct Firsts {
    var nul: SourcePlace?
    var invalid: (place: SourcePlace, byte: UInt8)?
    var longLines: [SourcePlace] = []

    func report(_ faults: Faults) {
      if let nul {
        faults.report(
          .nulByte, at: nul, "there is a NUL byte in the text", advice: "delete it, or save the file as text")
      }
      if let invalid {
        let byte = "0x" + (invalid.byte < 16 ? "0" : "") + String(invalid.byte, radix: 16)
        faults.report(
          .notUTF8, at: invalid.place, "the byte \(byte) is not UTF-8 text", advice: "save the file in UTF-8")
      }
      for place in longLines {
        faults.report(
          .lineTooLong, at: place,
          "the line has more than \(maximumColumns) characters; the rest of it is not read",
          advice: "break the line")
      }
    }
  }
}
