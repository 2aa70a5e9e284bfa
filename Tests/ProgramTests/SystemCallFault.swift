import Foundation
import Glibc
import Testing

/// A call of the C library that fails in one program, which Tests/CFaults brings about.
struct SystemCallFault: Sendable, CustomStringConvertible {
  /// Which descriptors it is counted on.
  enum Kind: String {
    case file, socket, terminal, pipe
    /// For calls that take a path, or make a descriptor.
    case any
  }

  var call: String
  var kind: Kind
  /// errno; 0 does half of the bytes.
  var error: Int32
  /// From 1.
  var number: Int
  /// Whether all calls behind it fail as well.
  var isForGood = false

  var description: String {
    let fate = error == 0 ? "does half of the bytes" : "fails: \(String(cString: strerror(error)))"
    return "\(call) \(number) on \(kind)\(isForGood ? " and all after it" : "") \(fate)"
  }

  /// What makes it happen in a program.
  ///
  /// - Parameter mark: a file that is there once it has happened.
  func environment(in program: String, mark: String) throws -> [String: String] {
    var variables = [
      "LD_PRELOAD": try Self.library.get(), "BILAB_FAULT_PROGRAM": program, "BILAB_FAULT_CALL": call,
      "BILAB_FAULT_ON": kind.rawValue, "BILAB_FAULT_NUMBER": "\(number)", "BILAB_FAULT_ERROR": "\(error)",
      "BILAB_FAULT_MARK": mark,
    ]
    if isForGood { variables["BILAB_FAULT_FROM"] = "1" }
    return variables
  }

  /// Built once, and taken away when the tests are over.
  private static let library = Result {
    let source = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "CFaults/faults.c")
    let arguments = ["clang", "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", path, source.path]
    let programs = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let compiler = try Program.run("/usr/bin/env", arguments, ["PATH": programs])
    try #require(compiler.status == 0, "\(compiler.complaint)")
    atexit { unlink(SystemCallFault.path) }
    return path
  }

  private static let path = "/tmp/bilab-faults-\(getpid()).so"
}
