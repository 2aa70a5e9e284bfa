import Engine
import Lessons

/// The PyTorch code of a live network: what a student types to get the same module and the same merge.
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
    case merge
  }

  /// The moments of the class's current step: its state, and its merged state if there is one yet.
  public static func moments(of lecture: Lecture) -> [Moment] {
    guard let live = lecture.live, let now = lecture.now.first else { return [] }
    let layer = live.settings.layers - 1
    let isMerged = lecture.now.contains { live.isMerged($0.t, after: lecture.networkStep) }
    return isMerged && now.layer == layer ? [.states, .merge] : [.states]
  }

  public static func lines(of live: LiveNetwork) -> [CodeLine] {
    let settings = live.settings
    let isTwoWay = settings.direction == .bidirectional
    let variant = settings.applied
    let setUp = ["import torch"] + module(live) + remarks(variant) + weights(live) + weightLines(live) + input(live)
    let packing = packing(live)
    var lines = (setUp + (packing.map { [$0.before] } ?? [])).map { CodeLine(text: $0, moment: .setUp) }
    lines.append(CodeLine(text: call(live), moment: .states))
    if let packing { lines.append(CodeLine(text: packing.after, moment: .states)) }
    if isTwoWay {
      let steps = packing == nil ? "x" : "output"
      lines.append(
        CodeLine(text: "h, h_back = output.view(len(\(steps)), 2, \(live.stateSize)).unbind(1)", moment: .states))
      if !variant.isRealigned {
        lines.append(CodeLine(text: "h_back = h_back.flip(0)", moment: .states))
        lines.append(CodeLine(text: "output = torch.cat((h, h_back), 1)", moment: .states))
      }
      lines.append(CodeLine(text: "y = " + merge(settings.merge, hidden: live.stateSize), moment: .merge))
    }
    return lines
  }

  private static func module(_ live: LiveNetwork) -> [String] {
    let configuration = live.network.configuration
    var options = ["\(configuration.inputSize)", "\(configuration.hiddenSize)"]
    if configuration.layers > 1 { options.append("num_layers=\(configuration.layers)") }
    if configuration.cell == .rnn(.relu) { options.append("nonlinearity=\"relu\"") }
    if !configuration.bias { options.append("bias=False") }
    options += Self.options(live.settings.applied)
    if configuration.direction == .bidirectional { options.append("bidirectional=True") }
    return ["rnn = torch.nn.\(configuration.cell.name.uppercased())(\(options.joined(separator: ", ")))"]
  }

  private static func weights(_ live: LiveNetwork) -> [String] {
    switch live.weights {
    case .counter:
      [
        "for name, p in rnn.named_parameters():",
        "    torch.nn.init.constant_(p, float(\"weight\" in name))",
      ]
    case .seed(let seed): ["# other weights than here: the lab drew its own from seed \(seed)"]
    case .file(let name): ["# the lab's weights: \(name)"]
    }
  }

  private static func input(_ live: LiveNetwork) -> [String] {
    switch live.settings.input {
    case .numbers(let rows):
      let zeros = Array(repeating: Array(repeating: 0.0, count: rows[0].count), count: live.time - rows.count)
      let text = (rows + zeros).map { "[" + $0.map(number).joined(separator: ", ") + "]" }.joined(separator: ", ")
      return ["x = torch.tensor([\(text)])"]
    case .words(let words):
      let zeros = words.count < live.time ? ", the last zeros" : ""
      return ["x = embedding(words)  # (\(live.time), \(live.network.configuration.inputSize))\(zeros)"]
    }
  }

  private static func call(_ live: LiveNetwork) -> String {
    let states = live.trace.layers.flatMap(\.chains).map(\.initialHidden)
    let final = live.settings.cell == .lstm ? "(h_n, c_n)" : "h_n"
    let isPacked = live.settings.applied.isPacked
    let input = isPacked ? "packed" : "x"
    guard states.contains(where: { $0.contains { $0 != 0 } }) else { return "output, \(final) = rnn(\(input))" }
    let rows = states.map { "[" + $0.map(number).joined(separator: ", ") + "]" }.joined(separator: ", ")
    let h0 = "torch.tensor([\(rows)])" + (isPacked ? "[:, None]" : "")
    let c0 = "torch.zeros(\(states.count), \(isPacked ? "1, " : "")\(live.settings.hidden))"
    let initial = live.settings.cell == .lstm ? "(\(h0), \(c0))" : h0
    return "output, \(final) = rnn(\(input), \(initial))"
  }

  private static func merge(_ merge: Merge, hidden: Int) -> String {
    switch merge {
    case .concat: "output"
    case .sum: "h + h_back"
    case .average: "(h + h_back) / 2"
    case .product: "h * h_back"
    case .max: "torch.maximum(h, h_back)"
    case .apart: "h, h_back"
    case .formula(let formula): PyTorchFormula.text(formula)
    case .linear(let size): "torch.nn.Linear(\(2 * hidden), \(size))(output)"
    }
  }

  /// As Python writes a float.
  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))." : "\(value)"
  }
}
