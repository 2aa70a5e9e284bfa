import CPty
import Glibc

/// A `bilab` in a terminal of its own, whose output is counted and thrown away.
struct DrawnProgram {
  let pty: Int32
  let files: ProcessFiles
  /// Bytes that it has written.
  private(set) var written = 0
  private(set) var isOpen = true

  /// - Parameter folder: what it has in place of a home.
  init(_ arguments: [String], in folder: String) throws {
    pty = bilab_pty_open(80, 24)
    guard pty >= 0 else { throw BenchFault("no pseudo-terminal: \(String(cString: strerror(errno)))") }
    let program = OwnerProcess.beside("bilab")
    let environment = [
      "TERM=xterm-256color", "LC_ALL=C.UTF-8", "PATH=/usr/bin:/bin", "HOME=\(folder)", "TMPDIR=\(folder)",
      "XDG_STATE_HOME=\(folder)",
    ]
    var argv = ([program] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup($0) } + [nil]
    let process = bilab_pty_spawn(pty, program, &argv, &envp)
    for pointer in argv + envp { free(pointer) }
    files = ProcessFiles(process: process)
    guard process > 0 else {
      close(pty)
      throw BenchFault("\(program): \(String(cString: strerror(-process)))")
    }
  }

  mutating func drain() {
    let size = 1 << 16
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
      while isOpen {
        let count = read(pty, buffer.baseAddress, size)
        if count < 0, errno == EIO { isOpen = kill(files.process, 0) == 0 && waitpid(files.process, nil, WNOHANG) == 0 }
        guard count > 0 else { return }
        written += count
      }
    }
  }

  func type(_ key: String) { _ = Array(key.utf8).withUnsafeBytes { write(pty, $0.baseAddress, $0.count) } }

  func end() {
    close(pty)
    // Whoever has been waited for may be another process by now.
    guard isOpen else { return }
    kill(files.process, SIGKILL)
    waitpid(files.process, nil, 0)
  }
}
