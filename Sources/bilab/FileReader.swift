import Glibc

/// Reads whole regular files of a limited size. The only place that opens a lesson's files.
enum FileReader {
  enum Fault: Error, Equatable, CustomStringConvertible {
    case missing, notRegular, outside
    case tooLarge(Int)
    case system(String)

    var description: String {
      switch self {
      case .missing: "there is no such file"
      case .notRegular: "that is not a regular file"
      case .outside: "it lies outside the lesson's folder"
      case .tooLarge(let limit): "it is larger than \(limit >> 20) MiB"
      case .system(let reason): reason
      }
    }
  }

  /// A file by its path. Files of more than `most` bytes are read up to there, for the reader to complain about.
  static func read(_ path: String, most: Int) throws(Fault) -> [UInt8] {
    try contents(of: open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC), most: most, cuts: true)
  }

  /// A file by a path inside a folder; symbolic links that lead out of it are refused.
  static func read(_ path: String, beneath folder: String, most: Int) throws(Fault) -> [UInt8] {
    guard let root = resolved(folder), let target = resolved(folder + path) else { throw .missing }
    guard target.hasPrefix(root.hasSuffix("/") ? root : root + "/") else { throw .outside }
    return try contents(of: open(target, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW), most: most, cuts: false)
  }

  /// The path without links; nil where there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func contents(of file: Int32, most: Int, cuts: Bool) throws(Fault) -> [UInt8] {
    guard file >= 0 else { throw errno == ENOENT ? .missing : .system(String(cString: strerror(errno))) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .notRegular }
    if !cuts, status.st_size > most { throw .tooLarge(most) }
    let size = min(Int(status.st_size), most)
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = Glibc.read(file, buffer.baseAddress! + count, size - count)
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        count += got
      }
    }
    guard failure == 0 else { throw .system(String(cString: strerror(failure))) }
    return bytes
  }
}
