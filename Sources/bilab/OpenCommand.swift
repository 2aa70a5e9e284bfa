import ArgumentParser
import Glibc
import Lab
import Pretrained
import Surface
import Terminal
import Views

struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a lesson in the terminal (what bilab does without a command).")

  @Argument(help: "A lesson file, or the name of a built-in lesson.")
  var lesson: String = LessonSource.chapter

  @Option(help: "The slide to open, from 1.")
  var slide: Int?

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  func run() throws {
    try Opening(lesson: lesson, slide: slide, theme: theme).run()
  }
}

/// A lesson on the screen, from its first frame to its last.
struct Opening {
  let lesson: String
  let slide: Int?
  let theme: ThemeName?

  func run() throws {
    let opened = try LessonSource(lesson).open()
    var lecture = Lecture(opened.lesson, files: opened.files, pretrained: .shipped)
    var viewpoint = Viewpoint(theme: try Theme.chosen(theme))
    if let slide { try lecture.open(slide: slide, &viewpoint) }
    if let summary = opened.faultSummary { update(&lecture, &viewpoint, .ignored(reason: summary)) }
    let screen: Screen
    do { screen = try Screen.open() } catch { throw Failure("\(error)") }
    defer { screen.close() }
    show(&lecture, &viewpoint, on: screen)
  }

  private static let noClipboard = "this terminal takes no clipboard; bilab export --short prints the code"

  private static let longestBatch = Duration.milliseconds(200)

  /// Draws, sleeps until something happens, lets all of it happen, and draws again.
  private func show(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, on screen: Screen) {
    let glass = Glass(isUnicode: screen.isUnicode, colours: screen.colours)
    var player = Player()
    let worker = TrainingWorker(wake: Screen.wake)
    defer { worker.stop() }
    // What a training on another slide has come to changes nothing on the screen.
    var isDrawn = false
    while !viewpoint.hasQuit {
      for news in worker.takeNews() { update(&lecture, &viewpoint, news) }
      worker.advance(lecture.jobs, lecture.mergeJobs)
      if !isDrawn { screen.present(draw(lecture, viewpoint, screen.size, glass)) }
      let events = screen.events(timeout: player.wait(viewpoint))
      isDrawn = lecture.training == nil && !events.isEmpty && events.allSatisfy { $0 == .woken }
      if player.isDue(viewpoint) {
        update(&lecture, &viewpoint, .tick)
        isDrawn = false
      }
      let start = ContinuousClock.now
      for event in events {
        // What waits behind keys that take so long is a flood; only the wish to leave gets through it.
        if start.duration(to: .now) > Self.longestBatch, !event.isLeaving { continue }
        switch event {
        case .key(let key):
          update(&lecture, &viewpoint, Keymap.action(for: key, lecture, viewpoint, screen.size, glass))
          if let text = viewpoint.copied, !screen.copy(text) {
            update(&lecture, &viewpoint, .ignored(reason: Self.noClipboard))
          }
          if key == .control("l") { screen.redraw() }
          if key == .control("z") { screen.suspend() }
        case .resized, .redraw, .woken: break
        case .closed: return
        }
        if viewpoint.hasQuit { return }
      }
    }
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
