import Engine

/// The loop over time and layers, for networks that torch.nn has no module for.
extension PyTorchModel {
  static func loop(_ network: PyTorchNetwork) -> [String] {
    let configuration = network.configuration
    var lines = ["class Network(torch.nn.Module):"]
    if let why = network.whyNoModule { lines += ["    \"\"\"A loop written out: \(why).\"\"\"", ""] }
    lines += ["    shapes = {"]
    lines += configuration.parameterIDs.map { id in
      let shape = configuration.shape(of: id)
      let sizes = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
      return "        \"\(id.name)\": (\(sizes)),"
    }
    lines += [
      "    }",
      "",
      "    def __init__(self):",
      "        super().__init__()",
      "        for name, shape in self.shapes.items():",
      "            self.register_parameter(name, torch.nn.Parameter(torch.zeros(shape)))",
      "",
      forward(network), documentation(network),
    ]
    return lines + layers(network) + [""] + chain(network) + [""] + cell(configuration) + mergeMethod(network)
  }

  /// Layer after layer, each chain from the state before its first step.
  private static func layers(_ network: PyTorchNetwork) -> [String] {
    let configuration = network.configuration
    let passes = configuration.direction.passes
    var lines: [String] = []
    if network.lengths != nil {
      lines.append("        is_inside = torch.arange(len(x))[:, None, None] < lengths[:, None]")
    }
    var below = ["x", "x"]
    for layer in 0..<configuration.layers {
      for pass in passes {
        let row = configuration.stateRow(layer: layer, pass: pass)
        let name = "l\(layer)" + (pass == .backward ? "_reverse" : "")
        let results = "\(pass == .forward ? "h" : "h_back"), h_n\(row)" + (network.isLSTM ? ", c_n\(row)" : "")
        let start = "h_0[\(row)]" + (network.isLSTM ? ", c_0[\(row)]" : "")
        let inside = network.lengths == nil ? "" : ", is_inside"
        lines.append("        \(results) = self.chain(\"\(name)\", \(below[pass.rawValue]), \(start)\(inside))")
      }
      guard layer + 1 < configuration.layers else { break }
      let merge = configuration.merge(ofLayer: layer)
      if passes.count == 1 {
        below = ["h", "h"]
      } else if merge == .apart {
        below = ["h", "h_back"]
      } else {
        lines.append("        below = \(network.merged(merge, layer: layer) { "self.\($0)" })")
        if network.lengths != nil, merge.movesZero {
          lines.append("        below = torch.where(is_inside, below, 0.0)")
        }
        below = ["below", "below"]
      }
      if network.dropped.indices.contains(layer) {
        let size = configuration.stateSize
        let factors = PyTorchNetwork.droppedName(layer)
        let halves = merge == .apart && passes.count > 1 ? ["[..., :\(size)]", "[..., \(size):]"] : ["", ""]
        below = zip(below, halves).map { "\($0) * \(factors)\($1)" }
      }
    }
    let rows = 0..<configuration.layers * configuration.directions
    func stack(_ letter: String) -> String {
      "torch.stack([\(rows.map { "\(letter)_n\($0)" }.joined(separator: ", "))])"
    }
    let final = network.isLSTM ? "(\(stack("h")), \(stack("c")))" : stack("h")
    return lines + ["        return \(network.isTwoWay ? "h, h_back" : "h"), \(final)"]
  }

  private static func chain(_ network: PyTorchNetwork) -> [String] {
    let state = network.isLSTM ? "h, c" : "h"
    let isPadded = network.lengths != nil
    var lines = [
      "    def chain(self, chain, x, \(state)\(isPadded ? ", is_inside" : "")):",
      "        \"\"\"Every timestep of a chain, such as l0, or l0_reverse from the last to the first.\"\"\"",
      "        states = [None] * len(x)",
      "        times = range(len(x))",
      "        for t in reversed(times) if chain.endswith(\"_reverse\") else times:",
    ]
    if isPadded {
      let new = network.isLSTM ? "new_h, new_c" : "new_h"
      lines.append("            \(new) = self.step(chain, x[t], \(state))")
      lines.append("            h = torch.where(is_inside[t], new_h, h)")
      if network.isLSTM { lines.append("            c = torch.where(is_inside[t], new_c, c)") }
      lines.append("            states[t] = torch.where(is_inside[t], h, 0.0)")
    } else {
      lines += ["            \(state) = self.step(chain, x[t], \(state))", "            states[t] = h"]
    }
    return lines + ["        return torch.stack(states), \(state)"]
  }

  private static func cell(_ configuration: Configuration) -> [String] {
    let state = configuration.cell == .lstm ? "h, c" : "h"
    let biases =
      configuration.bias
      ? "        b_ih, b_hh = getattr(self, f\"bias_ih_{chain}\"), getattr(self, f\"bias_hh_{chain}\")"
      : "        b_ih = b_hh = None"
    return [
      "    def step(self, chain, x, \(state)):",
      "        W, U = getattr(self, f\"weight_ih_{chain}\"), getattr(self, f\"weight_hh_{chain}\")",
      biases,
    ] + equations(configuration).map { "        " + $0 }
  }

  private static func equations(_ configuration: Configuration) -> [String] {
    switch configuration.cell {
    case .rnn(let activation):
      return ["return torch.\(activation.rawValue)(linear(x, W, b_ih) + linear(h, U, b_hh))"]
    case .lstm:
      let hidden = "torch.sigmoid(o) * torch.tanh(c)"
      return [
        "i, f, g, o = (linear(x, W, b_ih) + linear(h, U, b_hh)).chunk(4, -1)",
        "c = torch.sigmoid(f) * c + torch.sigmoid(i) * torch.tanh(g)",
        configuration.projectionSize == nil
          ? "return \(hidden), c" : "return linear(\(hidden), getattr(self, f\"weight_hr_{chain}\")), c",
      ]
    case .gru:
      return [
        "x_r, x_z, x_n = linear(x, W, b_ih).chunk(3, -1)",
        "U_r, U_z, U_n = U.chunk(3)",
        configuration.bias ? "b_r, b_z, b_n = b_hh.chunk(3)" : "b_r = b_z = b_n = None",
        "r = torch.sigmoid(x_r + linear(h, U_r, b_r))",
        "z = torch.sigmoid(x_z + linear(h, U_z, b_z))",
        "n = torch.tanh(x_n + \(reset(configuration)))",
        "return (1 - z) * n + z * h",
      ]
    }
  }

  private static func reset(_ configuration: Configuration) -> String {
    switch configuration.resetGate {
    case .afterProduct: "r * linear(h, U_n, b_n)"
    case .beforeProduct: "linear(r * h, U_n, b_n)"
    case .afterProductOnly: "r * linear(h, U_n)" + (configuration.bias ? " + b_n" : "")
    }
  }
}
