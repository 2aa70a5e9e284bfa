import Glibc

/// The `bilab-class` beside this program, with a socket in a folder that nobody else can open.
final class OwnerProcess {
  let folder: String
  let files: ProcessFiles

  var socket: String { folder + "/live.sock" }

  /// - Throws: `BenchFault` where it does not start.
  init() throws {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((root + "/bench-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw BenchFault("\(root): \(String(cString: strerror(errno)))") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var said = [Int32](repeating: -1, count: 2)
    guard pipe(&said) == 0 else { throw BenchFault("no pipe: \(String(cString: strerror(errno)))") }
    defer { close(said[0]) }
    for end in said { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, said[1], STDOUT_FILENO)
    let program = Self.beside("bilab-class")
    let arguments = [program, "--name", "bench", "--socket", folder + "/live.sock", "--journal", folder + "/journal"]
    var argv = arguments.map { strdup($0) } + [nil]
    defer {
      for argument in argv { free(argument) }
      posix_spawn_file_actions_destroy(&actions)
    }
    var process = pid_t()
    let status = posix_spawn(&process, program, &actions, nil, &argv, environ)
    close(said[1])
    guard status == 0 else {
      rmdir(folder)
      throw BenchFault("\(program): \(String(cString: strerror(status)))")
    }
    files = ProcessFiles(process: process)
    // Its one line says that the socket is open.
    var byte: UInt8 = 0
    guard read(said[0], &byte, 1) == 1 else {
      end()
      throw BenchFault("the class did not start")
    }
  }

  func end() {
    // Others may be blocked, as whoever started this program had them. What it leaves is taken away here.
    kill(files.process, SIGKILL)
    waitpid(files.process, nil, 0)
    for name in ["live.sock", "live.sock.lock", "journal"] { unlink("\(folder)/\(name)") }
    rmdir(folder + "/bilab")
    rmdir(folder)
  }

  /// The path of a program in the folder of this one.
  static func beside(_ name: String) -> String {
    var bytes = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = max(readlink("/proc/self/exe", &bytes, bytes.count), 0)
    let path = String(decoding: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return (path.lastIndex(of: "/").map { String(path[...$0]) } ?? "") + name
  }
}

/// Why nothing can be measured; one line.
struct BenchFault: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
