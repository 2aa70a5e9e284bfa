import Engine

/// A name that PyTorch gives a parameter of a recurrent network, such as `lstm.weight_hh_l1_reverse`, taken apart.
struct ParameterName: Hashable {
  /// The tensors of one chain, in PyTorch's order.
  enum Kind: String, CaseIterable {
    case weightIH = "weight_ih"
    case weightHH = "weight_hh"
    case biasIH = "bias_ih"
    case biasHH = "bias_hh"
    case weightHR = "weight_hr"

    var isBias: Bool { self == .biasIH || self == .biasHH }
  }

  var kind: Kind
  var layer: Int
  var pass: Pass

  init(_ kind: Kind, layer: Int, pass: Pass) {
    (self.kind, self.layer, self.pass) = (kind, layer, pass)
  }

  /// The name without the prefix of the module that holds the network.
  var text: String {
    "\(kind.rawValue)_l\(layer)" + (pass == .backward ? "_reverse" : "")
  }

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
    guard let kind = Kind.allCases.first(where: { stem.hasPrefix($0.rawValue + "_l") }),
      let layer = Int(stem.dropFirst(kind.rawValue.count + 2))
    else { return nil }
    self.init(kind, layer: layer, pass: pass)
    // PyTorch writes neither signs nor leading zeros.
    guard layer >= 0, self.text == text else { return nil }
  }
}
