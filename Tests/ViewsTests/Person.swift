import BuiltInLessons
import Lab
import Lessons
import Pretrained
import Surface
import Testing
import Views

/// One person at one terminal: the program's loop without its terminal.
struct Person {
  var lecture: Lecture
  var viewpoint = Viewpoint()
  var size: Size
  var glass: Glass

  init(_ lesson: Lesson, size: Size = Size(columns: 80, rows: 24), glass: Glass = Glass(), files: WeightFiles = [:]) {
    lecture = Lecture(lesson, files: files, pretrained: .shipped)
    self.size = size
    self.glass = glass
  }

  var frame: Frame { draw(lecture, viewpoint, size, glass) }

  /// Whether keys are letters of a line now.
  var isTyping: Bool {
    switch viewpoint.overlay {
    case .entry, .search: true
    default: false
    }
  }

  mutating func press(_ key: Key) {
    act(Keymap.action(for: key, lecture, viewpoint, size, glass))
  }

  /// Keys by their names, with spaces between them.
  mutating func press(_ script: String) {
    for name in script.split(separator: " ") {
      guard let key = Key(name: String(name)) else { preconditionFailure("no key: \(name)") }
      press(key)
    }
  }

  mutating func act(_ action: LabAction) {
    update(&lecture, &viewpoint, action)
  }

  /// Where merges of the shipped networks are compared: three rows are there, one head learns and one waits.
  mutating func compareMergesHalfway() {
    for job in lecture.mergeJobs { act(.compared(MergeNews(slide: job.slide, comparison: Self.halfway))) }
  }

  /// The first comparison of a lecture.
  private static let halfway: MergeComparison = {
    var person = Person(BuiltIn.chapter)
    person.press("1 8 G M")
    do {
      var run = try MergeComparisonRun(person.lecture.mergeJobs[0])
      while (run.comparison.rows.count, run.comparison.epochs) < (3, 60) { try run.advance() }
      return run.comparison
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// Goes to a step of a slide, counted from 1, and leaves no message behind.
  mutating func go(to slide: Int, step: Int) {
    act(.slide(slide))
    act(.restart)
    for _ in 0..<step { act(.next) }
  }
}

extension Person {
  /// No words of the slide are out of sight.
  func expectsAllWords() {
    let text = frame.plainText
    let place = "slide \(lecture.slide + 1), step \(lecture.step)\n\(text)"
    #expect(!text.contains("more line") && !text.contains("▲"), "\(place)")
  }
}

enum BuiltIn {
  static let chapter = lesson("chapter")!
  static let mistakes = lesson("mistakes")!

  static func lesson(_ name: String) -> Lesson? {
    BuiltInLessons.all.first { $0.name == name }.map { Lesson.read($0.bytes, name: name).lesson }
  }
}
