import Classroom
import Lab
import Lessons

/// What a presenter opened, as bytes that the class can be given.
struct PresenterMaterial {
  let name: String
  let text: [UInt8]
  let id: ContentID
  /// The lesson's weight files by their names.
  let files: [(name: String, bytes: [UInt8])]

  init(name: String, text: [UInt8], files: [(name: String, bytes: [UInt8])]) {
    (self.name, self.text, self.files) = (name, text, files)
    id = ContentID(text)
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

/// What a presenter's screen has shown the class so far.
struct Presenting {
  /// Milliseconds between two states.
  private static let pause = 50
  /// Of a lecture's state, with room for the rest of a message.
  private static let mostBytes = 40 << 10

  /// nil before anything of the class was taken over, for who has brought nothing.
  private var material: PresenterMaterial?
  /// Whether the presenter named the lesson, which the class has to have then.
  private let isNamed: Bool
  private var hasPresented = false
  /// The connections that were this presenter's, by the owner's epoch.
  private var own: [UInt64: Set<UInt32>] = [:]
  private var sent: Sent?
  /// Somebody else's state that this presenter has seen, and gone on from.
  private var seen: Version?
  private var lastSent = 0
  private var isDue = false
  private var pointer: Pointer?
  private var revealed: Set<Int> = []
  private var shared: (lesson: ContentID, revealed: Set<Int>, id: ContentID, bytes: [UInt8])?
  /// The poll that the lecture has left.
  var endedPoll: UInt32?

  /// Which of the states that presenters made it is.
  private struct Version: Equatable {
    var epoch: UInt64
    var author: UInt32
    var count: UInt32
  }

  /// What the class was told last, or told this presenter.
  private struct Sent: Equatable {
    var state: LectureState
    var revealed: Set<Int>
    var pointer: UInt32?
  }

  init(_ material: PresenterMaterial?, isNamed: Bool = false) {
    (self.material, self.isNamed) = (material, isNamed)
  }

  /// Milliseconds until something is to be said that had to wait; nil for never.
  func wait(_ now: Int) -> Int? { isDue ? max(lastSent + Self.pause - now, 0) : nil }

  mutating func point(at focus: Focus) {
    pointer = Pointer(count: (pointer?.count ?? 0) &+ 1, focus: focus)
  }

  /// The first state of a connection. What this presenter sent on the one before may never have come to the class.
  mutating func returned(to published: PublishedState, _ member: ClassMember) {
    guard let client = member.welcome?.client else { return }
    if own[member.epoch]?.contains(published.author) == true { sent = nil }
    own[member.epoch, default: []].insert(client)
  }

  /// Whether this screen has to show what the class has.
  mutating func takesOver(_ published: PublishedState, _ shown: Shown, _ member: ClassMember) -> Bool {
    guard member.welcome != nil else { return false }
    let version = Version(epoch: member.epoch, author: published.author, count: published.count)
    if own[member.epoch]?.contains(published.author) == true || version == seen { return false }
    return hasPresented || !isNamed || shown.lesson.original == material?.id
  }

  /// This screen shows what the class has.
  mutating func tookOver(_ lecture: Lecture, _ shown: Shown, _ lessons: ClassLessons) {
    if material?.id != shown.lesson.original, let text = lessons.whole(shown.lesson) {
      let files = shown.lesson.files.map { ($0.name, lessons[$0.content] ?? []) }
      material = PresenterMaterial(name: shown.lesson.name, text: text, files: files)
      revealed = []
    }
    hasPresented = true
    pointer = shown.point ?? pointer
    reveal(lecture)
    sent = Sent(state: lecture.state, revealed: revealed, pointer: pointer?.count)
  }

  /// Shows the class the lecture, if it is not what it has.
  ///
  /// - Parameter isUrgent: whether it cannot wait for the pause between two states.
  /// - Returns: why it cannot be shown; nil where it can.
  mutating func present(
    _ lecture: Lecture, over newest: PublishedState, _ link: ClassLink, isUrgent: Bool = false
  ) -> String? {
    guard let material else { return nil }
    reveal(lecture)
    let new = Sent(state: lecture.state, revealed: revealed, pointer: pointer?.count)
    isDue = new != sent || newest.state.shown == nil || !hasPresented
    let now = milliseconds()
    guard isDue, isUrgent || lastSent + Self.pause <= now else { return nil }
    (sent, lastSent, hasPresented, isDue) = (new, now, true, false)
    seen = Version(epoch: link.member.epoch, author: newest.author, count: newest.count)
    let shared = sharedText(of: lecture, material.id)
    var contents = [material.id: material.text, shared.id: shared.bytes]
    let files = material.files.map { file in
      let id = ContentID(file.bytes)
      contents[id] = file.bytes
      return SharedLesson.File(name: file.name, content: id)
    }
    let bytes = new.state.bytes(of: lecture.lesson)
    guard bytes.count <= Self.mostBytes else { return "too much is changed to show it to the class; R takes some back" }
    let weights = new.state.weights
    contents.merge(weights) { first, _ in first }
    let lesson = SharedLesson(name: material.name, original: material.id, shared: shared.id, files: files)
    let shown = Shown(
      lesson: lesson, lecture: bytes, point: pointer, weights: weights.keys.sorted())
    link.member.present(shown, providing: contents)
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
  private mutating func reveal(_ lecture: Lecture) {
    if let (_, step) = lecture.currentSlide.question, lecture.step > step { revealed.insert(lecture.slide) }
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

  /// Whether the question of a poll is on the screen no more, or with its answer.
  func isPast(_ poll: Poll) -> Bool {
    slide != poll.slide || currentSlide.question.map { $0.step != step } ?? true
  }
}
