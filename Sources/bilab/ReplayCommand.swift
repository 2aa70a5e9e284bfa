import ArgumentParser
import Lab
import Pretrained
import Surface
import Views

struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Do again what bilab --record has written, and compare every frame.",
    discussion: """
      On the screen a key stops it, and the lecture goes on from there. It fails with the line from which on the screen \
      is not the one that was recorded: the lesson or bilab is another one then.
      """)

  @Argument(help: "What bilab --record has written.", completion: .file())
  var transcript: String

  @Argument(
    help: "The lesson, where it does not lie where it lay, seen from here or from the transcript.", completion: .lesson)
  var lesson: String?

  @Flag(help: "Print every frame instead, as plain text.")
  var dump = false

  func run() throws {
    let transcript = try read()
    let source = try source(transcript)
    let opened = try source.open()
    guard Transcript.content(try PresenterMaterial(source, opened.lesson).contents) == transcript.content else {
      throw Failure(
        "\(SafeText.string(source.name)) is not the lesson that was recorded: it, or a weight file, has changed")
    }
    var lecture = Lecture(opened.told, files: opened.files, pretrained: .shipped)
    var viewpoint = Viewpoint(theme: transcript.theme)
    try lecture.open(slide: transcript.slide, &viewpoint)
    var replay = Replay(transcript)
    do {
      guard dump else {
        var loop = LabLoop(lecture, viewpoint, replaying: replay)
        return try loop.run()
      }
      try show("0: the beginning", lecture, viewpoint, replay.size)
      var count = 0
      while let event = try replay.step(&lecture, &viewpoint) {
        count += 1
        try show("\(count): \(event.text)", lecture, viewpoint, replay.size)
      }
    } catch let fault as Replay.Difference {
      throw Failure("\(SafeText.string(self.transcript)): \(fault)")
    }
  }

  private func show(_ title: String, _ lecture: Lecture, _ viewpoint: Viewpoint, _ size: Size) throws {
    let frame = draw(lecture, viewpoint, size, Glass(isUnicode: true, colours: 0, hasAttributes: false))
    try Output.write("== \(title) ==\n" + frame.plainText + "\n")
  }

  private func read() throws -> Transcript {
    let name = SafeText.string(transcript)
    do {
      let bytes = try FileReader.read(transcript, most: Transcript.mostBytes)
      return try Transcript(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure("\(name): \(error)")
    }
  }

  /// Where it was when it was recorded, or else beside the transcript.
  private func source(_ transcript: Transcript) throws -> LessonSource {
    if let lesson { return LessonSource(lesson) }
    let there = LessonSource(transcript.lesson)
    if (try? there.bytes()) != nil { return there }
    let folder = self.transcript.lastIndex(of: "/").map { String(self.transcript[...$0]) } ?? ""
    return LessonSource(folder + there.shortName)
  }
}
