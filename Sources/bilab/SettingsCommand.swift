import ArgumentParser
import Lab
import Lessons
import Surface
import Views

extension UserSettings.Key: ExpressibleByArgument {}

struct SettingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings", abstract: "List what is settled for every day, and where each comes from; or change it.",
    discussion: """
      bilab settings theme light settles the theme, bilab settings theme --default unsettles it. order is passes or \
      lockstep, for networks whose lesson does not say; digits are the decimals of numbers, 1 to 9; name is what you want \
      to be called in a class; remember = false keeps no places and answers. A flag counts before a variable of the \
      environment, that before the lesson, and all of them before a setting.
      """)

  @Argument(help: "What to change.")
  var key: UserSettings.Key?

  @Argument(help: "What it is to be.")
  var value: String?

  @Flag(name: .customLong("default"), help: "Take the setting out again.")
  var isDefault = false

  func validate() throws {
    if key != nil, (value == nil) != isDefault {
      throw ValidationError("Say what it is to be, or --default.")
    }
    if key == nil, isDefault { throw ValidationError("Say which setting.") }
  }

  func run() throws {
    guard let file = SettingsFile() else { throw Failure("there is no place for settings: HOME names no folder") }
    if let key { try file.set(key, to: try value.map { try checked($0, of: key) }) }
    let (settings, faults) = file.read()
    let rows = try rows(settings, SafeText.string(file.path))
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count + 2) }.joined() + row[2] + "\n"
    }
    try Output.write((lines + faults.map { $0 + "\n" }).joined())
    if !faults.isEmpty { throw Failure("\(counted(faults.count, "fault")) in the settings") }
  }

  /// Each setting, what it is, and where that comes from.
  private func rows(_ settings: UserSettings, _ path: String) throws -> [[String]] {
    let theme = try Theme.origin(settings)
    return [
      ["theme", theme.theme.rawValue, theme.variable ?? (settings.theme == nil ? "default" : path)],
      ["order", (settings.order ?? .passes).rawValue, settings.order == nil ? "default" : path],
      ["digits", "\(settings.digits ?? Glass.usualDigits)", settings.digits == nil ? "default" : path],
      ["name", settings.name.map { SafeText.string($0) } ?? "none", settings.name == nil ? "default" : path],
      ["remember", "\(settings.remember ?? true)", settings.remember == nil ? "default" : path],
    ]
  }

  private func checked(_ value: String, of key: UserSettings.Key) throws(Failure) -> UserSettings.Value {
    switch key {
    case .theme:
      guard ThemeName(rawValue: value) != nil else {
        let names = ThemeName.allCases.map(\.rawValue).joined(separator: ", ")
        throw Failure("\(SafeText.string(value)) is no theme: it may be \(names)")
      }
      return .text(value)
    case .order:
      guard SteppingOrder(rawValue: value) != nil else {
        let names = SteppingOrder.allCases.map(\.rawValue).joined(separator: " or ")
        throw Failure("\(SafeText.string(value)) is no order: it may be \(names)")
      }
      return .text(value)
    case .digits:
      guard let digits = Int(value), UserSettings.allDigits.contains(digits) else {
        throw Failure("digits may be 1 to 9")
      }
      return .number(digits)
    case .name: return .text(value)
    case .remember:
      guard value == "true" || value == "false" else { throw Failure("remember may be true or false") }
      return .flag(value == "true")
    }
  }
}
