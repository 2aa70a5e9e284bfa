import Classroom
import Glibc
import Lab
import Lessons
import Pretrained
import Surface
import Terminal

/// One person's part in a class: what the class says comes to the lecture and the viewpoint on this screen, what a key
/// says goes to the class.
final class ClassSession {
  /// Milliseconds between two states that a follower takes: ten frames a second.
  private static let pause = 100

  let link: ClassLink
  let part: ClassNews.Part
  private(set) var news: ClassNews
  /// A presenter's newest, and when it came.
  private(set) var roster: (roster: Roster, at: Int)?
  private var newest: PublishedState?
  private var lessons = ClassLessons()
  /// What the lecture on the screen is of.
  private var current: (text: ContentID, shared: SharedLesson, lesson: Lesson)?
  private var taken: (author: UInt32, count: UInt32, epoch: UInt64, isWhole: Bool)?
  private var pointed: UInt32?
  private var told = (isFollowing: true, isLost: false)
  private var lastTaken = 0
  /// A presenter's.
  private var presenting: Presenting?
  private let launcher: ClassLauncher?
  /// Why the class is over for this person, until it is on the screen.
  private var farewell: String?

  enum Role {
    case follower
    /// With what a class needs that has lost its owner; a desk leaves that to the presenter.
    case presenter(Presenting, ClassLauncher?)
  }

  init(_ link: ClassLink, _ role: Role, name: String) {
    self.link = link
    switch role {
    case .follower: (part, presenting, launcher) = (.follower, nil, nil)
    case .presenter(let own, let start): (part, presenting, launcher) = (.presenter, own, start)
    }
    news = ClassNews(name: name, part: part)
  }

  /// Waits until there is something of the class to show, a few seconds at most.
  ///
  /// - Parameter waits: whether a class that is not there may come later.
  /// - Throws: `Failure` where there is no class, or none for this person.
  func begin(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, waits: Bool = false) throws {
    try link.run { item in
      switch item {
      case .cut where waits:
        update(&lecture, &viewpoint, .attend(news))
        return true
      case .cut(let wasGreeted, let reason) where !wasGreeted:
        throw Failure("\(SafeText.string(link.path)): \(reason)")
      case .heard(.farewell(let reason)), .heard(.broken(let reason)): throw Failure(SafeText.string(reason))
      default: break
      }
      take(item)
      update(&lecture, &viewpoint, .attend(news))
      follow(&lecture, &viewpoint)
      return newest != nil && (current != nil || !hasToFollow)
    }
    guard newest != nil || waits else { throw Failure("the class does not answer") }
  }

  /// What to wait for beside the terminal; nothing for a moment after a state was taken.
  var source: Source? { part == .follower && pauseLeft > 0 ? nil : link.source }

  /// Milliseconds until something is to be done; nil for never.
  var wait: Int? {
    let own = part == .follower ? (pauseLeft > 0 ? pauseLeft : nil) : presenting?.wait(milliseconds())
    return [link.wait, own].compactMap { $0 }.min()
  }

  private var pauseLeft: Int { max(lastTaken + Self.pause - milliseconds(), 0) }

  /// Whether a lecture of the class is on the screen.
  var isShowing: Bool { current != nil }

  // MARK: From the class

  func hear(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    for item in link.exchange() { take(item) }
    if viewpoint.attendance?.news != news {
      update(&lecture, &viewpoint, .attend(news))
      say(lecture, viewpoint)
    }
    if let reason = farewell {
      farewell = nil
      update(&lecture, &viewpoint, .ignored(reason: SafeText.string(reason)))
    }
    follow(&lecture, &viewpoint)
    if part == .presenter { present(lecture, viewpoint) }
  }

  private func take(_ item: ClassLink.News) {
    switch item {
    case .cut:
      (news.isConnected, news.isPresenterHere) = (false, false)
      // The owner may be gone; where it is not, this changes nothing.
      if let launcher, (try? launcher.start()) != nil { link.hurry() }
    case .heard(.greeted(let hello)): news.name = hello.name
    case .heard(.welcomed):
      news.isConnected = true
      told = (true, false)
      newest = nil
    case .heard(.state(let published)): take(published)
    case .heard(.roster(let roster)):
      self.roster = (roster, milliseconds())
      news.lost = roster.lost
      news.poll = roster.poll
    case .heard(.content(let id, let bytes)): lessons.keep(bytes, as: id)
    case .heard(.acknowledged): news.isAnswerKept = true
    case .heard(.farewell(let reason)), .heard(.broken(let reason)):
      (news.isConnected, news.isPresenterHere, farewell) = (false, false, reason)
    }
  }

