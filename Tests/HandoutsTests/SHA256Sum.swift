import Foundation

/// The program that everyone has.
enum SHA256Sum {
  /// SHA-256 in base64, as coreutils have it.
  static func of(_ text: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "bilab-sum-\(UUID().uuidString)")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.arguments = [file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let hex = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).prefix(64)
    process.waitUntilExit()
    let bytes = stride(from: 0, to: 64, by: 2).compactMap { UInt8(hex.dropFirst($0).prefix(2), radix: 16) }
    return Data(bytes).base64EncodedString()
  }
}
