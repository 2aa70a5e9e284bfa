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
  /// Between two words about this person, however fast the key is pressed.
  private static let tellingPause = 400

  let link: ClassLink
  let part: ClassNews.Part
  private(set) var news: ClassNews
  /// A presenter's newest, and when it came.
  private(set) var roster: (roster: Roster, at: Int)?
  /// When the class was over for this person; nil before that.
  private(set) var endedAt: Int?
  private var newest: PublishedState?
  /// What the class was shown before its owner was started again.
  private var earlier: Shown?
  /// Whether this screen has gone to where the class was then.
  private(set) var hasGoneBack = false
  private var lessons = ClassLessons()
  /// What the lecture on the screen is of.
  private var current: (text: ContentID, shared: SharedLesson, lesson: Lesson)?
  /// What the class showed when this screen last took it over.
  private var taken: Taken?
  /// Whether anything has come since that was missing then.
  private var hasNewContents = false
  /// The lecture's bytes from which trainings were taken over last.
  private var progress: [UInt8] = []
  private var pointed: UInt32?
  /// What the class was told of this person, and when.
  private var told = (isFollowing: true, isLost: false)
  private var person = (isFollowing: true, isLost: false)
  private var lastTold = 0
  private var lastTaken = 0
  /// A presenter's.
  private var presenting: Presenting?
  /// The question that this screen has ended. What the class says of it after that may be older.
  private var endedPoll: UInt32?
  /// The question that this screen has put to the class, until the class tells of it.
  private var asking: Asking?
  private let launcher: ClassLauncher?
  /// What this person has to be told, until it is on the screen.
  private var notice: String?

  private struct Taken {
    var decision: Decision
    var shown: Shown
    /// Whether trained weights that it names were not here.
    var isPartial: Bool
  }

  /// A connection that breaks may take a question with it; the first roster of the next one tells.
  private struct Asking {
    enum Fate {
      case said, cut, lost
    }

    let slide: Int
    /// The question before it.
    let before: UInt32?
    var fate = Fate.said

    mutating func heard(_ roster: Roster) -> Bool {
      if roster.poll?.slide == slide, roster.poll?.id != before { return true }
      if fate == .cut { fate = .lost }
      return false
    }
  }

  enum Role {
    case follower
    /// With what a class needs that has lost its owner; a desk leaves that to the presenter.
    case presenter(Presenting, ClassLauncher?)
  }

  init(_ link: ClassLink, _ role: Role, name: String) {
    self.link = link
    switch role {
    case .follower: (part, presenting, launcher) = (.follower, nil, nil)
    case .presenter(let own, let start):
      (part, presenting, launcher) = (.presenter, own, start)
      for (id, bytes) in own.material?.contents ?? [:] { lessons.keep(bytes, as: id) }
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
      case .heard(.busy(let reason)) where !waits: throw Failure(SafeText.string(reason) + "; try again in a moment")
      default: break
      }
      take(item)
      update(&lecture, &viewpoint, .attend(news))
      follow(&lecture, &viewpoint)
      return newest != nil && (current != nil || !hasToFollow) && (part == .follower || roster != nil)
    }
    guard newest != nil || waits else { throw Failure("the class does not answer") }
  }

  /// What to wait for beside the terminal; nothing for a moment after a state was taken.
  var source: Source? { part == .follower && pauseLeft > 0 ? nil : link.source }

  /// Milliseconds until something is to be done; nil for never.
  var wait: Int? {
    let own = part == .follower ? (pauseLeft > 0 ? pauseLeft : nil) : presenting?.wait(milliseconds())
    return [link.wait, own, tellingWait].compactMap { $0 }.min()
  }

  private var pauseLeft: Int { max(lastTaken + Self.pause - milliseconds(), 0) }

  /// Whether a lecture of the class is on the screen.
  var isShowing: Bool { current != nil }

  /// The name of the lesson that the class is shown.
  var shownLesson: String? { newest?.state.shown?.lesson.name }

  // MARK: From the class

  /// - Returns: whether anything has come.
  func hear(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) -> Bool {
    let items = link.exchange()
    for item in items { take(item) }
    attend(&lecture, &viewpoint)
    follow(&lecture, &viewpoint)
    tell(viewpoint)
    if part == .presenter {
      askAgain(lecture)
      present(lecture)
      attend(&lecture, &viewpoint)
    }
    if let words = notice {
      notice = nil
      update(&lecture, &viewpoint, .ignored(reason: SafeText.string(words)))
    }
    return !items.isEmpty
  }

  /// Brings what is new of the class to this person.
  private func attend(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    guard viewpoint.attendance?.news != news else { return }
    update(&lecture, &viewpoint, .attend(news))
    say(lecture, viewpoint)
  }

  private func take(_ item: ClassLink.News) {
    switch item {
    case .cut:
      let isNews = news.isConnected
      (news.isConnected, news.isPresenterHere) = (false, false)
      startOwner(isNews: isNews)
    case .heard(.greeted(let hello)): news.name = hello.name
    case .heard(.welcomed):
      news.isConnected = true
      told = (true, false)
      (newest, endedPoll) = (nil, nil)
      asking?.fate = .cut
      presenting?.reconnected()
    case .heard(.state(let published)): take(published)
    case .heard(.roster(let roster)):
      self.roster = (roster, milliseconds())
      if asking?.heard(roster) == true { asking = nil }
      news.lost = roster.lost
      news.poll = roster.poll
      news.poll?.asked = roster.asked
      if news.poll?.id == endedPoll { news.poll?.isOpen = false }
    case .heard(.earlier(let shown)): earlier = shown
    case .heard(.content(let id, let bytes)):
      lessons.keep(bytes, as: id)
      hasNewContents = true
    case .heard(.acknowledged): news.isAnswerKept = true
    case .heard(.said(let poll, let said)):
      (news.known, news.isAnswerKept) = (KnownAnswer(poll: poll, said: said), true)
    case .heard(.farewell(let reason)), .heard(.broken(let reason)):
      (news.isConnected, news.isPresenterHere, news.isOver, notice) = (false, false, true, reason)
      endedAt = milliseconds()
    case .heard(.busy(let reason)): notice = reason
    }
  }

  /// The owner may be gone; where it is not, this changes nothing.
  private func startOwner(isNews: Bool) {
    guard let launcher else { return }
    do throws(Failure) {
      if try launcher.start() { link.hurry() }
    } catch {
      if isNews { notice = "\(error)" }
    }
  }

  private func take(_ published: PublishedState) {
    newest = published
    (news.here, news.isPresenterHere) = (published.state.here, published.state.isPresenterHere)
    news.isSaving = published.state.isSaving
    if part == .follower { news.poll = published.state.poll }
    if let shown = published.state.shown { news.slide = LectureState.slide(of: shown.lecture) }
  }

  /// Shows what the presenter shows, unless this screen made it.
  private func follow(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    guard let newest else { return }
    guard let shown = newest.state.shown else { return goBack(&lecture, &viewpoint) }
    guard hasToFollow || canFillIn(lecture) else { return takeProgress(shown, &lecture, &viewpoint) }
    hasNewContents = false
    do {
      guard try open(shown.lesson, &lecture, &viewpoint), let lesson = current?.lesson else { return }
      let read = try LectureState.read(shown.lecture, of: lesson) { lessons[$0] }
      want(read.missing)
      taken = Taken(decision: newest.decision, shown: shown, isPartial: !read.missing.isEmpty)
      let isNews = shown.point?.count != pointed
      pointed = shown.point?.count
      update(&lecture, &viewpoint, .shared(read.state, point: isNews ? shown.point?.focus : nil))
      say(lecture, viewpoint)
    } catch {
      taken = Taken(decision: newest.decision, shown: shown, isPartial: false)
      presenting?.leavesAside(newest.decision)
      return update(&lecture, &viewpoint, .ignored(reason: "what the presenter shows cannot be read: \(error)"))
    }
    lessons.forget(allBut: shown.contents)
    presenting?.tookOver(lecture, newest, lessons)
    lastTaken = milliseconds()
  }

  /// Goes to where the class was before its owner and its presenter have both gone, if that is in this lesson.
  private func goBack(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    guard let shown = earlier, presenting?.begins(shown.lesson) == true else { return }
    earlier = nil
    guard let read = try? LectureState.read(shown.lecture, of: lecture.lesson, weights: { lessons[$0] }) else { return }
    update(&lecture, &viewpoint, .shared(read.state, point: nil))
    hasGoneBack = true
  }

  /// Puts the lesson that the class has on the screen.
  ///
  /// - Returns: false while it is on its way, and while this person explores another one.
  private func open(_ shared: SharedLesson, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) throws -> Bool {
    let text = lessons.text(of: shared, isWhole: part == .presenter)
    if current?.text == text, current?.shared.files == shared.files { return true }
    // Who explores goes on with the lesson at hand, and finds the other one on coming back.
    guard part == .presenter || viewpoint.isFollowing else { return false }
    var missing: [ContentID] = []
    guard let (lesson, files) = try lessons.open(shared, text, missing: &missing) else {
      want(missing)
      return false
    }
    let isSame = current?.shared.original == shared.original
    lecture = Lecture(lesson, files: files, pretrained: .shipped)
    if !isSame {
      viewpoint = Viewpoint(theme: viewpoint.theme)
      update(&lecture, &viewpoint, .attend(news))
    }
    current = (text, shared, lesson)
    if let name = presenting?.shownName, name != shared.name {
      notice = "another presenter shows the class \(shared.name) now"
    }
    return true
  }

  /// Where this screen is what the class shows, but for trainings that another presenter computes.
  private func takeProgress(_ shown: Shown, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
    guard part == .presenter, let current, current.shared.original == shown.lesson.original, shown.lecture != progress,
      let read = try? LectureState.read(shown.lecture, of: current.lesson, weights: { lessons[$0] })
    else { return }
    progress = shown.lecture
    update(&lecture, &viewpoint, .progressed(read.state))
    presenting?.tookProgress(lecture)
  }

  /// Whether the class shows what this screen has to show.
  private var hasToFollow: Bool {
    guard let newest, let shown = newest.state.shown else { return false }
    if let presenting { return presenting.takesOver(newest, link.member) }
    return taken.map { ($0.decision, $0.shown) != (newest.decision, shown) } ?? true
  }

  /// Whether weights have come that this screen went without, and nothing else was done here since.
  private func canFillIn(_ lecture: Lecture) -> Bool {
    guard hasNewContents, let taken, taken.isPartial, taken.shown == newest?.state.shown else { return false }
    return part == .follower || presenting?.isAhead(lecture) == false
  }

  private func want(_ contents: [ContentID]) {
    for id in contents { link.member.want(id) }
    link.flush()
  }

  // MARK: To the class

  /// Shows the class what has changed since the last time. What another presenter has done goes before it.
  private func present(_ lecture: Lecture, isUrgent: Bool = false) {
    guard let newest, link.member.welcome != nil, !hasToFollow else { return }
    if let poll = news.poll, poll.isOpen, lecture.isPast(poll) { end(poll) }
    if let reason = presenting?.present(lecture, over: newest, link, isUrgent: isUrgent) { notice = reason }
    link.flush()
  }

  private func ask(_ lecture: Lecture) {
    // The class has to be at the question before it hears of it.
    present(lecture, isUrgent: true)
    asking = Asking(slide: lecture.slide, before: news.poll?.id)
    link.member.say(.ask(slide: lecture.slide, title: lecture.currentSlide.title))
  }

  /// Puts the question again that went with a connection, if the lecture is still at it.
  private func askAgain(_ lecture: Lecture) {
    guard let asking else { return }
    if lecture.slide != asking.slide || lecture.currentSlide.question?.step != lecture.step {
      self.asking = nil
    } else if asking.fate == .lost, newest != nil, !hasToFollow {
      ask(lecture)
    }
  }

  private func end(_ poll: Poll) {
    link.member.say(.endPoll(poll.id))
    (endedPoll, asking) = (poll.id, nil)
    news.poll?.isOpen = false
  }

  /// Says what the last action has to say, and what this person does.
  func say(_ lecture: Lecture, _ viewpoint: Viewpoint) {
    switch viewpoint.saying {
    case .answer(let poll, let said):
      news.isAnswerKept = false
      link.member.answer(poll, said)
    case .ask:
      guard !hasToFollow else {
        notice = "the class has just gone on elsewhere; nothing was asked"
        break
      }
      ask(lecture)
    case .endPoll: if let poll = news.poll { end(poll) }
    case .showTally(let isShown): link.member.say(.showTally(isShown))
    case .mute(let seat, let isMuted): link.member.say(.mute(seat: seat, isMuted))
    case .remove(let seat): link.member.say(.remove(seat: seat))
    case .point(let focus): presenting?.point(at: focus)
    case .following, .lost, nil: break
    }
    tell(viewpoint)
  }

  /// Tells the class whether this person follows, and is lost.
  private func tell(_ viewpoint: Viewpoint) {
    if let attendance = viewpoint.attendance { person = attendance.person }
    if let wait = tellingWait, wait == 0 {
      if told.isFollowing != person.isFollowing { link.member.say(.following(person.isFollowing)) }
      if told.isLost != person.isLost { link.member.say(.lost(person.isLost)) }
      (told, lastTold) = (person, milliseconds())
    }
    link.flush()
  }

  /// Milliseconds until there is something to tell; nil for nothing.
  private var tellingWait: Int? {
    told == person || link.member.welcome == nil ? nil : max(lastTold + Self.tellingPause - milliseconds(), 0)
  }
}

extension Lecture {
  /// Whether the question of a poll is on the screen no more, or with its answer.
  fileprivate func isPast(_ poll: Poll) -> Bool {
    slide != poll.slide || currentSlide.question.map { $0.step != step } ?? true
  }
}

extension Attendance {
  fileprivate var person: (isFollowing: Bool, isLost: Bool) { (isFollowing, isLost) }
}

/// Milliseconds of a clock that nobody sets.
func milliseconds() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_MONOTONIC, &now)
  return now.tv_sec * 1000 + now.tv_nsec / 1_000_000
}
