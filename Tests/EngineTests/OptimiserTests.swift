import Engine
import Testing

@Suite("optimisers, step by step as PyTorch")
struct OptimiserTests {
  static let pieces = Result { try Fixture.named("pieces/pieces.safetensors") }

  private func pair<S: Scalar>(_ name: String, as _: S.Type) throws -> [Tensor<S>] {
    try ["a", "b"].map { part in
      let tensor: Tensor<Double> = try Self.pieces.get().tensor("\(name).\(part)")
      return try Tensor(shape: tensor.shape, values: tensor.values.map { S($0) })
    }
  }

  private func check<S: Scalar>(
    _ name: String, tolerance: Double, step: (inout [Tensor<S>], [Tensor<S>]) -> Void
  ) throws {
    let fixture = try Self.pieces.get()
    var parameters = try pair("start", as: S.self)
    for index in 0..<5 {
      step(&parameters, try pair("gradient.\(index)", as: S.self))
      guard [0, 1, 4].contains(index) else { continue }
      let type = S.self == Float.self ? "f32" : "f64"
      for (part, parameter) in zip(["a", "b"], parameters) {
        #expect(distance(parameter, try fixture.tensor("\(name).\(type).\(index).\(part)")) <= tolerance)
      }
    }
  }

  private func checkSGD<S: Scalar>(_: S.Type, tolerance: Double) throws {
    var plain = SGD<S>(rate: 0.1)
    try check("sgd", tolerance: tolerance) { plain.step(&$0, gradients: $1) }
    var momentum = SGD<S>(rate: 0.1, momentum: 0.9, weightDecay: 0.05)
    try check("momentum", tolerance: tolerance) { momentum.step(&$0, gradients: $1) }
  }

  @Test("SGD, with and without momentum and weight decay")
  func sgd() throws {
    try checkSGD(Double.self, tolerance: 1e-15)
    try checkSGD(Float.self, tolerance: 1e-6)
  }

  private func checkAdam<S: Scalar>(_: S.Type, tolerance: Double) throws {
    var plain = Adam<S>(rate: 0.01)
    try check("adam", tolerance: tolerance) { plain.step(&$0, gradients: $1) }
    #expect(plain.steps == 5)
    var decay = Adam<S>(rate: 0.1, beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.05)
    try check("adam_decay", tolerance: tolerance) { decay.step(&$0, gradients: $1) }
  }

  @Test("Adam, with its defaults and with others")
  func adam() throws {
    try checkAdam(Double.self, tolerance: 1e-15)
    try checkAdam(Float.self, tolerance: 1e-6)
  }

  @Test("a step writes into the parameters' own memory")
  func inPlace() throws {
    func address(_ tensor: Tensor<Float>) -> UnsafePointer<Float>? {
      tensor.values.withUnsafeBufferPointer(\.baseAddress)
    }
    var parameters = [Tensor<Float>(zeros: [100, 100])]
    let gradients = parameters
    parameters[0].values[0] = 1
    let before = address(parameters[0])
    var adam = Adam<Float>()
    var sgd = SGD<Float>(rate: 1, momentum: 0.5)
    for _ in 0..<2 {
      adam.step(&parameters, gradients: gradients)
      sgd.step(&parameters, gradients: gradients)
    }
    #expect(address(parameters[0]) == before)
  }

  @Test("other parameters than at the step before end the program")
  func otherParameters() async {
    await #expect(processExitsWith: .failure) {
      var (adam, parameters) = (Adam<Float>(), [Tensor<Float>(zeros: [9])])
      adam.step(&parameters, gradients: parameters)
      parameters = [Tensor(zeros: [2])]
      adam.step(&parameters, gradients: parameters)
    }
    await #expect(processExitsWith: .failure) {
      var (sgd, parameters) = (SGD<Float>(rate: 1, momentum: 0.5), [Tensor<Float>(zeros: [9])])
      sgd.step(&parameters, gradients: parameters)
      parameters = [Tensor(zeros: [2])]
      sgd.step(&parameters, gradients: parameters)
    }
  }

  @Test(
    "clipping scales all gradients alike, and only above the limit",
    arguments: [("clip_small", 0.5), ("clip_large", 100)])
  func clipping(_ name: String, _ limit: Double) throws {
    let fixture = try Self.pieces.get()
    var gradients = try pair("gradient.0", as: Double.self)
    let norm = clipGradients(&gradients, byNorm: limit)
    #expect(distance(try Tensor(shape: [1], values: [norm]), try fixture.tensor("\(name).norm")) <= 1e-15)
    #expect(distance(gradients[0], try fixture.tensor("\(name).a")) <= 1e-15)
    #expect(distance(gradients[1], try fixture.tensor("\(name).b")) <= 1e-15)
  }

  @Test("gradients that are no numbers are not hidden by clipping")
  func clippingNaN() throws {
    var gradients = [try Tensor(shape: [2], values: [Double.nan, 1])]
    #expect(clipGradients(&gradients, byNorm: 1).isNaN)
    #expect(gradients[0].values.map(\.isNaN) == [true, true])
  }
}
