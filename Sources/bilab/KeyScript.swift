import Lab
import Surface
import Views

/// Keys by their names, to be pressed one after the other.
struct KeyScript {
  private let keys: [Key]

  /// - Parameter text: names of keys with blanks between them, as of an option `--keys`.
  init(_ text: String) throws(Failure) {
    var keys: [Key] = []
    for name in text.split(separator: " ") {
      guard let key = Key(name: String(name)) else {
        throw Failure("“\(SafeText.string(String(name)))” is no key; there are \(Key.nameList) and single characters")
      }
      keys.append(key)
    }
    self.keys = keys
  }

  func press(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ size: Size, _ glass: Glass) {
    for key in keys where !viewpoint.hasQuit {
      update(&lecture, &viewpoint, Keymap.action(for: key, lecture, viewpoint, size, glass))
    }
  }
}
