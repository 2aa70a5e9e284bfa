import Classroom
import Glibc

/// What a class was shown last, beside its socket, where an owner that was killed has left it for the next one. Nothing
/// waits for the disk: a machine that stops has no class any more.
struct ShownFile {
  private let path: String
  private static let most = 1 << 20

  init(beside socket: String) { path = socket + ".shown" }

  /// nil where there is none, or it is not one that this user has written.
  func read() -> Shown? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == getuid(),
      status.st_size <= Self.most
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    guard Glibc.read(file, &bytes, bytes.count) == bytes.count else { return nil }
    return try? Shown(bytes: bytes)
  }

  /// Where it cannot be written, an older one stays, which says less.
  func write(_ shown: Shown) {
    let new = path + ".new"
    let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return }
    let bytes = shown.bytes
    let count = Glibc.write(file, bytes, bytes.count)
    close(file)
    if count == bytes.count { rename(new, path) } else { unlink(new) }
  }

  func remove() { unlink(path) }
}
