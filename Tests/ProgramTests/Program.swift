import Foundation

/// The built program, run to its end.
struct Program {
  struct Result {
    var status: Int32
    /// Whether a signal ended it; `status` is its number then.
    var wasKilled: Bool
    var output: Data
    var errors: Data

    var text: String { String(decoding: output, as: UTF8.self) }
    var complaint: String { String(decoding: errors, as: UTF8.self) }
    var lines: [String] { text.split(separator: "\n").map(String.init) }

    /// Whether it failed as a command may: with `status`, one line that nothing in it can harm, and no trace.
    func failed(with status: Int32 = 1) -> Bool {
      !wasKilled && self.status == status && complaint.hasPrefix("bilab: ") && complaint.hasSuffix("\n")
        && complaint.unicodeScalars.allSatisfy { $0 == "\n" || $0.properties.generalCategory != .control }
        && (status != 1 || complaint.filter { $0 == "\n" }.count == 1)
    }
  }

  struct Hang: Error {
    var arguments: [String]
  }

  /// Beside the program that runs the tests.
  static let path: String = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(filePath: bundle).deletingLastPathComponent().appending(path: "bilab").path
  }()

  static let environment: [String: String] = {
    var environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin", "TERM": "xterm-256color"]
    // Where a sanitizer puts what it finds.
    environment["TSAN_OPTIONS"] = ProcessInfo.processInfo.environment["TSAN_OPTIONS"]
    return environment
  }()

  /// Runs bilab with exactly this environment.
  static func run(
    _ arguments: [String], environment: [String: String] = environment, in folder: Folder? = nil, input: Data = Data()
  ) throws -> Result {
    try run(path, arguments, environment, folder, input)
  }

  /// Runs a line of a shell, in which `$bilab` is the program.
  static func shell(_ line: String, in folder: Folder? = nil) throws -> Result {
    try run("/bin/bash", ["-c", line], environment.merging(["bilab": path]) { $1 }, folder, Data())
  }

  /// Runs any program.
  static func run(
    _ path: String, _ arguments: [String], _ environment: [String: String], _ folder: Folder? = nil,
    _ input: Data = Data()
  ) throws -> Result {
    // Files, so that no pipe fills up while nobody reads it.
    let scratch = try Folder()
    let (inputFile, outputFile, errorFile) = (scratch.url("input"), scratch.url("output"), scratch.url("errors"))
    try input.write(to: inputFile)
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment
    process.currentDirectoryURL = folder?.root ?? scratch.root
    process.standardInput = try FileHandle(forReadingFrom: inputFile)
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    let end = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in end.signal() }
    try process.run()
    guard end.wait(timeout: .now() + 60) == .success else {
      kill(process.processIdentifier, SIGKILL)
      throw Hang(arguments: arguments)
    }
    return Result(
      status: process.terminationStatus, wasKilled: process.terminationReason == .uncaughtSignal,
      output: try Data(contentsOf: outputFile), errors: try Data(contentsOf: errorFile))
  }
}
