import Engine

/// Names as files hold them, such as `lstm.weight_hh_l1_reverse`, taken apart.
extension ParameterID {
  /// The tensors of one chain. A learned merge is no module of torch.nn.
  private static let kinds: [ParameterKind] = [.weightIH, .weightHH, .biasIH, .biasHH, .weightHR]

  /// Parts a name into a prefix, which is empty or ends in a dot, and the rest.
  static func split(_ name: String) -> (prefix: String, rest: Substring) {
    let start = name.lastIndex(of: ".").map(name.index(after:)) ?? name.startIndex
    return (String(name[..<start]), name[start...])
  }

  /// Nil for a name that PyTorch gives no parameter, or that has another prefix.
  init?(_ name: String, prefix: String) {
    guard name.utf8.starts(with: prefix.utf8) else { return nil }
    let text = String(name.dropFirst(prefix.count))
    let reverse = "_reverse"
    let pass: Pass = text.hasSuffix(reverse) ? .backward : .forward
    let stem = pass == .backward ? text.dropLast(reverse.count) : text[...]
    guard let kind = Self.kinds.first(where: { stem.hasPrefix($0.rawValue + "_l") }),
      let layer = Int(stem.dropFirst(kind.rawValue.count + 2))
    else { return nil }
    self.init(kind, layer: layer, pass: pass)
    // PyTorch writes neither signs nor leading zeros.
    guard layer >= 0, self.name == text else { return nil }
  }
}
