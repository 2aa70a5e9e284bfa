import BuiltInLessons
import Classroom
import Lab
import Lessons
import Surface
import Views

/// Lessons and states of them that a presenter sends: what can be read can be shown, and holds no sequence for a
/// terminal.
enum Slides {
  static let lesson: Lesson = {
    let chapter = BuiltInLessons.all[0]
    return Lesson.read(chapter.bytes, name: chapter.name).lesson
  }()
  private static let lecture = Lecture(lesson)
  private static let mostSlides = 4

  static func checkLesson(_ bytes: [UInt8]) {
    guard let lesson = try? Lesson(sharedBytes: bytes) else { return }
    let all = Set(lesson.slides.indices)
    let written = lesson.sharedBytes(revealed: all, counts: [:])
    let again = try? Lesson(sharedBytes: written)
    precondition(again?.sharedBytes(revealed: all, counts: [:]) == written, "a lesson changes")
    precondition((try? Lesson(sharedBytes: lesson.sharedBytes(revealed: [], counts: [:]))) != nil, "a secret breaks it")
    // A big network takes its time, as everyone knows who writes one.
    guard lesson.slides.allSatisfy({ ($0.experiment?.input.count ?? 0) <= 32 && $0.training == nil }) else { return }
    var lecture = Lecture(lesson)
    var viewpoint = Viewpoint()
    for _ in lesson.slides.prefix(mostSlides) {
      look(lecture, viewpoint)
      for action: LabAction in [.next, .next, .lastSlide, .back, .nextSlide] {
        update(&lecture, &viewpoint, action)
      }
      look(lecture, viewpoint)
    }
  }

  static func checkLecture(_ bytes: [UInt8]) {
    guard let (state, _) = try? LectureState.read(bytes, of: lesson, weights: { _ in nil }) else { return }
    let written = state.bytes(of: lesson)
    guard let (again, _) = try? LectureState.read(written, of: lesson, weights: { _ in nil }) else {
      preconditionFailure("a state is not read again")
    }
    precondition(again.bytes(of: lesson) == written, "a state changes")
    var lecture = Self.lecture
    var viewpoint = Viewpoint()
    var news = ClassNews(name: "rnn", part: .follower)
    (news.isConnected, news.isPresenterHere) = (true, true)
    update(&lecture, &viewpoint, .attend(news))
    update(&lecture, &viewpoint, .shared(state, point: nil))
    look(lecture, viewpoint)
    update(&lecture, &viewpoint, .follow)
    for action: LabAction in [.next, .back, .toggle(.merge), .undo] { update(&lecture, &viewpoint, action) }
    look(lecture, viewpoint)
  }

  private static func look(_ lecture: Lecture, _ viewpoint: Viewpoint) {
    let frame = draw(lecture, viewpoint, Size(columns: 60, rows: 20), Glass(isUnicode: true))
    for cell in frame.cells {
      for scalar in cell.text.unicodeScalars {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate:
          preconditionFailure("\(scalar.value) is on the screen")
        default: break
        }
        precondition(!scalar.properties.isBidiControl, "\(scalar.value) is on the screen")
      }
    }
  }
}
