import Engine
import Glibc
import Weights

/// A file of `Fixtures`, read.
struct Fixture: CustomStringConvertible, Sendable {
  let name: String
  let tensors: [String: StoredTensor]
  let metadata: [String: String]

  var description: String { name }

  private static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/")!)) + "/Fixtures"

  /// Every safetensors file of the folder itself, sorted by name.
  static func all() throws -> [Fixture] {
    guard let directory = opendir(folder) else { throw FixtureError(what: "no folder \(folder)") }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
        })
    }
    return try names.filter { $0.hasSuffix(".safetensors") }.sorted().map(named)
  }

  /// The file of that name, which may be in a folder below.
  static func named(_ name: String) throws -> Fixture {
    let (tensors, metadata) = try Safetensors.read(try bytes(of: "\(folder)/\(name)"))
    return Fixture(name: name, tensors: tensors, metadata: metadata)
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw FixtureError(what: "cannot open \(path)") }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = fread(buffer.baseAddress, 1, size, file)
    }
  }

  var isFloat32: Bool { metadata["dtype"] == "float32" }

  func configuration() throws -> Configuration {
    let cells: [String: Cell] = ["RNN_TANH": .rnn(.tanh), "RNN_RELU": .rnn(.relu), "GRU": .gru, "LSTM": .lstm]
    func size(_ key: String) throws -> Int {
      guard let size = metadata[key].flatMap({ Int($0) }) else { throw FixtureError(what: "\(name): \(key)") }
      return size
    }
    guard let cell = metadata["kind"].flatMap({ cells[$0] }) else { throw FixtureError(what: "\(name): kind") }
    return Configuration(
      cell: cell, inputSize: try size("input_size"), hiddenSize: try size("hidden_size"),
      layers: try size("num_layers"), direction: metadata["bidirectional"] == "true" ? .bidirectional : .forward,
      bias: metadata["bias"] == "true", projectionSize: try size("proj_size") > 0 ? try size("proj_size") : nil)
  }

  /// A tensor in the type that the file holds it in.
  func tensor<S: Scalar>(_ key: String) throws -> Tensor<S> {
    let tensor: Any? = S.self == Float.self ? tensors[key]?.floats : tensors[key]?.doubles
    guard let tensor = tensor as? Tensor<S> else { throw FixtureError(what: "\(name): no tensor \(key)") }
    return tensor
  }

  func integers(_ key: String) throws -> [Int] {
    guard case .i64(let numbers)? = tensors[key]?.values else {
      throw FixtureError(what: "\(name): no integers \(key)")
    }
    return numbers.map(Int.init)
  }

  /// The sequences' lengths where the case is a packed batch.
  private var lengths: [Int]? {
    guard case .i64(let lengths) = tensors["lengths"]?.values else { return nil }
    return lengths.map(Int.init)
  }

  /// - Parameter merge: the last layer's.
  func run<S: Scalar>(keeping: Keeping = .everything, merge: Merge = .concat) throws -> Trace<S> {
    var configuration = try configuration()
    configuration.merges = Array(repeating: .concat, count: configuration.layers - 1) + [merge]
    var parameters: [String: Tensor<S>] = [:]
    for id in configuration.parameterIDs { parameters[id.name] = try tensor(id.name) }
    var initial: InitialState<S>?
    if metadata["initial_state"] == "given" {
      initial = InitialState(hidden: try tensor("h_0"), cell: tensors["c_0"] == nil ? nil : try tensor("c_0"))
    }
    return try Network(configuration, tensors: parameters).run(
      try tensor("input"), lengths: lengths, initial: initial, keeping: keeping)
  }
}

struct FixtureError: Error {
  let what: String
}

/// The largest difference between two tensors in units of `expected`'s largest value; infinity for other shapes.
func distance<S: Scalar>(_ actual: Tensor<S>, _ expected: Tensor<S>) -> Double {
  guard actual.shape == expected.shape else { return .infinity }
  let scale = expected.values.map { Double($0.magnitude) }.max() ?? 0
  var largest = 0.0
  for (a, b) in zip(actual.values, expected.values) {
    let difference = Double((a - b).magnitude)
    guard difference.isFinite else { return .infinity }
    largest = max(largest, difference)
  }
  return scale > 0 ? largest / scale : largest
}
