import Lessons

extension Viewpoint {
  /// Whether the lecture on the screen is the presenter's, whom this person follows.
  public var isFollowing: Bool {
    attendance.map { $0.news.part == .follower && $0.isFollowing } ?? false
  }

  mutating func hear(_ news: ClassNews) {
    if attendance == nil { attendance = Attendance(news) }
    attendance?.news = news
  }

  mutating func refuseToFollower() {
    (saying, copied, pending) = (nil, nil, "")
    message = "you follow the lecture; f leaves it, and every key is yours"
  }
}

extension LabAction {
  /// Whether it opens something whose end would change the lecture.
  var beginsChange: Bool {
    switch self {
    case .edit, .insert, .typeMerge, .play: true
    default: false
    }
  }
}

/// Takes over what the presenter's lecture shows. What this person looks at stays, but for what the presenter points at.
func show(_ state: LectureState, point: Focus?, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  guard viewpoint.isFollowing || viewpoint.attendance?.news.part == .presenter else { return }
  let (slide, before) = (lecture.slide, lecture.live)
  let isChange = lecture.state.settings[slide] != state.settings[slide]
  lecture.become(state)
  viewpoint.message = nil
  if lecture.slide != slide {
    viewpoint.attendance?.isLost = false
    if case .entry = viewpoint.overlay { viewpoint.overlay = nil }
  } else if isChange, let before, let now = lecture.live {
    viewpoint.message = changeText(from: before, to: now)
  }
  if let point, point.slide == lecture.slide { viewpoint.focus = point }
  viewpoint.tidy(after: slide, in: lecture)
  viewpoint.judge(in: lecture)
}

/// The keys of a class.
func attend(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let attendance = viewpoint.attendance else {
    viewpoint.message = "this lesson is open for you alone; bilab join follows a class"
    return
  }
  switch (action, attendance.news.part) {
  case (.follow, .follower): follow(&lecture, &viewpoint)
  case (.lost, .follower):
    viewpoint.attendance?.isLost.toggle()
    viewpoint.saying = .lost(!attendance.isLost)
    viewpoint.message =
      attendance.isLost ? "the presenter sees you lost no more" : "the presenter sees that somebody is lost here"
  case (.bars, .follower):
    viewpoint.message = "what the class answered is shown when the presenter shows it"
  case (.ask, .presenter): ask(lecture, &viewpoint, attendance.news.poll)
  case (.bars, .presenter): showBars(&viewpoint, attendance.news.poll)
  case (.point, .presenter):
    viewpoint.saying = viewpoint.focus(in: lecture).map(ClassSaying.point)
    viewpoint.message =
      viewpoint.saying == nil ? lecture.withoutNetwork("point at") : "everyone who follows has this focus now"
  case (_, .presenter): viewpoint.message = "you present; that is a key of those who follow"
  case (_, .follower): viewpoint.message = "that is a key of the presenter"
  }
}

private func follow(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  let leaves = viewpoint.isFollowing
  viewpoint.attendance?.isFollowing = !leaves
  viewpoint.saying = .following(!leaves)
  if leaves { lecture.rest() }
  viewpoint.overlay = nil
  viewpoint.message = leaves ? "from here it is yours to try; f returns to the lecture" : "back in the lecture"
}

private func ask(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ poll: Poll?) {
  guard let (_, step) = lecture.currentSlide.question else {
    viewpoint.message = "this slide has no question for the class"
    return
  }
  if let poll, poll.isOpen, poll.slide == lecture.slide {
    viewpoint.saying = .endPoll
    viewpoint.message = "no more answers are taken; B shows what was said"
  } else if lecture.step < step {
    viewpoint.message = "the question comes at step \(step) of this slide"
  } else if lecture.step > step {
    viewpoint.message = "the answer is on the screen already; backspace goes before it"
  } else {
    viewpoint.saying = .ask(slide: lecture.slide)
    viewpoint.message = "the class is asked; C ends it, and so does the answer"
  }
}

/// To the presenter first, then to everyone, then to nobody.
private func showBars(_ viewpoint: inout Viewpoint, _ poll: Poll?) {
  guard let poll else {
    viewpoint.message = "nothing was asked yet; C asks the class"
    return
  }
  if !viewpoint.showsBars {
    viewpoint.showsBars = true
    viewpoint.message = "what was said, on your screen alone; B shows it to everyone"
  } else if !poll.isShown {
    viewpoint.saying = .showTally(true)
    viewpoint.message = "everyone sees what was said; B takes it off all screens"
  } else {
    viewpoint.showsBars = false
    viewpoint.saying = .showTally(false)
    viewpoint.message = "taken off all screens"
  }
}

extension Lecture {
  /// Lets no training go on by itself: what was the class's becomes one person's.
  fileprivate mutating func rest() {
    for slide in trainings.keys { trainings[slide]?.isRunning = false }
  }
}

extension Viewpoint {
  /// Notes an answer of who follows. It is judged when the presenter goes on; until then it can be given again.
  mutating func keep(_ said: [Double], in lecture: Lecture) {
    attendance?.said[lecture.slide] = said
    if let poll = attendance?.news.poll, poll.isOpen, poll.slide == lecture.slide {
      saying = .answer(poll: poll.id, said: said)
      message = "sent; until the class goes on you can answer again"
    } else {
      message = "noted for you; the class has not been asked"
    }
  }

  /// Judges what was said to the slide's question, if its answer is shown by now.
  fileprivate mutating func judge(in lecture: Lecture) {
    guard let (question, step) = lecture.currentSlide.question, lecture.step > step, answers[lecture.slide] == nil,
      let said = attendance?.said[lecture.slide], let right = lecture.value(of: question.answer)
    else { return }
    attendance?.said[lecture.slide] = nil
    let isRight = question.accepts(said, for: right.numbers)
    answers[lecture.slide] = GivenAnswer(said: said, right: right, isRight: isRight)
  }
}
