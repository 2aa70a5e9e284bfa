import Glibc

/// A program that this one has started, and what it prints.
struct Child {
  struct Fault: Error, CustomStringConvertible {
    let code: Int32

    var description: String { String(cString: strerror(code)) }
  }

  private let process: pid_t
  private let output: Output

  /// POSIX_SPAWN_SETSID and POSIX_SPAWN_SETSIGMASK, which Swift's Glibc does not have.
  private static let (newSession, ownMask): (Int16, Int16) = (0x80, 0x08)

  /// - Parameter inNewSession: so that no terminal's end is its end.
  init(_ program: String, _ arguments: [String], inNewSession: Bool = false) throws(Fault) {
    // Those that were started before, and have ended.
    while waitpid(-1, nil, WNOHANG) > 0 {}
    var ends = [Int32](repeating: -1, count: 2)
    guard pipe(&ends) == 0 else { throw Fault(code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    output = Output(file: ends[0])
    defer { close(ends[1]) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    posix_spawnattr_setflags(&attributes, Self.ownMask | (inNewSession ? Self.newSession : 0))
    // Signals that are blocked here are none of its.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for stream in [STDOUT_FILENO, STDERR_FILENO] { posix_spawn_file_actions_adddup2(&actions, ends[1], stream) }
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer {
      for argument in argv { free(argument) }
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, &attributes, &argv, environ)
    guard status == 0 else { throw Fault(code: status) }
    self.process = process
  }

  /// The program that runs here.
  static var ownProgram: String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(readlink("/proc/self/exe", &bytes, bytes.count), 0)
    return String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The next line that it prints; empty at the end.
  ///
  /// - Parameter limit: milliseconds; nil where that is too short.
  func line(within limit: Int) -> String? {
    let end = milliseconds() + limit
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while line.count < 4096 {
      var file = pollfd(fd: output.file, events: Int16(POLLIN), revents: 0)
      let state = poll(&file, 1, Int32(max(end - milliseconds(), 0)))
      if state < 0, errno == EINTR { continue }
      guard state != 0 else { return nil }
      let count = read(output.file, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1, byte != UInt8(ascii: "\n") else { break }
      line.append(byte)
    }
    return String(decoding: line, as: UTF8.self)
  }

  /// Waits for its end.
  ///
  /// - Returns: the exit status; -1 for a signal.
  func end() -> Int32 {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? status >> 8 & 0xff : -1
  }

  private final class Output {
    let file: Int32

    init(file: Int32) { self.file = file }

    deinit { close(file) }
  }
}
