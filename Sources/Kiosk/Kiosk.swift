import CKiosk
import Glibc

/// A process that does one thing only: what its account could do besides, the kernel refuses from now on.
public enum Kiosk {
  /// What is read after the seals: terminals, locales, and how many cores there are.
  private static let readable = [
    "/usr/share/terminfo", "/lib/terminfo", "/usr/lib/terminfo", "/etc/terminfo", "/usr/lib/locale",
    "/usr/share/locale", "/usr/share/zoneinfo", "/sys/devices/system/cpu",
  ]
  private static let addressSpace = 1 << 30

  /// Seals the process for good.
  ///
  /// - Returns: what the kernel would not do, and why; nothing where all seals are on.
  @discardableResult
  public static func seal() -> [String] {
    let texts = readable.map { strdup($0) }
    defer { for text in texts { free(text) } }
    var paths = texts.map { UnsafePointer($0) }
    var faults: [String] = []
    func note(_ status: Int32, _ what: String) {
      if status != 0 { faults.append("\(what): \(String(cString: strerror(status)))") }
    }
    note(bilab_kiosk_seal_limits(addressSpace), "limits")
    note(bilab_kiosk_seal_files(&paths, paths.count), "Landlock")
    note(bilab_kiosk_seal_calls(), "seccomp")
    return faults
  }

  /// The version of Landlock that the kernel has; 0 for none.
  public static var landlockVersion: Int { Int(bilab_landlock_version()) }

  /// Leaves of the environment what tells of the terminal and the locale, where it is plain.
  public static func cleanEnvironment() {
    let kept = ["TERM", "LANG", "LC_ALL", "LC_CTYPE"].compactMap { (name: String) in
      getenv(name).map { (name, String(cString: $0)) }
    }
    clearenv()
    for (name, value) in kept where isPlain(value) { setenv(name, value, 1) }
    // Whoever has no home reads nobody's settings.
    setenv("HOME", "/nonexistent", 1)
    setenv("SWIFT_BACKTRACE", "enable=no", 1)
  }

  private static func isPlain(_ value: String) -> Bool {
    value.utf8.count <= 64
      && value.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "-_.+@".contains(character))
      }
  }
}
