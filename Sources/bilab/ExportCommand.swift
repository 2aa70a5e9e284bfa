import ArgumentParser
import Lab
import Surface
import Views

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a lesson to read without bilab, or a slide's network for PyTorch.",
    usage: """
      bilab export [LESSON] -o FILE [--notes] [--force]
      bilab export [LESSON] -o - --as KIND [--notes]
      bilab export [LESSON] --slide N [--keys KEYS] -o DIR [--force]
      bilab export [LESSON] --slide N [--keys KEYS] --short
      """,
    discussion: """
      Without --slide, the whole lesson is written to FILE, whose name says as what: FILE.html is one page for a \
      browser, with every step of its networks and nothing to load from elsewhere; FILE.txt is plain text; FILE.md is \
      Markdown with the numbers filled in. A FILE that is there is replaced only with --force.

      With --slide, the slide's network is written for PyTorch: DIR/model.py and DIR/weights.safetensors, the parameters \
      by PyTorch's names, the input x of shape (T, B, I), h_0 and, of an LSTM, c_0, all F64. The network is the slide's \
      after the keys. With --slide all, each network has a folder of its own, such as DIR/slide-08. Files that bilab \
      export wrote are replaced; others only with --force.
      """)

  @Argument(help: "A lesson file, or the name of a built-in lesson.", completion: .lesson)
  var lesson: String = LessonSource.chapter

  @Option(
    help: ArgumentHelp("The network of this slide, from 1, or of all, for PyTorch.", valueName: "N"),
    completion: .list(["all"]))
  var slide: SlideChoice?

  @Option(help: "Keys to press, such as \"m e 5 enter\": \(Key.nameList), or the character itself.")
  var keys: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file, or with --slide the folder, which is made if it is not there; - is the standard output.",
      valueName: "FILE"), completion: .file())
  var output: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What the lesson is written as, whatever the file's name: html, txt or md.", valueName: "KIND"))
  var kind: LessonFile.Kind?

  @Flag(help: "Write the speaker's notes too.")
  var notes = false

  @Flag(help: "Print the short code instead, as the key y copies it.")
  var short = false

  @Flag(help: "Replace a file that is there; with --slide those that bilab export did not write, or that were changed.")
  var force = false

  func validate() throws {
    guard slide != nil else { return try validateLesson() }
    guard short != (output != nil) else {
      throw ValidationError("name a folder with -o, or ask for the code alone with --short")
    }
    if short, case .all = slide { throw ValidationError("--short prints the code of one slide") }
    guard !notes, kind == nil, output.flatMap(LessonFile.Kind.init(path:)) == nil, output != "-" else {
      throw ValidationError("--slide writes a folder for PyTorch; leave it out to write the whole lesson to a file")
    }
  }

  private func validateLesson() throws {
    guard !short, keys == nil else { throw ValidationError("--short and --keys go with --slide") }
    guard let output else {
      throw ValidationError("name a file with -o, or a slide with --slide to get its network for PyTorch")
    }
    guard kind ?? LessonFile.Kind(path: output) != nil else {
      throw ValidationError(
        output == "-"
          ? "say with --as what to print: html, txt or md"
          : "\(output): a lesson is written to a file that ends in .html, .txt or .md; --slide writes a folder for PyTorch"
      )
    }
  }

  func run() throws {
    let source = LessonSource(lesson)
    let opened = try source.open()
    if let summary = opened.faultSummary { warn(summary) }
    guard let slide else {
      guard let output, let kind = kind ?? LessonFile.Kind(path: output) else { return }
      return try LessonFile(kind: kind, path: output, force: force, hasNotes: notes).write(opened, of: source)
    }
    try export(slide, of: opened)
  }

  private func export(_ slide: SlideChoice, of opened: LessonSource.Opened) throws {
    let keys = try KeyScript(self.keys ?? "")
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

extension LessonFile.Kind: ExpressibleByArgument {}
