import Engine
import Lessons

/// How settings are called on the screen.
extension Cell {
  public var title: String {
    switch self {
    case .rnn(.tanh): "RNN"
    case .rnn(.relu): "ReLU RNN"
    case .gru: "GRU"
    case .lstm: "LSTM"
    }
  }
}

extension Merge {
  public var isFormula: Bool { if case .formula = self { true } else { false } }

  /// As `word`, and h′ for h' in a formula, on one line.
  public var title: String {
    guard case .formula(let formula) = self else { return word }
    return formula.text.split { $0.isWhitespace }.joined(separator: " ").replacing("'", with: "′")
  }
}

extension SteppingOrder {
  public var title: String {
    switch self {
    case .passes: "one pass, then the other"
    case .lockstep: "both passes in step"
    }
  }
}

extension WeightSource {
  public var title: String {
    switch self {
    case .counter: "counter"
    case .seed(let seed): "seed \(seed)"
    case .file(let name): "file \(name)"
    }
  }
}
