import Engine
import Lab

/// An expression on one line: in symbols, or with the numbers put in.
struct ExpressionText {
  let glass: Glass
  /// What stands for a term.
  let leaf: (Term) -> Span

  /// How tightly a written expression holds together; in parentheses it is an operand.
  private enum Binding: Int {
    case sum, product, operand
  }

  /// In at most `width` columns where that is possible: of long sums the first parts, with an ellipsis.
  func line(_ expression: Expression, width: Int) -> Line {
    let full = written(expression, shown: .max).line
    if full.width <= width { return full }
    // A part takes four columns at least.
    var shown = min(expression.summands.count, width / 4)
    while shown > 1 {
      let line = written(expression, shown: shown).line
      if line.width <= width { return line }
      shown -= 1
    }
    return written(expression, shown: 1).line
  }

  /// - Parameter shown: the parts that are shown of a sum.
  private func written(_ expression: Expression, shown: Int) -> (line: Line, binding: Binding) {
    func part(_ inner: Expression, _ least: Binding, isFirst: Bool = false) -> Line {
      let (line, binding) = written(inner, shown: shown)
      let isSigned = line.first?.text.hasPrefix(minus) == true
      let isBare = binding.rawValue >= least.rawValue && (isFirst || !isSigned)
      return isBare ? line : [Span("(")] + line + [Span(")")]
    }
    switch expression {
    case .term(let term): return ([leaf(term)], .operand)
    case .constant(let number): return ([Span(Numbers(glass: glass).text(number))], .operand)
    case .negative(let inner): return ([Span(minus)] + part(inner, .operand), .product)
    case .sum(let parts):
      var line: Line = []
      for summand in parts.prefix(shown) {
        let next = part(summand, .product, isFirst: true)
        line = line.isEmpty ? next : line + joined(next)
      }
      if parts.count > shown { line.append(Span(" + " + glass.text("…"))) }
      return (line, parts.count == 1 ? .product : .sum)
    case .difference(let a, let b):
      return (part(a, .sum, isFirst: true) + [Span(" \(minus) ")] + part(b, .product), .sum)
    case .product(let parts):
      var line: Line = []
      for (index, factor) in parts.enumerated() {
        if index > 0 { line.append(Span(glass.text("·"))) }
        line += part(factor, .operand, isFirst: index == 0)
      }
      return (line, .product)
    case .quotient(let a, let b):
      return (part(a, .product, isFirst: true) + [Span(" / ")] + part(b, .operand), .product)
    case .function(let function, let arguments):
      var line: Line = [Span(name(function) + "(")]
      for (index, argument) in arguments.enumerated() {
        if index > 0 { line.append(Span(", ")) }
        line += written(argument, shown: shown).line
      }
      return (line + [Span(")")], .operand)
    }
  }

  private var minus: String { glass.text("−") }

  /// A leading minus becomes a subtraction.
  private func joined(_ next: Line) -> Line {
    guard let first = next.first, first.text.hasPrefix(minus) else { return [Span(" + ")] + next }
    return [Span(" \(minus) "), Span(String(first.text.dropFirst(minus.count)), first.look)] + next.dropFirst()
  }

  func name(_ function: Expression.Function) -> String {
    function == .sigmoid && glass.isUnicode ? "σ" : function.rawValue
  }
}
