import Classroom
import Glibc
import Lab
import Lessons
import Surface

/// The file in which bilab keeps what it remembers of a lesson. It is never in the way: what cannot be read is as if it
/// were not there, and what cannot be written is forgotten.
final class MemoryFile {
  /// What the lesson is found by: its path without links, or its built-in name.
  private let lesson: String
  private let path: String
  /// Edits of this session, and those that it began with, as they were when it wrote last.
  private var known: [Int: LessonMemory.Edit] = [:]

  /// - Returns: nil where nobody's files have a place.
  init?(of source: LessonSource) {
    guard let state = UserFolders.state else { return nil }
    lesson = source.folder == nil ? source.name : FileReader.resolved(source.name) ?? source.name
    let name = source.shortName.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || $0 == "-") }
    path = "\(state)/lessons/\(String(String.UnicodeScalarView(name.prefix(40))))-\(ContentID(lesson.utf8)).toml"
  }

  func read() -> LessonMemory? {
    let memory = contents
    known = memory?.edits ?? [:]
    return memory
  }

  private var contents: LessonMemory? {
    guard let bytes = try? FileReader.read(path, most: LessonMemory.mostBytes) else { return nil }
    return LessonMemory(String(decoding: bytes, as: UTF8.self))
  }

  /// Two sessions may end at once: the place is the later one's, and no answer and no edit of either is lost.
  func keep(_ viewpoint: Viewpoint, _ lecture: Lecture) {
    guard var memory = viewpoint.memory(of: lecture, name: lesson),
      (try? ClassPlaces.makeFolders(of: path)) != nil
    else { return }
    let lock = FolderLock(of: path)
    guard lock.isHeld else { return }
    let there = contents
    memory.answers.merge(there?.answers ?? [:]) { own, _ in own }
    // What this one never had is another session's; what it had, and has no more, was taken back.
    let others = (there?.edits ?? [:]).filter { known[$0.key] != $0.value }
    known = memory.edits
    memory.edits.merge(others) { own, _ in own }
    try? AtomicFile.write(Array(memory.text.utf8), to: path, durably: false)
  }

  /// - Returns: false where there was nothing to forget.
  /// - Throws: `Failure` where it cannot be deleted.
  func forget() throws(Failure) -> Bool {
    if unlink(path) == 0 { return true }
    guard errno == ENOENT || errno == ENOTDIR else {
      throw Failure("\(SafeText.string(path)): \(String(cString: strerror(errno)))")
    }
    return false
  }
}
