import Engine
import Testing

@Suite("PyTorch's own numbers")
struct GoldenTests {
  @Test("every file of the folder is there")
  func files() throws {
    let names = try Fixture.all().map(\.name)
    #expect(names.filter { !$0.hasPrefix("merge_") }.count == 41)
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

  @Test("every gradient of sum(output·G), and of a loss that reads the final states", arguments: try Fixture.all())
  func gradients(_ fixture: Fixture) throws {
    if fixture.isFloat32 {
      try checkGradients(fixture, Float.self, tolerance: 1e-5)
    } else {
      try checkGradients(fixture, Double.self, tolerance: 1e-12)
    }
  }

  private func checkGradients<S: Scalar>(_ fixture: Fixture, _: S.Type, tolerance: Double) throws {
    guard fixture.tensors["grad.input"] != nil else { return }
    let trace: Trace<S> = try fixture.run(keeping: .gradients)
    let ofOutput = try trace.gradients(output: fixture.tensor("G"))
    try check(ofOutput, fixture, "grad.", trace.configuration, tolerance)
    guard fixture.tensors["grad_state.input"] != nil else { return }
    let isLSTM = trace.configuration.cell == .lstm
    let ofStates = try trace.gradients(
      output: fixture.tensor("G"), finalHidden: fixture.tensor("G_h"), finalCell: isLSTM ? fixture.tensor("G_c") : nil)
    try check(ofStates, fixture, "grad_state.", trace.configuration, tolerance)
  }

  private func check<S: Scalar>(
    _ gradients: Gradients<S>, _ fixture: Fixture, _ prefix: String, _ configuration: Configuration,
    _ tolerance: Double
  ) throws {
    var named: [String: Tensor<S>] = ["input": gradients.input]
    for id in configuration.parameterIDs { named[id.name] = gradients.parameters[id] }
    if fixture.tensors["h_0"] != nil { named["h_0"] = gradients.initialHidden }
    if fixture.tensors["c_0"] != nil { named["c_0"] = gradients.initialCell }
    #expect(fixture.tensors.keys.filter { $0.hasPrefix(prefix) }.count == named.count)
    for (name, gradient) in named {
      let difference = distance(gradient, try fixture.tensor(prefix + name))
      #expect(difference <= tolerance, "\(prefix)\(name): \(difference)")
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
    let plain: Trace<S> = try fixture.run()
    for merge in Merge.basic {
      let expected: Tensor<S> = try fixture.tensor("merge.\(merge.word)")
      let merged = try #require(plain.merged(merge, layer: plain.configuration.layers - 1))
      #expect(distance(merged, expected) <= tolerance, "\(merge)")

      let trace: Trace<S> = try fixture.run(keeping: .gradients, merge: merge)
      #expect(distance(trace.output, expected) <= tolerance, "\(merge)")
      let weights: Tensor<S> = try fixture.tensor("G").prefix(expected.shape[2])
      try check(
        trace.gradients(output: weights), fixture, "merge_grad.\(merge.word).", trace.configuration, tolerance)
    }
  }
}

extension Tensor {
  /// The first `size` numbers of each row.
  fileprivate func prefix(_ size: Int) throws -> Tensor {
    let width = shape[2]
    let rows = stride(from: 0, to: values.count, by: width).flatMap { values[$0..<$0 + size] }
    return try Tensor(shape: [shape[0], shape[1], size], values: rows)
  }
}
