/// How the two states of a timestep, h[t] and h′[t] of H numbers each, become the one vector that is read above them.
///
/// Every merge has a gradient; where a function has a kink it is PyTorch's, see
/// `gradient(of:forward:backward:hidden:linear:)`.
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
  /// Not merged: side by side as in `concat`, and the forward chain of the layer above reads h[t] only, its backward
  /// chain h′[t] only.
  case apart
  /// Computed unit by unit from h[t] and h′[t].
  case formula(MergeFormula)
  /// W (h[t], h′[t]) + b with W and b learned: `size` numbers, at least 1.
  case linear(size: Int)

  /// The merges that lessons and the command line name by a word and that a key goes through, in its order.
  public static let basic: [Merge] = [.concat, .sum, .average, .product, .max]

  /// One of `basic`, by its word.
  public init?(word: String) {
    guard let merge = Self.basic.first(where: { $0.word == word }) else { return nil }
    self = merge
  }

  /// What the merge is called; a formula is called what was written.
  public var word: String {
    switch self {
    case .concat: "concat"
    case .sum: "sum"
    case .average: "average"
    case .product: "product"
    case .max: "max"
    case .apart: "apart"
    case .formula(let formula): formula.text
    case .linear: "linear"
    }
  }

  /// Numbers per merged state for H numbers per state.
  public func size(hidden: Int) -> Int {
    switch self {
    case .concat, .apart: 2 * hidden
    case .sum, .average, .product, .max: hidden
    case .formula(let formula): formula.parts.count * hidden
    case .linear(let size): size
    }
  }
}
