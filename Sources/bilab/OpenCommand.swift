import ArgumentParser
import Lab
import Lessons
import Pretrained

struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open a lesson in the terminal (what bilab does without a command).")

  @Argument(
    help: "A lesson file, the name of a built-in lesson, or a deck of presenterm, slides, patat or mdp.",
    completion: .lesson)
  var lesson: String = LessonSource.chapter

  @Option(help: "The slide to open, from 1.")
  var slide: Int?

  @Option(help: "dark, light, contrast or none. Without it, BILAB_THEME decides, or NO_COLOR.")
  var theme: ThemeName?

  @Flag(help: "Tell the lesson in lines, for ears and for terminals that only print; keys are typed as lines.")
  var plain = false

  func run() throws {
    try Opening(lesson: lesson, slide: slide, theme: theme, isPlain: plain).run()
  }
}

/// A lesson on the screen, from its first frame to its last.
struct Opening {
  let lesson: String
  let slide: Int?
  let theme: ThemeName?
  var isPlain = false

  func run() throws {
    let source = LessonSource(lesson)
    let bytes = try source.bytes()
    let opened = source.open(bytes)
    var lecture = Lecture(opened.told, files: opened.files, pretrained: .shipped)
    let (settings, faults) = SettingsFile()?.read() ?? (UserSettings(), [])
    var viewpoint = Viewpoint(theme: try theme ?? Theme.origin(settings).theme)
    if let slide { try lecture.open(slide: slide, &viewpoint) }
    if let summary = opened.faultSummary { update(&lecture, &viewpoint, .ignored(reason: summary)) }
    if !faults.isEmpty {
      let words = "\(counted(faults.count, "fault")) in the settings; bilab settings lists them"
      update(&lecture, &viewpoint, .ignored(reason: words))
    }
    let memory = settings.remember == false ? nil : MemoryFile(of: source)
    if let kept = memory?.read() { viewpoint.recall(kept, of: opened.lesson) }
    let watch = LessonWatch(source, bytes, opened.files)
    if isPlain {
      var loop = PlainLoop(lecture, viewpoint, watching: watch, remembering: memory)
      return try loop.run()
    }
    var loop = LabLoop(lecture, viewpoint, watching: watch, remembering: memory)
    try loop.run()
  }
}
