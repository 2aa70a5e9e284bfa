import Engine

/// A number that a run has computed or was given, and that has a name of its own. Layers, units and indices count from
/// 0, `t` from 1.
public enum Term: Hashable, Sendable {
  /// A number of a layer's merged state.
  case merged(layer: Int, t: Int, index: Int)
  /// A unit of h[t] or h′[t].
  case hidden(StatePlace, unit: Int)
  /// A unit of o·tanh(c) where an LSTM projects it.
  case unprojected(StatePlace, unit: Int)
  /// A unit of an LSTM's c[t] or c′[t].
  case cellState(StatePlace, unit: Int)
  /// A gate after its nonlinearity.
  case gate(StatePlace, Gate, unit: Int)
  /// W x[t], a gate's row of it; of a layer above the first, W times what the layer reads.
  case inputProduct(StatePlace, Gate, unit: Int)
  /// U h[t−1] or U′ h′[t+1], a gate's row of it; U_n (r·h[t−1]) where a GRU resets before the product.
  case stateProduct(StatePlace, Gate, unit: Int)
  /// Not computed.
  case given(NumberPlace)
}

/// How a number follows from others.
public indirect enum Expression: Hashable, Sendable {
  case term(Term)
  case constant(Double)
  case negative(Expression)
  case sum([Expression])
  case difference(Expression, Expression)
  case product([Expression])
  case quotient(Expression, Expression)
  case function(Function, [Expression])

  public enum Function: String, Hashable, Sendable {
    case sigmoid, tanh, relu, abs, min, max
  }

  /// The terms in the order in which they are written, each once.
  public var terms: [Term] {
    var seen: Set<Term> = []
    var terms: [Term] = []
    forEachTerm { if seen.insert($0).inserted { terms.append($0) } }
    return terms
  }

  private func forEachTerm(_ body: (Term) -> Void) {
    switch self {
    case .term(let term): body(term)
    case .constant: break
    case .negative(let inner): inner.forEachTerm(body)
    case .sum(let parts), .product(let parts), .function(_, let parts): for part in parts { part.forEachTerm(body) }
    case .difference(let a, let b), .quotient(let a, let b):
      a.forEachTerm(body)
      b.forEachTerm(body)
    }
  }

  /// What is added up: the parts of the sum that the expression is, or that its function takes; none where it is no
  /// sum.
  public var summands: [Expression] {
    switch self {
    case .sum(let parts): parts
    case .function(_, let parts) where parts.count == 1: parts[0].summands
    default: []
    }
  }
}

/// How one number came about: its expression, and what its operands are in the run.
public struct Explanation: Equatable, Sendable {
  public let term: Term
  public let value: Double
  public let expression: Expression
  /// What the nonlinearity of a gate is applied to; nil for what is no gate.
  public let preactivation: Double?
  public let operands: [Operand]

  public struct Operand: Hashable, Sendable {
    public let term: Term
    public let value: Double
    /// What the summand that ends with this operand adds to the sum; nil for the others, and where nothing is summed.
    public let contribution: Double?
  }
}
