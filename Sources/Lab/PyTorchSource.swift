import Engine
import Lessons

/// The PyTorch code of a live network, short enough for the screen: what a student types to get the same numbers.
public enum PyTorchSource {
  public struct CodeLine: Equatable, Sendable {
    public var text: String
    /// Which moment of the lab the line belongs to.
    public var moment: Moment
  }

  public enum Moment: Equatable, Sendable {
    case setUp
    /// The call that computes every state.
    case states
    /// The states where the last layer's passes end: h[T] and h′[1].
    case ends
    /// Both states of the last layer taken apart.
    case halves
    case merge
  }

  /// Where the numbers of the code come from.
  enum Numbers {
    case literal
    /// weights.safetensors, which `bilab export` writes.
    case file
  }

  /// The most parameters that are shown as numbers.
  static let mostShown = 30

  /// The moments of the class's current step.
  public static func moments(of lecture: Lecture) -> [Moment] {
    guard let live = lecture.live, !lecture.now.isEmpty else { return [] }
    let layer = live.settings.layers - 1
    let last = lecture.now.filter { $0.layer == layer }
    var moments: [Moment] = [.states]
    if last.contains(where: { $0.t == ($0.pass == .forward ? live.length : 1) }) { moments.append(.ends) }
    if !last.isEmpty { moments.append(.halves) }
    let isMerged = (1...live.length).contains { t in
      live.isMerged(t, after: lecture.networkStep) && live.mergedPlaces(t).contains { last.contains($0) }
    }
    return isMerged ? moments + [.merge] : moments
  }

  public static func lines(of live: LiveNetwork) -> [CodeLine] {
    let network = PyTorchNetwork(live)
    return lines(of: network, live.parameterCount <= mostShown ? .literal : .file)
  }

  /// - Parameter numbers: `.literal` where torch.nn has a module, which it has not for every network.
  static func lines(of network: PyTorchNetwork, _ numbers: Numbers) -> [CodeLine] {
    let numbers = network.hasLiteralForm ? numbers : .file
    let setUp = numbers == .literal ? literalSetUp(network) : fileSetUp(network)
    return setUp.map { CodeLine(text: $0, moment: .setUp) } + call(network, numbers) + reading(network)
  }

  /// The code as a text of its own, for the clipboard: with the numbers in it as long as it is short enough.
  ///
  /// - Returns: the text, and whether it reads weights.safetensors.
  public static func copy(of live: LiveNetwork) -> (text: String, needsFile: Bool) {
    let network = PyTorchNetwork(live)
    func text(_ numbers: Numbers) -> String {
      lines(of: network, numbers).map { $0.text + "\n" }.joined()
    }
    guard network.hasLiteralForm, network.parameterCount <= mostCopied / 8 else { return (text(.file), true) }
    let complete = text(.literal)
    return complete.utf8.count <= mostCopied ? (complete, false) : (text(.file), true)
  }

  /// Bytes that a terminal's clipboard is asked to take; many cut at 74,994 bytes of base64.
  public static let mostCopied = 32_768

  // MARK: The network and what it is given

  private static func literalSetUp(_ network: PyTorchNetwork) -> [String] {
    let configuration = network.configuration
    var lines = ["import torch", "torch.set_default_dtype(torch.float64)", "rnn = \(network.module)"]
    if network.isCounter {
      lines += [
        "for name, p in rnn.named_parameters():",
        "    torch.nn.init.constant_(p, float(\"weight\" in name))",
      ]
    } else {
      lines.append("rnn.load_state_dict({")
      for (name, tensor) in network.parameters {
        lines += Python.tensor(tensor.values, shape: tensor.shape, before: "\"\(name)\": ", after: ",").map {
          "    " + $0
        }
      }
      lines.append("})")
    }
    if configuration.dropout > 0, configuration.layers > 1 {
      lines.append("rnn.eval()  # no dropout")
    }
    lines += tensor("x", network.input, network.inputComment)
    if let lengths = network.lengths { lines.append("lengths = torch.tensor(\(lengths))") }
    if network.hasStart {
      lines += tensor("h_0", network.initial.hidden)
      if let cell = network.initial.cell { lines += tensor("c_0", cell) }
    }
    return lines
  }

  /// A tensor whose middle size is the batch's: without it in the list where that is 1.
  private static func tensor(_ name: String, _ tensor: Tensor<Double>, _ comment: String = "") -> [String] {
    let shape = tensor.shape
    guard shape[1] == 1 else {
      return Python.tensor(tensor.values, shape: shape, before: "\(name) = ", after: comment)
    }
    return Python.tensor(
      tensor.values, shape: shape[2] == 1 ? [shape[0]] : [shape[0], shape[2]], before: "\(name) = ",
      after: ".view(\(shape[0]), 1, \(shape[2]))" + comment)
  }

