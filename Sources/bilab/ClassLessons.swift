import BuiltInLessons
import Classroom
import Engine
import Lab
import Lessons
import Weights

/// The contents of a class as one client has them: lessons, their weight files, trained weights.
struct ClassLessons {
  private var contents: [ContentID: [UInt8]] = [:]

  /// What a presenter brings along, or what has come.
  mutating func keep(_ bytes: [UInt8], as id: ContentID) { contents[id] = bytes }

  /// Only what somebody may still ask for.
  mutating func forget(allBut wanted: [ContentID]) {
    let wanted = Set(wanted)
    contents = contents.filter { wanted.contains($0.key) }
  }

  subscript(id: ContentID) -> [UInt8]? { contents[id] }

  /// Which of a lesson's contents is opened.
  ///
  /// - Parameter isWhole: whether it is wanted as the presenter has it.
  func text(of lesson: SharedLesson, isWhole: Bool) -> ContentID {
    isWhole || builtIn(lesson) != nil ? lesson.original : lesson.shared
  }

  /// Opens a lesson of a class.
  ///
  /// - Parameter id: what `text` gives.
  /// - Returns: nil where contents are missing, which are added to `missing`.
  /// - Throws: where the class's text is no lesson.
  func open(_ lesson: SharedLesson, _ id: ContentID, missing: inout [ContentID]) throws -> (Lesson, WeightFiles)? {
    let text = contents[id] ?? builtIn(lesson)
    missing += ([id] + lesson.files.map(\.content)).filter { contents[$0] == nil && ($0 != id || text == nil) }
    guard missing.isEmpty, let text else { return nil }
    var files: WeightFiles = [:]
    for file in lesson.files {
      guard let stored = contents[file.content].flatMap({ try? Safetensors.read($0) }) else { continue }
      files[file.name] = try? WeightFile.tensors(from: stored.tensors)
    }
    if id == lesson.original { return (Lesson.read(text, name: lesson.name).lesson, files) }
    return (try Lesson(sharedBytes: text), files)
  }

  /// A lesson as the presenter has it, if it is here.
  func whole(_ lesson: SharedLesson) -> [UInt8]? { contents[lesson.original] ?? builtIn(lesson) }

  /// The lesson in this program, if it is the same to the byte.
  private func builtIn(_ lesson: SharedLesson) -> [UInt8]? {
    let builtIn = BuiltInLessons.all.first { $0.name == lesson.name }
    return builtIn.flatMap { ContentID($0.bytes) == lesson.original ? $0.bytes : nil }
  }
}
