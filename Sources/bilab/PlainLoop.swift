import Glibc
import Lab
import Surface
import Terminal
import Views

/// A lecture without a screen: prints what there is to tell, takes a line, prints what has changed.
struct PlainLoop {
  private var lecture: Lecture
  private var viewpoint: Viewpoint
  private let watch: LessonWatch?
  private let memory: MemoryFile?
  private let recorder: Recorder?
  private let isUnicode = UserLocale.adopt()
  private let digits = SettingsFile.current.digits ?? Glass.usualDigits
  private var told: Telling?
  /// Whether the line that was typed last was answered.
  private var hasTold = false
  private var hasToldFault = false

  /// Keys mean what they mean on a screen that has room for everything.
  static let size = Size(columns: 120, rows: 60)

  init(
    _ lecture: Lecture, _ viewpoint: Viewpoint, watching watch: LessonWatch?, remembering memory: MemoryFile?,
    recording recorder: Recorder?
  ) {
    (self.lecture, self.viewpoint, self.watch, self.memory) = (lecture, viewpoint, watch, memory)
    self.recorder = recorder
  }

  mutating func run() throws {
    let title = SafeText.string(lecture.lesson.title)
    try tell([(title.isEmpty ? "" : title + ". ") + "An empty line goes on, ? and Enter tells the keys."])
    try tell()
    while !viewpoint.hasQuit, let line = try nextLine() {
      if let news = watch?.news() { update(&lecture, &viewpoint, news) }
      hasTold = false
      try take(line)
      if !hasTold, !viewpoint.hasQuit { try tell(["nothing has changed"]) }
      memory?.keep(viewpoint, lecture)
    }
  }

  // MARK: In

  private func nextLine() throws -> String? {
    if isatty(STDIN_FILENO) == 1 { try Output.write("> ") }
    return readLine()
  }

  private mutating func take(_ line: String) throws {
    let takesText =
      switch viewpoint.overlay {
      case .entry, .search: true
      default: false
      }
    let isAsked = viewpoint.overlay == nil && viewpoint.question(in: lecture) != nil
    switch PlainLine(line, takesText: takesText, isAsked: isAsked) {
    case .all: try tell(Telling(lecture, viewpoint, isUnicode: isUnicode, digits: digits).everything)
    case .states:
      let states = Telling(lecture, viewpoint, isUnicode: isUnicode, digits: digits).states
      try tell(states.isEmpty ? ["nothing is computed yet"] : states)
    case .unknown(let word):
      try tell(["“\(SafeText.string(word))” is no key and no word of bilab's; ? and Enter tell them"])
    case .text(let text):
      // What was in the line before gives way, as the first letter does on a screen.
      if !takesText { strike(.enter) }
      for _ in 0..<clearing { strike(.backspace) }
      for character in text { strike(.character(character)) }
      strike(.enter)
      try tell()
    case .keys(let keys):
      for key in keys where !viewpoint.hasQuit { try press(key) }
    }
  }

  /// Characters that stand in the line that is open.
  private var clearing: Int {
    switch viewpoint.overlay {
    case .entry(_, let text), .search(let text): text.count
    default: 0
    }
  }

  private mutating func press(_ key: Key) throws {
    strike(key)
    if viewpoint.copied != nil { note(.noClipboard, .ignored(reason: LabLoop.noClipboard)) }
    if case .help = viewpoint.overlay {
      try tell(PlainLine.help)
      try tell()
      strike(.escape)
      told = Telling(lecture, viewpoint, isUnicode: isUnicode, digits: digits)
    } else if !lecture.jobs.isEmpty || !lecture.mergeJobs.isEmpty {
      try tell(["training, to its end"])
      try TrainingWorker.finish(&lecture, &viewpoint)
      note(.finished)
      try tell()
    } else {
      try tell()
    }
    while viewpoint.isPlaying {
      note(.tick, .tick)
      try tell()
    }
    if let fault = recorder?.fault, !hasToldFault {
      hasToldFault = true
      try tell([fault])
    }
  }

  private mutating func strike(_ key: Key) {
    update(&lecture, &viewpoint, Keymap.action(for: key, lecture, viewpoint, Self.size, Glass()))
    if !viewpoint.hasQuit { note(.key(key)) }
  }

  private mutating func note(_ event: SessionEvent, _ action: LabAction? = nil) {
    if let action { update(&lecture, &viewpoint, action) }
    recorder?.note(event, lecture, viewpoint)
  }

  // MARK: Out

  /// What has changed since the last time.
  private mutating func tell() throws {
    guard !viewpoint.hasQuit else { return }
    let new = Telling(lecture, viewpoint, isUnicode: isUnicode, digits: digits)
    try tell(new.news(since: told))
    told = new
  }

  private mutating func tell(_ lines: [String]) throws {
    if !lines.isEmpty { hasTold = true }
    let columns = TerminalFacts.columns
    for line in lines.flatMap({ Telling.lines($0, isUnicode: isUnicode, columns: columns) }) {
      try Output.write(line + "\n")
    }
  }
}
