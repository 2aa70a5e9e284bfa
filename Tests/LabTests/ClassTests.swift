import Engine
import Lessons
import Testing

@testable import Lab

/// What a person of a class does and hears, in its order.
struct ClassTests {
  /// The counter with a question behind one pause and words behind the question; then a slide without a network.
  private static func visitor(_ part: ClassNews.Part = .follower) throws -> Visitor {
    let question = Question(answer: .quantity(try Quantity("h'[2]")))
    let blocks = [SlideBlock(.question(question), reveal: 1), SlideBlock(.paragraph([.text("behind")]), reveal: 2)]
    var visitor = Visitor(
      Slide(title: "A question", blocks: blocks, pauses: 2, experiment: .counter()), .words("the next slide"))
    visitor.act(.attend(news(part)))
    return visitor
  }

  private static func news(_ part: ClassNews.Part = .follower, poll: Poll? = nil) -> ClassNews {
    var news = ClassNews(name: "A class", part: part)
    (news.isConnected, news.isPresenterHere, news.here, news.slide, news.poll) = (true, true, 2, 0, poll)
    return news
  }

  private static let open = Poll(id: 3, slide: 0, isOpen: true)

  /// A class: what the presenter does is heard by the follower.
  private struct Pair {
    var presenter: Visitor
    var follower: Visitor

    init() throws {
      presenter = try ClassTests.visitor(.presenter)
      follower = try ClassTests.visitor()
    }

    mutating func present(_ actions: LabAction..., point: Focus? = nil) {
      for action in actions {
        presenter.act(action)
        follower.act(.shared(presenter.lecture.state, point: point))
      }
    }
  }

  private func say(_ text: String, _ visitor: inout Visitor) {
    visitor.act(.answer(""))
    for character in text { visitor.act(.type(character)) }
    visitor.act(.confirm)
  }

  // MARK: Following

