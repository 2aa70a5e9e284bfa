import Engine

extension Expression {
  /// A formula's steps for one unit.
  init(_ steps: [MergeFormula.Step], forward: Expression, backward: Expression) {
    var stack: [Expression] = []
    for step in steps {
      switch step {
      case .state(let pass): stack.append(pass == .forward ? forward : backward)
      case .number(let number): stack.append(.constant(number))
      case .negate: stack.append(.negative(stack.removeLast()))
      case .operation(let operation):
        let right = stack.removeLast()
        stack.append(Expression(operation, stack.removeLast(), right))
      case .function(let function): stack.append(.function(Function(function), [stack.removeLast()]))
      case .extreme(let extreme, let count):
        let arguments = Array(stack.suffix(count))
        stack.removeLast(count)
        stack.append(.function(extreme == .min ? .min : .max, arguments))
      }
    }
    self = stack[0]
  }

  private init(_ operation: MergeFormula.Operation, _ left: Expression, _ right: Expression) {
    switch operation {
    case .add:
      if case .sum(let parts) = left { self = .sum(parts + [right]) } else { self = .sum([left, right]) }
    case .subtract: self = .difference(left, right)
    case .multiply:
      if case .product(let parts) = left { self = .product(parts + [right]) } else { self = .product([left, right]) }
    case .divide: self = .quotient(left, right)
    }
  }
}

extension Expression.Function {
  fileprivate init(_ function: MergeFormula.Function) {
    switch function {
    case .tanh: self = .tanh
    case .sigmoid: self = .sigmoid
    case .relu: self = .relu
    case .abs: self = .abs
    }
  }

  func apply(_ arguments: [Double]) -> Double {
    let x = arguments[0]
    switch self {
    case .sigmoid: return Engine.sigmoid(x)
    case .tanh: return Double.tanh(x)
    case .relu: return Engine.relu(x)
    case .abs: return x.magnitude
    case .min: return arguments.min() ?? x
    case .max: return arguments.max() ?? x
    }
  }
}
