import Engine

/// A formula as torch code of h and h_back, two tensors of one shape.
enum PyTorchFormula {
  static func text(_ formula: MergeFormula) -> String {
    let parts = formula.fold(expression).map(\.asState)
    return parts.count == 1 ? parts[0] : "torch.cat([\(parts.joined(separator: ", "))], -1)"
  }

  /// What an expression is in Python, from the narrowest on.
  private enum Kind: Int, Comparable {
    /// A float, which torch's functions do not take.
    case number
    /// A tensor of no dimensions, which a function made of a number.
    case scalar
    /// A tensor of the shape of h.
    case state

    static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }

  private struct Expression {
    var written: WrittenFormula
    var kind: Kind

    var asTensor: String { kind == .number ? "torch.tensor(\(written.text))" : written.text }

    var asState: String {
      switch kind {
      case .number: "torch.full_like(h, \(written.text))"
      case .scalar: "torch.full_like(h, float(\(written.text)))"
      case .state: written.text
      }
    }
  }

  private static func expression(_ piece: MergeFormula.Piece<Expression>) -> Expression {
    switch piece {
    case .state(let pass):
      return Expression(written: WrittenFormula(pass == .forward ? "h" : "h_back", .operand), kind: .state)
    case .number(let number): return Expression(written: WrittenFormula(number: number), kind: .number)
    case .negative(let operand): return Expression(written: -operand.written, kind: operand.kind)
    case .operation(let sign, let left, var right):
      // Python stops where a number is divided by the number 0; torch gives inf or nan, as the lab does.
      if sign == "/", left.kind == .number, right.kind == .number {
        right = Expression(written: WrittenFormula(right.asTensor, .operand), kind: .scalar)
      }
      return Expression(
        written: WrittenFormula(sign, left.written, right.written), kind: max(left.kind, right.kind))
    case .call(let name, let arguments):
      let kind = max(arguments.map(\.kind).max() ?? .number, .scalar)
      let function = ["min": "torch.minimum", "max": "torch.maximum"][name] ?? "torch.\(name)"
      let texts = arguments.map(\.asTensor)
      let call =
        texts.count == 1
        ? "\(function)(\(texts[0]))"
        : texts.dropFirst().reduce(texts[0]) { "\(function)(\($0), \($1))" }
      return Expression(written: WrittenFormula(call, .operand), kind: kind)
    }
  }
}
