import ArgumentParser
import Lab
import Surface
import Views

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a slide's network as a program for PyTorch, with its numbers.",
    usage: """
      bilab export [LESSON] --slide N [--keys KEYS] -o DIR [--force]
      bilab export [LESSON] --slide N [--keys KEYS] --short
      """,
    discussion: """
      Writes DIR/model.py and DIR/weights.safetensors: the parameters by PyTorch's names, the input x of shape (T, B, I), \
      h_0 and, of an LSTM, c_0, all F64. The network is the slide's after the keys. With --slide all, each network has a \
      folder of its own, such as DIR/slide-08. Files that bilab export wrote are replaced; others only with --force.
      """)

  @Argument(help: "A lesson file, or the name of a built-in lesson.", completion: .lesson)
  var lesson: String = LessonSource.chapter

  @Option(help: ArgumentHelp("The slide, from 1, or all.", valueName: "N"), completion: .list(["all"]))
  var slide: SlideChoice

  @Option(help: "Keys to press, such as \"m e 5 enter\": \(Key.nameList), or the character itself.")
  var keys: String = ""

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder; it is made if it is not there.", valueName: "DIR"),
    completion: .directory)
  var output: String?

  @Flag(help: "Print the short code instead, as the key y copies it.")
  var short = false

  @Flag(help: "Replace files that bilab export did not write, or that were changed since.")
  var force = false

  func validate() throws {
    guard short != (output != nil) else {
      throw ValidationError("name a folder with -o, or ask for the code alone with --short")
    }
    if short, case .all = slide { throw ValidationError("--short prints the code of one slide") }
  }

  func run() throws {
    let opened = try LessonSource(lesson).open()
    if let summary = opened.faultSummary { warn(summary) }
    let keys = try KeyScript(self.keys)
    func lecture(at slide: Int) throws -> Lecture {
      var lecture = Lecture(opened.lesson, files: opened.files)
      var viewpoint = Viewpoint()
      try lecture.open(slide: slide, &viewpoint)
      while lecture.step < lecture.steps { update(&lecture, &viewpoint, .next) }
      keys.press(&lecture, &viewpoint, Size(columns: 80, rows: 24), Glass(isUnicode: true, colours: 0))
      return lecture
    }
    switch slide {
    case .number(let number):
      guard let live = try lecture(at: number).live else {
        throw Failure("slide \(number) has no lab block; its network is what this writes")
      }
      guard let output else { return try Output.write(PyTorchSource.copy(of: live).text) }
      try Output.write(try ExportFolder(output, force: force).write(PyTorchNetwork(live)))
    case .all:
      guard let output else { return }
      let count = opened.lesson.slides.count
      let live = try (1...count).compactMap { number in try lecture(at: number).live.map { (number, $0) } }
      guard !live.isEmpty else { throw Failure("no slide of this lesson has a network") }
      try ExportFolder.make(output)
      for (number, live) in live {
        let name = String(repeating: "0", count: max(0, 2 - "\(number)".count)) + "\(number)"
        let folder = ExportFolder("\(output)/slide-\(name)", force: force)
        try Output.write(try folder.write(PyTorchNetwork(live)))
      }
    }
  }
}

/// One slide, or every slide that has a network.
enum SlideChoice: ExpressibleByArgument {
  case number(Int)
  case all

  init?(argument: String) {
    if argument == "all" {
      self = .all
    } else if let number = Int(argument) {
      self = .number(number)
    } else {
      return nil
    }
  }
}
