import Lessons
import Surface

/// What `bilab check --explain` prints, for 80 columns.
enum ExplanationText {
  /// - Throws: `Failure` where there is no fault of that name.
  static func of(_ name: String) throws(Failure) -> String {
    if name == "all" { return list }
    guard let id = DiagnosticID(rawValue: name) else {
      let advice = DiagnosticID.nearest(to: name).map { "perhaps \($0); " } ?? ""
      throw Failure("no fault is called \(SafeText.string(name)); \(advice)bilab check --explain all lists them")
    }
    let explanation = id.explanation
    let example =
      switch explanation.example {
      case .lesson(let wrong, let mended): "With the fault:\n\n\(indented(wrong))\n\nMended:\n\n\(indented(mended))"
      case .advice(let advice): advice
      }
    return "\(id): \(explanation.summary)\n\n\(explanation.meaning)\n\n\(example)\n"
  }

  private static var list: String {
    let width = DiagnosticID.allCases.map(\.rawValue.count).max() ?? 0
    return DiagnosticID.allCases.map { id in
      let gap = String(repeating: " ", count: width + 2 - id.rawValue.count)
      return "\(id)\(gap)\(id.explanation.summary)\n"
    }.joined()
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
      .joined(separator: "\n")
  }
}
