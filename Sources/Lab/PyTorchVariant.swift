import Engine
import Lessons

/// What a network's variant adds to its PyTorch code.
extension PyTorchSource {
  /// Arguments of the module.
  static func options(_ variant: Variant) -> [String] {
    (variant.dropout > 0 ? ["dropout=\(variant.dropout)"] : [])
      + (variant.projection.map { ["proj_size=\($0)"] } ?? [])
  }

  /// What happens to the module after it has its weights.
  static func weightLines(_ live: LiveNetwork) -> [String] {
    let variant = live.settings.applied
    var lines: [String] = []
    func change(_ pattern: String, _ body: [String]) {
      lines += ["with torch.no_grad():", "    for name, p in rnn.named_parameters():"]
      lines += ["        if \"\(pattern)\" in name:"] + body.map { "            " + $0 }
    }
    if variant.recurrence != 1, live.weights == .counter { change("weight_hh", ["p.fill_(\(variant.recurrence))"]) }
    if variant.bias != 0, live.weights == .counter { change("bias_ih", ["p.fill_(\(variant.bias))"]) }
    if variant.foldsBias {
      change(
        "bias_ih", ["b_hh = rnn.get_parameter(name.replace(\"ih\", \"hh\"))", "p += b_hh", "b_hh.zero_()"])
    }
    if variant.isTied {
      change("_reverse", ["p.copy_(rnn.get_parameter(name.removesuffix(\"_reverse\")))"])
    }
    if variant.dropout > 0 { lines.append(variant.isTraining ? "rnn.train()" : "rnn.eval()") }
    return lines
  }

  /// What torch.nn has no argument for.
  static func remarks(_ variant: Variant) -> [String] {
    var lines: [String] = []
    if variant.resetGate != .afterProduct { lines.append("# torch.nn.GRU resets after the product, bias and all") }
    if variant.between == .apart {
      lines.append("# not one module: a one-way stack for each direction, the second over x.flip(0)")
    } else if variant.between != .concat {
      lines.append("# not one module: one a layer, joined by \(variant.between.word); torch.nn joins by concat")
    }
    return lines
  }

  /// What is given to the module, and what becomes of what it returns; nil of a sequence that needs no length.
  static func packing(_ live: LiveNetwork) -> (before: String, after: String)? {
    guard live.settings.applied.isPacked else { return nil }
    return (
      "packed = torch.nn.utils.rnn.pack_padded_sequence(x[:, None], [\(live.length)])",
      "output = torch.nn.utils.rnn.unpack_sequence(output)[0]"
    )
  }
}
