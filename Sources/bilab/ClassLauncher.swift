import Glibc
import Surface

/// Starts the owner of a class, which lives on without this program.
struct ClassLauncher {
  let name: String
  let socket: String
  let journal: String
  /// Names of users.
  var assistants: [String] = []
  var sharedAccounts: [String] = []

  /// - Throws: `Failure` with what the owner said; none if it runs, or another one does.
  func start() throws(Failure) {
    let program = Self.program
    let arguments =
      [program, "--name", name, "--socket", socket, "--journal", journal]
      + assistants.flatMap { ["--with", $0] } + sharedAccounts.flatMap { ["--shared", $0] }
    var said = [Int32](repeating: -1, count: 2)
    // One that was started before, and has ended.
    while waitpid(-1, nil, WNOHANG) > 0 {}
    guard pipe(&said) == 0 else { throw Failure("the class cannot start: \(reason(errno))") }
    defer { close(said[0]) }
    for end in said { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let process: pid_t
    do throws(Failure) { process = try spawn(program, arguments, output: said[1]) } catch {
      close(said[1])
      throw error
    }
    close(said[1])
    let answer = Self.line(from: said[0])
    if answer == "ready" { return }
    var status: Int32 = 0
    waitpid(process, &status, 0)
    guard (status >> 8) & 0xff != Self.taken else { return }
    throw Failure(
      answer.isEmpty ? "the class did not start" : SafeText.string(answer.replacing("bilab-class: ", with: "")))
  }

  /// The owner's exit status where another one has the class.
  private static let taken: Int32 = 75

  /// POSIX_SPAWN_SETSID, which Swift's Glibc does not have.
  private static let newSession: Int16 = 0x80

  /// Beside this program.
  private static var program: String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(readlink("/proc/self/exe", &bytes, bytes.count), 0)
    let path = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + "bilab-class"
  }

  /// In a session of its own, so that no terminal's end is its end.
  private func spawn(_ program: String, _ arguments: [String], output: Int32) throws(Failure) -> pid_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, Self.newSession)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO)
    var argv = arguments.map { strdup($0) } + [nil]
    defer {
      for argument in argv { free(argument) }
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, &attributes, &argv, environ)
    guard status == 0 else {
      let how = status == ENOENT ? "; swift build -c release --product bilab-class makes it" : ""
      throw Failure("the owner of a class, \(SafeText.string(program)), does not start: \(reason(status))\(how)")
    }
    return process
  }

  private static func line(from file: Int32) -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4096 {
      let count = read(file, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  private func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
