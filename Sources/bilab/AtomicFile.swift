import Glibc
import Surface

/// Writes whole files so that whoever reads one finds the old bytes or the new ones, never a part of either; also when
/// the disk is full, and when the machine stops.
enum AtomicFile {
  /// Replaces a file or makes a new one, by way of a temporary file in its folder, of which nothing is left on failure.
  ///
  /// Where a symbolic link leads is written, not the link. A file keeps its permissions and must be writable; a new one
  /// has what the umask leaves of 0666. A device or pipe, such as /dev/stdout, is written to as it is.
  ///
  /// - Parameter durably: whether it waits for the disk.
  /// - Throws: `Failure` with the path and the reason.
  static func write(_ bytes: [UInt8], to path: String, durably: Bool = true) throws(Failure) {
    do throws(SystemError) {
      var old = stat()
      let exists = stat(path, &old) == 0
      let kind = old.st_mode & S_IFMT
      let target = try destination(of: path)
      if exists, kind != S_IFREG || target.hasPrefix("/proc/") {
        try fill(open(path, O_WRONLY | O_TRUNC | O_CLOEXEC), bytes)
      } else if exists {
        try check(faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) == 0)
        try replace(target, with: bytes, permissions: old.st_mode & 0o7777, durably)
      } else {
        try replace(target, with: bytes, permissions: nil, durably)
      }
    } catch { throw Failure("\(SafeText.string(path)): \(error.text)") }
  }

  /// Makes a new file, of which nothing is left on failure.
  ///
  /// - Returns: false, with nothing touched, where there is something of that name already.
  /// - Throws: `Failure` with the path and the reason.
  static func create(_ bytes: [UInt8], at path: String) throws(Failure) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    if file < 0, errno == EEXIST { return false }
    do throws(SystemError) {
      try fill(file, bytes, durably: true)
    } catch {
      if file >= 0 { unlink(path) }
      throw Failure("\(SafeText.string(path)): \(error.text)")
    }
    return true
  }

  /// Tells early what `write` would tell late, as far as can be seen without writing.
  ///
  /// - Throws: `Failure` with the path and the reason.
  static func check(_ path: String) throws(Failure) {
    do throws(SystemError) {
      let target = try destination(of: path)
      var old = stat()
      if stat(path, &old) != 0 {
        guard errno == ENOENT, !path.isEmpty else { throw SystemError(code: errno) }
      } else {
        guard old.st_mode & S_IFMT != S_IFDIR else { throw SystemError(code: EISDIR) }
        try check(faccessat(AT_FDCWD, target, W_OK, AT_EACCESS) == 0)
        guard old.st_mode & S_IFMT == S_IFREG, !target.hasPrefix("/proc/") else { return }
      }
      let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
      try check(faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0)
    } catch { throw Failure("\(SafeText.string(path)): \(error.text)") }
  }

  /// Whether two paths lead to one file that is there.
  static func isSame(_ path: String, as other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard stat(path, &first) == 0, stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], permissions: mode_t?, _ durably: Bool
  ) throws(SystemError) {
    let folder = target.lastIndex(of: "/").map { target[...$0] } ?? ""
    let temporary = "\(folder).bilab-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions.map { $0 & 0o666 } ?? 0o666)
    try check(file >= 0)
    do throws(SystemError) {
      if let permissions, fchmod(file, permissions) != 0 { throw SystemError(closing: file) }
      try fill(file, bytes, durably: durably)
      try check(rename(temporary, target) == 0)
    } catch {
      unlink(temporary)
      throw error
    }
    guard durably else { return }
    // The new name is on the disk when its folder is; where that cannot be asked for, it comes by itself.
    let directory = open(folder.isEmpty ? "." : String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory >= 0 {
      fsync(directory)
      close(directory)
    }
  }

  /// Writes to an open file, whose descriptor may be −1 with the reason in `errno`, and closes it.
  private static func fill(_ file: Int32, _ bytes: [UInt8], durably: Bool = false) throws(SystemError) {
    try check(file >= 0)
    guard writeAll(bytes, to: file), !durably || fsync(file) == 0 else { throw SystemError(closing: file) }
    try check(close(file) == 0)
  }

  /// Follows symbolic links, also to where there is nothing yet. Links in /proc are left as they are: they may lead to
  /// what has no path.
  private static func destination(of path: String) throws(SystemError) -> String {
    var target = path
    for _ in 0..<40 {
      guard !target.hasPrefix("/proc/"), let link = link(target) else { return target }
      let folder = link.hasPrefix("/") ? "" : target.lastIndex(of: "/").map { target[...$0] } ?? ""
      target = folder + link
    }
    throw SystemError(code: ELOOP)
  }

  /// What a symbolic link says; nil for anything else.
  private static func link(_ path: String) -> String? {
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(PATH_MAX)) { buffer, count in
      count = buffer.withMemoryRebound(to: CChar.self) { max(readlink(path, $0.baseAddress!, $0.count), 0) }
    }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }

  /// - Throws: the reason in `errno` if `succeeded` is false.
  private static func check(_ succeeded: Bool) throws(SystemError) {
    guard succeeded else { throw SystemError(code: errno) }
  }
}

/// Why the system refused.
private struct SystemError: Error {
  let code: Int32

  init(code: Int32) {
    self.code = code
  }

  /// The reason in `errno`, before `file` is closed.
  init(closing file: Int32) {
    code = errno
    close(file)
  }

  var text: String { String(cString: strerror(code)) }
}
