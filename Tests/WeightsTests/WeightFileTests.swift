import Engine
import Testing
import Weights

@Suite("a file's tensors as one network's parameters")
struct WeightFileTests {
  private func stored(_ names: [String], dtype: String = "F32") throws -> [String: StoredTensor] {
    try Safetensors.read(
      Writer.file(names.map { ($0, dtype, [1], Array(repeating: 0, count: dtype == "F32" ? 4 : 8)) })
    ).tensors
  }

  @Test("the shared prefix is taken off", arguments: ["", "lstm.", "encoder.rnn."])
  func prefixes(_ prefix: String) throws {
    let tensors = try WeightFile.tensors(from: try stored([prefix + "weight_ih_l0", prefix + "bias_hh_l0"]))
    #expect(tensors.keys.sorted() == ["bias_hh_l0", "weight_ih_l0"])
  }

  @Test("several prefixes are an error that names them")
  func severalPrefixes() throws {
    let stored = try stored(["lstm.weight_ih_l0", "head.weight", "x"])
    #expect(throws: WeightFileError.severalPrefixes(["", "head.", "lstm."])) {
      try WeightFile.tensors(from: stored)
    }
  }

  @Test("integers are an error that names them")
  func integers() throws {
    let stored = try stored(["b", "a"], dtype: "I64").merging(stored(["c"])) { first, _ in first }
    #expect(throws: WeightFileError.integers(["a", "b"])) { try WeightFile.tensors(from: stored) }
    #expect(
      WeightFileError.integers(["a", "b"]).description
        == "a network's parameters are F32 or F64, these are I64: a, b")
  }

  @Test("a file makes the network that it was written from")
  func network() throws {
    let configuration = Configuration(cell: .lstm, inputSize: 2, hiddenSize: 3)
    let network = try Network<Double>.seeded(configuration, seed: 1)
    let bytes = Writer.file(
      configuration.parameterIDs.map { id in
        ("lstm." + id.name, "F64", configuration.shape(of: id), Writer.bytes(network[id]?.values ?? []))
      })
    let tensors = try WeightFile.tensors(from: try Safetensors.read(bytes).tensors)
    #expect(try Network(configuration, tensors: tensors) == network)
  }
}
