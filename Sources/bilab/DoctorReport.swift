import FoundationEssentials
import Glibc
import Kiosk
import Surface
import Terminal

/// What `bilab doctor` finds. Nothing in it but letters, whoever set the variables.
struct DoctorReport: Encodable {
  struct TerminalPart: Encodable {
    let input: String, output: String
    let name: String?
    let colours: Int?
    let columns: Int?, rows: Int?
    /// Why the lab would not open; nil where it would.
    let fault: String?
  }

  struct LocalePart: Encodable {
    let text: String
    /// The variable that decides, as it is set; nil where none is.
    let setting: String?
  }

  struct VersionPart: Encodable {
    let bilab: String, kernel: String, processor: String
    /// 0 where the kernel has no Landlock.
    let landlock: Int
  }

  struct FilePart: Encodable {
    let program: String
    let terminals: [String]
    let locales: [String]
    /// The folders that classes are looked for in.
    let classes: [String]
    /// Where the answers of a class called NAME are kept.
    let answers: String
    /// The user's settings, and the folder of what is remembered of lessons; nil where nobody's files have a place.
    let settings: String?
    let memory: String?
  }

  struct LimitPart: Encodable {
    let openFiles: UInt64, openFilesAtMost: UInt64
  }

  struct KioskPart: Encodable {
    let locked: Bool
    let promises: [KioskPromise]
  }

  let terminal: TerminalPart
  let locale: LocalePart
  let versions: VersionPart
  let files: FilePart
  let limits: LimitPart
  let kiosk: KioskPart

  /// - Parameter kiosk: nil where the process that was to lock itself said nothing.
  init(_ kiosk: KioskReport?) {
    let facts = TerminalFacts.now()
    terminal = TerminalPart(
      input: facts.isInput ? "terminal" : "no terminal", output: facts.isOutput ? "terminal" : "no terminal",
      name: facts.name.map { Self.shown($0) }, colours: facts.colours, columns: facts.size?.columns,
      rows: facts.size?.rows, fault: facts.fault.map { "\($0)" })
    locale = LocalePart(text: facts.isUnicode ? "UTF-8" : "ASCII", setting: Self.localeSetting)
    var system = utsname()
    uname(&system)
    versions = VersionPart(
      bilab: Bilab.configuration.version, kernel: "\(Self.text(of: system.sysname)) \(Self.text(of: system.release))",
      processor: Self.text(of: system.machine), landlock: Kiosk.landlockABI)
    files = FilePart(
      program: Self.program, terminals: Kiosk.terminalFolders.filter(Self.isThere),
      locales: Kiosk.localeFolders.filter(Self.isThere), classes: ClassPlaces.roots.map { SafeText.string($0) },
      answers: SafeText.string(ClassPlaces.journal(of: "NAME")),
      settings: SettingsFile().map { SafeText.string($0.path) },
      memory: UserFolders.state.map { SafeText.string($0 + "/lessons") })
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limits = LimitPart(openFiles: UInt64(limit.rlim_cur), openFilesAtMost: UInt64(limit.rlim_max))
    self.kiosk = KioskPart(locked: kiosk?.isLocked ?? false, promises: kiosk?.promises ?? [])
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// The first of the variables that decides on the locale.
  private static var localeSetting: String? {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = getenv(name), value.pointee != 0 else { continue }
      return "\(name)=\(shown(String(cString: value)))"
    }
    return nil
  }

  private static var program: String {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { readlink("/proc/self/exe", $0.baseAddress!, $0.count) }
    return count > 0 ? SafeText.string(String(decoding: bytes[..<count], as: UTF8.self)) : "unknown"
  }

  private static func isThere(_ path: String) -> Bool { access(path, R_OK) == 0 }

  private static func text<Bytes>(of bytes: Bytes) -> String {
    withUnsafeBytes(of: bytes) { SafeText.string(String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)) }
  }

  /// A variable of the environment can hold anything, at any length.
  private static func shown(_ value: String) -> String {
    let text = SafeText.string(value)
    return text.count > 40 ? text.prefix(40) + "..." : text
  }
}
