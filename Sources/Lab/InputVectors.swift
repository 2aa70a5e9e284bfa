import Engine
import Lessons

/// The numbers that a network reads for a lesson's input.
public enum InputVectors {
  /// Numbers per word.
  public static let wordSize = 4

  /// Shape (T, 1, I), with as many zeros as padding asks for at its end.
  static func tensor(_ input: InputSequence, padding: Int = 0) -> Tensor<Double> {
    let rows = rows(input)
    var tensor = Tensor<Double>(zeros: [rows.count + padding, 1, rows[0].count])
    tensor.values.replaceSubrange(0..<rows.count * rows[0].count, with: rows.joined())
    return tensor
  }

  /// x[1] … x[T]. A word has the same vector everywhere, drawn from U(−1, 1) by the word itself; the blank is zeros,
  /// since it tells nothing.
  public static func rows(_ input: InputSequence) -> [[Double]] {
    switch input {
    case .numbers(let rows): rows
    case .words(let words): words.map(vector)
    }
  }

  private static func vector(_ word: String) -> [Double] {
    guard word != InputSequence.blank else { return Array(repeating: 0, count: wordSize) }
    var generator = SeededGenerator(seed: 0, stream: word)
    return (0..<wordSize).map { _ in generator.uniform(1) }
  }
}
