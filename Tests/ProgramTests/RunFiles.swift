import Engine
import Foundation
import Weights

/// Networks with inputs, and what PyTorch makes of them.
enum RunFiles {
  /// A file of the engine's fixtures.
  static func path(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "EngineTests/Fixtures/\(name).safetensors").path
  }

  static func read(_ path: String) throws -> (tensors: [String: StoredTensor], metadata: [String: String]) {
    try Safetensors.read([UInt8](Data(contentsOf: URL(filePath: path))))
  }

  /// The bytes of a fixture in which some tensors are others, or are gone.
  static func changed(
    _ name: String, _ change: (inout [String: StoredTensor]) throws -> Void
  ) throws -> Data {
    var (tensors, metadata) = try read(path(name))
    try change(&tensors)
    return Data(try Safetensors.write(tensors, metadata: metadata))
  }

  static func zeros(_ shape: Int...) -> StoredTensor { StoredTensor(Tensor<Double>(zeros: shape)) }
}
