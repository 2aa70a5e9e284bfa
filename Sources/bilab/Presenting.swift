import Classroom
import Lab
import Lessons

/// What a presenter opened, as bytes that the class can be given.
struct PresenterMaterial {
  let name: String
  let original: ContentID
  let text: [UInt8]
  /// The lesson's weight files.
  let files: [SharedLesson.File]
  /// The text and the files by their names as contents.
  let contents: [ContentID: [UInt8]]

  init(name: String, text: [UInt8], files: [(name: String, bytes: [UInt8])]) {
    (self.name, self.text, original) = (name, text, ContentID(text))
    var contents = [original: text]
    self.files = files.map { file in
      let id = ContentID(file.bytes)
      contents[id] = file.bytes
      return SharedLesson.File(name: file.name, content: id)
    }
    self.contents = contents
  }

  /// What a lesson's files hold now. A weight file that cannot be read is a fault of the lesson, and stays away.
  init(_ source: LessonSource, _ lesson: Lesson) throws {
    var files: [(name: String, bytes: [UInt8])] = []
    for case .file(let name)? in lesson.slides.map(\.experiment?.weights) {
      guard let folder = source.folder, !files.contains(where: { $0.name == name }),
        let bytes = try? FileReader.read(name, beneath: folder, most: LessonWeights.mostInFile)
      else { continue }
      files.append((name, bytes))
    }
    self.init(name: source.shortName, text: try source.bytes(), files: files)
  }
}

/// What a presenter's screen shows the class.
///
/// The owner of the class puts the presenters' decisions in order. A screen takes over a decision of somebody else once,
/// goes on from there, and shows the class what has changed since; the owner lets that pass unless yet another one has
/// been faster.
struct Presenting {
  /// Milliseconds between two states.
  private static let pause = 50
  /// Of a lecture's state, with room for the rest of a message.
  private static let mostBytes = 40 << 10

  /// nil before anything of the class was taken over, for who has brought nothing.
  private(set) var material: PresenterMaterial?
  /// Whether the presenter named the lesson, which the class has to have then.
  private let isNamed: Bool
  private var hasPresented = false
  /// What the class was shown last, or showed this presenter; nil where it may have got lost on the way.
  private var last: Screen?
  /// Somebody else's, which this screen has taken over.
  private var seen: Decision?
  private var lastSent = 0
  private var isDue = false
  private var pointer: Pointer?
  private var revealed: Set<Int> = []
  private var shared: (lesson: ContentID, revealed: Set<Int>, id: ContentID, bytes: [UInt8])?

  private struct Screen: Equatable {
    var state: LectureState
    var revealed: Set<Int>
    var pointer: UInt32?

    func isProgress(of other: Screen) -> Bool {
      (revealed, pointer) == (other.revealed, other.pointer) && state.isProgress(of: other.state)
    }
  }

  init(_ material: PresenterMaterial?, isNamed: Bool = false) {
    (self.material, self.isNamed) = (material, isNamed)
  }

  /// Whether this screen has shown nothing yet, and is to show this lesson.
  func begins(_ lesson: SharedLesson) -> Bool { !hasPresented && lesson.original == material?.original }

  /// The lesson that this screen and the class have in common; nil before they have one.
  var shownName: String? { hasPresented ? material?.name : nil }

  /// Milliseconds until something is to be said that had to wait; nil for never.
  func wait(_ now: Int) -> Int? { isDue ? max(lastSent + Self.pause - now, 0) : nil }

  mutating func point(at focus: Focus) {
    pointer = Pointer(count: (pointer?.count ?? 0) &+ 1, focus: focus)
  }

  /// A connection begins; what was said on the one before may not have come.
  mutating func reconnected() { last = nil }

  /// Whether this screen has to show what the class has.
  func takesOver(_ published: PublishedState, _ member: ClassMember) -> Bool {
    guard let shown = published.state.shown, !member.isOwn(published.decision), published.decision != seen else {
      return false
    }
    return hasPresented || !isNamed || shown.lesson.original == material?.original
  }

