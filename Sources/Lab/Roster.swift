/// What presenters alone are told of a class, whole.
public struct Roster: Hashable, Sendable {
  public struct Seat: Hashable, Sendable {
    /// What the owner calls the place: a user's name, or that of a place in a shared account.
    public var name: String
    /// What the person wants to be called; may be empty.
    public var nickname: String
    public var isHere: Bool
    public var isFollowing: Bool
    /// Whether states wait that the connection does not take.
    public var isBehind: Bool
    public var isLost: Bool
    public var isMuted: Bool
    /// Whether a presenter has closed it.
    public var isRemoved = false
    /// What was answered to the last poll.
    public var said: [Double]?

    public init(name: String, nickname: String) {
      (self.name, self.nickname) = (name, nickname)
      (isHere, isFollowing, isBehind, isLost, isMuted) = (true, true, false, false, false)
    }
  }

  public var seats: [Seat] = []
  /// Milliseconds since the class was first shown the lesson; nil before that.
  public var elapsed: Int?
  /// The last poll with what was answered to it, also while the class may not see that.
  public var poll: Poll?
  /// Whether a presenter is here with a screen that computes trainings, and not only with a desk.
  public var hasScreen = true

  public init() {}

  public var here: Int { seats.count(where: \.isHere) }
  public var following: Int { seats.count { $0.isHere && $0.isFollowing } }
  public var behind: Int { seats.count { $0.isHere && $0.isBehind } }
  /// Who was here, and could come back.
  public var away: Int { seats.count { !$0.isHere && !$0.isRemoved } }
  /// Who could have answered: those who are here, and those who have and went.
  public var asked: Int { seats.count { !$0.isMuted && !$0.isRemoved && ($0.isHere || $0.said != nil) } }
  public var lost: Int { seats.count { $0.isHere && $0.isLost } }
}
