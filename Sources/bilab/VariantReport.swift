import Lessons

/// In what a network differs from a plain one of torch.nn, in the words of a lab block.
struct VariantReport: Encodable {
  let variant: Variant

  /// - Returns: nil for a plain network.
  init?(_ variant: Variant) {
    guard variant != Variant() else { return nil }
    self.variant = variant
  }

  private enum CodingKeys: String, CodingKey {
    case bias, recurrence, padding, packed, tied, reset, between, projection, dropout, training, realign
    case foldBias = "fold_bias"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(variant.bias, forKey: .bias)
    try container.encode(variant.recurrence, forKey: .recurrence)
    try container.encode(variant.padding, forKey: .padding)
    try container.encode(variant.isPacked, forKey: .packed)
    try container.encode(variant.isTied, forKey: .tied)
    try container.encode(variant.foldsBias, forKey: .foldBias)
    try container.encode(variant.resetGate.rawValue, forKey: .reset)
    try container.encode(variant.between.word, forKey: .between)
    try container.encode(variant.projection, forKey: .projection)
    try container.encode(variant.dropout, forKey: .dropout)
    try container.encode(variant.isTraining, forKey: .training)
    try container.encode(variant.isRealigned, forKey: .realign)
  }
}
