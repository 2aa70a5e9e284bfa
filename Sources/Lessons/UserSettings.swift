/// What somebody has settled for every day, in a TOML file of their own.
public struct UserSettings: Equatable, Sendable {
  public enum Key: String, CaseIterable, Sendable {
    case theme, order, digits, name, remember
  }

  public enum Value: Sendable {
    case text(String)
    case flag(Bool)
    case number(Int)
  }

  /// One of the themes.
  public var theme: String?
  /// In which order networks step whose lesson says nothing about it.
  public var order: SteppingOrder?
  /// Decimals that numbers have at most, 1...9.
  public var digits: Int?
  /// What they want to be called in a class.
  public var name: String?
  /// Whether places and answers are kept for the next time.
  public var remember: Bool?

  public init() {}

  public static let allDigits = 1...9

  /// The largest file that is read, in bytes.
  public static let mostBytes = 1 << 16

  /// Never fails: what cannot be read is left out, and told.
  ///
  /// - Parameter themes: what `theme` may be.
  public static func read(_ text: String, themes: [String]) -> (settings: UserSettings, faults: [Diagnostic]) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map { index, line in
      (text: String(line), number: index + 1, indent: 0)
    }
    let faults = Faults()
    let entries = TOMLBlock(lines, name: "settings").read(known: Key.allCases.map(\.rawValue), faults: faults)
    var settings = UserSettings()
    if let theme = entries.text(Key.theme.rawValue, faults) {
      if themes.contains(theme) {
        settings.theme = theme
      } else {
        faults.report(
          .unknownWord, at: entries.place(Key.theme.rawValue), "\(quoted(theme)) is no theme",
          advice: "write \(alternatives(themes))")
      }
    }
    if let word = entries.text(Key.order.rawValue, faults) {
      settings.order = SteppingOrder(rawValue: word)
      if settings.order == nil {
        faults.report(
          .unknownWord, at: entries.place(Key.order.rawValue), "\(quoted(word)) is no order",
          advice: "write \(alternatives(SteppingOrder.allCases.map(\.rawValue)))")
      }
    }
    switch entries[Key.digits.rawValue] {
    case nil: break
    case .integer(let digits)? where allDigits.contains(digits): settings.digits = digits
    case let other?:
      entries.reportType(Key.digits.rawValue, other, expected: "a number from 1 to 9", example: "digits = 3", faults)
    }
    settings.name = entries.text(Key.name.rawValue, faults)
    switch entries[Key.remember.rawValue] {
    case nil: break
    case .boolean(let remember)?: settings.remember = remember
    case let other?:
      entries.reportType(
        Key.remember.rawValue, other, expected: "true or false", example: "remember = false", faults)
    }
    return (settings, faults.inFileOrder)
  }

  /// The file's text with one setting changed, and all other lines as they were.
  ///
  /// - Parameter value: nil takes the setting out.
  public static func text(_ text: String, setting key: Key, to value: Value?) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let line = value.map { value in
      switch value {
      case .text(let text): "\(key) = \(TOMLText.quoted(text))"
      case .flag(let flag): "\(key) = \(flag)"
      case .number(let number): "\(key) = \(number)"
      }
    }
    let isIts: (String) -> Bool = { old in
      let parts = old.split(separator: "=", maxSplits: 1)
      return parts.count == 2 && String(parts[0]).trimmed == key.rawValue
    }
    if let index = lines.firstIndex(where: isIts) {
      lines.replaceSubrange(index...index, with: [line].compactMap { $0 })
    } else if let line {
      // Behind a table's head it would be the table's.
      lines.insert(line, at: lines.firstIndex { $0.trimmed.hasPrefix("[") } ?? lines.count)
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
