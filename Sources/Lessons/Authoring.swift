/// Where an author has worked: the slide from 0, and how many of its pauses come before that.
public struct LessonChange: Hashable, Sendable {
  public var slide: Int
  public var pauses: Int

  public init(slide: Int, pauses: Int) {
    (self.slide, self.pauses) = (slide, pauses)
  }
}

/// What whoever writes a lesson sees of it.
extension Lesson {
  /// The most faults that a slide tells of; where one is wrong, others often follow from it.
  private static let mostTold = 3

  /// The lesson with its faults on the slides that have them.
  ///
  /// - Parameters:
  ///   - faults: of this lesson, in the order of the file.
  ///   - file: what the lines of the messages begin with.
  public func telling(_ faults: [Diagnostic], in file: String) -> Lesson {
    var lesson = self
    let bySlide = Dictionary(grouping: faults) { slide(atLine: $0.place.line) }
    for (slide, faults) in bySlide {
      lesson.slides[slide].faults = faults.prefix(Self.mostTold).map { fault in
        "\(file):\(fault.place.line):\(fault.place.column) \(fault.message); \(fault.advice) [\(fault.id)]"
      }
      let left = faults.count - Self.mostTold
      if left > 0 { lesson.slides[slide].faults.append("and \(left) more, which bilab check lists") }
    }
    return lesson
  }

  /// Where the first difference is between a text and the one before.
  ///
  /// - Parameters:
  ///   - old: the file's bytes before.
  ///   - new: the file's bytes now, of which this lesson was read.
  /// - Returns: nil where the two are equal.
  public func firstChange(from old: [UInt8], to new: [UInt8]) -> LessonChange? {
    guard old != new else { return nil }
    let place = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? min(old.count, new.count)
    let before = new[..<place]
    let slide = slide(atLine: before.count { $0 == UInt8(ascii: "\n") } + 1)
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    // What stands above the change is a lesson as well, and ends with the same slide.
    let above = Lesson.read(Array(new[..<lineStart]), name: "").lesson.slides
    let pauses = above.count == slide + 1 ? above[slide].pauses : 0
    return LessonChange(slide: slide, pauses: min(pauses, slides[slide].pauses))
  }

  private func slide(atLine line: Int) -> Int { slides.lastIndex { $0.line <= line } ?? 0 }
}
