import Glibc
import Surface

/// Standard output. What cannot be written is a failure: a disk that is full must not look like a lesson without
/// slides.
enum Output {
  static func write(_ text: String) throws(Failure) {
    guard writeAll(Array(text.utf8), to: STDOUT_FILENO) else {
      throw Failure("standard output cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}

/// Writes one line to standard error. There is nowhere to tell that it could not be written.
func warn(_ line: String) {
  _ = writeAll(Array("bilab: \(line)\n".utf8), to: STDERR_FILENO)
}

/// - Returns: false with the reason in `errno`.
func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    rest.removeFirst(count)
  }
  return true
}
