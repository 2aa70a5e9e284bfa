import Engine

/// Finds the network that the fewest of some parameters' shapes contradict, and tells which ones do.
struct Inference {
  let sizes: InferredSizes
  private let shapes: [ParameterID: [Int]]
  private let isFit: Bool

  /// - Parameters:
  ///   - shapes: those of the parameters that are there.
  ///   - cell: the only one to try; nil for all of them.
  init(_ shapes: [ParameterID: [Int]], cell: Cell?) {
    let candidates = Self.candidates(shapes, cell)
    func contradicting(_ sizes: InferredSizes) -> Int { shapes.count { sizes.shape(of: $0.key) != $0.value } }
    self.shapes = shapes
    sizes = candidates.map { ($0, contradicting($0)) }.min { $0.1 < $1.1 }!.0
    isFit = cell != nil || contradicting(sizes) < shapes.count
  }

  /// What is missing and what is misshapen.
  func faults(prefix: String) -> ParameterFaults {
    var faults = ParameterFaults()
    for id in sizes.parameters {
      let expected = sizes.shape(of: id)
      guard let actual = shapes[id] else {
        faults.missing.append(prefix + id.name)
        continue
      }
      if actual != expected {
        faults.misshapen.append(.init(name: prefix + id.name, expected: isFit ? expected : nil, actual: actual))
      }
    }
    return faults
  }

  /// One or more. What the names say is in all of them; the sizes are those of the first layer's tensors, 1 where none
  /// says one.
  private static func candidates(_ shapes: [ParameterID: [Int]], _ cell: Cell?) -> [InferredSizes] {
    func sizes(_ kind: ParameterKind, axis: Int) -> [Int] {
      let sizes = Pass.allCases.compactMap { pass in
        shapes[ParameterID(kind, layer: 0, pass: pass)].flatMap { $0.count == 2 ? $0[axis] : nil }
      }
      return Set(sizes.filter(Configuration.sizes.contains)).sorted()
    }
    let layers = (shapes.keys.map(\.layer).max() ?? 0) + 1
    let direction: Direction = shapes.keys.contains { $0.pass == .backward } ? .bidirectional : .forward
    let isProjected = (cell ?? .lstm) == .lstm && shapes.keys.contains { $0.kind == .weightHR }
    let cells = cell.map { [$0] } ?? (isProjected ? [.lstm] : [.rnn(.tanh), .gru, .lstm])
    let projections: [Int?] =
      isProjected ? first(sizes(.weightHR, axis: 0), or: sizes(.weightHH, axis: 1)) : [nil]
    var result: [InferredSizes] = []
    for cell in cells {
      let rows = sizes(.weightIH, axis: 0).map { max($0 / cell.gates.count, 1) }
      for hidden in first(sizes(isProjected ? .weightHR : .weightHH, axis: 1), or: rows) {
        for projection in projections {
          for input in first(sizes(.weightIH, axis: 1), or: []) {
            for readsMerged in direction == .bidirectional && layers > 1 ? [false, true] : [false] {
              result.append(
                InferredSizes(
                  cell: cell, inputSize: input, hiddenSize: hidden, projectionSize: projection, layers: layers,
                  direction: direction, bias: shapes.keys.contains { [.biasIH, .biasHH].contains($0.kind) },
                  readsMerged: readsMerged))
            }
          }
        }
      }
    }
    return result
  }

  private static func first(_ sizes: [Int], or others: [Int]) -> [Int] {
    sizes.isEmpty ? (others.isEmpty ? [1] : others) : sizes
  }
}
