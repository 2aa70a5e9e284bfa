import ArgumentParser
import Glibc
import Lab
import Pretrained
import Surface
import Views

struct DumpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dump", abstract: "Print the frame that a terminal would show, or what the screen knows as JSON.",
    discussion: """
      Prints every slide, or the one of --slide. A slide is in its final state unless --step says otherwise; the keys \
      come after that, and a training that they started runs to its end.
      """)

  @Argument(help: "A lesson file, or the name of a built-in lesson.", completion: .lesson)
  var lesson: String = LessonSource.chapter

  @Option(help: "The slide, from 1.")
  var slide: Int?

  @Option(help: "The step of the slide; 0 is before the first.")
  var step: Int?

  @Option(help: "Columns and rows of the terminal.")
  var size: Size = Size(columns: 80, rows: 24)

  @Option(help: "Keys to press, such as \"space space m\": \(Key.nameList), or the character itself.")
  var keys: String = ""

  @Flag(help: "What a terminal without Unicode would show.")
  var ascii = false

  @Option(help: "never, 16 or 256; 256 in a terminal and never elsewhere unless given.")
  var color: DumpColour?

  @Option(help: "dark, light, contrast or none.")
  var theme: ThemeName?

  @Flag(help: "Print what the screen knows instead, one JSON object a slide.")
  var json = false

  func validate() throws {
    if step != nil, slide == nil { throw ValidationError("--step needs --slide") }
  }

  func run() throws {
    let opened = try LessonSource(lesson).open()
    if let summary = opened.faultSummary { warn(summary) }
    let keys = try KeyScript(self.keys)
    let slides = slide.map { $0...$0 } ?? 1...opened.lesson.slides.count
    for slide in slides {
      var lecture = Lecture(opened.lesson, files: opened.files, pretrained: .shipped)
      var viewpoint = Viewpoint(theme: try Theme.chosen(theme))
      try place(&lecture, &viewpoint, slide)
      keys.press(&lecture, &viewpoint, size, glass)
      try TrainingWorker.finish(&lecture, &viewpoint)
      try Output.write((json ? try StateReport(lecture).json() : text(draw(lecture, viewpoint, size, glass))) + "\n")
    }
  }

  /// Goes to a step of a slide, by default the last one, leaving no message behind.
  private func place(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ slide: Int) throws {
    try lecture.open(slide: slide, &viewpoint)
    let target = step ?? lecture.steps
    guard (0...lecture.steps).contains(target) else {
      throw Failure("slide \(slide) has no step \(target): its steps are 0 to \(lecture.steps)")
    }
    for _ in 0..<target { update(&lecture, &viewpoint, .next) }
  }

  private var colour: DumpColour { color ?? (isatty(STDOUT_FILENO) == 1 ? .wide : .never) }

  private var glass: Glass {
    Glass(isUnicode: !ascii, colours: colour.count, hasAttributes: colour != .never)
  }

  private func text(_ frame: Frame) -> String {
    colour == .never ? frame.plainText : frame.colouredText(colours: colour.count)
  }
}

enum DumpColour: String, ExpressibleByArgument, CaseIterable {
  case never
  case sixteen = "16"
  case wide = "256"

  var count: Int {
    switch self {
    case .never: 0
    case .sixteen: 16
    case .wide: 256
    }
  }
}

extension Size: ExpressibleByArgument {
  /// Columns and rows as in 80x24, within what a screen may have.
  public init?(argument: String) {
    let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let columns = parts[0], let rows = parts[1], (1...400).contains(columns),
      (1...150).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }

  public var defaultValueDescription: String { "\(columns)x\(rows)" }
}
