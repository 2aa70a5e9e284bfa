import Engine
import Lab

/// How states and inputs are called on the screen.
struct Notation {
  let glass: Glass

  func state(_ pass: Pass) -> String { pass == .forward ? "h" : glass.text("h′") }

  func state(_ pass: Pass, _ t: Int) -> String { "\(state(pass))[\(t)]" }

  /// h[t−1] or h′[t+1], as a number.
  func before(_ place: StatePlace) -> String {
    state(place.pass, place.pass == .forward ? place.t - 1 : place.t + 1)
  }

  func cell(_ pass: Pass, _ t: Int) -> String { (pass == .forward ? "c" : glass.text("c′")) + "[\(t)]" }

  func cellBefore(_ place: StatePlace) -> String {
    cell(place.pass, place.pass == .forward ? place.t - 1 : place.t + 1)
  }

  /// A weight's letter: primed in the backward direction.
  func weight(_ letter: String, _ pass: Pass) -> String { letter + (pass == .forward ? "" : glass.text("′")) }

  /// What a layer reads at `t`: x[t], or the states of the layer below.
  func input(layer: Int, _ t: Int) -> String { layer == 0 ? "x[\(t)]" : "in[\(t)]" }

  /// What a merge is called where there is little room.
  static func short(_ merge: Merge) -> String {
    merge.title.count <= 12 ? merge.title : String(merge.title.prefix(11)) + "…"
  }

  func role(_ pass: Pass) -> Role { pass == .forward ? .forward : .backward }

  /// The letter and the meaning of a gate, in PyTorch's letters.
  func gate(_ gate: Gate, of cell: Cell) -> (letter: String, meaning: String) {
    switch (cell, gate) {
    case (.gru, .reset): ("r", "reset")
    case (.gru, .update): ("z", "keep")
    case (.gru, _): ("n", "offer")
    case (.lstm, .input): ("i", "take in")
    case (.lstm, .forget): ("f", "keep")
    case (.lstm, .candidate): ("g", "offer")
    case (.lstm, _): ("o", "show")
    default: ("a", "sum")
    }
  }
}
