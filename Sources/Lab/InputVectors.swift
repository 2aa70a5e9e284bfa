import Engine
import Lessons

/// The numbers that a network reads for a lesson's input.
public enum InputVectors {
  /// Numbers per word.
  public static let wordSize = 4

  /// Shape (T, 1, I).
  static func tensor(_ input: InputSequence) -> Tensor<Double> {
    let rows = rows(input)
    var tensor = Tensor<Double>(zeros: [rows.count, 1, rows[0].count])
    tensor.values = rows.flatMap { $0 }
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
