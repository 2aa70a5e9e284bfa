/// A person's part in a class, as their screen tells it.
public struct Attendance: Hashable, Sendable {
  /// What was heard of the class last.
  public internal(set) var news: ClassNews
  /// Whether a follower's screen shows what the presenter's does; off, it is an explorer's.
  public internal(set) var isFollowing = true
  /// What the class showed when this person left it; nil where it is the person's own work that goes on.
  var left: LectureState?
  /// Whether the person has told that they are lost at this slide.
  public internal(set) var isLost = false
  /// What was answered to the questions of slides that the presenter has not revealed, by slide.
  public internal(set) var said: [Int: [Double]] = [:]
  /// The question to which each of these was the answer, by slide; none where the class had not been asked.
  var sent: [Int: UInt32] = [:]
  /// Whether a follower has taken off the bars that everyone is shown.
  public internal(set) var hidesBars = false

  public init(_ news: ClassNews) {
    self.news = news
  }

  static let shown = "everyone sees it; B takes it off all screens"
  static let takenOff = "taken off all screens"
  static let over = "out of the class; this lesson is yours alone now"
  static let outOfReach = "the class cannot be reached at the moment; nothing was said to it"
}

/// What a class tells one of its people, beside the lecture itself.
public struct ClassNews: Hashable, Sendable {
  public enum Part: Sendable {
    case presenter, follower
  }

  public var name: String
  public var part: Part
  /// Whether the class can be heard at all now.
  public var isConnected = false
  public var isPresenterHere = false
  /// Whether this person is no part of it any more: it has ended, or their place is closed, or open elsewhere.
  public var isOver = false
  /// Where the class is, from 0; nil before the first state has come.
  public var slide: Int?
  /// People who follow or explore now.
  public var here = 0
  /// How many of them are lost; nil for those who are not told.
  public var lost: Int?
  public var poll: Poll?
  /// Whether the disk takes the answers.
  public var isSaving = true
  /// Whether the class has kept this person's last answer to the poll, so that a crash of anything loses it no more.
  public var isAnswerKept = false
  /// What the class knows to be this person's answer to a poll, though this program may not: they have come back.
  public var known: KnownAnswer?

  public init(name: String, part: Part) {
    (self.name, self.part) = (name, part)
  }
}

/// An answer that a class has of somebody.
public struct KnownAnswer: Hashable, Sendable {
  /// The number of the poll.
  public var poll: UInt32
  /// As in `GivenAnswer`.
  public var said: [Double]

  public init(poll: UInt32, said: [Double]) {
    (self.poll, self.said) = (poll, said)
  }
}

/// A question that is put to the class, or was the last one.
public struct Poll: Hashable, Sendable {
  public var id: UInt32
  /// The slide whose question it is, from 0.
  public var slide: Int
  public var isOpen: Bool
  /// How many have answered; nil for those who are not told.
  public var answered: Int?
  /// How many could have; nil for those who are not told.
  public var asked: Int?
  /// What was answered; nil for those who are not shown it.
  public var tally: Tally?
  /// Whether everyone is shown it.
  public var isShown: Bool

  public init(id: UInt32, slide: Int, isOpen: Bool, answered: Int? = nil, tally: Tally? = nil, isShown: Bool = false) {
    (self.id, self.slide, self.isOpen) = (id, slide, isOpen)
    (self.answered, self.tally, self.isShown) = (answered, tally, isShown)
  }
}

/// How often each answer was given, the most frequent first; those that are rarer than the last of them are counted
/// together.
public struct Tally: Hashable, Sendable {
  public struct Row: Hashable, Sendable {
    /// The numbers that were said, or the number of a choice.
    public var said: [Double]
    public var count: Int

    public init(said: [Double], count: Int) {
      (self.said, self.count) = (said, count)
    }
  }

  public var rows: [Row]
  public var others: Int

  public init(rows: [Row], others: Int = 0) {
    (self.rows, self.others) = (rows, others)
  }
}

/// What an action has to say to the class; whoever has a link to it sends it.
public enum ClassSaying: Hashable, Sendable {
  case following(Bool)
  /// The answer to an open question.
  case answer(poll: UInt32, said: [Double])
  case lost(Bool)
  // The presenter's.
  /// Puts the question of the slide, from 0, to the class.
  case ask(slide: Int)
  case endPoll
  /// Shows everyone what was answered, or no longer.
  case showTally(Bool)
  /// Puts the presenter's focus on every screen.
  case point(Focus)
  /// A seat's answers and signals count no more, or again.
  case mute(seat: String, Bool)
  /// Closes a seat for as long as the class lasts.
  case remove(seat: String)
}
