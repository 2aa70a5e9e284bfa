import Engine

/// What the names and shapes of a network's parameters say of it, in the words of torch.nn.RNN, GRU and LSTM.
public struct InferredSizes: Hashable, Sendable {
  public var cell: Cell
  /// I, the columns of `weight_ih_l0`.
  public var inputSize: Int
  /// H. G·H are the rows of `weight_hh_l0`.
  public var hiddenSize: Int
  /// P, the rows of `weight_hr_l0`; nil without such a tensor. Then `weight_hh` has H columns, else P.
  public var projectionSize: Int?
  public var layers: Int
  public var direction: Direction
  public var bias: Bool
  /// Whether the layers above the first read one state, a merge of both directions, instead of both side by side. False
  /// where that is the same: in one layer and in one direction.
  public var readsMerged: Bool

  /// All parameters in PyTorch's order: layer by layer, forward before reverse.
  var parameters: [ParameterID] { shapes.parameterIDs }

  /// The shape of a parameter. All sizes are within `Configuration.sizes`, so that the products are an `Int`.
  func shape(of id: ParameterID) -> [Int] { shapes.shape(of: id) }

  /// A network with parameters of these shapes: any merge to one state's numbers has the same ones.
  private var shapes: Configuration {
    Configuration(
      cell: cell, inputSize: inputSize, hiddenSize: hiddenSize, layers: layers, direction: direction, bias: bias,
      projectionSize: projectionSize, merges: readsMerged ? Array(repeating: .sum, count: layers) : [])
  }

  /// - Throws: `WeightFileError.notYet` for layers that read a merge: no shape says which one; `projection`.
  public func configuration() throws(WeightFileError) -> Configuration {
    if readsMerged { throw .notYet("layers that read a merged state") }
    if let projectionSize, projectionSize >= hiddenSize {
      throw .projection(projectionSize, hiddenSize: hiddenSize)
    }
    return shapes
  }
}
