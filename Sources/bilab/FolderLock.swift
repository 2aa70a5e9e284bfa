import Glibc

/// Keeps other sessions of bilab from writing in a folder, as long as it lives.
final class FolderLock {
  let isHeld: Bool
  private let file: Int32

  /// Waits for another session, but not for one that was stopped in the middle.
  ///
  /// - Parameter path: of a file in the folder.
  init(of path: String) {
    let file = open(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    self.file = file
    isHeld =
      file >= 0
      && (0..<100).contains { attempt in
        if attempt > 0 { usleep(10_000) }
        return flock(file, LOCK_EX | LOCK_NB) == 0
      }
  }

  deinit { if file >= 0 { close(file) } }
}
