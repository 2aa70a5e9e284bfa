/// How the two states of a timestep become the one vector that stands above them: the output layer, or the next layer
/// of a deep network. Every merge has a gradient.
public enum Merge: Hashable, Sendable {
  /// (h[t], h′[t]) side by side, 2H numbers; torch.nn's own output.
  case concat
  /// h[t] + h′[t].
  case sum
  /// (h[t] + h′[t]) / 2.
  case average
  /// h[t] · h′[t], unit by unit.
  case product
  /// The larger of the two, unit by unit; NaN where either is NaN, as in torch.maximum.
  case max
  /// Both states kept apart: each chain of the next layer reads only the chain of its own direction, so that layers
  /// apart are two independent stacks. The output has the numbers of concat.
  case apart
  /// W (h[t], h′[t]) + b, with parameters of its own that give `size` numbers; torch.nn.Linear on torch.nn's output.
  case linear(size: Int)

  /// The merges that lessons, keys and the command line name, in the order in which a key goes through them.
  public static let basic: [Merge] = [.concat, .sum, .average, .product, .max]

  /// The merge's name in lessons and on the command line.
  public var word: String {
    switch self {
    case .concat: "concat"
    case .sum: "sum"
    case .average: "average"
    case .product: "product"
    case .max: "max"
    case .apart: "apart"
    case .linear: "linear"
    }
  }

  /// One of `basic` by its name.
  public init?(word: String) {
    guard let merge = Self.basic.first(where: { $0.word == word }) else { return nil }
    self = merge
  }

  /// Numbers per merged state for H numbers per state.
  public func size(hidden: Int) -> Int {
    switch self {
    case .concat, .apart: 2 * hidden
    case .linear(let size): size
    case .sum, .average, .product, .max: hidden
    }
  }
}
