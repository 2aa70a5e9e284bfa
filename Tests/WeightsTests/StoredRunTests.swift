import Engine
import Testing
import Weights

@Suite("a run found in a file")
struct StoredRunTests {
  /// An LSTM of I = 3 and H = 2, one way, with an input of this shape and cell states but no h_0.
  private func run(input shape: [Int]) throws -> StoredRun {
    let configuration = Configuration(cell: .lstm, inputSize: 3, hiddenSize: 2, direction: .forward)
    let network = try Network<Double>.seeded(configuration, seed: 1)
    var tensors: [String: StoredTensor] = [:]
    for id in configuration.parameterIDs { tensors[id.name] = network[id].map { StoredTensor($0) } }
    let numbers = [Double](repeating: 1, count: shape.reduce(1, &*))
    tensors["input"] = try StoredTensor(shape: shape, values: .f64(numbers))
    tensors["c_0"] = try StoredTensor(shape: [1, 1, 2], values: .f64([1, 1]))
    return try StoredRun(tensors, metadata: [:])
  }

  @Test("without h_0 its place is taken by zeros")
  func cellStatesAlone() throws {
    #expect(try run(input: [2, 1, 3]).results()["c_n"]?.shape == [1, 1, 2])
  }

  @Test(
    "an input without numbers claims no memory, however many sequences it says it has",
    arguments: [[0, 1 << 61, 3], [0, 1 << 40, 3], [0, 1 << 61], [1 << 40, 0, 3]])
  func emptyInput(_ shape: [Int]) throws {
    let run = try run(input: shape)
    #expect(throws: (any Error).self) { try run.results() }
  }
}
