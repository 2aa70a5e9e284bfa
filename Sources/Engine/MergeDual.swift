/// A number together with its derivatives by h and by h′ of the same unit: forward-mode differentiation.
///
/// Where a function has a kink, the derivative is PyTorch's: 0 for relu and abs at 0, and half of each operand's for
/// min and max of equal ones. Where an operand of min or max is NaN, so is the result, and the derivatives add up.
struct Dual<S: Scalar> {
  let value: S
  let byForward: S
  let byBackward: S

  init(_ value: S, byForward: S = 0, byBackward: S = 0) {
    self.value = value
    self.byForward = byForward
    self.byBackward = byBackward
  }

  /// The value of a function at this number, and the chain rule with the function's `slope` there.
  private func mapped(to value: S, slope: S) -> Dual {
    Dual(value, byForward: slope * byForward, byBackward: slope * byBackward)
  }

  static prefix func - (x: Dual) -> Dual { x.mapped(to: -x.value, slope: -1) }

  static func apply(_ operation: MergeFormula.Operation, _ a: Dual, _ b: Dual) -> Dual {
    switch operation {
    case .add:
      return Dual(a.value + b.value, byForward: a.byForward + b.byForward, byBackward: a.byBackward + b.byBackward)
    case .subtract:
      return Dual(a.value - b.value, byForward: a.byForward - b.byForward, byBackward: a.byBackward - b.byBackward)
    case .multiply:
      return Dual(
        a.value * b.value, byForward: a.byForward * b.value + a.value * b.byForward,
        byBackward: a.byBackward * b.value + a.value * b.byBackward)
    case .divide:
      let quotient = a.value / b.value
      return Dual(
        quotient, byForward: (a.byForward - quotient * b.byForward) / b.value,
        byBackward: (a.byBackward - quotient * b.byBackward) / b.value)
    }
  }

  static func apply(_ function: MergeFormula.Function, _ x: Dual) -> Dual {
    switch function {
    case .tanh:
      let y = S.tanh(x.value)
      return x.mapped(to: y, slope: 1 - y * y)
    case .sigmoid:
      let y = sigmoid(x.value)
      return x.mapped(to: y, slope: y * (1 - y))
    case .relu: return x.value <= 0 ? Dual(relu(x.value)) : x
    case .abs: return x.mapped(to: Swift.abs(x.value), slope: x.value > 0 ? 1 : x.value < 0 ? -1 : 0)
    }
  }

  static func apply(_ extreme: MergeFormula.Extreme, _ a: Dual, _ b: Dual) -> Dual {
    if a.value == b.value {
      return Dual(
        a.value, byForward: (a.byForward + b.byForward) / 2, byBackward: (a.byBackward + b.byBackward) / 2)
    }
    if a.value < b.value { return extreme == .min ? a : b }
    if a.value > b.value { return extreme == .min ? b : a }
    return apply(.add, a, b)
  }
}
