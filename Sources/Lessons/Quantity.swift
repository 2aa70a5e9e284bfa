import Engine

/// What a lesson names of a live network: a number, or rows of numbers. Text such as `h'[2]` or `output[-1]`; Lab
/// computes it.
///
/// Times, units and layers count from 1, as on the screen; what is PyTorch's own counts from 0, or from the end where it
/// is negative, as in Python.
public indirect enum Quantity: Hashable, Sendable {
  /// Something that there is at every timestep: `h[2]`, and `h` or `all h` for every `t`.
  ///
  /// - Parameters:
  ///   - layer: the last one where it is nil.
  ///   - t: from 1; h[0] and h'[T+1] are the starts. Every one where it is nil.
  ///   - unit: one number of the vector; all of them where it is nil.
  case series(Series, layer: Int?, t: Int?, unit: Int?)
  /// `output[-1]`, `h_n`, `c_n[0]`: a row, or all of them.
  case result(Result, row: Int?)
  /// `parameters`: how many numbers the network learns; of one tensor where it is named.
  case parameters(ParameterID?)
  /// `shape.output`, `shape.weight_ih_l0`: sizes without a batch.
  case shape(Shaped)
  /// `compare.h[2]`: the same of the slide's second network.
  case compared(Quantity)

  public enum Series: String, CaseIterable, Sendable {
    case input = "x"
    case forward = "h"
    case backward = "h'"
    case forwardCell = "c"
    case backwardCell = "c'"
    case merged = "merge"
  }

  /// What PyTorch returns.
  public enum Result: String, CaseIterable, Sendable {
    case output
    case finalHidden = "h_n"
    case finalCell = "c_n"
  }

  public enum Shaped: Hashable, Sendable {
    case result(Result)
    case parameter(ParameterID)
  }

  /// As it is written in a lesson; reads as the same quantity again.
  public var text: String {
    switch self {
    case .series(let series, let layer, let t, let unit):
      (layer.map { "l\($0)." } ?? "") + series.rawValue + (t.map { "[\($0)]" } ?? "") + (unit.map { ".\($0)" } ?? "")
    case .result(let result, let row): result.rawValue + (row.map { "[\($0)]" } ?? "")
    case .parameters(let id): "parameters" + (id.map { ".\($0.name)" } ?? "")
    case .shape(.result(let result)): "shape.\(result.rawValue)"
    case .shape(.parameter(let id)): "shape.\(id.name)"
    case .compared(let quantity): "compare.\(quantity.text)"
    }
  }
}

/// Why a text is no quantity.
public struct QuantityFault: Error, Equatable, Sendable {
  /// In Unicode scalars of the text, from 1.
  public let column: Int
  /// What is wrong, one line without a full stop.
  public let message: String
  /// What to write, one line without a full stop.
  public let advice: String
}
