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
  /// `steps`: how many steps the network takes until all of it is computed.
  case steps
  /// `read.h[2]`, `read.l2.h[1]`: how many inputs a state depends on.
  case inputsRead(Series, layer: Int?, t: Int)
  /// `batch.sorted_indices`: of the sequences that the block's `lengths` cut from its input.
  case batch(Batch)
  /// `error.reverse`, `error.bias_hh_l0`: what is said where a tensor is missing, or all of the backward direction's.
  case error(missing: ParameterID?)
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

  /// What a batch is to PyTorch.
  public enum Batch: String, CaseIterable, Sendable {
    case lengths
    case sortedIndices = "sorted_indices"
    case batchSizes = "batch_sizes"
    /// The states at the sequences' own ends, in the order in which they were given.
    case finalHidden = "h_n"
    case inputShape = "shape.x"
    case outputShape = "shape.output"
    case finalShape = "shape.h_n"
    /// The same with `batch_first=True`.
    case firstInputShape = "first.x"
    case firstOutputShape = "first.output"
    case firstFinalShape = "first.h_n"
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
    case .steps: "steps"
    case .inputsRead(let series, let layer, let t):
      "read." + Quantity.series(series, layer: layer, t: t, unit: nil).text
    case .batch(let batch): "batch.\(batch.rawValue)"
    case .error(let missing): "error.\(missing?.name ?? "reverse")"
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
