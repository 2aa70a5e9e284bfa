import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A class of built programs, in folders of its own. Nothing of it is left when the test is over.
final class RunningClass {
  let folder: Folder
  /// Paths of sockets are short.
  private let runtime: String

  init() throws {
    folder = try Folder()
    runtime = "/tmp/bl-" + String(UInt32.random(in: 0 ... .max), radix: 36)
    try FileManager.default.createDirectory(atPath: runtime, withIntermediateDirectories: false)
    chmod(runtime, 0o700)
  }

  deinit {
    if let owner { kill(owner, SIGKILL) }
    try? FileManager.default.removeItem(atPath: runtime)
  }

  var environment: [String: String] {
    Program.environment.merging([
      "TMPDIR": runtime, "XDG_STATE_HOME": folder.path("state"), "BILAB_CLASSES": runtime + "/shared",
    ]) { $1 }
  }

  var socket: String { runtime + "/bilab-\(getuid())/class/live.sock" }

  func path(_ name: String) -> String { "\(runtime)/\(name)" }

  /// The process that has the class.
  var owner: pid_t? {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.first { process in
      let line = (try? Data(contentsOf: URL(filePath: "/proc/\(process)/cmdline"))) ?? Data()
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      return words.first?.hasSuffix("/bilab-class") == true && words.contains { $0.hasPrefix(runtime + "/") }
    }
  }

  func run(_ arguments: [String]) throws -> Program.Result {
    try Program.run(arguments, environment: environment, in: folder)
  }

  func host(_ arguments: [String] = ["chapter"], columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    try startLab(["host"] + arguments, columns: columns, rows: rows, environment: environment)
  }

  func join(_ arguments: [String] = [], columns: Int = 80, rows: Int = 24) throws -> PseudoTerminal {
    try startLab(["join"] + arguments, columns: columns, rows: rows, environment: environment)
  }
}

extension PseudoTerminal {
  /// Waits until the slide and the rows below it are those that `bilab dump` prints; title and bottom line tell of the
  /// class.
  func waitForBody(_ arguments: [String], keys: [String] = []) throws {
    let frame = try dumped(arguments, keys: keys, columns: screen.columns, rows: screen.rows)
    let wanted = Array(frame.lines.dropFirst().dropLast())
    try waitFor("the slide\n\(frame.text)\n") { Array($0.lines.dropFirst().dropLast()) == wanted }
  }
}
