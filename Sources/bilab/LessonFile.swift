import Glibc
import Handouts
import Lab
import Lessons
import Pretrained
import Surface

/// A whole lesson as one file, for reading without bilab.
struct LessonFile {
  enum Kind: String, CaseIterable {
    case html, txt, md

    /// What the name of a file says.
    init?(path: String) {
      guard let kind = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") }) else {
        return nil
      }
      self = kind
    }
  }

  let kind: Kind
  /// - is the standard output.
  let path: String
  let force: Bool
  let hasNotes: Bool

  /// Writes the file and tells of it.
  ///
  /// - Throws: `Failure` with the path and the reason; nothing is written then.
  func write(_ opened: LessonSource.Opened, of source: LessonSource) throws(Failure) {
    try check(against: source)
    let handout = Handout(Lecture(opened.lesson, files: opened.files, pretrained: .shipped), notes: hasNotes)
    let text = text(handout)
    guard path != "-" else { return try Output.write(text) }
    try AtomicFile.write(Array(text.utf8), to: path)
    let slides = counted(handout.slides.count, "slide")
    try Output.write(
      "\(SafeText.string(path))  \(slides), \(counted(handout.steps, "step")), \(text.utf8.count) bytes\n")
  }

  private func text(_ handout: Handout) -> String {
    switch kind {
    case .html: handout.html
    case .txt: handout.text
    case .md: handout.markdown
    }
  }

  /// A lesson is never written over itself, and other files only where that was asked for.
  private func check(against source: LessonSource) throws(Failure) {
    guard path != "-" else { return }
    let name = SafeText.string(path)
    try AtomicFile.check(path)
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return }
    if source.folder != nil, AtomicFile.isSame(source.name, as: path) {
      throw Failure("\(name) is the lesson itself; give -o another name")
    }
    if !force { throw Failure("\(name) is there already; --force replaces it") }
  }
}
