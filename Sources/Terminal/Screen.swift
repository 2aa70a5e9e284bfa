import CTerminal
import Glibc
import Surface

/// The terminal while the lab has it. It is given back as it was found on every way out: `close`, the end of the
/// program, and every signal that ends it.
///
/// A program has at most one, on one thread.
public final class Screen {
  /// Milliseconds between two resizes that are told: someone who drags a window's edge sends hundreds.
  private static let resizePause = 33

  public let isUnicode: Bool
  /// 0, 8, 16 or 256.
  public let colours: Int
  public private(set) var size: Size

  private let files: ScreenFiles
  private let type: TerminalType
  private let mayStop: Bool
  private var painter: Painter?
  private var reader: KeyReader
  private var isClosed = false
  private var wasInOtherHands = false
  private var resizeWaits = false
  private var lastResize = 0

  /// Takes the terminal of standard input and output.
  ///
  /// - Parameters:
  ///   - program: the name in front of the line that tells of a fatal signal.
  ///   - mayStop: whether Ctrl-Z and its signal give the terminal to a shell. Where there is none for whoever sits
  ///     there, they do nothing.
  public static func open(program: String = "bilab", mayStop: Bool = true) throws(ScreenError) -> Screen {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .noTerminal }
    guard let name = environment("TERM") else { throw .noName }
    return try Screen(TerminalType(name: name, output: STDOUT_FILENO), program: program, mayStop: mayStop)
  }

  private init(_ type: TerminalType, program: String, mayStop: Bool) throws(ScreenError) {
    isUnicode = UserLocale.adopt()
    colours = type.colours
    self.type = type
    self.mayStop = mayStop
    size = TerminalSize.now(usual: type.usualSize)
    guard let files = ScreenFiles(output: STDOUT_FILENO, input: STDIN_FILENO) else { throw .notOpened }
    self.files = files
    let escapeDelay = environment("ESCDELAY").flatMap { Int($0) } ?? 25
    reader = KeyReader(
      file: STDIN_FILENO, decoder: KeyDecoder(keys: type.keys, escapeDelay: min(max(escapeDelay, 1), 5_000)))
    // Before newterm, which takes the signals that nobody has.
    guard bilab_guard_arm(STDIN_FILENO, program, type.closingBytes, type.closingBytes.count) else { throw .notOpened }
    painter = Painter(type: type, output: files.output, input: files.input, size: size, isUnicode: isUnicode)
    guard painter != nil else {
      bilab_guard_disarm()
      throw .notOpened
    }
    bilab_guard_note_working_modes()
    send(type.pasteOn)
  }

  deinit { close() }

  /// Draws the frame. One that equals the last writes nothing.
  public func present(_ frame: Frame) {
    painter?.present(frame)
  }

  /// Sends the last frame again, for a screen that something else wrote on.
  public func redraw() {
    painter?.repaint()
  }

  /// Asks the terminal to put a text on the clipboard of whoever sits at it, also over ssh. Nothing tells whether it
  /// did: the answer would be read as keys.
  ///
  /// - Returns: false, with nothing written, for a terminal that is known to have none.
  public func copy(_ text: String) -> Bool {
    guard let bytes = Clipboard.bytes(text, terminal: type.name) else { return false }
    if !isClosed { send(bytes) }
    return true
  }

  /// Waits until something happened and takes all of it.
  ///
  /// - Parameters:
  ///   - milliseconds: the longest wait; nil waits without end, and without waking.
  ///   - source: what may be ready as well, before or after any key.
  /// - Returns: nothing when the wait was over.
  public func events(timeout limit: Int?, beside source: Source? = nil) -> [Event] {
    let end = limit.map { milliseconds() + $0 }
    var events: [Event] = []
    var isReady = false
    while true {
      guard !isClosed, reader.read(into: &events) else { return events + [.closed] }
      takeNews(into: &events)
      if isReady { events.append(.ready) }
      if !events.isEmpty { return events }
      let now = milliseconds()
      if let end, now >= end { return [] }
      let wakes = [end, reader.deadline, resizeWaits ? lastResize + Self.resizePause : nil].compactMap { $0 }
      isReady = wait(milliseconds: wakes.min().map { max($0 - now, 0) }, source)
    }
  }

  /// Ends the wait of `events`, from any thread, while a screen is open. Many calls may be told as one.
  public static func wake() { bilab_guard_wake() }

  /// Gives the terminal to the shell, as Ctrl-Z does elsewhere, and returns when it is the lab's again.
  public func suspend() {
    guard !isClosed, mayStop else { return }
    send(type.closingBytes)
    bilab_guard_lend()
    bilab_guard_stop()
    takeBack()
  }

  /// Gives the terminal back. The program may write to it again.
  public func close() {
    guard !isClosed else { return }
    isClosed = true
    painter = nil
    send(type.pasteOff)
    bilab_guard_disarm()
  }

  private func takeNews(into events: inout [Event]) {
    let news = bilab_guard_news()
    if news & UInt32(BILAB_STOP_ASKED) != 0, mayStop {
      suspend()
    } else if news & UInt32(BILAB_CONTINUED) != 0 {
      // Stopped without a chance to give the terminal back: it is in whatever state the shell left it.
      send(type.closingBytes)
      takeBack()
    }
    if news & UInt32(BILAB_WOKEN) != 0 { events.append(.woken) }
    if news & UInt32(BILAB_WINDOW_CHANGED) != 0 { resizeWaits = true }
    if resizeWaits, milliseconds() >= lastResize + Self.resizePause { resize(into: &events) }
    if wasInOtherHands {
      wasInOtherHands = false
      events.append(.redraw)
    }
  }

  private func resize(into events: inout [Event]) {
    resizeWaits = false
    lastResize = milliseconds()
    let now = TerminalSize.now(usual: type.usualSize)
    guard now != size else {
      // It was another size in between, or in other hands: what it shows is not known.
      painter?.repaint()
      return
    }
    size = now
    painter?.resize(now)
    events.append(.resized(now))
  }

  private func takeBack() {
    bilab_guard_resume()
    send(type.openingBytes)
    wasInOtherHands = true
    resizeWaits = true
    lastResize = 0
    _ = bilab_guard_news()
  }

  /// Between two frames only, when ncurses holds nothing back.
  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { return }
      rest.removeFirst(max(count, 0))
    }
  }

  /// - Returns: whether the other source is ready.
  private func wait(milliseconds: Int?, _ source: Source?) -> Bool {
    var sources = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bilab_guard_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    if let source {
      let events = POLLIN | (source.wantsToWrite ? POLLOUT : 0)
      sources.append(pollfd(fd: source.descriptor, events: Int16(events), revents: 0))
    }
    poll(&sources, nfds_t(sources.count), Int32(milliseconds ?? -1))
    return sources.count > 2 && sources[2].revents != 0
  }
}
