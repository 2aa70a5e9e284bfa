import Glibc
import Lab
import Lessons
import Surface
import Terminal

/// A lesson's file while it is on the screen: tells when somebody has saved it. Editors write beside a file and rename,
/// so it is the folder that is watched; where the kernel does not tell, nothing is.
final class LessonWatch {
  private let lesson: LessonSource
  private let descriptor: Int32
  /// What was read last.
  private var read: (bytes: [UInt8], files: WeightFiles)
  private var isGone = false

  init?(_ lesson: LessonSource, _ bytes: [UInt8], _ files: WeightFiles) {
    guard let folder = lesson.folder else { return nil }
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    self.lesson = lesson
    read = (bytes, files)
    guard descriptor >= 0, watch(folder) else { return nil }
    // The name may be a link to a file elsewhere.
    if let path = FileReader.resolved(lesson.name), let end = path.lastIndex(of: "/") {
      _ = watch(String(path[...end]))
    }
  }

  private func watch(_ folder: String) -> Bool {
    inotify_add_watch(descriptor, folder, UInt32(IN_CLOSE_WRITE | IN_MOVED_TO)) >= 0
  }

  deinit { close(descriptor) }

  var source: Source { Source(descriptor: descriptor) }

  /// What has become of the lesson since the last time; nil where it is as it was.
  func news() -> LabAction? {
    guard hasWritten else { return nil }
    let name = SafeText.string(lesson.shortName)
    do {
      let bytes = try lesson.bytes()
      if isGone {
        isGone = false
        if bytes == read.bytes { return .ignored(reason: "\(name) is there again") }
      }
      guard bytes != read.bytes || !read.files.isEmpty else { return nil }
      let opened = lesson.open(bytes)
      guard bytes != read.bytes || opened.files != read.files else { return nil }
      let change = opened.lesson.firstChange(from: read.bytes, to: bytes)
      read = (bytes, opened.files)
      return .reloaded(NewText(opened.told, files: opened.files, change: change, faults: opened.faultSummary))
    } catch {
      isGone = true
      return .ignored(reason: "\(name) cannot be read now; what was read before goes on")
    }
  }

  /// Whether anything in the folder was written since the last time.
  private var hasWritten: Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var has = false
    while Glibc.read(descriptor, &buffer, buffer.count) > 0 { has = true }
    return has
  }
}
