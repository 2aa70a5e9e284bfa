import Lab
import Surface

/// The rules of a class: who may what, what everyone is told, what is kept. Pure: whoever has the sockets tells it what
/// happens, does its deeds, and sends what it publishes.
public struct ClassOwner {
  /// The number of a connection.
  public typealias Client = UInt32

  /// What is to be done, in order.
  public enum Deed: Equatable {
    case send(OwnerMessage, to: Client)
    /// The newest state, which nothing holds back.
    case sendState(to: Client)
    /// A content in pieces, which give way to states.
    case serve(ContentID, [UInt8], to: Client)
    /// A record that has to be on the disk before `kept` is told of it.
    case keep(JournalRecord)
    /// Behind what was sent before.
    case close(Client)
    /// The journal ends with `.over`; then all are to be closed, and nobody comes any more.
    case end
  }

  /// How soon what is new has to be published.
  public enum Urgency: Comparable {
    case nothing, soon, now
  }

  public struct Rules: Sendable {
    public var name: String
    /// The owner's user name and uid.
    public var host: String
    public var hostUser: UInt32
    /// Who may present as well.
    public var assistants: Set<UInt32>
    /// Accounts in which every connection is a person of its own. The owner's is one of them.
    public var sharedAccounts: Set<UInt32>

    public init(
      name: String, host: String, hostUser: UInt32, assistants: Set<UInt32> = [], sharedAccounts: Set<UInt32> = []
    ) {
      (self.name, self.host, self.hostUser) = (name, host, hostUser)
      (self.assistants, self.sharedAccounts) = (assistants, sharedAccounts.union([hostUser]))
    }
  }

  /// Connections, and places in the class.
  public static let mostClients = 512
  static let mostSeats = 512
  private static let mostPresenters = 16
  /// Connections that have not said yet who they are: of one person's account, and of a shared one, whose people all
  /// come at the bell.
  static let mostStrangers = (own: 64, shared: 384)
  /// Of one content, and of all.
  static let mostInContent = 16 << 20
  static let mostInContents = 64 << 20

  let rules: Rules
  /// One life of a class's owner.
  public let epoch: UInt64
  private(set) var sequence: UInt64 = 0
  /// Of the state, and of the roster, which only presenters are told.
  public private(set) var urgency = (state: Urgency.nothing, roster: Urgency.nothing)
  private var deeds: [Deed] = []

  var clients: [Client: Connection] = [:]
  var seats = SeatTable()
  private var shelf = ContentShelf()
  var question: AskedQuestion?
  /// The number of the last question that was ever put to this class.
  private var lastPoll: UInt32

  private var shown: Shown?
  /// Whose doing it is. A training that comes further changes nothing of this, so that nobody's key is lost to one.
  private var shownBy: (author: Client, count: UInt32, sequence: UInt64) = (0, 0, 0)
  private var isSaving = true
  /// Milliseconds of the moment at which something was first shown.
  private var began: Int?

  struct Connection {
    var user: UInt32
    var userName: String
    var part = Part.stranger
    var allowance = Allowance()

    enum Part: Equatable {
      case stranger
      case presenter
      /// By the name of the seat.
      case follower(String)
    }
  }

  /// - Parameters:
  ///   - epoch: differs from one life of the owner to the next.
  ///   - records: what the journal of the class holds from earlier lives.
  public init(_ rules: Rules, epoch: UInt64, records: [JournalRecord] = []) {
    self.rules = rules
    self.epoch = epoch
    question = AskedQuestion.last(of: records)
    lastPoll = records.reduce(0) { last, record in
      if case .asked(let asked) = record { max(last, asked.id) } else { last }
    }
  }

  // MARK: What happens

  public mutating func connected(_ client: Client, user: UInt32, userName: String) -> [Deed] {
    let strangers = clients.values.count { $0.part == .stranger && $0.user == user }
    let most = rules.sharedAccounts.contains(user) ? Self.mostStrangers.shared : Self.mostStrangers.own
    // However full it is, who presents finds a place.
    let mayPresent = user == rules.hostUser || rules.assistants.contains(user)
    guard clients.count < Self.mostClients + (mayPresent ? Self.mostPresenters : 0), strangers < most else {
      return [.send(.farewell("the class is full; try again in a moment"), to: client), .close(client)]
    }
    clients[client] = Connection(user: user, userName: userName)
    let hello = ClassHello(
      name: rules.name, host: rules.host, isPresenterHere: isPresenterHere, here: seats.here)
    return [.send(.hello(hello), to: client)]
  }

  public mutating func received(_ packet: Packet, from client: Client, at now: Moment) -> [Deed] {
    guard clients[client] != nil else { return [] }
    let message: ClientMessage?
    do { message = try ClientMessage(packet) } catch { return refuse(client, "that was no message: \(error)") }
    guard let message else { return [] }
    switch clients[client]!.part {
    case .stranger:
      guard case .hello(let hello) = message else { return refuse(client, "a client says hello first") }
      greet(hello, client)
    case .presenter: present(message, client, now)
    case .follower(let seat):
      guard clients[client]!.allowance.take(at: now) else { return takeDeeds() }
      follow(message, client, seat)
    }
    return takeDeeds()
  }

