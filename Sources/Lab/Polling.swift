import Lessons

/// What has become of an answer that somebody who follows has given.
public enum AnswerFate: Sendable {
  /// Nobody has asked for it.
  case noted
  case underway
  /// The class has it.
  case kept
  /// It was said when the question was put before; the class is asked again.
  case earlier
}

extension Lecture {
  /// Whether the answer to the slide's question is shown.
  public var isPastQuestion: Bool { currentSlide.question.map { step > $0.step } ?? false }

  /// Whether an answer to the slide's question is right; nil before the lecture goes past it.
  public func isRight(_ said: [Double]) -> Bool? {
    guard isPastQuestion, let question = currentSlide.question?.question, let right = value(of: question.answer) else {
      return nil
    }
    return question.accepts(said, for: right.numbers)
  }
}

extension Viewpoint {
  /// Whether the class on the screen is asked this slide's question now.
  public func isAsked(in lecture: Lecture) -> Bool {
    isFollowing && isOpen(attendance?.news.poll, at: lecture.slide)
  }

  /// Whether the class on the screen is asked, and this person has not said anything to it yet.
  public func waitsForAnswer(in lecture: Lecture) -> Bool {
    guard isAsked(in: lecture), let attendance else { return false }
    return attendance.said[lecture.slide] == nil || attendance.sent[lecture.slide] != attendance.news.poll?.id
  }

  /// What this person, who follows, has said to the slide's question as long as nothing is judged.
  public func said(in lecture: Lecture) -> [Double]? {
    isFollowing && !lecture.isPastQuestion ? attendance?.said[lecture.slide] : nil
  }

  /// What has become of it.
  public func fate(in lecture: Lecture) -> AnswerFate {
    guard let attendance, let poll = attendance.news.poll, poll.slide == lecture.slide,
      let sent = attendance.sent[lecture.slide]
    else { return .noted }
    if sent != poll.id { return poll.isOpen ? .earlier : .noted }
    return attendance.news.isAnswerKept ? .kept : .underway
  }

  /// The question whose answers this person sees on the screen.
  public func shownPoll(in lecture: Lecture) -> Poll? {
    guard let attendance, let poll = attendance.news.poll, poll.slide == lecture.slide else { return nil }
    switch attendance.news.part {
    case .presenter: return showsBars ? poll : nil
    case .follower: return isFollowing && poll.tally != nil && !attendance.hidesBars ? poll : nil
    }
  }

  func isOpen(_ poll: Poll?, at slide: Int) -> Bool {
    poll.map { $0.isOpen && $0.slide == slide } ?? false
  }

  // MARK: Answers

  /// Notes an answer of who follows. It is judged when the presenter goes on; until then it can be given again.
  mutating func keep(_ said: [Double], in lecture: Lecture) {
    let slide = lecture.slide
    let poll = attendance?.news.poll
    if let poll, poll.slide == slide, !poll.isOpen, attendance?.sent[slide] == poll.id {
      say("the class takes no more answers; what you said before counts")
      return
    }
    attendance?.said[slide] = said
    attendance?.sent[slide] = nil
    if let poll, isOpen(poll, at: slide), attendance?.news.isConnected == true {
      send(said, to: poll)
      say("sent; you can answer again until the class goes on")
    } else if isOpen(poll, at: slide) {
      say("noted; it is sent when the class is heard again")
    } else {
      let isAgain = poll?.slide == slide
      say("noted for you; it is sent " + (isAgain ? "if the class is asked again" : "when the class is asked"))
    }
  }

  /// Takes over the answer that the class has of this person, where nothing is known of one here.
  mutating func recall(_ news: ClassNews) {
    guard let known = news.known, let poll = news.poll, known.poll == poll.id, attendance?.said[poll.slide] == nil,
      answers[poll.slide] == nil
    else { return }
    attendance?.said[poll.slide] = known.said
    attendance?.sent[poll.slide] = poll.id
    attendance?.news.isAnswerKept = true
  }

