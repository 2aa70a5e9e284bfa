import Lessons
import Surface

/// Text that Markdown reads as the same text again.
enum MarkdownText {
  /// - Parameter isTable: whether it stands in a table's cell, where a bar would end the cell.
  static func escaped(_ text: String, isTable: Bool = false) -> String {
    let characters = SafeText.characters(text)
    var result = ""
    for (index, character) in characters.enumerated() {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isMeant =
        switch character {
        case "\\", "`", "*", "_", "<", ">", "~", "$", "&", "!": true
        case "|": isTable
        case "[": index == 0
        // A heading ends in none.
        case "#": index == characters.count - 1
        case "]": "([:".contains(next)
        default: false
        }
      if isMeant { result += "\\" }
      result.append(character)
    }
    return result
  }

  /// A paragraph that begins as a list, a heading or a rule would is none of them.
  static func paragraph(_ line: String) -> String {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, let sign = line.dropFirst(digits.count).first, ".)".contains(sign) {
      return digits + "\\" + line.dropFirst(digits.count)
    }
    return "#-+=|".contains(line.first ?? " ") ? "\\" + line : line
  }

  /// A code span, in as many backticks as it needs.
  static func code(_ text: String, isTable: Bool = false) -> String {
    var text = SafeText.string(text)
    if isTable { text = text.replacing("|", with: "\\|") }
    guard !text.isEmpty else { return "" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
    let space = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" ")) ? " " : ""
    return fence + space + text + space + fence
  }

  /// A fenced block.
  static func block(_ text: String, language: String) -> [String] {
    let fence = String(repeating: "`", count: max(longestRun(of: "`", in: text) + 1, 3))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.string(String($0)) }
    let word = SafeText.string(language).filter { $0 != "`" }
    return [fence + word] + lines + [fence]
  }

  static func table(_ header: [String], _ rows: [[String]], _ alignments: [ColumnAlignment] = []) -> [String] {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = header.indices.map { column in
      switch column < alignments.count ? alignments[column] : .left {
      case .left: "---"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    return [row(header), row(rule)] + rows.map(row)
  }

  private static func longestRun(of character: Character, in text: String) -> Int {
    var (longest, run) = (0, 0)
    for other in text {
      run = other == character ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
