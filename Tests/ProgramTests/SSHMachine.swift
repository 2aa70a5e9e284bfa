import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A host with the README's accounts and an sshd on loopback, in namespaces of its own.
final class SSHMachine: @unchecked Sendable {
  /// nil where there is none; `reasonForNone` says why.
  static let shared: SSHMachine? = reasonForNone == nil ? try? SSHMachine() : nil

  /// Why there can be no such host here.
  static let reasonForNone: String? = {
    if geteuid() != 0 { return "only root can make a host of its own" }
    if access(openssh + "/usr/sbin/sshd", X_OK) != 0 { return "there is no sshd; .ci/packages tests brings one" }
    let probe = try? Program.shell("unshare -m -p -f --mount-proc mount -t tmpfs tmpfs /run")
    return probe?.status == 0 ? nil : "this machine makes no namespaces: \(probe?.complaint ?? "")"
  }()

  private static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let openssh = package.appending(path: ".build/openssh").path
  private static let libraries = ["/usr/lib", "/lib"].map { "\(openssh)\($0)/x86_64-linux-gnu" }.joined(separator: ":")

  let folder: Folder
  private let port: Int
  private let process = Process()
  private let commands = Pipe()
  private let answers = Pipe()
  private let lock = NSLock()

  private init() throws {
    folder = try Folder()
    port = Int.random(in: 20_000..<32_000)
    let readme = try String(contentsOf: Self.package.appending(path: "README.md"), encoding: .utf8)
    for (mark, name) in [("host", "host.sh"), ("accounts", "accounts.sh"), ("sshd", "sshd.conf")] {
      try folder.write(name, Self.block(mark, of: readme))
    }
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    let script = Self.package.appending(path: "Tests/SSH/machine").path
    process.arguments =
      ["-m", "-p", "-f", "--mount-proc", "--kill-child", "--propagation", "private", script, folder.root.path]
      + [URL(filePath: Program.path).deletingLastPathComponent().path, "\(port)", Self.openssh + "/usr/sbin/sshd"]
    process.environment = [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LD_LIBRARY_PATH": Self.libraries,
    ]
    process.standardInput = commands
    process.standardOutput = answers
    try process.run()
    try #require(answerLine() == "ready")
  }

  /// The fenced block behind a mark of the README.
  private static func block(_ mark: String, of text: String) throws -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "<!-- \(mark) -->")) + 2
    let end = try #require(lines[start...].firstIndex(of: "```"))
    return lines[start..<end].joined(separator: "\n") + "\n"
  }

  private func answerLine() -> String {
    var line: [UInt8] = []
    while let byte = try? answers.fileHandleForReading.read(upToCount: 1)?.first, byte != 10 { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  /// Runs a line as root on the machine.
  ///
  /// - Returns: what it printed.
  @discardableResult
  func root(_ line: String) throws -> String {
    try lock.withLock {
      try commands.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
      try #require(answerLine() == "done")
      return try String(contentsOf: folder.url("answer"), encoding: .utf8)
    }
  }

  // MARK: Clients

  private func arguments(_ key: String, _ options: [String]) -> [String] {
    [
      "-F", "none", "-i", folder.path(key), "-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=no", "-o",
      "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes", "-o", "SendEnv=LC_ALL",
    ] + options
  }

  private var environment: [String: String] {
    Program.environment.merging(["LD_LIBRARY_PATH": Self.libraries, "HOME": folder.root.path]) { $1 }
  }

  /// `ssh -t USER@localhost COMMAND` in a terminal of its own.
  func terminal(_ user: String, key: String? = nil, _ command: [String] = [], options: [String] = []) throws
    -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(columns: 80, rows: 24, deadline: 60)
    let all = arguments(key ?? user, ["-p", "\(port)", "-tt"] + options + ["\(user)@127.0.0.1"] + command)
    try terminal.run(Self.openssh + "/usr/bin/ssh", all, environment: environment)
    return terminal
  }

  /// A client without a terminal, run to its end: ssh, or scp and sftp.
  func run(
    _ user: String, key: String? = nil, _ command: [String] = [], options: [String] = [], program: String = "ssh"
  ) throws -> Program.Result {
    let isCopy = program != "ssh"
    let place = isCopy ? command : ["\(user)@127.0.0.1"] + command
    let ssh = ["-S", Self.openssh + "/usr/bin/ssh"]
    let all = arguments(key ?? user, [isCopy ? "-P" : "-p", "\(port)"] + (isCopy ? ssh : []) + options + place)
    return try Program.run(Self.openssh + "/usr/bin/" + program, all, environment)
  }
}
