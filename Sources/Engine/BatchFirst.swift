/// A (T, B, ·) tensor seen as (B, T, ·), the order of torch's `batch_first=True`: the same numbers, none of them moved.
public struct BatchFirst<S: Scalar>: Equatable, Sendable {
  /// What the engine reads and gives, shape (T, B, ·).
  public let timeMajor: Tensor<S>

  /// Sees a tensor of shape (T, B, ·) from its sequences.
  public init(_ timeMajor: Tensor<S>) throws(ShapeError) {
    try Self.check(timeMajor)
    self.timeMajor = timeMajor
  }

  /// Takes numbers that lie sequence after sequence, shape (B, T, ·), into the engine's order.
  public init(reading tensor: Tensor<S>) throws(ShapeError) {
    try Self.check(tensor)
    let (batch, time, size) = (tensor.shape[0], tensor.shape[1], tensor.shape[2])
    var values: [S] = []
    values.reserveCapacity(tensor.values.count)
    for t in 0..<time {
      for sequence in 0..<batch {
        let start = (sequence * time + t) * size
        values += tensor.values[start..<start + size]
      }
    }
    timeMajor = Tensor(shape: [time, batch, size], filledWith: values)
  }

  private static func check(_ tensor: Tensor<S>) throws(ShapeError) {
    guard tensor.shape.count != 3 else { return }
    let sizes = tensor.shape + Array(repeating: 1, count: 3)
    throw ShapeError(what: "three axes", expected: Array(sizes.prefix(3)), actual: tensor.shape)
  }

  /// (B, T, ·).
  public var shape: [Int] { [timeMajor.shape[1], timeMajor.shape[0], timeMajor.shape[2]] }

  /// The numbers of one timestep of one sequence, both from 0.
  public subscript(sequence: Int, t: Int) -> ArraySlice<S> {
    precondition((0..<shape[0]).contains(sequence) && (0..<shape[1]).contains(t), "a sequence and a timestep of it")
    let start = (t * shape[0] + sequence) * shape[2]
    return timeMajor.values[start..<start + shape[2]]
  }

  /// The numbers sequence after sequence.
  public var values: [S] {
    (0..<shape[0]).flatMap { sequence in (0..<shape[1]).flatMap { self[sequence, $0] } }
  }
}
