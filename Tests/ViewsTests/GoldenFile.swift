import Foundation
import Lab
import Lessons
import Surface
import Testing
import Views

/// One file of expected frames. A folder of Golden is a lesson (its lesson.md, or the built-in lesson of the folder's
/// name) with a cases.txt: a line a case, which says what to draw and in which file of `expected` to keep it.
struct GoldenFile: CustomTestStringConvertible, Sendable {
  let folder: String
  let name: String
  var cases: [GoldenCase]

  var testDescription: String { "\(folder)/\(name)" }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  static let all: [GoldenFile] = folders.flatMap { folder -> [GoldenFile] in
    var files: [GoldenFile] = []
    let text = (try? String(contentsOf: root.appending(path: "\(folder)/cases.txt"), encoding: .utf8)) ?? ""
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let new = GoldenCase(line)
      if let index = files.firstIndex(where: { $0.name == new.file }) {
        files[index].cases.append(new)
      } else {
        files.append(GoldenFile(folder: folder, name: new.file, cases: [new]))
      }
    }
    return files
  }

  static let folders = names(in: root)

  static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
  }

  var path: URL { Self.root.appending(path: "\(folder)/expected/\(name).txt") }

  func lesson() throws -> Lesson {
    if let lesson = BuiltIn.lesson(folder) { return lesson }
    let bytes = try Data(contentsOf: Self.root.appending(path: "\(folder)/lesson.md"))
    return Lesson.read([UInt8](bytes), name: folder).lesson
  }

  func frames() throws -> String {
    let lesson = try lesson()
    return cases.flatMap { $0.frames(of: lesson) }.joined(separator: "\n") + "\n"
  }
}

/// A line of a cases.txt: `file | size | utf8 or ascii | slide or all | step or final | keys`, and for a person of a class
/// `| its scene`.
struct GoldenCase: Sendable {
  let file: String
  let size: Size
  let glass: Glass
  /// From 1; nil is every slide.
  let slide: Int?
  /// nil is the slide's last step.
  let step: Int?
  let keys: String
  /// Words of a `ClassScene`.
  let scene: String?

  init(_ line: Substring) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    precondition((6...7).contains(fields.count), "six or seven fields with | between them: \(line)")
    let numbers = fields[1].split(separator: "x").compactMap { Int($0) }
    precondition(numbers.count == 2, "a size such as 80x24: \(line)")
    precondition(["utf8", "ascii"].contains(fields[2]), "utf8 or ascii: \(line)")
    precondition(fields[3] == "all" || Int(fields[3]) != nil, "a slide, or all: \(line)")
    precondition(fields[4] == "final" || Int(fields[4]) != nil, "a step, or final: \(line)")
    file = fields[0]
    size = Size(columns: numbers[0], rows: numbers[1])
    glass = Glass(isUnicode: fields[2] == "utf8", colours: 0, hasAttributes: false)
    slide = Int(fields[3])
    step = Int(fields[4])
    keys = fields[5]
    scene = fields.count > 6 ? fields[6] : nil
  }

  func frames(of lesson: Lesson) -> [String] {
    (slide.map { $0...$0 } ?? 1...lesson.slides.count).map { slide in
      var person = Person(lesson, size: size, glass: glass)
      person.go(to: slide, step: step ?? person.lecture.steps(of: slide - 1))
      let header = ["slide \(slide)", "step \(person.lecture.step)", keys, scene ?? ""].filter { !$0.isEmpty }
      let scene = scene.map { ClassScene($0, slide: slide - 1) }
      if let scene { person.act(.attend(scene.news)) }
      person.press(keys)
      if var news = scene?.news, scene?.isKept == true {
        news.isAnswerKept = true
        person.act(.attend(news))
      }
      person.compareMergesHalfway()
      return "== \(header.joined(separator: ", ")) ==\n" + person.frame.plainText
    }
  }
}
