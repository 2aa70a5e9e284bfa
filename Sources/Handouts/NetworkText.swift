import Engine
import Lab
import Lessons
import Surface
import Views

/// A network's names and numbers in words, as the screen says them.
struct NetworkText {
  static let glass = Glass(colours: 0, hasAttributes: false)
  static let numbers = Numbers(glass: glass)

  let live: LiveNetwork

  init(_ live: LiveNetwork) {
    self.live = live
  }

  /// `LSTM, both directions, 2 layers, 3 hidden units, weights: seed 2`, and in what it is unlike other networks.
  var caption: String {
    let settings = live.settings
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let parts =
      [
        settings.cell.title, settings.direction == .bidirectional ? "both directions" : "one direction",
        counted(settings.layers, "layer"), counted(settings.hidden, "hidden unit"),
      ] + VariantText.caption(live, Self.glass) + ["weights: " + SafeText.string(live.weights.title)]
    return parts.joined(separator: ", ")
  }

  /// `concat, 2 numbers per step`; nil for one direction.
  var merge: String? {
    guard live.settings.direction == .bidirectional else { return nil }
    let size = live.settings.merge.size(hidden: live.stateSize)
    return "\(live.settings.merge.title), \(size) \(size == 1 ? "number" : "numbers") per step"
  }

  /// The rows of the diagram, inputs first.
  var rows: [DiagramRow] { live.rows }

  func name(_ row: DiagramRow) -> String {
    switch row {
    case .input: "x[t]"
    case .state(let layer, let pass): prefix(layer) + (pass == .forward ? "h[t]" : "h′[t]")
    case .merged: "merge[t]"
    }
  }

  private func prefix(_ layer: Int) -> String { live.settings.layers > 1 ? "layer \(layer + 1) " : "" }

  /// `h[0]` or `h′[5]`, where a chain starts.
  func startName(_ pass: Pass) -> String { pass == .forward ? "h[0]" : "h′[\(live.length + 1)]" }

  /// `h[0] = 0, h′[5] = 100`, of every layer.
  var starts: String {
    (0..<live.settings.layers).flatMap { layer in
      live.settings.direction.passes.map { pass in
        "\(prefix(layer))\(startName(pass)) = \(Self.vector(live.initialState(layer: layer, pass: pass)))"
      }
    }.joined(separator: ", ")
  }

  /// The numbers of a row at `t`, from 1; nil where there never are any: padding that the network is told of.
  func values(_ row: DiagramRow, _ t: Int) -> [Double]? {
    switch row {
    case .input: Array(live.trace.input(layer: 0, t: t - 1))
    case .state(let layer, let pass):
      t <= live.length ? live.state(StatePlace(layer: layer, pass: pass, t: t)) : nil
    case .merged: t <= live.length ? live.mergedState(t) : nil
    }
  }

  /// The step that computes a row's numbers at `t`, from 1; 0 for what is given.
  func step(_ row: DiagramRow, _ t: Int) -> Int {
    switch row {
    case .input: 0
    case .state(let layer, let pass): live.schedule.step(of: StatePlace(layer: layer, pass: pass, t: t))
    case .merged: live.mergedPlaces(t).map(live.schedule.step).max() ?? 0
    }
  }

  /// What stands at a place: a word, or its numbers; empty where there are none.
  func text(_ row: DiagramRow, _ t: Int) -> String {
    if row == .input, live.words != nil || live.isPadding(t) { return SafeText.string(live.inputText(t)) }
    return values(row, t).map(Self.vector) ?? ""
  }

  /// `3`, or `(3, 9)`.
  static func vector(_ values: [Double]) -> String {
    values.count == 1 ? numbers.text(values[0]) : "(\(numbers.list(values)))"
  }

  /// What the second network of a slide has otherwise.
  func difference(from other: LiveNetwork) -> String {
    let text = SafeText.string(changeText(from: other, to: live))
    return text.isEmpty ? "the same network" : text
  }
}
