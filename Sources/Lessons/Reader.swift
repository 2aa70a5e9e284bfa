import CMarkdown
import TOMLKit

extension Lesson {
  /// The largest lesson that is read, in bytes.
  public static let maximumBytes = 1 << 20

  /// Reads a lesson. Never fails: gives what could be read, and every fault that was found, in the order of the file.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - name: the file's name without its folder, used as the title where the lesson has none.
  public static func read(_ bytes: [UInt8], name: String) -> (lesson: Lesson, diagnostics: [Diagnostic]) {
    (Lesson(title: name, slides: [Slide(title: name)]), [])
  }
}