  @Test func `who follows sees each step, and no key of theirs changes it`() throws {
    var pair = try Pair()
    pair.present(.next, .next, .next, .toggle(.merge))
    #expect(pair.follower.lecture.state == pair.presenter.lecture.state)
    #expect(pair.follower.viewpoint.message == pair.presenter.viewpoint.message)
    let before = pair.follower.lecture
    for action: LabAction in [
      .next, .back, .nextSlide, .restart, .toggle(.cell), .edit, .nudge(1), .keep, .undo, .delete, .play, .timestep(2),
      .undoChanges, .redo,
    ] {
      pair.follower.act(action)
      #expect(pair.follower.lecture == before && pair.follower.viewpoint.overlay == nil)
      #expect(
        pair.follower.viewpoint.message?.contains("you follow; f leaves the lecture") == true)
    }
  }

  @Test func `what is one person's own works right after a change of the presenter's`() throws {
    var pair = try Pair()
    pair.present(.next, .next, .next, .toggle(.merge))
    #expect(pair.follower.lecture.news != nil)
    pair.follower.act(.moveFocus(rows: 0, time: 1))
    #expect(pair.follower.viewpoint.focus != nil && pair.follower.viewpoint.message == nil)
    pair.follower.act(.open)
    #expect(pair.follower.viewpoint.message == "this state is not computed yet")
    pair.follower.act(.help, .close, .theme, .notes, .code)
    #expect(pair.follower.viewpoint.theme == .light && pair.follower.viewpoint.showsNotes)
    #expect(pair.follower.lecture.news != nil)
  }

  @Test func `an open cell of who follows goes gate by gate, and takes nobody along`() throws {
    var pair = try Pair()
    pair.present(.next, .next, .next)
    pair.follower.act(.open, .next, .next)
    #expect(pair.follower.viewpoint.cell != nil)
    #expect(pair.follower.viewpoint.message == "no state is further on; esc closes the cell")
    pair.present(.next)
    #expect(pair.follower.lecture.networkStep == 2 && pair.follower.viewpoint.cell?.place.t == 1)
    pair.follower.act(.next)
    #expect(pair.follower.viewpoint.cell?.place.t == 2 && pair.follower.lecture.networkStep == 2)
  }

  @Test func `what lies over the slide stays, unless it belongs to what is gone`() throws {
    for (opened, stays) in [
      (LabAction.help, true), (.index, true), (.search, true), (.mergePanel, false), (.influence, false),
    ] {
      var pair = try Pair()
      pair.present(.next, .next, .next)
      pair.follower.act(opened)
      #expect(pair.follower.viewpoint.overlay != nil, "\(opened)")
      pair.present(.next)
      #expect(pair.follower.viewpoint.overlay != nil, "\(opened)")
      pair.present(.nextSlide)
      #expect((pair.follower.viewpoint.overlay != nil) == stays, "\(opened)")
    }
  }

  @Test func `a point of the presenter's sets the focus once`() throws {
    var pair = try Pair()
    let focus = Focus(slide: 0, row: .input, t: 3)
    pair.present(.next, .next, .next)
    pair.present(.next, point: focus)
    #expect(pair.follower.viewpoint.focus == focus)
    #expect(pair.follower.viewpoint.message?.contains("the presenter points") == true)
    pair.follower.act(.moveFocus(rows: 0, time: -1))
    #expect(pair.follower.viewpoint.message == nil)
    pair.present(.next)
    #expect(pair.follower.viewpoint.focus?.t == 2)
    pair.present(.next, point: Focus(slide: 1, row: .input, t: 1))
    #expect(pair.follower.viewpoint.focus?.t == 2)
    pair.follower.act(.follow)
    pair.present(.next, point: focus)
    #expect(pair.follower.viewpoint.focus?.t == 2)
  }

  @Test func `being lost is told, and over on a new slide, also for who explores`() throws {
    for explores in [false, true] {
      var pair = try Pair()
      if explores { pair.follower.act(.follow) }
      pair.follower.act(.lost)
      #expect(pair.follower.viewpoint.saying == .lost(true) && pair.follower.viewpoint.attendance?.isLost == true)
      pair.present(.theme)
      #expect(pair.follower.viewpoint.message?.contains("lost") == true)
      pair.present(.next)
      #expect(pair.follower.viewpoint.attendance?.isLost == true && pair.follower.viewpoint.saying == nil)
      #expect((pair.follower.viewpoint.message == nil) == !explores)
      pair.present(.nextSlide)
      #expect(pair.follower.viewpoint.attendance?.isLost == false)
      pair.follower.act(.lost, .lost)
      #expect(pair.follower.viewpoint.saying == .lost(false))
    }
  }

  // MARK: Leaving and returning

  @Test func `who leaves begins at the exact state, and stays there whatever the class does`() throws {
    var pair = try Pair()
    pair.present(.next, .next, .next, .toggle(.cell))
    let state = pair.follower.lecture.state
    pair.follower.act(.follow)
    #expect(pair.follower.viewpoint.saying == .following(false) && pair.follower.viewpoint.isExploring)
    var left = pair.follower.lecture.state
    left.before = state.before
    #expect(left == state)
    let lecture = pair.follower.lecture
    pair.present(.next, .nextSlide)
    #expect(pair.follower.lecture == lecture)
    pair.follower.act(.next, .toggle(.merge), .undo)
    #expect(pair.follower.lecture.networkStep == 2)
    pair.follower.act(.follow)
    #expect(pair.follower.viewpoint.saying == .following(true) && pair.follower.viewpoint.isFollowing)
    #expect(pair.follower.lecture.state == pair.presenter.lecture.state && pair.follower.lecture.slide == 1)
  }

  @Test func `what was tried waits: a second leave begins at the class, F at one's own work`() throws {
    var pair = try Pair()
    pair.present(.next, .next)
    pair.follower.act(.point)
    #expect(pair.follower.viewpoint.isFollowing)
    #expect(pair.follower.viewpoint.message == "you have tried nothing yet; f leaves the lecture")
    pair.follower.act(.follow, .next, .next, .toggle(.merge))
    var own = pair.follower.lecture
    own.news = nil
    pair.follower.act(.follow, .follow)
    #expect(pair.follower.lecture.state == pair.presenter.lecture.state && pair.follower.viewpoint.isExploring)
    // Nothing was tried this time, so what was tried before still waits.
    pair.follower.act(.follow, .point)
    #expect(pair.follower.viewpoint.saying == .following(false) && pair.follower.viewpoint.isExploring)
    #expect(pair.follower.lecture == own)
    pair.follower.act(.undo)
    #expect(pair.follower.lecture.live!.settings.merge == .concat)
    pair.follower.act(.follow)
    #expect(pair.follower.lecture.state == pair.presenter.lecture.state)
  }

  @Test func `F among one's own work goes to the work before it, and back`() throws {
    var pair = try Pair()
    pair.present(.next, .next)
    pair.follower.act(.follow, .next, .follow, .follow, .toggle(.merge))
    let second = pair.follower.lecture.live
    pair.follower.act(.point)
    #expect(pair.follower.lecture.networkStep == 1 && pair.follower.viewpoint.saying == nil)
    pair.follower.act(.point)
    #expect(pair.follower.lecture.live == second && pair.follower.lecture.networkStep == 0)
  }

  // MARK: Questions

  @Test func `an answer is judged when the class goes past the question, not before`() throws {
    var pair = try Pair()
    pair.present(.next)
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    say("8", &pair.follower)
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [8]))
    #expect(pair.follower.viewpoint.fate(in: pair.follower.lecture) == .underway)
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [9]))
    pair.present(.theme)
    var kept = Self.news(poll: Self.open)
    kept.isAnswerKept = true
    pair.follower.act(.attend(kept))
    #expect(pair.follower.viewpoint.fate(in: pair.follower.lecture) == .kept)
    #expect(pair.follower.viewpoint.said(in: pair.follower.lecture) == [9])
    #expect(pair.follower.viewpoint.answers.isEmpty && pair.follower.viewpoint.score == nil)
    #expect(pair.follower.lecture.isRight([9]) == nil && pair.presenter.lecture.isRight([9]) == nil)
    pair.present(.next)
    #expect(pair.follower.viewpoint.answers == [0: GivenAnswer(said: [9], right: .rows([[9]]), isRight: true)])
    #expect(pair.follower.viewpoint.said(in: pair.follower.lecture) == nil)
    #expect(pair.presenter.lecture.isRight([9]) == true && pair.presenter.lecture.isRight([]) == false)
  }

  @Test func `an answer that comes after the last moment takes nothing from the one before`() throws {
    var pair = try Pair()
    pair.present(.next)
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    say("9", &pair.follower)
    var closed = Self.open
    closed.isOpen = false
    pair.follower.act(.attend(Self.news(poll: closed)))
    say("3", &pair.follower)
    #expect(pair.follower.viewpoint.message == "the class takes no more answers; what you said before counts")
    pair.present(.next)
    #expect(pair.follower.viewpoint.answers[0]?.said == [9])
  }

  @Test func `an answer to an open question is the class's, and stays what it was when the class goes on`() throws {
    var presenter = Visitor(
      Slide(title: "A poll", blocks: [SlideBlock(.question(Question(answer: .open(count: 2))))], pauses: 1))
    var follower = presenter
    presenter.act(.attend(Self.news(.presenter)))
    follower.act(.attend(Self.news(poll: Self.open)))
    say("4 5", &follower)
    #expect(follower.viewpoint.saying == .answer(poll: 3, said: [4, 5]))
    presenter.act(.next)
    follower.act(.shared(presenter.lecture.state, point: nil))
    #expect(follower.viewpoint.answers == [0: GivenAnswer(said: [4, 5])])
    #expect(follower.viewpoint.score == nil && presenter.lecture.isRight([4, 5]) == nil)
  }

  @Test(arguments: [true, false])
  func `an answer to a slide that the class has left is judged too`(explores: Bool) throws {
    var pair = try Pair()
    pair.present(.next, .flip)
    say("6", &pair.follower)
    if explores { pair.follower.act(.follow, .back) }
    pair.present(.nextSlide)
    #expect(pair.follower.viewpoint.answers[0]?.isRight == true)
    #expect(pair.follower.viewpoint.score?.answered == 1)
  }

  @Test func `what was noted before the class was asked is sent when it is, once`() throws {
    var pair = try Pair()
    pair.present(.next)
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.saying == nil && pair.follower.viewpoint.fate(in: pair.follower.lecture) == .noted)
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [9]))
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    #expect(pair.follower.viewpoint.saying == nil)
    var again = Self.open
    again.id = 4
    pair.follower.act(.attend(Self.news(poll: again)))
    #expect(pair.follower.viewpoint.saying == nil)
    #expect(pair.follower.viewpoint.fate(in: pair.follower.lecture) == .earlier)
  }

  @Test func `what was said into a dead connection is sent when it lives again`() throws {
    var pair = try Pair()
    pair.present(.next)
    var dead = Self.news(poll: Self.open)
    dead.isConnected = false
    pair.follower.act(.attend(dead))
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.saying == nil)
    #expect(pair.follower.viewpoint.message == "noted; it is sent when the class is heard again")
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [9]))
    pair.follower.act(.attend(dead), .attend(Self.news(poll: Self.open)))
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [9]))
  }

  @Test func `who comes back to their seat finds what the class has of them, and it is judged`() throws {
    for isRevealed in [false, true] {
      var pair = try Pair()
      pair.present(.next)
      var news = Self.news(poll: Poll(id: 3, slide: 0, isOpen: !isRevealed))
      news.known = KnownAnswer(poll: 3, said: [9])
      var late = try Self.visitor()
      if isRevealed { pair.present(.next) }
      late.act(.attend(news), .shared(pair.presenter.lecture.state, point: nil))
      #expect(late.viewpoint.said(in: late.lecture) == (isRevealed ? nil : [9]))
      #expect(isRevealed || late.viewpoint.fate(in: late.lecture) == .kept)
      #expect(!late.viewpoint.waitsForAnswer(in: late.lecture))
      late.act(.shared(pair.presenter.lecture.state, point: nil), .attend(news))
      pair.present(.next)
      late.act(.shared(pair.presenter.lecture.state, point: nil))
      #expect(late.viewpoint.answers[0]?.said == [9] && late.viewpoint.score?.right == 1)
      // What somebody says after that goes before it.
      news.poll = Poll(id: 4, slide: 0, isOpen: true)
      late.act(.attend(news))
      #expect(late.viewpoint.attendance?.said[0] == nil)
    }
  }

  @Test func `what was said about the question is gone when it is true no more, and not before`() throws {
    var poll = Self.open
    func hear(_ visitor: inout Visitor, _ part: ClassNews.Part, here: Int = 2, isConnected: Bool = true) {
      var news = Self.news(part, poll: poll)
      (news.here, news.isConnected) = (here, isConnected)
      visitor.act(.attend(news))
    }
    var pair = try Pair()
    pair.present(.next)
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.message == "noted for you; it is sent when the class is asked")
    hear(&pair.follower, .follower)
    #expect(pair.follower.viewpoint.message == nil)
    say("8", &pair.follower)
    #expect(pair.follower.viewpoint.message == "sent; you can answer again until the class goes on")
    hear(&pair.follower, .follower, here: 9)
    #expect(pair.follower.viewpoint.message != nil)
    hear(&pair.follower, .follower, here: 9, isConnected: false)
    say("7", &pair.follower)
    #expect(pair.follower.viewpoint.message == "noted; it is sent when the class is heard again")
    hear(&pair.follower, .follower)
    #expect(pair.follower.viewpoint.message == nil && pair.follower.viewpoint.saying == .answer(poll: 3, said: [7]))
    say("6", &pair.follower)
    poll.isOpen = false
    hear(&pair.follower, .follower)
    #expect(pair.follower.viewpoint.message == nil)
    say("5", &pair.follower)
    #expect(pair.follower.viewpoint.message == "the class takes no more answers; what you said before counts")
    #expect(!pair.follower.viewpoint.waitsForAnswer(in: pair.follower.lecture))
    (poll.id, poll.isOpen) = (4, true)
    hear(&pair.follower, .follower)
    #expect(pair.follower.viewpoint.message == nil && pair.follower.viewpoint.waitsForAnswer(in: pair.follower.lecture))

    // A presenter's are true only when the class has heard of them.
    var presenter = pair.presenter
    presenter.act(.attend(Self.news(.presenter)), .ask)
    let asked = "the class is asked; C ends it, and so does the answer"
    poll = Poll(id: 5, slide: 0, isOpen: true)
    for here in [3, 4] {
      hear(&presenter, .presenter, here: here)
      #expect(presenter.viewpoint.message == asked)
    }
    presenter.act(.ask)
    #expect(presenter.viewpoint.message == "no more answers are taken; B shows what was said")
    hear(&presenter, .presenter, here: 4)
    #expect(presenter.viewpoint.message != nil)
    poll.isOpen = false
    hear(&presenter, .presenter)
    #expect(presenter.viewpoint.message != nil)
    presenter.act(.bars)
    #expect(presenter.viewpoint.message == "you alone see it; B shows it to everyone")
    // A desk shows it to everyone, and takes it off again.
    poll.isShown = true
    hear(&presenter, .presenter)
    #expect(presenter.viewpoint.message == nil && presenter.viewpoint.showsBars)
    var desk = presenter
    desk.act(.desk(.showTally(false)))
    #expect(desk.viewpoint.message == "taken off all screens")
    hear(&desk, .presenter, here: 1)
    #expect(desk.viewpoint.message == "taken off all screens")
    poll.isShown = false
    hear(&desk, .presenter)
    #expect(desk.viewpoint.message == "taken off all screens")
    poll.isShown = true
    hear(&desk, .presenter)
    #expect(desk.viewpoint.message == nil)
    // Another presenter ends what this one has asked.
    poll = Poll(id: 5, slide: 0, isOpen: false)
    hear(&presenter, .presenter)
    presenter.act(.ask)
    poll = Poll(id: 6, slide: 0, isOpen: true)
    hear(&presenter, .presenter)
    #expect(presenter.viewpoint.message == asked)
    poll.isOpen = false
    hear(&presenter, .presenter)
    #expect(presenter.viewpoint.message == nil)
    // What is no word about the question stays.
    presenter.act(.next, .next, .toggle(.merge))
    let change = presenter.viewpoint.message
    poll.isOpen = true
    hear(&presenter, .presenter)
    #expect(change != nil && presenter.viewpoint.message == change)
  }

  @Test func `when the class is over, the lesson is one's own, and nothing is said to the class`() throws {
    var over = Self.news()
    (over.isConnected, over.isPresenterHere, over.isOver) = (false, false, true)
    over.poll = Self.open
    var pair = try Pair()
    pair.present(.next)
    pair.follower.act(.attend(over))
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.answers[0]?.isRight == true && pair.follower.viewpoint.saying == nil)
    pair.follower.act(.next, .next, .toggle(.merge))
    #expect(pair.follower.lecture.step == 3)
    for action: LabAction in [.follow, .lost, .ask, .bars, .point] {
      pair.follower.act(action)
      #expect(pair.follower.viewpoint.message == Attendance.over && pair.follower.viewpoint.saying == nil)
    }
    over.part = .presenter
    pair.presenter.act(.attend(over))
    for action: LabAction in [
      .ask, .bars, .point, .desk(.showTally(true)), .desk(.mute(Roster.Seat(name: "a", nickname: ""))),
    ] {
      pair.presenter.act(action)
      #expect(pair.presenter.viewpoint.message == Attendance.over && pair.presenter.viewpoint.saying == nil)
    }
  }

  @Test func `whoever is lost is told who learns of it`() throws {
    var follower = try Self.visitor()
    follower.act(.lost)
    #expect(follower.viewpoint.message == "the presenter sees that somebody is lost here")
    var news = Self.news()
    news.isPresenterHere = false
    follower.act(.attend(news), .lost)
    #expect(follower.viewpoint.message == "noted; the presenter is away, and sees it on coming back")
    news.isConnected = false
    follower.act(.attend(news), .lost)
    #expect(follower.viewpoint.message == "noted; the class hears it when it can be reached again")
  }

  @Test func `an answer that is tried alone while the class is asked says that it is`() throws {
    var pair = try Pair()
    pair.present(.next)
    pair.follower.act(.attend(Self.news(poll: Self.open)), .follow)
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.message == "right; for you alone, f returns to the class")
    #expect(pair.follower.viewpoint.saying == nil)
    pair.follower.act(.follow)
    #expect(pair.follower.viewpoint.waitsForAnswer(in: pair.follower.lecture))
  }

  @Test func `a question of one's own time can be answered to the class all the same, and that answer counts`() throws {
    var pair = try Pair()
    pair.follower.act(.follow, .next)
    say("1", &pair.follower)
    #expect(pair.follower.viewpoint.score! == (0, 1))
    pair.follower.act(.follow)
    pair.present(.next)
    #expect(pair.follower.viewpoint.question(in: pair.follower.lecture) == nil)
    pair.follower.act(.attend(Self.news(poll: Self.open)))
    say("9", &pair.follower)
    #expect(pair.follower.viewpoint.saying == .answer(poll: 3, said: [9]))
    #expect(pair.follower.viewpoint.score! == (0, 1))
    pair.present(.next)
    #expect(pair.follower.viewpoint.score! == (1, 1))
  }

  @Test func `a line that is typed when the class goes on closes, and says so`() throws {
    var pair = try Pair()
    pair.present(.next)
    pair.follower.act(.answer("9"))
    pair.present(.toggle(.order))
    #expect(pair.follower.viewpoint.overlay == .entry(.answer, text: "9"))
    pair.present(.next)
    #expect(pair.follower.viewpoint.overlay == nil && pair.follower.viewpoint.answers.isEmpty)
    #expect(pair.follower.viewpoint.message == "the class has gone on; what you typed was not said")
  }

  // MARK: The presenter

  @Test func `the presenter asks at the question, ends it, and shows what was said step by step`() throws {
    var presenter = try Self.visitor(.presenter)
    presenter.act(.ask)
    #expect(presenter.viewpoint.saying == nil && presenter.viewpoint.message?.contains("step 1") == true)
    presenter.act(.bars)
    #expect(presenter.viewpoint.saying == nil && !presenter.viewpoint.showsBars)
    presenter.act(.next, .ask)
    #expect(presenter.viewpoint.saying == .ask(slide: 0))
    var poll = Self.open
    presenter.act(.attend(Self.news(.presenter, poll: poll)))
    #expect(presenter.viewpoint.saying == nil)
    presenter.act(.bars)
    #expect(presenter.viewpoint.saying == nil && presenter.viewpoint.shownPoll(in: presenter.lecture) == poll)
    presenter.act(.ask)
    #expect(presenter.viewpoint.saying == .endPoll)
    (poll.isOpen, poll.tally) = (false, Tally(rows: [Tally.Row(said: [9], count: 2)]))
    presenter.act(.attend(Self.news(.presenter, poll: poll)), .bars)
    #expect(presenter.viewpoint.saying == .showTally(true))
    poll.isShown = true
    presenter.act(.attend(Self.news(.presenter, poll: poll)), .close)
    #expect(!presenter.viewpoint.showsBars && presenter.viewpoint.saying == nil)
    presenter.act(.bars)
    #expect(presenter.viewpoint.showsBars && presenter.viewpoint.saying == nil)
    presenter.act(.bars)
    #expect(presenter.viewpoint.saying == .showTally(false) && !presenter.viewpoint.showsBars)
    // What a desk shows everyone is on the presenter's own screen as well, and goes with it.
    poll.isShown = false
    presenter.act(.attend(Self.news(.presenter, poll: poll)))
    #expect(!presenter.viewpoint.showsBars)
    poll.isShown = true
    presenter.act(.attend(Self.news(.presenter, poll: poll)))
    #expect(presenter.viewpoint.showsBars)
    poll.isShown = false
    presenter.act(.attend(Self.news(.presenter, poll: poll)))
    #expect(!presenter.viewpoint.showsBars)
    // Shown while a question was open, they are not there by themselves at the next one.
    presenter.act(.bars, .ask)
    #expect(presenter.viewpoint.saying == .ask(slide: 0) && !presenter.viewpoint.showsBars)
    presenter.act(.nextSlide, .bars)
    #expect(presenter.viewpoint.message == "what was asked last is on slide 1" && !presenter.viewpoint.showsBars)
    presenter.act(.lost)
    #expect(presenter.viewpoint.saying == nil && presenter.viewpoint.attendance?.isLost == false)
  }

  @Test func `the presenter points where the focus is`() throws {
    var presenter = try Self.visitor(.presenter)
    presenter.act(.point)
    #expect(presenter.viewpoint.saying == nil && presenter.viewpoint.message != nil)
    presenter.act(.next, .next, .next, .point)
    #expect(presenter.viewpoint.saying == .point(Focus(slide: 0, row: .state(layer: 0, pass: .forward), t: 1)))
    presenter.act(.nextSlide, .point)
    #expect(presenter.viewpoint.saying == nil && presenter.viewpoint.message?.contains("no network") == true)
  }

  @Test func `bars that everyone is shown can be taken off one's own screen`() throws {
    var pair = try Pair()
    pair.present(.next)
    var poll = Self.open
    (poll.isShown, poll.tally) = (true, Tally(rows: []))
    pair.follower.act(.attend(Self.news(poll: poll)))
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == poll)
    pair.follower.act(.bars)
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == nil)
    pair.follower.act(.bars)
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == poll)
    pair.follower.act(.close)
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == nil)
    poll.id = 4
    pair.follower.act(.attend(Self.news(poll: poll)))
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == poll)
    pair.follower.act(.follow)
    #expect(pair.follower.viewpoint.shownPoll(in: pair.follower.lecture) == nil)
  }

  @Test func `a key of a class says why it does nothing without one`() {
    var visitor = Visitor(.words("alone"))
    for action: LabAction in [.follow, .lost, .ask, .bars, .point] {
      visitor.act(action)
      #expect(visitor.viewpoint.message == "a key of a class; this lesson is open for you alone")
      #expect(visitor.viewpoint.saying == nil)
    }
  }
}
