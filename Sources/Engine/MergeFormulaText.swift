extension MergeFormula {
  /// One piece of a formula, with what became of the pieces inside it.
  public enum Piece<Value> {
    /// h or h′.
    case state(Pass)
    /// Not below 0.
    case number(Double)
    case negative(Value)
    /// `+`, `-`, `*` or `/` of two operands.
    case operation(String, Value, Value)
    /// A function by its name in formulas: of one argument, or min and max of two or more.
    case call(String, [Value])
  }

  /// Builds something else from the formula, from its innermost pieces outwards.
  ///
  /// - Returns: what the whole formula gives; of a concat(…), what each of its parts gives.
  public func fold<Value>(_ build: (Piece<Value>) -> Value) -> [Value] {
    parts.map { steps in
      var stack: [Value] = []
      for step in steps {
        switch step {
        case .state(let pass): stack.append(build(.state(pass)))
        case .number(let number): stack.append(build(.number(number)))
        case .negate: stack.append(build(.negative(stack.removeLast())))
        case .operation(let operation):
          let right = stack.removeLast()
          stack.append(build(.operation(operation.rawValue, stack.removeLast(), right)))
        case .function(let function): stack.append(build(.call(function.rawValue, [stack.removeLast()])))
        case .extreme(let extreme, let count):
          let arguments = Array(stack.suffix(count))
          stack.removeLast(count)
          stack.append(build(.call(extreme.rawValue, arguments)))
        }
      }
      return stack.removeLast()
    }
  }
}

/// A piece of a formula in writing, and how tightly it holds together: what binds less tightly than its place needs
/// stands in parentheses there. The same rules hold in Python.
public struct WrittenFormula {
  public enum Binding: Int {
    case sum, product, signed, operand
  }

  public let text: String
  public let binding: Binding

  public init(_ text: String, _ binding: Binding) {
    (self.text, self.binding) = (text, binding)
  }

  public init(number: Double) {
    let text = "\(number)"
    self.init(text.hasSuffix(".0") ? String(text.dropLast(2)) : text, .operand)
  }

  public static prefix func - (operand: WrittenFormula) -> WrittenFormula {
    WrittenFormula("-" + operand.inside(.signed), .signed)
  }

  /// `+`, `-`, `*` or `/` with a blank on either side.
  public init(_ operation: String, _ left: WrittenFormula, _ right: WrittenFormula) {
    let isSum = operation == "+" || operation == "-"
    let (before, after) = (left.inside(isSum ? .sum : .product), right.inside(isSum ? .product : .signed))
    self.init("\(before) \(operation) \(after)", isSum ? .sum : .product)
  }

  private func inside(_ least: Binding) -> String { binding.rawValue < least.rawValue ? "(\(text))" : text }
}

extension MergeFormula: CustomStringConvertible {
  /// The formula with the fewest parentheses and a blank around each operator of two operands; it reads back as an
  /// equal one where it is not too long.
  public var description: String {
    let texts = fold { (piece: Piece<WrittenFormula>) -> WrittenFormula in
      switch piece {
      case .state(let pass): WrittenFormula(pass == .forward ? "h" : "h'", .operand)
      case .number(let number): WrittenFormula(number: number)
      case .negative(let operand): -operand
      case .operation(let operation, let left, let right): WrittenFormula(operation, left, right)
      case .call(let name, let arguments):
        WrittenFormula("\(name)(\(arguments.map(\.text).joined(separator: ", ")))", .operand)
      }
    }.map(\.text)
    return texts.count == 1 ? texts[0] : "concat(\(texts.joined(separator: ", ")))"
  }
}
