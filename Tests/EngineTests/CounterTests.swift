import Engine
import Testing

@Suite("the counter cell, exactly")
struct CounterTests {
  static let input = Result { try Tensor<Double>(shape: [4, 1, 1], values: [1, 2, 3, 4]) }

  private func run(h0: Double = 0, hT1: Double = 0) throws -> Trace<Double> {
    let initial = InitialState(hidden: try Tensor(shape: [2, 1, 1], values: [h0, hT1]))
    return try Network.counter(.bidirectional).run(try Self.input.get(), initial: initial)
  }

  @Test("counts what was read, from both ends")
  func states() throws {
    let trace = try Network<Double>.counter(.bidirectional).run(try Self.input.get())
    #expect(trace.chain(layer: 0, pass: .forward).hidden == [1, 3, 6, 10])
    #expect(trace.chain(layer: 0, pass: .backward).hidden == [10, 9, 7, 4])
    #expect(trace.output.values == [1, 10, 3, 9, 6, 7, 10, 4])
    #expect(trace.finalHidden.values == [10, 10])
    #expect(trace.finalCell == nil)
  }

  @Test(
    "merges",
    arguments: [
      (Merge.concat, [1.0, 10, 3, 9, 6, 7, 10, 4]),
      (.sum, [11, 12, 13, 14]),
      (.average, [5.5, 6, 6.5, 7]),
      (.product, [10, 27, 42, 40]),
      (.max, [10, 9, 7, 10]),
    ])
  func merges(_ merge: Merge, _ expected: [Double]) throws {
    let merged = try #require(try run().merged(merge, layer: 0))
    #expect(merged.values == expected)
    #expect(merged.shape == [4, 1, merge.size(hidden: 1)])
  }

  @Test("h′[5] = 100 moves the backward states only")
  func backwardInitialState() throws {
    let trace = try run(hT1: 100)
    #expect(trace.chain(layer: 0, pass: .backward).hidden == [110, 109, 107, 104])
    #expect(trace.chain(layer: 0, pass: .forward).hidden == [1, 3, 6, 10])
    #expect(trace.chain(layer: 0, pass: .backward).hidden(t: 4) == [100])
  }

  @Test("h[0] = 100 moves the forward states only")
  func forwardInitialState() throws {
    let trace = try run(h0: 100)
    #expect(trace.chain(layer: 0, pass: .forward).hidden == [101, 103, 106, 110])
    #expect(trace.chain(layer: 0, pass: .backward).hidden == [10, 9, 7, 4])
    #expect(trace.chain(layer: 0, pass: .forward).hidden(t: -1) == [100])
  }

  @Test("one way: no backward states, nothing to merge")
  func oneWay() throws {
    let trace = try Network<Double>.counter(.forward).run(try Self.input.get())
    #expect(trace.output.values == [1, 3, 6, 10])
    #expect(trace.output.shape == [4, 1, 1])
    #expect(trace.finalHidden.values == [10])
    #expect(trace.merged(.sum, layer: 0) == nil)
  }

  @Test("NaN stays NaN through ReLU and the larger of two, on either side")
  func notANumber() throws {
    let input = try Tensor(shape: [2, 1, 1], values: [Double.nan, 1])
    let trace = try Network.counter(.bidirectional).run(input)
    #expect(trace.output.values.map(\.isNaN) == [true, true, true, false])
    let merged = try #require(trace.merged(.max, layer: 0))
    #expect(merged.values.map(\.isNaN) == [true, true])
  }
}
