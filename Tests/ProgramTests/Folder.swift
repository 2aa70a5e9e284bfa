import Foundation

/// A folder of its own for a test, gone when the test is over.
final class Folder {
  let root: URL

  init() throws {
    root = FileManager.default.temporaryDirectory.appending(path: "bilab-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func url(_ name: String) -> URL { root.appending(path: name) }

  func path(_ name: String) -> String { url(name).path }

  /// - Returns: the file's path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Data(text.utf8))
  }

  @discardableResult
  func write(_ name: String, _ bytes: Data) throws -> String {
    try bytes.write(to: url(name))
    return path(name)
  }
}

extension String {
  /// A lesson of two slides, the first of them with a network; the lab block's own lines begin on line 4.
  static func lesson(_ block: String) -> String {
    "# First\n\n```lab\n\(block)\n```\n\n---\n\n# Second\n\nwords\n"
  }
}