  /// Sends what was said before the class was asked, and what was perhaps lost with the connection.
  mutating func sendNoted(wasConnected: Bool) {
    guard isFollowing, let attendance, attendance.news.isConnected, let poll = attendance.news.poll, poll.isOpen,
      let said = attendance.said[poll.slide]
    else { return }
    let sent = attendance.sent[poll.slide]
    let isLost = sent == poll.id && !wasConnected && !attendance.news.isAnswerKept
    if sent == nil || isLost { send(said, to: poll) }
  }

  private mutating func send(_ said: [Double], to poll: Poll) {
    attendance?.sent[poll.slide] = poll.id
    attendance?.news.isAnswerKept = false
    saying = .answer(poll: poll.id, said: said)
  }

  /// Judges what was said to questions that the class has gone past, by the networks that it left there.
  mutating func judge(in lecture: Lecture) {
    for (slide, said) in attendance?.said ?? [:] where slide <= lecture.slide {
      var there = lecture
      if slide != lecture.slide { there.go(to: slide, step: lecture.steps(of: slide)) }
      guard there.isPastQuestion, let question = there.currentSlide.question?.question else { continue }
      attendance?.said[slide] = nil
      attendance?.sent[slide] = nil
      if let judged = there.judged(said, question) { answers[slide] = judged }
    }
  }

  // MARK: Bars

  mutating func hideBars() {
    if isPresenting { showsBars = false } else { attendance?.hidesBars = true }
  }
}

/// Puts the slide's question to the class, or ends it.
func ask(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ poll: Poll?) {
  let isOpen = poll?.isOpen ?? false
  let question = lecture.currentSlide.question
  if isOpen, poll?.slide == lecture.slide || question?.step != lecture.step {
    viewpoint.saying = .endPoll
    let bars = viewpoint.showsBars ? "" : "; B shows what was said"
    viewpoint.say("no more answers are taken" + bars) { $0.isOpen = false }
  } else if let step = question?.step, lecture.step == step {
    viewpoint.saying = .ask(slide: lecture.slide)
    viewpoint.showsBars = false
    viewpoint.say("the class is asked; C ends it, and so does the answer") {
      ($0.id, $0.isOpen, $0.isShown) = (nil, true, false)
    }
  } else if let step = question?.step {
    viewpoint.message =
      lecture.step < step
      ? "the question comes at step \(step) of this slide"
      : "the answer is on the screen already; backspace goes before it"
  } else {
    viewpoint.message = "this slide has no question for the class"
  }
}

/// To the presenter first, then to everyone, then to nobody.
func showBars(_ lecture: Lecture, _ viewpoint: inout Viewpoint, _ poll: Poll?) {
  guard let poll else {
    viewpoint.message = "nothing was asked yet; C asks the class"
    return
  }
  if poll.slide != lecture.slide {
    viewpoint.message = "what was asked last is on slide \(lecture.number(of: poll.slide))"
  } else if !viewpoint.showsBars {
    viewpoint.showsBars = true
    viewpoint.say(poll.isShown ? Attendance.shown : "you alone see it; B shows it to everyone")
  } else if !poll.isShown {
    viewpoint.saying = .showTally(true)
    viewpoint.say(Attendance.shown) { $0.isShown = true }
  } else {
    viewpoint.showsBars = false
    viewpoint.saying = .showTally(false)
    viewpoint.say(Attendance.takenOff) { $0.isShown = false }
  }
}

/// A follower's: off this screen, and back.
func toggleBars(_ lecture: Lecture, _ viewpoint: inout Viewpoint) {
  if viewpoint.isExploring {
    viewpoint.message = "you explore; f returns to what everyone is shown"
  } else if viewpoint.shownPoll(in: lecture) != nil {
    viewpoint.hideBars()
    viewpoint.message = "off your screen; B brings it back"
  } else {
    viewpoint.attendance?.hidesBars = false
    if viewpoint.shownPoll(in: lecture) == nil {
      viewpoint.message = "what the class answered is shown when the presenter shows it"
    }
  }
}

extension Lecture {
  /// A slide's number for people, from 1; of a slide that is none, the nearest one's.
  public func number(of slide: Int) -> Int { min(max(slide, 0), lesson.slides.count - 1) + 1 }
}