  private static func fileSetUp(_ network: PyTorchNetwork) -> [String] {
    let configuration = network.configuration
    var lines = ["import torch", "from safetensors.torch import load_file"]
    if let why = network.whyNoModule { lines.append("from model import Network  # \(why)") }
    lines.append("torch.set_default_dtype(torch.float64)")
    lines.append("weights = load_file(\"weights.safetensors\")  # bilab export writes it")
    lines += network.givenNames.map {
      "\($0) = weights.pop(\"\(PyTorchNetwork.stored($0))\")" + ($0 == "x" ? network.inputComment : "")
    }
    if network.hasModule, network.hasLinearMerge {
      let names = network.linearNames
      lines.append("W, b = weights.pop(\"\(names.weight)\"), weights.pop(\"\(names.bias)\")")
    }
    lines.append("rnn = \(network.hasModule ? network.module : "Network()")")
    lines.append("rnn.load_state_dict(weights)")
    if network.hasModule, configuration.dropout > 0, configuration.layers > 1 {
      lines.append("rnn.eval()  # no dropout")
    }
    return lines
  }

  // MARK: The states and the merge

  private static func call(_ network: PyTorchNetwork, _ numbers: Numbers) -> [CodeLine] {
    func lines(_ texts: String...) -> [CodeLine] { texts.map { CodeLine(text: $0, moment: .states) } }
    guard network.hasModule else {
      let states = network.isTwoWay ? "h, h_back" : "h"
      let given = network.givenNames.joined(separator: ", ")
      return lines("\(states), \(network.finalNames) = rnn(\(given))")
    }
    let start = numbers == .file || network.hasStart ? ", \(network.startNames)" : ""
    guard network.lengths != nil else { return lines("output, \(network.finalNames) = rnn(x\(start))") }
    return lines(
      "packed = torch.nn.utils.rnn.pack_padded_sequence(x, lengths, enforce_sorted=False)",
      "packed, \(network.finalNames) = rnn(packed\(start))",
      "output, _ = torch.nn.utils.rnn.pad_packed_sequence(packed, total_length=\(network.time))")
  }

  private static func reading(_ network: PyTorchNetwork) -> [CodeLine] {
    let configuration = network.configuration
    let (layers, size) = (configuration.layers, configuration.stateSize)
    guard network.isTwoWay, let merge = network.merge else {
      let end = CodeLine(text: "h_last = h_n[-1]  # h[\(network.end)]", moment: .ends)
      return network.hasModule ? [end, CodeLine(text: "h = output", moment: .halves)] : [end]
    }
    let ends = "h_last, h_back_last = h_n.view(\(layers), 2, \(network.batch), \(size))[-1]"
    let halves = "h, h_back = output.view(\(network.time), \(network.batch), 2, \(size)).unbind(2)"
    let parameter = { (name: String) in
      network.hasModule ? (name == network.linearNames.weight ? "W" : "b") : "rnn.\(name)"
    }
    let isOutput = network.hasModule && network.isRealigned && (merge == .concat || merge == .apart)
    let merged = isOutput ? "output" : network.merged(merge, layer: layers - 1, parameter: parameter)
    let joined =
      network.turning.map { ["merge = lambda h, h_back: \(merged)", "y = merge(h, \($0))"] } ?? ["y = \(merged)"]
    return [CodeLine(text: "\(ends)  # h[\(network.end)], h'[1]", moment: .ends)]
      + (network.hasModule ? [CodeLine(text: halves, moment: .halves)] : [])
      + joined.map { CodeLine(text: $0, moment: .merge) }
      + (network.mustClear
        ? [
          CodeLine(
            text: "y = torch.where(torch.arange(\(network.time))[:, None, None] < lengths[:, None], y, 0.0)",
            moment: .merge)
        ] : [])
  }
}

extension PyTorchNetwork {
  /// Whether its numbers can stand in the code: not what only model.py has, nor a merge's own parameters.
  var hasLiteralForm: Bool { hasModule && !hasLinearMerge }

  var hasLinearMerge: Bool {
    if case .linear = merge { true } else { false }
  }

  var linearNames: (weight: String, bias: String) {
    let layer = configuration.layers - 1
    return (
      ParameterID(.mergeWeight, layer: layer, pass: .forward).name,
      ParameterID(.mergeBias, layer: layer, pass: .forward).name
    )
  }

  /// Whether a state before the first step is not zero.
  var hasStart: Bool {
    initial.hidden.values.contains { $0 != 0 } || (initial.cell?.values.contains { $0 != 0 } ?? false)
  }

  /// Whether all weights are 1 and all biases 0.
  var isCounter: Bool {
    parameters.allSatisfy { name, tensor in
      tensor.values.allSatisfy { $0 == (name.hasPrefix("weight") ? 1 : 0) }
    }
  }

  /// The words that x stands for, as a comment.
  var inputComment: String {
    words.isEmpty ? "" : "  # " + Python.comment(words.joined(separator: " "))
  }
}
