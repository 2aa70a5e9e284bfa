/// A merge written as text, computed unit by unit: `tanh(h) * h' + 0.5`, or `concat(h, h * h')` for several parts of
/// H numbers each.
///
/// In it stand h and h′ (typed h'), numbers, + − * /, parentheses, tanh, sigmoid, relu and abs of one argument, min
/// and max of two or more, and concat of two or more around the whole. Two formulas are equal when they compute the
/// same steps, however they are written.
public struct MergeFormula: Sendable {
  /// As it was written.
  public let text: String
  /// What is computed for each unit, for each part of a concat(…); one part without it.
  public let parts: [[Step]]

  /// One step of a computation on a stack of numbers: each takes its operands from the top and leaves its result.
  public enum Step: Hashable, Sendable {
    /// h or h′ of the unit.
    case state(Pass)
    case number(Double)
    case negate
    case operation(Operation)
    case function(Function)
    /// The least or the greatest of so many numbers, two or more.
    case extreme(Extreme, of: Int)
  }

  public enum Operation: String, Hashable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
  }

  public enum Function: String, CaseIterable, Hashable, Sendable {
    case tanh, sigmoid, relu, abs
  }

  public enum Extreme: String, CaseIterable, Hashable, Sendable {
    case min, max
  }

  /// The states that the formula reads: neither, one or both.
  public var states: Set<Pass> {
    var states: Set<Pass> = []
    for case .state(let pass) in parts.joined() { states.insert(pass) }
    return states
  }
}

extension MergeFormula: Hashable {
  public static func == (a: MergeFormula, b: MergeFormula) -> Bool { a.parts == b.parts }

  public func hash(into hasher: inout Hasher) { hasher.combine(parts) }
}

extension MergeFormula {
  /// - Parameters:
  ///   - forward: h, shape (n, H).
  ///   - backward: h′, shape (n, H).
  /// - Returns: shape (n, parts · H).
  func apply<S: Scalar>(forward: [S], backward: [S], hidden: Int) -> [S] {
    var merged: [S] = []
    merged.reserveCapacity(parts.count * forward.count)
    var stack: [Dual<S>] = []
    for start in stride(from: 0, to: forward.count, by: hidden) {
      for part in parts {
        for index in start..<start + hidden {
          merged.append(Self.run(part, forward[index], backward[index], &stack).value)
        }
      }
    }
    return merged
  }

  /// - Parameter merged: the derivatives by what `apply` returns, shape (n, parts · H).
  /// - Returns: the derivatives by h and by h′, shape (n, H).
  func gradient<S: Scalar>(
    of merged: [S], forward: [S], backward: [S], hidden: Int
  ) -> (forward: [S], backward: [S]) {
    var gradient = (forward: forward.map { _ in S.zero }, backward: backward.map { _ in S.zero })
    var stack: [Dual<S>] = []
    var source = 0
    for start in stride(from: 0, to: forward.count, by: hidden) {
      for part in parts {
        for index in start..<start + hidden {
          let result = Self.run(part, forward[index], backward[index], &stack)
          gradient.forward[index] += merged[source] * result.byForward
          gradient.backward[index] += merged[source] * result.byBackward
          source += 1
        }
      }
    }
    return gradient
  }

  /// The result of one part for one unit. `stack` is empty before and after; it is passed so that its memory is kept.
  private static func run<S: Scalar>(_ steps: [Step], _ forward: S, _ backward: S, _ stack: inout [Dual<S>]) -> Dual<S>
  {
    for step in steps {
      switch step {
      case .state(.forward): stack.append(Dual(forward, byForward: 1))
      case .state(.backward): stack.append(Dual(backward, byBackward: 1))
      case .number(let number): stack.append(Dual(S(number)))
      case .negate: stack.append(-stack.removeLast())
      case .operation(let operation):
        let right = stack.removeLast()
        stack.append(Dual.apply(operation, stack.removeLast(), right))
      case .function(let function): stack.append(Dual.apply(function, stack.removeLast()))
      case .extreme(let extreme, let count):
        let first = stack.count - count
        for index in first + 1..<stack.count { stack[first] = Dual.apply(extreme, stack[first], stack[index]) }
        stack.removeLast(count - 1)
      }
    }
    return stack.removeLast()
  }
}
