extension Viewpoint {
  /// Whether the lecture on the screen is the presenter's, whom this person follows.
  public var isFollowing: Bool {
    attendance.map { $0.news.part == .follower && $0.isFollowing && !$0.news.isOver } ?? false
  }

  /// Whether this person has left the class for a lecture of their own.
  public var isExploring: Bool {
    attendance.map { $0.news.part == .follower && !$0.isFollowing && !$0.news.isOver } ?? false
  }

  public var isPresenting: Bool { attendance.map { $0.news.part == .presenter && !$0.news.isOver } ?? false }

  mutating func hear(_ news: ClassNews) {
    let before = attendance?.news
    if attendance == nil { attendance = Attendance(news) }
    attendance?.news = news
    if news.poll?.id != before?.poll?.id { attendance?.hidesBars = false }
    // Another presenter, or a desk, may have shown everyone what was said: the screen on the wall is one of all.
    let (isShown, wasShown) = (news.poll?.isShown ?? false, before?.poll?.isShown ?? false)
    if isPresenting, isShown != wasShown { showsBars = isShown }
    if (news.known, news.poll?.id) != (before?.known, before?.poll?.id) { recall(news) }
    sendNoted(wasConnected: before?.isConnected ?? false)
    dropOutdatedNote(before: before)
  }

  mutating func refuseToFollower() {
    (copied, pending) = (nil, "")
    // What was looked for is on another slide, and the line would hide why it is not shown.
    if case .search = overlay { overlay = nil }
    message = "you follow; f leaves the lecture, and every key is yours"
  }
}

extension LabAction {
  /// Whether it changes the lecture's network, or opens something whose end would; also where there is nothing to change.
  var isChange: Bool {
    switch self {
    case .edit, .insert, .typeMerge, .play: true
    case .toggle, .merge, .nudge, .delete, .flip, .undo, .redo, .undoChanges, .retrain: true
    default: false
    }
  }

  /// Whether what is on the screen of who follows becomes their own.
  var endsFollowing: Bool { self == .follow || self == .point }
}

/// Takes over what the presenter's lecture shows. What this person looks at stays, but for what the presenter points
/// at; the lecture of who explores stays as well.
func show(_ state: LectureState, point: Focus?, _ lecture: inout Lecture, _ viewpoint: inout Viewpoint) {
  if var aside = viewpoint.classLecture {
    if aside.lecture.slide != state.slide { viewpoint.attendance?.isLost = false }
    aside.lecture.become(state)
    viewpoint.classLecture = aside
    viewpoint.judge(in: aside.lecture)
    return
  }
  // A presenter whose class somebody else has moved on goes along.
  guard viewpoint.isFollowing || viewpoint.isPresenting else { return }
  let (slide, step, before) = (lecture.slide, lecture.step, lecture.live)
  let isChange = lecture.state.settings[slide] != state.settings[slide]
  lecture.become(state)
  // A training that goes on takes nobody's message away.
  if (slide, step) != (lecture.slide, lecture.step) || isChange { viewpoint.message = nil }
  if lecture.slide != slide {
    viewpoint.attendance?.isLost = false
  } else if isChange, let before, let now = lecture.live {
    viewpoint.message = changeText(from: before, to: now)
  }
  if let point, point.slide == lecture.slide {
    viewpoint.focus = point
    viewpoint.message = "the presenter points at this; esc takes the mark away"
  }
  viewpoint.tidy(after: slide, in: lecture)
  viewpoint.closeLostOverlay(in: lecture)
  viewpoint.judge(in: lecture)
}

extension Viewpoint {
  /// Closes what lies over the slide and belongs to a network, or a question, that is there no more.
  fileprivate mutating func closeLostOverlay(in lecture: Lecture) {
    let isLost =
      switch overlay {
      case .merges: lecture.live?.settings.direction != .bidirectional
      case .influence: lecture.live == nil
      case .entry(.answer, _): question(in: lecture) == nil
      case .entry: true
      case .help, .index, .search, nil: false
      }
    guard isLost else { return }
    if case .entry(.answer, _) = overlay { message = "the class has gone on; what you typed was not said" }
    overlay = nil
  }
}

/// What the presenter learns of somebody who is lost, or no more; and when.
private func lostText(isLost: Bool, _ news: ClassNews) -> String {
  if !news.isConnected { return "noted; the class hears it when it can be reached again" }
  if !news.isPresenterHere { return "noted; the presenter is away, and sees it on coming back" }
  return isLost ? "the presenter sees that somebody is lost here" : "the presenter sees you lost no more"
}

/// The keys of a class.
func attend(_ lecture: inout Lecture, _ viewpoint: inout Viewpoint, _ action: LabAction) {
  guard let attendance = viewpoint.attendance else {
    viewpoint.message = "a key of a class; this lesson is open for you alone"
    return
  }
  if attendance.news.isOver {
    viewpoint.message = Attendance.over
    return
  }
  if attendance.news.part == .presenter, !attendance.news.isConnected, action == .ask || action == .bars {
    viewpoint.message = Attendance.outOfReach
    return
  }
  switch (action, attendance.news.part) {
  case (.follow, .follower): follow(&lecture, &viewpoint)
  case (.point, .follower): resume(&lecture, &viewpoint)
  case (.lost, .follower):
    viewpoint.attendance?.isLost.toggle()
    viewpoint.saying = .lost(!attendance.isLost)
    viewpoint.message = lostText(isLost: !attendance.isLost, attendance.news)
  case (.bars, .follower): toggleBars(lecture, &viewpoint)
  case (.ask, .presenter): ask(lecture, &viewpoint, attendance.news.poll)
  case (.bars, .presenter): showBars(lecture, &viewpoint, attendance.news.poll)
  case (.point, .presenter):
    viewpoint.saying = viewpoint.focus(in: lecture).map(ClassSaying.point)
    if viewpoint.saying != nil {
      viewpoint.message = "everyone who follows has this focus now"
    } else {
      let isNetwork = lecture.live != nil
      viewpoint.message = isNetwork ? "nothing has the focus yet; arrows choose it" : lecture.withoutNetwork("point at")
    }
  case (_, .presenter): viewpoint.message = "you present; that is a key of those who follow"
  case (_, .follower): viewpoint.message = "that is a key of the presenter"
  }
}
