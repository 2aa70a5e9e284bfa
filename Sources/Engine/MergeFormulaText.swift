extension MergeFormula: CustomStringConvertible {
  /// The formula with the fewest parentheses and a blank around each operator of two operands; it reads back as an
  /// equal one where it is not too long.
  public var description: String {
    let texts = parts.map(Self.written)
    return texts.count == 1 ? texts[0] : "concat(\(texts.joined(separator: ", ")))"
  }

  /// How tightly a written expression holds together; in parentheses it is an operand.
  private enum Binding: Int {
    case sum, product, signed, operand
  }

  private static func written(_ steps: [Step]) -> String {
    var stack: [(text: String, binding: Binding)] = []
    /// The topmost expression, in parentheses if it binds less tightly than needed.
    func pop(_ least: Binding) -> String {
      let (text, binding) = stack.removeLast()
      return binding.rawValue < least.rawValue ? "(\(text))" : text
    }
    for step in steps {
      switch step {
      case .state(let pass): stack.append((pass == .forward ? "h" : "h'", .operand))
      case .number(let number):
        let text = "\(number)"
        stack.append((text.hasSuffix(".0") ? String(text.dropLast(2)) : text, .operand))
      case .negate: stack.append(("-" + pop(.signed), .signed))
      case .operation(let operation):
        let isSum = operation == .add || operation == .subtract
        let right = pop(isSum ? .product : .signed)
        let left = pop(isSum ? .sum : .product)
        stack.append(("\(left) \(operation.rawValue) \(right)", isSum ? .sum : .product))
      case .function(let function): stack.append(("\(function.rawValue)(\(pop(.sum)))", .operand))
      case .extreme(let extreme, let count):
        let arguments = stack.suffix(count).map(\.text).joined(separator: ", ")
        stack.removeLast(count)
        stack.append(("\(extreme.rawValue)(\(arguments))", .operand))
      }
    }
    return pop(.sum)
  }
}
