import Engine
import Surface

/// A merge as it is written on the command line.
enum MergeArgument {
  /// One of the merges that have a name, or a formula.
  ///
  /// - Parameter linearSize: what a learned merge gives, where one can be learned.
  /// - Throws: `Failure` with the column in the formula.
  static func merge(_ text: String, linearSize: Int? = nil) throws(Failure) -> Merge {
    if let merge = Merge(word: text) { return merge }
    if let linearSize, text == Merge.linear(size: 1).word { return .linear(size: linearSize) }
    do {
      return .formula(try MergeFormula(text))
    } catch {
      let words = Merge.basic.map(\.word) + (linearSize == nil ? [] : ["linear"])
      throw Failure(
        "--merge is one of \(words.joined(separator: ", ")), or a formula: \(SafeText.string("\(error)"))")
    }
  }
}
