/// Sentences of different lengths side by side, as a model reads them: B sentences, T words in the longest.
public struct TrainingBatch: Equatable, Sendable {
  /// T.
  public let time: Int
  /// Shape (T, B): first the first token of every sentence. Behind the end of a sentence stands the padding.
  public let tokens: [Int]
  /// The words of each sentence.
  public let lengths: [Int]
  /// Where the blank of each sentence stands, from 0.
  public let blanks: [Int]
  /// The token that belongs into each blank.
  public let targets: [Int]

  /// B.
  public var batch: Int { lengths.count }

  /// - Parameters:
  ///   - sentences: at least one, each with at least one token.
  ///   - blanks: one per sentence, a place in it.
  ///   - targets: one per sentence.
  ///   - padding: the token that fills shorter sentences up.
  public init(sentences: [[Int]], blanks: [Int], targets: [Int], padding: Int) {
    precondition(
      blanks.count == sentences.count && targets.count == sentences.count
        && zip(sentences, blanks).allSatisfy { $0.indices.contains($1) },
      "every sentence has its blank and its target")
    let time = sentences.map(\.count).max() ?? 0
    precondition(time > 0, "a batch has at least one sentence")
    self.time = time
    tokens = (0..<time).flatMap { t in sentences.map { t < $0.count ? $0[t] : padding } }
    lengths = sentences.map(\.count)
    self.blanks = blanks
    self.targets = targets
  }
}
