/// Lines of set mathematics, and which of them the words at its side stand on.
struct MathBox {
  var lines: [String]
  var baseline = 0

  var width: Int { lines.map(\.count).max() ?? 0 }

  /// Side by side, on one baseline.
  static func row(_ boxes: [MathBox]) -> MathBox {
    guard boxes.count != 1 else { return boxes[0] }
    let above = boxes.map(\.baseline).max() ?? 0
    let below = boxes.map { $0.lines.count - $0.baseline }.max() ?? 1
    var lines = Array(repeating: "", count: above + below)
    for box in boxes {
      let width = box.width
      for index in lines.indices {
        let inside = index - above + box.baseline
        let text = box.lines.indices.contains(inside) ? box.lines[inside] : ""
        lines[index] += text + String(repeating: " ", count: width - text.count)
      }
    }
    return MathBox(lines: lines.map(\.trimmedEnd), baseline: above)
  }

  /// Rows of cells, padded so that columns stand below each other.
  static func grid(_ rows: [[String]], _ environment: String, unicode: Bool) -> MathBox {
    let isAligned = !["cases", "matrix", "pmatrix", "bmatrix", "vmatrix"].contains(environment)
    let columns = rows.map(\.count).max() ?? 0
    // Padding costs rows times width; what nobody can see on a slide is not padded.
    let isSmall = rows.count <= 100 && columns <= 16
    let widths = (0..<(isSmall ? columns : 0)).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    var lines = rows.map { row in
      row.enumerated().map { column, cell in
        guard column < widths.count else { return cell }
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        return isAligned && column % 2 == 0 ? padding + cell : cell + padding
      }.joined(separator: isAligned ? " " : "  ")
    }
    fence(&lines, environment, unicode: unicode)
    return MathBox(lines: lines.map(\.trimmedEnd), baseline: isAligned ? 0 : (lines.count - 1) / 2)
  }

  private static func fence(_ lines: inout [String], _ environment: String, unicode: Bool) {
    let (left, right): (String, String) =
      switch environment {
      case "cases": ("{ ", "")
      case "pmatrix": ("(", ")")
      case "bmatrix": ("[", "]")
      case "vmatrix": ("|", "|")
      default: ("", "")
      }
    for index in lines.indices { lines[index] = left + lines[index] + right }
    guard unicode, environment == "cases", lines.count > 1 else { return }
    for index in lines.indices {
      let middle = lines.count > 2 && index == lines.count / 2
      let brace = index == 0 ? "⎧" : index == lines.count - 1 ? "⎩" : middle ? "⎨" : "⎪"
      lines[index] = brace + lines[index].dropFirst()
    }
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }
}