  private func take(_ published: PublishedState) {
    if newest == nil { presenting?.returned(to: published, link.member) }
    newest = published
    (news.here, news.isPresenterHere) = (published.state.here, published.state.isPresenterHere)
    news.isSaving = published.state.isSaving
    if part == .follower { news.poll = published.state.poll }
    if let shown = published.state.shown { news.slide = LectureState.slide(of: shown.lecture) }
  }

  /// Shows what the presenter shows, unless this screen made it.
  private func follow(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    guard hasToFollow, let newest, let shown = newest.state.shown else { return }
    if let taken, taken == (newest.author, newest.count, link.member.epoch, true) { return }
    var missing: [ContentID] = []
    let text = lessons.text(of: shown.lesson, isWhole: part == .presenter)
    if current?.text != text || current?.shared.files != shown.lesson.files {
      // Who explores goes on with the lesson at hand, and finds the other one on coming back.
      guard part == .presenter || viewpoint.isFollowing else { return }
      guard let (lesson, files) = lessons.open(shown.lesson, text, missing: &missing) else { return want(missing) }
      let isSame = current?.shared.original == shown.lesson.original
      lecture = Lecture(lesson, files: files, pretrained: .shipped)
      if !isSame {
        viewpoint = Viewpoint(theme: viewpoint.theme)
        update(&lecture, &viewpoint, .attend(news))
      }
      current = (text, shown.lesson, lesson)
    }
    guard let lesson = current?.lesson else { return }
    do {
      let read = try LectureState.read(shown.lecture, of: lesson) { lessons[$0] }
      want(read.missing)
      let isNews = shown.point?.count != pointed
      pointed = shown.point?.count
      update(&lecture, &viewpoint, .shared(read.state, point: isNews ? shown.point?.focus : nil))
      say(lecture, viewpoint)
      taken = (newest.author, newest.count, link.member.epoch, read.missing.isEmpty)
      lessons.forget(allBut: shown.contents)
      presenting?.tookOver(lecture, shown, lessons)
    } catch {
      update(&lecture, &viewpoint, .ignored(reason: "what the presenter shows cannot be read: \(error)"))
    }
    lastTaken = milliseconds()
  }

  /// Whether the class shows what this screen has to show.
  private var hasToFollow: Bool {
    guard let newest, let shown = newest.state.shown else { return false }
    return presenting?.takesOver(newest, shown, link.member) ?? true
  }

  /// Whether what another presenter shows is on this screen by now; what it is of may still be under way.
  private var isWhereTheClassIs: Bool {
    guard hasToFollow, let newest else { return true }
    return taken.map { ($0.author, $0.count, $0.epoch) == (newest.author, newest.count, link.member.epoch) } ?? false
  }

  private func want(_ contents: [ContentID]) {
    for id in contents { link.member.want(id) }
    link.flush()
  }

  // MARK: To the class

  /// Shows the class what has changed since the last time.
  private func present(_ lecture: Lecture, _ viewpoint: Viewpoint) {
    guard let newest, link.member.welcome != nil else { return }
    if let poll = news.poll, poll.isOpen, poll.id != presenting?.endedPoll, isWhereTheClassIs, lecture.isPast(poll) {
      presenting?.endedPoll = poll.id
      link.member.say(.endPoll)
    }
    if let reason = presenting?.present(lecture, over: newest, link) { farewell = reason }
    link.flush()
  }

  /// Says what the last action has to say, and what this person does.
  func say(_ lecture: Lecture, _ viewpoint: Viewpoint) {
    guard let attendance = viewpoint.attendance else { return }
    switch viewpoint.saying {
    case .answer(let poll, let said):
      news.isAnswerKept = false
      link.member.answer(poll, said)
    case .ask(let slide):
      // The class has to be at the question before it hears of it.
      if let newest, link.member.welcome != nil {
        farewell = presenting?.present(lecture, over: newest, link, isUrgent: true) ?? farewell
      }
      link.member.say(.ask(slide: slide, title: lecture.lesson.slides[slide].title))
    case .endPoll: link.member.say(.endPoll)
    case .showTally(let isShown): link.member.say(.showTally(isShown))
    case .mute(let seat, let isMuted): link.member.say(.mute(seat: seat, isMuted))
    case .remove(let seat): link.member.say(.remove(seat: seat))
    case .point(let focus): presenting?.point(at: focus)
    case .following, .lost, nil: break
    }
    if told.isFollowing != attendance.isFollowing { link.member.say(.following(attendance.isFollowing)) }
    if told.isLost != attendance.isLost { link.member.say(.lost(attendance.isLost)) }
    told = (attendance.isFollowing, attendance.isLost)
    link.flush()
  }
}

/// Milliseconds of a clock that nobody sets.
func milliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
