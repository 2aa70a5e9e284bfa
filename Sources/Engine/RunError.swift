/// Why a network cannot run over an input.
public enum RunError: Error, Equatable, CustomStringConvertible {
  case shape(ShapeError)
  /// A sequence, counted from 0, whose length is not from 1 to T.
  case length(sequence: Int, length: Int, time: Int)

  public var description: String {
    switch self {
    case .shape(let error): error.description
    case .length(let sequence, let length, let time):
      "lengths: sequence \(sequence), counted from 0, has length \(length), expected 1 to \(time)"
    }
  }
}

extension Network {
  func checkShapes(_ input: Tensor<S>, _ lengths: [Int]?, _ initial: InitialState<S>?) throws(RunError) {
    let sizes = input.shape + Array(repeating: 1, count: max(0, 3 - input.shape.count))
    try check("input (T, B, I)", input, [max(sizes[0], 1), max(sizes[1], 1), configuration.inputSize])
    if let lengths {
      guard lengths.count == sizes[1] else {
        throw .shape(ShapeError(what: "lengths (B)", expected: [sizes[1]], actual: [lengths.count]))
      }
      for (sequence, length) in lengths.enumerated() where !(1...sizes[0]).contains(length) {
        throw .length(sequence: sequence, length: length, time: sizes[0])
      }
    }
    let rows = configuration.layers * configuration.directions
    let hidden = configuration.projectionSize == nil ? "h_0 (L·D, B, H)" : "h_0 (L·D, B, P)"
    try check(hidden, initial?.hidden, [rows, sizes[1], configuration.stateSize])
    try check("c_0 (L·D, B, H)", initial?.cell, [rows, sizes[1], configuration.hiddenSize])
  }

  private func check(_ what: String, _ tensor: Tensor<S>?, _ expected: [Int]) throws(RunError) {
    guard let tensor, tensor.shape != expected else { return }
    throw .shape(ShapeError(what: what, expected: expected, actual: tensor.shape))
  }
}