  public mutating func left(_ client: Client) -> [Deed] {
    guard let gone = clients.removeValue(forKey: client) else { return [] }
    shelf.forget(client)
    switch gone.part {
    case .stranger: break
    case .presenter: changed(.now)
    case .follower(let seat):
      if seats[seat]?.client == client {
        seats[seat]?.client = nil
        changed(.soon)
      }
    }
    return takeDeeds()
  }

  /// A client has not said hello in time, or its bytes are no packets, or it takes none.
  public mutating func refuse(_ client: Client, _ reason: String) -> [Deed] {
    guard clients[client] != nil else { return [] }
    return left(client) + [.send(.farewell(reason), to: client), .close(client)]
  }

  public mutating func isBehind(_ client: Client, _ isBehind: Bool) {
    guard case .follower(let seat)? = clients[client]?.part, seats[seat]?.isBehind != isBehind else { return }
    seats[seat]?.isBehind = isBehind
    rosterChanged()
  }

  /// A record is on the disk.
  public mutating func kept(_ record: JournalRecord) -> [Deed] {
    if !isSaving {
      isSaving = true
      changed(.now)
    }
    guard case .answer(let answer) = record, question?.keep(answer) == true, let client = seats[answer.seat]?.client
    else { return [] }
    return [.send(.acknowledged(poll: answer.poll, nonce: answer.nonce), to: client)]
  }

  /// The disk takes no records.
  public mutating func savingFailed() {
    guard isSaving else { return }
    isSaving = false
    changed(.now)
  }

  // MARK: What everyone is told

  /// What is new of the state and of the roster, as packets. Nothing is urgent behind it.
  public mutating func publish(at now: Moment) -> (state: [UInt8]?, roster: [UInt8]?) {
    defer { urgency = (.nothing, .nothing) }
    return (urgency.state == .nothing ? nil : stateBytes, urgency.roster == .nothing ? nil : rosterBytes(at: now))
  }

  public var stateBytes: [UInt8] {
    var state = ClassState()
    state.shown = shown
    state.isPresenterHere = isPresenterHere
    state.here = seats.here
    state.poll = question?.poll(isTold: false)
    state.isSaving = isSaving
    let published = PublishedState(author: shownBy.author, count: shownBy.count, state: state)
    return OwnerMessage.state(published).packet(epoch: epoch, sequence: sequence).bytes
  }

  public func rosterBytes(at now: Moment) -> [UInt8] {
    var roster = roster
    roster.elapsed = began.map { now.milliseconds - $0 }
    return OwnerMessage.roster(roster).packet(epoch: epoch, sequence: sequence).bytes
  }

  public func isPresenter(_ client: Client) -> Bool { clients[client]?.part == .presenter }

  /// Whether states are for this client.
  public func isMember(_ client: Client) -> Bool { clients[client].map { $0.part != .stranger } ?? false }

  private var isPresenterHere: Bool { clients.values.contains { $0.part == .presenter } }

  private var roster: Roster {
    var roster = Roster()
    roster.seats = seats.all.map { seat in
      var row = Roster.Seat(name: seat.name, nickname: seat.nickname)
      (row.isHere, row.isFollowing, row.isBehind) = (seat.client != nil, seat.isFollowing, seat.isBehind)
      (row.isLost, row.isMuted, row.isRemoved) = (seat.isLost, seat.isMuted, seat.isRemoved)
      row.said = question?.answers[seat.name]?.said
      return row
    }
    roster.poll = question?.poll(isTold: true)
    return roster
  }

  private mutating func changed(_ new: Urgency) {
    sequence += 1
    urgency = (max(urgency.state, new), max(urgency.roster, new))
  }

  /// Something has changed that presenters alone are told.
  private mutating func rosterChanged() { urgency.roster = max(urgency.roster, .soon) }

  private mutating func takeDeeds() -> [Deed] {
    defer { deeds = [] }
    return deeds
  }

  // MARK: Those who come

  private mutating func greet(_ hello: ClientHello, _ client: Client) {
    guard hello.version == Protocol.version else {
      deeds += refuse(client, "this class speaks version \(Protocol.version) of its messages; update bilab")
      return
    }
    let (user, userName) = (clients[client]!.user, clients[client]!.userName)
    if hello.wantsToPresent {
      guard user == rules.hostUser || rules.assistants.contains(user) else {
        deeds += refuse(client, "this class is \(rules.host)'s; bilab join follows it")
        return
      }
      clients[client]!.part = .presenter
      welcome(client, .presenter, seat: "")
      changed(.now)
      return
    }
    let name =
      rules.sharedAccounts.contains(user)
      ? SeatTable.name(account: userName, seat: hello.seat, token: hello.token) : userName
    if seats[name]?.isRemoved == true {
      deeds += refuse(client, "the presenter has closed your place in this class")
      return
    }
    if let before = seats[name]?.client {
      deeds += refuse(before, "your place is open in another terminal now")
    }
    guard seats.take(name, nickname: SafeText.nickname(hello.name), client: client) else {
      deeds += refuse(client, "the class is full; try again in a moment")
      return
    }
    clients[client]!.part = .follower(name)
    welcome(client, .follower, seat: name)
    changed(.soon)
  }

