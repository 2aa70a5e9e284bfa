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
    let isMerged = lecture.now.contains { live.schedule.isMerged(layer: layer, t: $0.t, after: lecture.networkStep) }
    return isMerged && now.layer == layer ? [.states, .merge] : [.states]
  }

  public static func lines(of live: LiveNetwork) -> [CodeLine] {
    let settings = live.settings
    let isTwoWay = settings.direction == .bidirectional
    var lines = (["import torch"] + module(live) + weights(live) + input(live)).map {
      CodeLine(text: $0, moment: .setUp)
    }
    lines.append(CodeLine(text: call(live), moment: .states))
    if isTwoWay {
      lines.append(
        CodeLine(text: "h, h_back = output.view(len(x), 2, \(settings.hidden)).unbind(1)", moment: .states))
      lines.append(CodeLine(text: "y = " + merge(settings.merge, hidden: settings.hidden), moment: .merge))
    }
    return lines
  }

  private static func module(_ live: LiveNetwork) -> [String] {
    let configuration = live.network.configuration
    var options = ["\(configuration.inputSize)", "\(configuration.hiddenSize)"]
    if configuration.layers > 1 { options.append("num_layers=\(configuration.layers)") }
    if configuration.cell == .rnn(.relu) { options.append("nonlinearity=\"relu\"") }
    if !configuration.bias { options.append("bias=False") }
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
      let text = rows.map { "[" + $0.map(number).joined(separator: ", ") + "]" }.joined(separator: ", ")
      return ["x = torch.tensor([\(text)])"]
    case .words(let words):
      return ["x = embedding(words)  # (\(words.count), \(live.network.configuration.inputSize))"]
    }
  }

  private static func call(_ live: LiveNetwork) -> String {
    let states = live.trace.layers.flatMap(\.chains).map(\.initialHidden)
    let final = live.settings.cell == .lstm ? "(h_n, c_n)" : "h_n"
    guard states.contains(where: { $0.contains { $0 != 0 } }) else { return "output, \(final) = rnn(x)" }
    let rows = states.map { "[" + $0.map(number).joined(separator: ", ") + "]" }.joined(separator: ", ")
    let h0 = "torch.tensor([\(rows)])"
    let initial = live.settings.cell == .lstm ? "(\(h0), torch.zeros(\(states.count), \(live.settings.hidden)))" : h0
    return "output, \(final) = rnn(x, \(initial))"
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
