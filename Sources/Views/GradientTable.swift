import Engine

/// Gradients as lines of text: each one's name, shape and its number that is largest in size.
public enum GradientTable {
  public static func text(_ gradients: [(name: String, gradient: Tensor<Double>)], glass: Glass) -> String {
    let numbers = Numbers(glass: glass)
    let rows = gradients.map { name, gradient in
      let shape = "(" + gradient.shape.map(String.init).joined(separator: ", ") + ")"
      return (name, shape, numbers.short(Self.largest(gradient.values)))
    }
    let table = [("gradient", "shape", "largest number")] + rows
    let widths = (table.map(\.0.count).max() ?? 0, table.map(\.1.count).max() ?? 0)
    let decimals = rows.map(\.2.count).max() ?? 0
    return table.enumerated().map { index, row in
      let number = index == 0 ? row.2 : left(row.2, decimals)
      return right(row.0, widths.0) + "  " + right(row.1, widths.1) + "  " + number + "\n"
    }.joined()
  }

  /// The number that is farthest from zero, with its sign; NaN if there is one.
  private static func largest(_ values: [Double]) -> Double {
    if values.contains(where: \.isNaN) { return .nan }
    return values.max { $0.magnitude < $1.magnitude } ?? 0
  }

  private static func right(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func left(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
