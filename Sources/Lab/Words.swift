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
