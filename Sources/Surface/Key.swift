/// One key press, whatever bytes the terminal sent for it.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// A letter with Ctrl held, in lower case.
  case control(Character)
  case enter, escape, tab, backTab, backspace
  case left, right, up, down
  case pageUp, pageDown, home, end
  /// A paste, whatever its text: the lab takes keys, not text.
  case paste
}

extension Key {
  private static let names: [String: Key] = [
    "space": .character(" "), "enter": .enter, "esc": .escape, "tab": .tab, "shift-tab": .backTab,
    "backspace": .backspace, "left": .left, "right": .right, "up": .up, "down": .down,
    "pgup": .pageUp, "pgdn": .pageDown, "home": .home, "end": .end, "paste": .paste,
  ]

  /// The word of a script that means this key.
  public var name: String {
    switch self {
    case .character(let character) where character != " ": String(character)
    case .control(let letter): "ctrl-\(letter)"
    default: Self.names.first { $0.value == self }?.key ?? ""
    }
  }

  /// The key of a script's word: `space`, `enter`, `ctrl-l`, … or the character itself; nil for any other word.
  public init?(name: String) {
    if let key = Self.names[name] {
      self = key
    } else if name.hasPrefix("ctrl-"), name.count == 6, let letter = name.last, letter.isASCII, letter.isLowercase {
      self = .control(letter)
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else {
      return nil
    }
  }

  /// The words that `init(name:)` knows besides single characters, for messages.
  public static var nameList: String { names.keys.sorted().joined(separator: " ") + " ctrl-LETTER" }
}
