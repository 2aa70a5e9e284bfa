import CNcurses
import Glibc
import Surface

/// What the terminal's description says that ncurses does not do by itself.
struct TerminalType {
  let name: String
  let colours: Int
  /// Bracketed paste, which ncurses leaves to its callers.
  let pasteOn: [UInt8]
  let pasteOff: [UInt8]

  /// Does again what newterm did, after `closingBytes`. ncurses' own way back resets the palette, and with it what the
  /// user has set.
  let openingBytes: [UInt8]

  /// Undoes all that a Screen does to the terminal.
  let closingBytes: [UInt8]

  /// The bytes of special keys where they begin with an escape.
  let keys: [(bytes: [UInt8], key: Key)]

  /// Its size by its description; nil where that says nothing, as the Linux console's.
  let usualSize: Size?

  init(name: String, output: Int32) throws(ScreenError) {
    guard name != "dumb" else { throw .tooWeak(name) }
    var answer: Int32 = 0
    // Else the size that the terminal claims takes the place of the description's.
    use_env(false)
    guard setupterm(name, output, &answer) == OK else {
      throw answer == 1 ? .tooWeak(name) : .unknown(name)
    }
    defer { bilab_forget_terminal() }
    guard Self.string("cup") != nil, Self.string("clear") != nil else { throw .tooWeak(name) }
    self.name = name
    colours = Self.colourCount
    pasteOn = Self.bytes("BE")
    pasteOff = Self.bytes("BD")
    // In whatever style others wrote, ncurses begins in none.
    openingBytes = Self.bytes("sgr0", "op", "smcup", "rmir", "smam", "smkx", "civis", "BE")
    // Without a second screen to leave, the shell goes on below this one.
    let below = Self.string("rmcup") == nil ? Self.withoutPadding(Self.bottom) + "\r\n" : ""
    closingBytes = Self.bytes("BD", "sgr0", "op", "rmkx", "cnorm", "rmcup") + Array(below.utf8)
    keys = Self.keyTable
    let (columns, rows) = (Int(tigetnum("cols")), Int(tigetnum("lines")))
    usualSize = columns > 0 && rows > 0 ? Size(columns: columns, rows: rows) : nil
  }

  private static func string(_ capability: String) -> String? {
    bilab_string_capability(capability).map { String(cString: $0) }
  }

  private static func bytes(_ capabilities: String...) -> [UInt8] {
    capabilities.compactMap(string).flatMap { withoutPadding($0).utf8 }
  }

  /// Terminals take a row beyond their last for the last.
  private static var bottom: String {
    bilab_go_to(149, 0).map { String(cString: $0) } ?? ""
  }

  /// Terminals with direct colours have a palette of their first 8 only.
  private static var colourCount: Int {
    let isDirect = tigetflag("RGB") == 1 || tigetnum("RGB") > 0 || string("RGB") != nil
    return switch tigetnum("colors") {
    case 256... where !isDirect: 256
    case 16... where !isDirect: 16
    case 8...: 8
    default: 0
    }
  }

  private static var keyTable: [(bytes: [UInt8], key: Key)] {
    let names: KeyValuePairs<String, Key> = [
      "kcub1": .left, "kcuf1": .right, "kcuu1": .up, "kcud1": .down, "khome": .home, "kend": .end,
      "kpp": .pageUp, "knp": .pageDown, "kcbt": .backTab, "kent": .enter, "kbs": .backspace,
    ]
    return names.compactMap { name, key in
      guard let bytes = string(name).map({ Array($0.utf8) }), bytes.count > 1, bytes[0] == 0x1b else { return nil }
      return (bytes, key)
    }
  }

  /// Real terminals of the past needed pauses, written `$<5>`.
  private static func withoutPadding(_ text: String) -> String {
    var result = ""
    var rest = text.utf8[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "$")) {
      let after = rest[rest.index(after: start)...]
      guard after.first == UInt8(ascii: "<"), let end = after.firstIndex(of: UInt8(ascii: ">")),
        after[..<end].dropFirst().allSatisfy("0123456789.*/".utf8.contains)
      else {
        result += String(Substring(rest[..<after.startIndex]))
        rest = after
        continue
      }
      result += String(Substring(rest[..<start]))
      rest = rest[rest.index(after: end)...]
    }
    return result + String(Substring(rest))
  }
}