  /// This screen shows what the class has.
  mutating func tookOver(_ lecture: Lecture, _ published: PublishedState, _ lessons: ClassLessons) {
    guard let shown = published.state.shown else { return }
    if material?.original != shown.lesson.original, let text = lessons.whole(shown.lesson) {
      let files = shown.lesson.files.map { ($0.name, lessons[$0.content] ?? []) }
      material = PresenterMaterial(name: shown.lesson.name, text: text, files: files)
      revealed = []
    }
    (seen, hasPresented) = (published.decision, true)
    pointer = shown.point ?? pointer
    last = screen(of: lecture)
  }

  /// This screen cannot show what the class has.
  mutating func leavesAside(_ decision: Decision) { seen = decision }

  /// This screen shows how far a training has come that another one computes.
  mutating func tookProgress(_ lecture: Lecture) { last?.state.take(progressOf: lecture.state) }

  /// Whether the class does not have what the lecture shows.
  mutating func isAhead(_ lecture: Lecture) -> Bool { screen(of: lecture) != last }

  /// Shows the class the lecture, if it is not what it has.
  ///
  /// - Parameters:
  ///   - newest: what the class has.
  ///   - isUrgent: whether it cannot wait for the pause between two states.
  /// - Returns: why it cannot be shown; nil where it can.
  mutating func present(
    _ lecture: Lecture, over newest: PublishedState, _ link: ClassLink, isUrgent: Bool = false
  ) -> String? {
    guard let material else { return nil }
    let new = screen(of: lecture)
    isDue = new != last || newest.state.shown == nil || !hasPresented
    let now = milliseconds()
    guard isDue, isUrgent || lastSent + Self.pause <= now else { return nil }
    let isProgress = newest.state.shown != nil && hasPresented && last.map { new.isProgress(of: $0) } ?? false
    (last, lastSent, hasPresented, isDue) = (new, now, true, false)
    seen = newest.decision
    let shared = sharedText(of: lecture, material.original)
    let bytes = new.state.bytes(of: lecture.lesson)
    guard bytes.count <= Self.mostBytes else { return "too much is changed to show it to the class; R takes some back" }
    let weights = new.state.weights
    let lesson = SharedLesson(
      name: material.name, original: material.original, shared: shared.id, files: material.files)
    let shown = Shown(lesson: lesson, lecture: bytes, point: pointer, weights: weights.keys.sorted())
    let contents = material.contents.merging([shared.id: shared.bytes]) { $1 }.merging(weights) { $1 }
    link.member.present(shown, isProgress: isProgress, providing: contents)
    return nil
  }

  /// What the class may have of the lesson, made anew when there is more of it.
  private mutating func sharedText(of lecture: Lecture, _ lesson: ContentID) -> (id: ContentID, bytes: [UInt8]) {
    if let shared, shared.revealed == revealed, shared.lesson == lesson { return (shared.id, shared.bytes) }
    let bytes = lecture.sharedBytes(revealed: revealed)
    shared = (lesson, revealed, ContentID(bytes), bytes)
    return (ContentID(bytes), bytes)
  }

  /// A question whose answer was on the screen once is no secret any more.
  private mutating func screen(of lecture: Lecture) -> Screen {
    if let (_, step) = lecture.currentSlide.question, lecture.step > step { revealed.insert(lecture.slide) }
    return Screen(state: lecture.state, revealed: revealed, pointer: pointer?.count)
  }
}

extension Lecture {
  /// The lesson as the class may have it.
  fileprivate func sharedBytes(revealed: Set<Int>) -> [UInt8] {
    var counts: [Int: Int] = [:]
    for (index, slide) in lesson.slides.enumerated() {
      if let count = numbers(in: slide) { counts[index] = count }
    }
    return lesson.sharedBytes(revealed: revealed, counts: counts)
  }

  /// How many numbers the answer of a slide's question is, if its network says so.
  private func numbers(in slide: Slide) -> Int? {
    guard case .quantity(let quantity)? = slide.question?.question.answer, let experiment = slide.experiment else {
      return nil
    }
    let network = LiveNetwork(experiment, Settings(experiment), files: files)
    let other = experiment.comparison.map { LiveNetwork($0, Settings($0), files: files) }
    return network.value(of: quantity, other: other)?.numbers.count
  }
}
