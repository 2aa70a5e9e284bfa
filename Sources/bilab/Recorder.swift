import Classroom
import Glibc
import Lab
import Surface
import Views

/// Writes a transcript line by line, so that what was done is there even if the link is cut.
final class Recorder {
  private let file: Int32
  private let path: String
  private var size: Size
  /// Why no more is written.
  private(set) var fault: String?

  /// - Throws: `Failure` where there is a file of that name already, or none can be made.
  init(_ path: String, _ transcript: Transcript) throws(Failure) {
    guard !transcript.lesson.contains(where: \.isNewline) else {
      throw Failure("a lesson whose name has more than one line cannot be recorded")
    }
    (self.path, size) = (SafeText.string(path), transcript.size)
    file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else {
      let reason =
        errno == EEXIST ? "it is there already; a recording begins a new file" : String(cString: strerror(errno))
      throw Failure("\(self.path): \(reason)")
    }
    guard writeAll(Array(transcript.header.utf8), to: file) else {
      throw Failure("\(self.path): \(String(cString: strerror(errno)))")
    }
  }

  deinit { if file >= 0 { close(file) } }

  /// - Parameters:
  ///   - lecture, viewpoint: as they are after it.
  func note(_ event: SessionEvent, _ lecture: Lecture, _ viewpoint: Viewpoint) {
    guard fault == nil else { return }
    let isKey = if case .key = event { true } else { false }
    let line = Transcript.line(event, frame: Self.id(lecture, viewpoint, size), note: isKey ? viewpoint.message : nil)
    if !writeAll(Array(line.utf8), to: file) {
      fault = "\(path) takes no more of the recording: \(String(cString: strerror(errno)))"
    }
  }

  /// The screen's size, before anything else happens on it.
  func note(_ size: Size, _ lecture: Lecture, _ viewpoint: Viewpoint) {
    guard size != self.size else { return }
    self.size = size
    note(.size(size), lecture, viewpoint)
  }

  /// What everyone would see, whatever their terminal can show.
  static func id(_ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size) -> ContentID {
    ContentID(draw(lecture, viewpoint, size, Glass()).colouredText(colours: 256).utf8)
  }
}
