import Glibc

/// Where a user's files lie, by the XDG base directories. What is said by a path that is not absolute counts as unsaid.
enum UserFolders {
  /// What the program keeps for the next time; nil where there is no home.
  static var state: String? { folder("XDG_STATE_HOME", "/.local/state") }

  /// What the user has settled; nil where there is no home.
  static var config: String? { folder("XDG_CONFIG_HOME", "/.config") }

  private static func folder(_ name: String, _ usual: String) -> String? {
    let home = path(name) ?? path("HOME").map { $0 + usual }
    return home.map { $0 + "/bilab" }
  }

  private static func path(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee == UInt8(ascii: "/") else { return nil }
    return String(cString: value)
  }
}
