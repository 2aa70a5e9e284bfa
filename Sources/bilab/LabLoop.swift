import Glibc
import Lab
import Surface
import Terminal
import Views

/// A lecture on the screen: draws, sleeps until something happens, lets all of it happen, and draws again.
struct LabLoop {
  private var lecture: Lecture
  private var viewpoint: Viewpoint
  /// The class that this screen is a part of, if it is one.
  private let session: ClassSession?
  /// The lesson's file, where it is on the screen of whoever may be writing it.
  private let watch: LessonWatch?
  /// What is kept for the next time, and of what it was kept last.
  private let memory: MemoryFile?
  private var kept: (slide: Int, answers: Int)
  /// Whether the account that it runs in has nothing else.
  private let isKiosk: Bool
  private let recorder: Recorder?
  /// What somebody has done before, until it is over or a key is pressed.
  private var replay: Replay?
  /// Decimals that this person wants to see.
  private let digits = SettingsFile.current.digits ?? Glass.usualDigits
  private var wantsToLeave = false
  private let face: any Face

  static let noClipboard = "this terminal takes no clipboard; bilab export --short prints the code"

  private static let longestBatch = Duration.milliseconds(200)

  init(
    _ lecture: Lecture, _ viewpoint: Viewpoint, in session: ClassSession? = nil, isKiosk: Bool = false,
    watching watch: LessonWatch? = nil, remembering memory: MemoryFile? = nil, recording recorder: Recorder? = nil,
    replaying replay: Replay? = nil, as face: any Face = LabFace()
  ) {
    (self.lecture, self.viewpoint, self.session, self.isKiosk) = (lecture, viewpoint, session, isKiosk)
    (self.watch, self.memory, self.recorder, self.replay) = (watch, memory, recorder, replay)
    kept = (lecture.slide, viewpoint.answers.count)
    self.face = face
  }

  /// - Throws: `Failure` where there is no terminal to draw on, and where a replay is of another session.
  mutating func run() throws {
    let screen: Screen
    do { screen = try Screen.open(mayStop: !isKiosk) } catch { throw Failure("\(error)") }
    defer { screen.close() }
    try show(on: screen)
    memory?.keep(viewpoint, lecture)
  }

  private mutating func show(on screen: Screen) throws {
    let glass = Glass(isUnicode: screen.isUnicode, colours: screen.colours, digits: digits)
    var player = Player()
    let worker = TrainingWorker(wake: Screen.wake)
    defer { worker.stop() }
    // What a training on another slide has come to changes nothing on the screen.
    var isDrawn = false
    while !viewpoint.hasQuit {
      for news in worker.takeNews() {
        update(&lecture, &viewpoint, news)
        if let event = SessionEvent(news) { note(event) }
      }
      if session?.hear(&lecture, &viewpoint) == true { isDrawn = false }
      let computes = face.computes && !viewpoint.isFollowing && replay == nil
      worker.advance(computes ? lecture.jobs : [], computes ? lecture.mergeJobs : [])
      if !isDrawn { screen.present(face.frame(lecture, viewpoint, screen.size, glass)) }
      let plays = replay.map(\.wait) ?? player.wait(viewpoint)
      let waits = [plays, session?.wait, face.wait(viewpoint)].compactMap { $0 }
      let events = screen.events(timeout: waits.min(), beside: session?.source ?? watch?.source)
      recorder?.note(screen.size, lecture, viewpoint)
      isDrawn = lecture.training == nil && !events.isEmpty && events.allSatisfy { $0 == .woken }
      if events.contains(.ready), let news = watch?.news() { update(&lecture, &viewpoint, news) }
      if replay != nil, events.isEmpty {
        try goOn()
        isDrawn = false
      } else if player.isDue(viewpoint) {
        update(&lecture, &viewpoint, .tick)
        note(.tick)
        isDrawn = false
      }
      let start = ContinuousClock.now
      for event in events {
        // What waits behind keys that take so long is a flood; only the wish to leave gets through it.
        if start.duration(to: .now) > Self.longestBatch, !event.isLeaving { continue }
        switch event {
        case .key(let key): press(key, on: screen, glass)
        case .resized, .redraw, .woken, .ready: break
        case .closed: return
        }
        if viewpoint.hasQuit { return }
      }
      remember()
    }
  }

  /// With every slide and answer: a link that is cut ends the program where it stands.
  private mutating func remember() {
    guard let memory, (lecture.slide, viewpoint.answers.count) != kept else { return }
    kept = (lecture.slide, viewpoint.answers.count)
    memory.keep(viewpoint, lecture)
  }

  private mutating func press(_ key: Key, on screen: Screen, _ glass: Glass) {
    if isKiosk, let reason = kioskRefusal(key) { return update(&lecture, &viewpoint, .ignored(reason: reason)) }
    if replay != nil { stopReplay("the replay stops here; the keys are yours") }
    update(&lecture, &viewpoint, face.action(for: key, lecture, viewpoint, screen.size, glass))
    if !viewpoint.hasQuit { note(.key(key)) }
    if let text = viewpoint.copied, isKiosk || !screen.copy(text) {
      update(&lecture, &viewpoint, .ignored(reason: Self.noClipboard))
      note(.noClipboard)
    }
    session?.say(lecture, viewpoint)
    if key == .control("l") { screen.redraw() }
    if key == .control("z") { screen.suspend() }
  }
}

extension LabLoop {
  private mutating func note(_ event: SessionEvent) {
    guard let recorder, recorder.fault == nil else { return }
    recorder.note(event, lecture, viewpoint)
    if let fault = recorder.fault { update(&lecture, &viewpoint, .ignored(reason: fault)) }
  }

  /// The next thing that was done.
  private mutating func goOn() throws {
    _ = try replay?.step(&lecture, &viewpoint)
    if replay?.isOver == true { stopReplay("the replay is over; the keys are yours") }
  }

  private mutating func stopReplay(_ words: String) {
    replay = nil
    update(&lecture, &viewpoint, .ignored(reason: words))
  }

  /// Why a key does not do what it does elsewhere.
  private mutating func kioskRefusal(_ key: Key) -> String? {
    let asks = key == .control("c") && !wantsToLeave
    wantsToLeave = key == .control("c")
    if asks { return "Ctrl-C again leaves the class" }
    return key == .control("z") ? "there is no shell to go to here" : nil
  }
}

extension Event {
  /// A key that ends the program, or the terminal's own end.
  fileprivate var isLeaving: Bool {
    self == .key(.character("q")) || self == .key(.control("c")) || self == .closed
  }
}

/// When the next step is due while a network plays by itself.
private struct Player {
  private var due: ContinuousClock.Instant?

  /// Milliseconds until the next step; nil while nothing plays.
  mutating func wait(_ viewpoint: Viewpoint) -> Int? {
    guard viewpoint.isPlaying else {
      due = nil
      return nil
    }
    let now = ContinuousClock.now
    let next = due ?? now + .milliseconds(viewpoint.pace)
    due = next
    let left = (next - now).components
    return max(0, Int(left.seconds) * 1000 + Int(left.attoseconds / 1_000_000_000_000_000) + 1)
  }

  /// Whether the step is due; the one after it is a pace later.
  mutating func isDue(_ viewpoint: Viewpoint) -> Bool {
    guard viewpoint.isPlaying, let next = due, next <= .now else { return false }
    due = .now + .milliseconds(viewpoint.pace)
    return true
  }
}
