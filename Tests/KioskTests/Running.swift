import Foundation
import Testing

@testable import Kiosk

/// Beside the program that runs the tests.
let probePath: String = {
  let arguments = CommandLine.arguments
  let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
  return URL(filePath: bundle).deletingLastPathComponent().appending(path: "kiosk-probe").path
}()

/// What the probe writes, once it has ended by itself.
func probe(_ arguments: [String], environment: [String: String] = ["LC_ALL": "C.UTF-8"]) throws -> String {
  let process = Process()
  process.executableURL = URL(filePath: probePath)
  process.arguments = arguments
  process.environment = environment
  let output = Pipe()
  process.standardOutput = output
  try process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  process.waitUntilExit()
  #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  return text
}

/// What this kernel is too old for, so that a promise cannot hold; empty where all can.
enum Kernel {
  static let missing: [String] = {
    var missing: [String] = []
    if Kiosk.landlockABI < 1 { missing.append("it has no Landlock") }
    if (1..<6).contains(Kiosk.landlockABI) { missing.append("its Landlock has ABI \(Kiosk.landlockABI), not 6") }
    if access("/proc/sys/kernel/seccomp/actions_avail", R_OK) != 0 { missing.append("it has no seccomp") }
    return missing
  }()

  static let canLock = missing.isEmpty
  static var reason: Comment { "this kernel cannot lock a kiosk: \(missing.joined(separator: "; "))" }
}
