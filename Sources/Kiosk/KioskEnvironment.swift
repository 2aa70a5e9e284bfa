import Glibc

extension Kiosk {
  /// Keeps of the environment what a terminal needs, where nothing but names is in it, and sets what a library would
  /// otherwise look up: there is no home. Whoever comes by ssh chooses these, and libraries believe all of them.
  ///
  /// Call it first of all, before any variable is read and any thread started.
  public static func cleanEnvironment() {
    let kept = ["TERM", "LANG", "LC_CTYPE", "LC_ALL"].compactMap { name -> (String, String)? in
      guard let bytes = getenv(name) else { return nil }
      let value = String(cString: bytes)
      return isPlain(value) ? (name, value) : nil
    }
    clearenv()
    for (name, value) in kept + [("HOME", "/nonexistent"), ("SWIFT_BACKTRACE", "enable=no")] { setenv(name, value, 1) }
  }

  /// The name of a terminal or a locale, such as xterm-256color or de_DE.UTF-8@euro, and never a path.
  private static func isPlain(_ value: String) -> Bool {
    (1...64).contains(value.utf8.count) && value.first != "."
      && value.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "-_.+@".utf8.contains(byte)
        }
      }
  }
}
