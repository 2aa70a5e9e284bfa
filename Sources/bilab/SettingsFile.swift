import Glibc
import Lab
import Lessons
import Surface

/// The user's own settings.toml. What is wrong in it is told and left out; it is never in the way.
struct SettingsFile {
  let path: String

  /// - Returns: nil where nobody's files have a place.
  init?() {
    guard let folder = UserFolders.config else { return nil }
    path = folder + "/settings.toml"
  }

  /// What counts today.
  static var current: UserSettings { SettingsFile()?.read().settings ?? UserSettings() }

  /// The settings, and one line for each fault.
  func read() -> (settings: UserSettings, faults: [String]) {
    let (settings, faults) = UserSettings.read(text, themes: ThemeName.allCases.map(\.rawValue))
    let lines = faults.map {
      "\(SafeText.string(path)):\($0.place.line):\($0.place.column): \($0.message); \($0.advice)"
    }
    return (settings, lines)
  }

  /// - Parameter value: nil takes the setting out.
  func set(_ key: UserSettings.Key, to value: UserSettings.Value?) throws(Failure) {
    try ClassPlaces.makeFolders(of: path)
    let lock = FolderLock(of: path)
    guard lock.isHeld else { throw Failure("\(SafeText.string(path)): somebody else is writing it; try again") }
    try AtomicFile.write(Array(UserSettings.text(text, setting: key, to: value).utf8), to: path)
  }

  private var text: String {
    String(decoding: (try? FileReader.read(path, most: UserSettings.mostBytes)) ?? [], as: UTF8.self)
  }
}
