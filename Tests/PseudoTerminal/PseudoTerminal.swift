import CPty
import Glibc

/// A program in a terminal of its own: keys in, a screen out.
///
/// Everything waits for a condition, never for a time; the deadline is only there to end a test that has failed.
public final class PseudoTerminal {
  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    case exited(Int)
    case killed(by: Int32)
  }

  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  public let screen: VirtualTerminal
  public private(set) var received: [UInt8] = []
  public private(set) var process: pid_t = 0
  /// The modes of the terminal before the program started.
  public private(set) var modesAtStart: [UInt8] = []
  private let deadline: Int
  private var pty: Int32
  private var ending: Ending?
  private var isAtEnd = false

  public init(columns: Int = 80, rows: Int = 24, deadline seconds: Int = 30) throws {
    screen = VirtualTerminal(columns: columns, rows: rows)
    deadline = seconds
    pty = bilab_pty_open(Int32(columns), Int32(rows))
    guard pty >= 0 else { throw Failure(description: "no pseudo-terminal: error \(errno)") }
  }

  deinit {
    terminate()
    hangUp()
  }

  /// Starts the program with exactly this environment.
  public func run(_ path: String, _ arguments: [String] = [], environment: [String: String]) throws {
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0)=\($1)") } + [nil]
    modesAtStart = modes
    process = bilab_pty_spawn(pty, path, &argv, &envp)
    for pointer in argv + envp { free(pointer) }
    guard process > 0 else { throw Failure(description: "\(path) did not start: error \(-process)") }
    ending = nil
    isAtEnd = false
  }

  public func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  /// Types the bytes, as fast as the program takes them.
  public func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    try wait("the program to take \(bytes.count) bytes") {
      if rest.isEmpty || isAtEnd { return true }
      let count = rest.withUnsafeBytes { write(pty, $0.baseAddress, min($0.count, 4096)) }
      rest.removeFirst(max(count, 0))
      return rest.isEmpty
    }
  }

  /// Changes the size of the terminal. It may lie: the screen that is kept here has at most 400 columns and 150 rows,
  /// and 80 or 24 for 0.
  public func resize(columns: Int, rows: Int) {
    pump(milliseconds: 0)
    screen.resize(columns: columns == 0 ? 80 : min(columns, 400), rows: rows == 0 ? 24 : min(rows, 150))
    bilab_pty_resize(pty, Int32(columns), Int32(rows))
  }

  public func signal(_ number: Int32) {
    kill(process, number)
  }

  public func waitFor(_ what: String, _ condition: (VirtualTerminal) -> Bool) throws {
    try wait(what) { condition(screen) }
  }

  public func waitFor(text: String) throws {
    try waitFor("“\(text)”") { $0.text.contains(text) }
  }

  /// Reads for a while whatever comes. Only for what should be silent: everything else has a condition to wait for.
  ///
  /// - Returns: how many bytes came.
  @discardableResult
  public func listen(milliseconds: Int) -> Int {
    let before = received.count
    for _ in 0..<max(milliseconds / 5, 1) { pump(milliseconds: 5) }
    return received.count - before
  }

  public func waitForEnd() throws -> Ending {
    try wait("the program to end") {
      checkEnding()
      return ending != nil && (isAtEnd || pty < 0)
    }
    return ending!
  }

  /// The modes of the terminal, to compare.
  public var modes: [UInt8] {
    var modes = termios()
    tcgetattr(pty, &modes)
    return withUnsafeBytes(of: &modes) { Array($0) }
  }

  /// What another program may do to a terminal: leaves the second screen, shows the cursor, writes, echoes keys.
  public func spoil() {
    var modes = termios()
    tcgetattr(pty, &modes)
    modes.c_lflag |= tcflag_t(ICANON | ECHO | ISIG)
    tcsetattr(pty, TCSANOW, &modes)
    screen.write(Array("\u{1b}[?1049l\u{1b}[?25h\u{1b}[1mspoiled".utf8))
  }

  public var isRunning: Bool {
    checkEnding()
    return process > 0 && ending == nil
  }

  /// The state letter of the program's process: T when it is stopped.
  public var state: Character? {
    // The name before it is in brackets and can be anything.
    file("stat")?.split(separator: ")").last?.first { $0 != " " }
  }

  /// The processes that the program started and that still are.
  public var children: [pid_t] {
    file("task/\(process)/children")?.split(separator: " ").compactMap { pid_t($0) } ?? []
  }

  /// The system call that the program waits in: its number and arguments, as the kernel writes them.
  public var systemCall: String? { file("syscall") }

  private func file(_ name: String) -> String? {
    guard let file = fopen("/proc/\(process)/\(name)", "r") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  public func waitFor(state wanted: Character) throws {
    try wait("the process to be in state \(wanted)") { state == wanted }
  }

  /// The terminal goes away, as when a link is cut.
  public func hangUp() {
    if pty >= 0 { close(pty) }
    pty = -1
  }

  public func terminate() {
    guard isRunning else { return }
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    ending = .killed(by: SIGKILL)
  }

  private func wait(_ what: String, _ condition: () -> Bool) throws {
    let end = Self.now() + deadline
    while true {
      pump(milliseconds: 0)
      if condition() { return }
      guard Self.now() < end else {
        throw Failure(description: "waited \(deadline) s for \(what); the screen shows:\n\(screen.text)")
      }
      pump(milliseconds: 5)
    }
  }

  private func pump(milliseconds: Int32) {
    guard pty >= 0 else {
      poll(nil, 0, milliseconds)
      return
    }
    var source = pollfd(fd: pty, events: Int16(POLLIN), revents: 0)
    guard poll(&source, 1, milliseconds) > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pty, &buffer, buffer.count)
      if count > 0 {
        received += buffer[..<count]
        screen.write(Array(buffer[..<count]))
        continue
      }
      if count < 0, errno == EIO, process > 0 {
        // Nobody has the far end open: before the program opens it, or after it ended.
        checkEnding()
        isAtEnd = ending != nil
        poll(nil, 0, milliseconds)
      }
      return
    }
  }

  private func checkEnding() {
    guard process > 0, ending == nil else { return }
    var status: Int32 = 0
    guard waitpid(process, &status, WNOHANG) == process else { return }
    let result = bilab_wait_result(status)
    ending = result < 0 ? .killed(by: -result) : .exited(Int(result))
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec
  }
}
