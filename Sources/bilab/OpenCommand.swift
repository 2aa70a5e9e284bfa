import ArgumentParser
import Lab
import Lessons
import Pretrained
import Terminal

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

  @Option(
    name: .customLong("record"),
    help: ArgumentHelp("Write every key to this new file, which bilab replay plays back.", valueName: "FILE"),
    completion: .file())
  var recording: String?

  func run() throws {
    try Opening(lesson: lesson, slide: slide, theme: theme, isPlain: plain, recording: recording).run()
  }
}

/// A lesson on the screen, from its first frame to its last.
struct Opening {
  let lesson: String
  let slide: Int?
  let theme: ThemeName?
  var isPlain = false
  /// A file for a transcript.
  var recording: String?

  func run() throws {
    let (settings, faults) = SettingsFile()?.read() ?? (UserSettings(), [])
    var source = LessonSource(lesson)
    // What is recorded is to be the same for everyone.
    source.order = recording == nil ? settings.order : nil
    let bytes = try source.bytes()
    let opened = source.open(bytes)
    var lecture = Lecture(opened.told, files: opened.files, pretrained: .shipped)
    var viewpoint = Viewpoint(theme: try theme ?? Theme.origin(settings).theme)
    if let slide { try lecture.open(slide: slide, &viewpoint) }
    if let summary = opened.faultSummary { update(&lecture, &viewpoint, .ignored(reason: summary)) }
    if !faults.isEmpty {
      let words = "\(counted(faults.count, "fault")) in the settings; bilab settings lists them"
      update(&lecture, &viewpoint, .ignored(reason: words))
    }
    let recorder = try recording.map { path in
      let content = Transcript.content(try PresenterMaterial(source, opened.lesson).contents)
      let size = isPlain ? PlainLoop.size : TerminalFacts.screenSize
      return try Recorder(
        path,
        Transcript(
          lesson: source.name, content: content, theme: viewpoint.theme, size: size, slide: lecture.slide + 1))
    }
    // What is recorded begins as it will when it is replayed, and the lesson stays as it is.
    let memory = settings.remember == false || recorder != nil ? nil : MemoryFile(of: source)
    if let kept = memory?.read() { viewpoint.recall(kept, of: opened.lesson) }
    let watch = recorder == nil ? LessonWatch(source, bytes, opened.files) : nil
    if isPlain {
      var loop = PlainLoop(lecture, viewpoint, watching: watch, remembering: memory, recording: recorder)
      return try loop.run()
    }
    var loop = LabLoop(lecture, viewpoint, watching: watch, remembering: memory, recording: recorder)
    try loop.run()
  }
}
