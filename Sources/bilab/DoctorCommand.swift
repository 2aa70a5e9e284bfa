import ArgumentParser
import Glibc
import Kiosk
import Surface
import Terminal

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Tell what this terminal, this machine and a kiosk on it can do.")

  @Flag(name: .customLong("probe-kiosk"), help: .hidden)
  var isProbe = false

  func run() throws {
    if isProbe { return try Output.write(Kiosk.probe().map { ($0.holds ? "+" : "-") + $0.text + "\n" }.joined()) }
    var rows = [("bilab", Bilab.configuration.version)]
    rows += Self.terminal
    rows.append(("locale", Self.variables(["LC_ALL", "LC_CTYPE", "LANG"])))
    rows += Self.machine
    rows.append(("classes", ClassPlaces.roots.joined(separator: "\n")))
    rows.append(("answers", ClassPlaces.journal(of: "NAME")))
    rows.append(("kiosk", Self.kiosk))
    let text = rows.map { name, value in
      let lines = SafeText.lines(value)
      let first = name + String(repeating: " ", count: 10 - name.count) + (lines.first ?? "") + "\n"
      return first + lines.dropFirst().map { String(repeating: " ", count: 10) + $0 + "\n" }.joined()
    }
    try Output.write(text.joined())
  }

  private static var terminal: [(String, String)] {
    let name = variables(["TERM"])
    do {
      let (size, colours) = try Screen.survey()
      return [("terminal", "\(name), \(size.columns)x\(size.rows), \(colours) colours")]
    } catch {
      return [("terminal", "\(name); \(error)")]
    }
  }

  private static var machine: [(String, String)] {
    var system = utsname()
    uname(&system)
    let release = withUnsafeBytes(of: &system.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    var files = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &files)
    let version = Kiosk.landlockVersion
    return [
      ("kernel", release + (version > 0 ? ", Landlock \(version)" : ", no Landlock")),
      ("files", "\(files.rlim_cur) open at once, at most \(files.rlim_max)"),
    ]
  }

  /// In another process, as the seals are for good.
  private static var kiosk: String {
    let promises = (try? Child(Child.ownProgram, ["doctor", "--probe-kiosk"]))?.lines() ?? []
    let broken = promises.filter { !$0.hasPrefix("+") }.map { "does not hold: " + $0.dropFirst() }
    if promises.isEmpty { return "not locked: the probe did not come back" }
    return broken.isEmpty
      ? "locked\n" + promises.map { $0.dropFirst() }.joined(separator: "\n")
      : "not locked\n" + broken.joined(separator: "\n")
  }

  private static func variables(_ names: [String]) -> String {
    let set = names.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0).prefix(64))" } }
    return set.isEmpty ? "none of \(names.joined(separator: ", ")) is set" : set.joined(separator: " ")
  }
}

extension SafeText {
  fileprivate static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").map { string(String($0)) }
  }
}
