import Glibc
import Surface
import Terminal

/// The least program that has a Screen. It shows what the Screen knows and the last thing that it told, and does what
/// these keys say:
///
/// q quit · Q end the program without closing · T trap · k and a letter: raise that signal ·
/// y copy · Ctrl-L redraw · Ctrl-Z suspend
///
/// With the argument no-stop it may not be suspended.
final class Probe {
  private static let signals: [Character: Int32] = [
    "h": SIGHUP, "i": SIGINT, "q": SIGQUIT, "t": SIGTERM, "l": SIGILL, "r": SIGTRAP, "a": SIGABRT, "s": SIGSEGV,
    "b": SIGBUS, "f": SIGFPE, "p": SIGPIPE, "x": SIGXFSZ,
  ]

  private let screen: Screen
  /// Its words are made where they are shown: a million of them would take longer than all that they are to test.
  private var last: () -> String = { "none" }
  private var count = 0
  private var raisesNext = false
  private var isOver = false

  init() throws {
    screen = try Screen.open(program: "terminal-probe", mayStop: !CommandLine.arguments.contains("no-stop"))
  }

  func run() {
    while !isOver {
      screen.present(frame())
      for event in screen.events(timeout: nil) { take(event) }
    }
    screen.close()
  }

  private func take(_ event: Event) {
    switch event {
    case .key(let key):
      count += 1
      last = { "\(key)" }
      obey(key)
    case .resized(let size): last = { "resized \(size.columns)x\(size.rows)" }
    case .redraw: last = { "redraw" }
    case .woken: last = { "woken" }
    case .ready: last = { "ready" }
    case .closed: isOver = true
    }
  }

  private func obey(_ key: Key) {
    if raisesNext {
      raisesNext = false
      if case .character(let letter) = key, let number = Self.signals[letter] { raise(number) }
      return
    }
    switch key {
    case .character("q"): isOver = true
    case .character("Q"): exit(3)
    case .character("T"): trap(Array("T".utf8))
    case .character("k"): raisesNext = true
    case .character("y"):
      let isCopied = screen.copy("é, copied\n")
      last = { "copied \(isCopied)" }
    case .control("l"): screen.redraw()
    case .control("z"): screen.suspend()
    default: break
    }
  }

  private func trap(_ bytes: [UInt8]) {
    let letter = bytes[bytes.count]
    last = { String(letter) }
  }

  private func frame() -> Frame {
    var frame = Frame(size: screen.size)
    let size = "\(screen.size.columns)x\(screen.size.rows)"
    frame.put("size \(size) colours \(screen.colours) unicode \(screen.isUnicode)", row: 0, column: 0, style: Style())
    frame.put("last \(last());", row: 1, column: 0, style: Style())
    frame.put("keys \(count);", row: 2, column: 0, style: Style())
    frame.put("é─漢字|", row: 3, column: 0, style: Style())
    frame.put("colours", row: 4, column: 0, style: Style(ink: 200, ground: 17, isBold: true))
    frame.put("colours", row: 5, column: 0, style: Style(ink: 12, ground: 9))
    frame.put("colours", row: 6, column: 0, style: Style(ink: 2, ground: 4, isUnderlined: true))
    frame.put("reversed", row: 7, column: 0, style: Style(isReversed: true))
    return frame
  }
}
