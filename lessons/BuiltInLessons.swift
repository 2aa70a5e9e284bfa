/// A lesson that is inside the binary.
public struct BuiltInLesson: Sendable {
  /// Its file's name without `.md`; what `bilab NAME` opens.
  public let name: String
  /// The lesson's Markdown.
  public let bytes: [UInt8]
}

/// The lessons of this folder, as they were when the program was built.
public enum BuiltInLessons {
  public static var all: [BuiltInLesson] {
    [
      BuiltInLesson(name: "chapter", bytes: PackageResources.chapter_md),
      BuiltInLesson(name: "mistakes", bytes: PackageResources.mistakes_md),
      BuiltInLesson(name: "format", bytes: PackageResources.format_md),
    ]
  }

  /// What a new lesson begins as.
  public static var template: [UInt8] { PackageResources.template_md }
}
