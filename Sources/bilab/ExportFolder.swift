import Engine
import Glibc
import Lab
import Surface
import Weights

/// A folder with model.py and weights.safetensors.
struct ExportFolder {
  private static let mark = "# bilab export "
  private static let markKey = "bilab"

  let path: String
  private let force: Bool

  init(_ path: String, force: Bool) {
    self.path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.force = force
  }

  private var model: String { path + "/model.py" }
  private var weights: String { path + "/weights.safetensors" }

  /// Writes both files, the program last; nothing where one of them must not be replaced.
  ///
  /// - Returns: the lines that tell what was written and how to run it.
  /// - Throws: `Failure` with the path and the reason.
  func write(_ network: PyTorchNetwork) throws(Failure) -> String {
    let tensors: [UInt8]
    do { tensors = try Safetensors.write(stored(network), metadata: Self.metadata(network)) } catch {
      throw Failure("\(SafeText.string(weights)): \(error)")
    }
    try Self.make(path)
    try checkIsOurs(model) { Self.isMarked($0) }
    try checkIsOurs(weights) { (try? Safetensors.read($0).metadata[Self.markKey]) == "export" }
    try AtomicFile.write(tensors, to: weights)
    try AtomicFile.write(Self.marked(PyTorchModel.text(of: network)), to: model)
    let name = SafeText.string(path)
    return """
      \(name)/model.py  \(network.title)
      \(name)/weights.safetensors  \(counted(network.tensors.count, "tensor")), \(tensors.count) bytes
      python3 \(name)/model.py runs it where torch and safetensors are installed

      """
  }

  private func stored(_ network: PyTorchNetwork) -> [String: StoredTensor] {
    var stored = network.tensors.mapValues { StoredTensor($0) }
    if let lengths = network.sequenceLengths { stored["lengths"] = StoredTensor(lengths) }
    return stored
  }

  private static func metadata(_ network: PyTorchNetwork) -> [String: String] {
    [markKey: "export", "network": network.title]
  }

  /// Makes the folder where there is none; its own folder must be there.
  static func make(_ path: String) throws(Failure) {
    var status = stat()
    if stat(path, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFDIR else { throw Failure("\(SafeText.string(path)): not a folder") }
    } else if mkdir(path, 0o777) != 0 {
      throw Failure("\(SafeText.string(path)): \(String(cString: strerror(errno)))")
    }
  }

  // MARK: What may be replaced

  private func checkIsOurs(_ path: String, _ isOurs: ([UInt8]) -> Bool) throws(Failure) {
    try AtomicFile.check(path)
    guard !force, access(path, F_OK) == 0 else { return }
    guard let bytes = try? FileReader.read(path, most: Safetensors.Limit.file), isOurs(bytes) else {
      throw Failure(
        "\(SafeText.string(path)) is there and is not as bilab export wrote it; --force replaces it")
    }
  }

  /// The text below a line with its checksum: who changes it has made it their own.
  private static func marked(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return Array("\(mark)\(checksum(bytes[...]))\n".utf8) + bytes
  }

  private static func isMarked(_ bytes: [UInt8]) -> Bool {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else { return false }
    return bytes[..<end].elementsEqual("\(mark)\(checksum(bytes[(end + 1)...]))".utf8)
  }

  /// FNV-1a of 64 bits, in base 36.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }
}
