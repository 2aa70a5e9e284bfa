import Engine
import Testing

@Suite("batch first")
struct BatchFirstTests {
  private let numbers = (0..<24).map(Double.init)

  @Test("the same numbers, by sequence and timestep")
  func view() throws {
    let view = try BatchFirst(Tensor(shape: [4, 3, 2], values: numbers))
    #expect(view.shape == [3, 4, 2])
    #expect(view[1, 2] == [14, 15])
    #expect(view.values.prefix(8) == [0, 1, 6, 7, 12, 13, 18, 19])
  }

  @Test("reading and writing are inverse")
  func reading() throws {
    let view = try BatchFirst(reading: Tensor(shape: [3, 4, 2], values: numbers))
    #expect(view.timeMajor.shape == [4, 3, 2])
    #expect(view.values == numbers)
    #expect(view[2, 3] == [22, 23])
  }

  @Test("a network's sequences of a batch-first input are its sequences")
  func run() throws {
    let network = try Network<Double>.seeded(Configuration(cell: .gru, inputSize: 2, hiddenSize: 3), seed: 1)
    let input = try BatchFirst(reading: Tensor(shape: [3, 4, 2], values: numbers.map { $0 / 24 }))
    let output = try BatchFirst(network.run(input.timeMajor).output)
    let alone = try network.run(Tensor(shape: [4, 1, 2], values: (0..<4).flatMap { input[1, $0] })).output
    #expect((0..<4).flatMap { output[1, $0] } == alone.values)
  }

  @Test("a tensor without three axes")
  func shape() {
    #expect(throws: ShapeError(what: "three axes", expected: [4, 1, 1], actual: [4])) {
      try BatchFirst(Tensor<Double>(zeros: [4]))
    }
  }
}
