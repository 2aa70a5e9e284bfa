import Engine
import Testing

@Suite("PyTorch's own numbers")
struct GoldenTests {
  @Test("every file of the folder is there")
  func files() throws {
    let names = try Fixture.all().map(\.name)
    #expect(names.filter { !$0.hasPrefix("merge_") }.count == 27)
    #expect(names.filter { $0.hasPrefix("merge_") }.count == 4)
  }

  @Test("output, h_n and c_n", arguments: try Fixture.all())
  func forward(_ fixture: Fixture) throws {
    if fixture.isFloat32 {
      try check(fixture, Float.self, tolerance: 1e-5)
    } else {
      try check(fixture, Double.self, tolerance: 1e-12)
    }
  }

  private func check<S: Scalar>(_ fixture: Fixture, _: S.Type, tolerance: Double) throws {
    let trace: Trace<S> = try fixture.run()
    #expect(distance(trace.output, try fixture.tensor("output")) <= tolerance)
    #expect(distance(trace.finalHidden, try fixture.tensor("h_n")) <= tolerance)
    #expect((trace.finalCell != nil) == (trace.configuration.cell == .lstm))
    if let cell = trace.finalCell {
      #expect(distance(cell, try fixture.tensor("c_n")) <= tolerance)
    }
  }

  @Test("the five merges of the last layer", arguments: try Fixture.all().filter { $0.name.hasPrefix("merge_") })
  func merges(_ fixture: Fixture) throws {
    if fixture.isFloat32 {
      try checkMerges(fixture, Float.self, tolerance: 1e-5)
    } else {
      try checkMerges(fixture, Double.self, tolerance: 1e-12)
    }
  }

  private func checkMerges<S: Scalar>(_ fixture: Fixture, _: S.Type, tolerance: Double) throws {
    let trace: Trace<S> = try fixture.run()
    for merge in Merge.basic {
      let merged = try #require(trace.merged(merge, layer: trace.configuration.layers - 1))
      #expect(distance(merged, try fixture.tensor("merge.\(merge.word)")) <= tolerance, "\(merge)")
    }
  }
}
