import Engine
import Glibc

/// The networks' equations once more, one scalar at a time and sharing nothing with the engine but the parameters.
struct NaiveForward {
  let configuration: Configuration
  let parameters: [String: Tensor<Double>]

  struct Result {
    /// `output[t][sequence]`: D·H numbers.
    var output: [[[Double]]] = []
    /// `hidden[row][sequence]`: H numbers, row layer·D + direction.
    var hidden: [[[Double]]] = []
    var cell: [[[Double]]] = []
  }

  /// - Parameters:
  ///   - input: `input[t][sequence]`, I numbers.
  ///   - hidden: `hidden[row][sequence]`, H numbers; `cell` likewise.
  func run(_ input: [[[Double]]], hidden: [[[Double]]], cell: [[[Double]]]) -> Result {
    var result = Result()
    var below = input
    let batch = input[0].count
    for layer in 0..<configuration.layers {
      var halves: [[[[Double]]]] = []
      for reverse in configuration.direction == .bidirectional ? [false, true] : [false] {
        let row = result.hidden.count
        var (h, c) = (hidden[row], cell[row])
        var states = below.map { _ in h }
        for t in reverse ? Array(below.indices.reversed()) : Array(below.indices) {
          for sequence in 0..<batch {
            let suffix = "_l\(layer)" + (reverse ? "_reverse" : "")
            (h[sequence], c[sequence]) = step(suffix, x: below[t][sequence], h: h[sequence], c: c[sequence])
          }
          states[t] = h
        }
        halves.append(states)
        result.hidden.append(h)
        result.cell.append(c)
      }
      below = below.indices.map { t in
        (0..<batch).map { sequence in halves.flatMap { $0[t][sequence] } }
      }
    }
    result.output = below
    return result
  }

  private func step(_ suffix: String, x: [Double], h: [Double], c: [Double]) -> ([Double], [Double]) {
    let size = configuration.hiddenSize

    func product(_ name: String, _ gate: Int, _ unit: Int, _ vector: [Double]) -> Double {
      let weights = parameters["weight_\(name)\(suffix)"]!.values
      let row = gate * size + unit
      var sum = parameters["bias_\(name)\(suffix)"]?.values[row] ?? 0
      for index in 0..<vector.count { sum += weights[row * vector.count + index] * vector[index] }
      return sum
    }
    func logistic(_ x: Double) -> Double { 1 / (1 + Glibc.exp(-x)) }

    var (newH, newC) = ([Double](repeating: 0, count: size), c)
    for unit in 0..<size {
      func both(_ gate: Int) -> Double { product("ih", gate, unit, x) + product("hh", gate, unit, h) }
      switch configuration.cell {
      case .rnn(.tanh): newH[unit] = Glibc.tanh(both(0))
      case .rnn(.relu): newH[unit] = both(0) > 0 ? both(0) : 0
      case .gru:
        let (r, z) = (logistic(both(0)), logistic(both(1)))
        let bias = parameters["bias_hh\(suffix)"]?.values[2 * size + unit] ?? 0
        let fromHidden: Double
        switch configuration.resetGate {
        case .afterProduct: fromHidden = r * product("hh", 2, unit, h)
        case .afterProductOnly: fromHidden = r * (product("hh", 2, unit, h) - bias) + bias
        case .beforeProduct:
          let reset = h.indices.map { logistic(product("ih", 0, $0, x) + product("hh", 0, $0, h)) * h[$0] }
          fromHidden = product("hh", 2, unit, reset)
        }
        let n = Glibc.tanh(product("ih", 2, unit, x) + fromHidden)
        newH[unit] = n + z * (h[unit] - n)
      case .lstm:
        let (i, f, o) = (logistic(both(0)), logistic(both(1)), logistic(both(3)))
        newC[unit] = f * c[unit] + i * Glibc.tanh(both(2))
        newH[unit] = o * Glibc.tanh(newC[unit])
      }
    }
    guard let weights = parameters["weight_hr\(suffix)"]?.values else { return (newH, newC) }
    let projected = (0..<weights.count / size).map { row in
      (0..<size).reduce(0) { $0 + weights[row * size + $1] * newH[$1] }
    }
    return (projected, newC)
  }
}