  private mutating func welcome(_ client: Client, _ role: Welcome.Role, seat: String) {
    deeds.append(.send(.welcome(Welcome(role: role, client: client, seat: seat)), to: client))
    deeds.append(.sendState(to: client))
  }

  // MARK: Followers

  private mutating func follow(_ message: ClientMessage, _ client: Client, _ seat: String) {
    switch message {
    case .want(let id):
      guard let shown, shown.contents.contains(id), id != shown.lesson.original || id == shown.lesson.shared else {
        return
      }
      serve(id, client)
    case .answer(let poll, let nonce, let said): answer(poll, nonce, said, client, seat)
    case .lost(let isLost):
      guard seats[seat]?.isMuted == false, seats[seat]?.isLost != isLost else { return }
      seats[seat]?.isLost = isLost
      rosterChanged()
    case .following(let isFollowing):
      guard seats[seat]?.isFollowing != isFollowing else { return }
      seats[seat]?.isFollowing = isFollowing
      rosterChanged()
    case .hello: break
    case .present, .provide, .ask, .endPoll, .showTally, .mute, .remove, .end:
      deeds += refuse(client, "only presenters may do that")
    }
  }

  private mutating func answer(_ poll: UInt32, _ nonce: UInt64, _ said: [Double], _ client: Client, _ seat: String) {
    guard seats[seat]?.isMuted == false, let question, question.id == poll else { return }
    if question.answers[seat]?.nonce == nonce {
      if question.answers[seat]?.isKept == true {
        deeds.append(.send(.acknowledged(poll: poll, nonce: nonce), to: client))
      }
      return
    }
    guard question.isOpen else { return }
    let answer = JournalRecord.Answer(
      poll: poll, seat: seat, nickname: seats[seat]?.nickname ?? "", nonce: nonce, said: said)
    self.question?.take(answer)
    deeds.append(.keep(.answer(answer)))
    if question.isShown { changed(.soon) } else { rosterChanged() }
  }

  private mutating func serve(_ id: ContentID, _ client: Client) {
    if let content = shelf.content(id, for: client) { deeds.append(.serve(id, content, to: client)) }
  }

  // MARK: Presenters

  private mutating func present(_ message: ClientMessage, _ client: Client, _ now: Moment) {
    switch message {
    case .present(let presentation): show(presentation, client, now)
    case .provide(let piece):
      guard shown?.contents.contains(piece.id) == true else { return }
      for (client, id, content) in shelf.take(piece) { deeds.append(.serve(id, content, to: client)) }
    case .want(let id):
      guard shown?.contents.contains(id) == true else { return }
      serve(id, client)
    case .ask(let slide, let title):
      lastPoll += 1
      let asked = JournalRecord.Question(id: lastPoll, slide: slide, title: title, date: now.date)
      question = AskedQuestion(asked)
      deeds.append(.keep(.asked(asked)))
      changed(.now)
    case .endPoll:
      guard let question, question.isOpen else { return }
      self.question?.isOpen = false
      deeds.append(.keep(.ended(poll: question.id)))
      changed(.now)
    case .showTally(let isShown):
      guard question != nil else { return }
      question?.isShown = isShown
      changed(.now)
    case .mute(let seat, let isMuted):
      guard seats[seat] != nil else { return }
      seats[seat]?.isMuted = isMuted
      seats[seat]?.isLost = false
      if isMuted { question?.forget(seat) }
      rosterChanged()
    case .remove(let seat):
      guard seats[seat] != nil else { return }
      seats[seat]?.isRemoved = true
      if let client = seats[seat]?.client {
        deeds += refuse(client, "the presenter has closed your place in this class")
      }
      changed(.now)
    case .end:
      for client in clients.keys.sorted() { deeds += refuse(client, "the class has ended") }
      deeds.append(.end)
    case .hello, .answer, .lost, .following: break
    }
  }

  private mutating func show(_ presentation: Presentation, _ client: Client, _ now: Moment) {
    // Somebody else has moved on from what this presenter saw.
    guard shownBy.author == client || presentation.base >= shownBy.sequence else { return }
    // What was asked in another lesson is of another slide here.
    if let shown, shown.lesson.original != presentation.shown.lesson.original { question = nil }
    shown = presentation.shown
    began = began ?? now.milliseconds
    changed(.now)
    if !presentation.isProgress { shownBy = (client, presentation.count, sequence) }
    for id in shelf.missing(presentation.shown.contents, from: client) { deeds.append(.send(.want(id), to: client)) }
  }
}

/// How often somebody may say something: so many at once, and then so many a second.
struct Allowance {
  private static let (burst, perSecond) = (20.0, 5.0)

  private var left = Self.burst
  private var last: Int?

  mutating func take(at moment: Moment) -> Bool {
    let now = moment.milliseconds
    left = min(Self.burst, left + Double(now - (last ?? now)) / 1000 * Self.perSecond)
    last = now
    guard left >= 1 else { return false }
    left -= 1
    return true
  }
}
