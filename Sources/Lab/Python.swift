import Engine

/// Numbers, tensors and comments as Python writes them.
enum Python {
  /// Columns of a line, as Black formats them; a single number may be wider than what is left.
  private static let width = 88

  /// The shortest text that Python reads back as the same float.
  static func number(_ value: Double) -> String {
    if !value.isFinite { return "float(\"\(value)\")" }
    if value == value.rounded(), abs(value) < 1e15 {
      return (value.sign == .minus ? "-" : "") + "\(Int(abs(value)))."
    }
    return "\(value)"
  }

  /// A tensor of those numbers between other text, on one line if that is not too wide.
  static func tensor(_ values: [Double], shape: [Int], before: String = "", after: String = "") -> [String] {
    let line = before + "torch.tensor(\(list(values[...], shape[...])))" + after
    guard line.count > width else { return [line] }
    let size = values.count / shape[0]
    let rows =
      shape.count > 1
      ? (0..<shape[0]).map { list(values[($0 * size)..<(($0 + 1) * size)], shape.dropFirst()) + "," }
      : filled(values.map { number($0) + "," })
    return [before + "torch.tensor(["] + rows.map { "    " + $0 } + ["])" + after]
  }

  private static func list(_ values: ArraySlice<Double>, _ shape: ArraySlice<Int>) -> String {
    guard let count = shape.first else { return number(values[values.startIndex]) }
    let size = count == 0 ? 0 : values.count / count
    let parts = (0..<count).map { list(values.dropFirst($0 * size).prefix(size), shape.dropFirst()) }
    return "[\(parts.joined(separator: ", "))]"
  }

  /// As many words a line as fit.
  private static func filled(_ words: [String]) -> [String] {
    words.reduce(into: []) { lines, word in
      if let last = lines.last, last.count + word.count + 5 <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
  }

  /// Text that ends no line and shows as it is; what would is written as an escape, what is long is cut.
  static func comment(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars.prefix(60) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + (text.unicodeScalars.count > 60 ? "..." : "")
  }
}
