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
    /// What is shown, before anyone is told of it: another life of the owner may need it.
    case remember(Shown)
    /// Behind what was sent before.
    case close(Client)
    /// The journal ends with `.over`; then all are to be closed, and nobody comes any more.
    case end
  }

  /// How soon what is new has to be published.
  public enum Urgency: Comparable {
    case nothing, soon, now
  }

  /// Connections, and places in the class.
  public static let mostClients = 512
  static let mostSeats = 512
  private static let mostPresenters = 16
  /// Connections that have not said yet who they are: of one person's account, and of a shared one, whose people all
  /// come at the bell.
  static let mostStrangers = (own: 64, shared: 384)
  /// Connections of one process in a shared account, such as the end of a tunnel; the owner's own are not counted.
  static let mostOfProcess = 8
  /// Messages of a client that were too many before it is sent away.
  static let mostDropped = 200

  private(set) var rules: Rules
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
  /// What was shown last in an earlier life.
  private let earlier: Shown?
  /// What somebody has done for it to be shown, and when. A training that comes further changes nothing of this, so that
  /// nobody's key is lost to one.
  private var shownFor: (decision: Decision, sequence: UInt64) = (.none, 0)
  /// What is to be shown as soon as all that it names is here, so that whoever is shown something can have all of it.
  private var pending: (presentation: Presentation, by: Client, then: [ClientMessage])?
  private var isSaving = true
  private var isOver = false
  /// When the lesson was first shown: by the clock that only goes forward, or by the other one in an earlier life.
  private var began: Moment?
  private let beganEarlier: Int?

  /// - Parameters:
  ///   - epoch: differs from one life of the owner to the next.
  ///   - records: what the journal of the class holds from earlier lives.
  ///   - earlier: what was to be remembered last in them.
  public init(_ rules: Rules, epoch: UInt64, records: [JournalRecord] = [], earlier: Shown? = nil) {
    self.earlier = earlier
    self.rules = rules.joined(with: records)
    self.epoch = epoch
    seats = SeatTable(records)
    question = AskedQuestion.last(of: records)
    beganEarlier = records.reduce(nil) { began, record in
      switch record {
      case .began(let date): date
      case .over: nil
      default: began
      }
    }
    lastPoll = records.reduce(0) { last, record in
      if case .asked(let asked) = record { max(last, asked.id) } else { last }
    }
  }

  // MARK: What happens

  /// The first of all. The rules are kept, as whoever starts the owner again may not know them.
  public func begin() -> [Deed] {
    [.keep(.rules(assistants: rules.assistants.sorted(), shared: rules.sharedAccounts.sorted()))]
  }

  /// - Parameter process: 0 where the kernel does not tell.
  public mutating func connected(
    _ client: Client, user: UInt32, process: Int32 = 0, userName: String
  ) -> [Deed] {
    if process != 0, user != rules.hostUser,
      clients.values.count(where: { $0.process == process && $0.user == user }) >= Self.mostOfProcess
    {
      return [.send(.busy("this program has joined the class too often"), to: client), .close(client)]
    }
    guard !isOver else { return [.send(.farewell(Self.over), to: client), .close(client)] }
    let strangers = clients.values.count { $0.part == .stranger && $0.user == user }
    let most = rules.sharedAccounts.contains(user) ? Self.mostStrangers.shared : Self.mostStrangers.own
    // However full it is, who presents finds a place.
    let mayPresent = user == rules.hostUser || rules.assistants.contains(user)
    guard clients.count < Self.mostClients + (mayPresent ? Self.mostPresenters : 0), strangers < most else {
      return [.send(.busy(Self.full), to: client), .close(client)]
    }
    clients[client] = Connection(user: user, process: process, userName: userName)
    let hello = ClassHello(
      name: rules.name, host: rules.host, isPresenterHere: isPresenterHere, here: seats.here)
    return [.send(.hello(hello), to: client)]
  }

  public mutating func received(_ packet: Packet, from client: Client, at now: Moment) -> [Deed] {
    guard let part = clients[client]?.part else { return [] }
    if part != .presenter, !clients[client]!.mayBeRead(packet, at: now) {
      return clients[client]!.dropped < Self.mostDropped ? [] : refuse(client, "that was more than anyone can say")
    }
    let message: ClientMessage?
    do { message = try ClientMessage(packet) } catch { return refuse(client, "that was no message: \(error)") }
    guard let message else { return [] }
    switch part {
    case .stranger:
      guard case .hello(let hello) = message else { return refuse(client, "a client says hello first") }
      greet(hello, client)
    case .presenter: present(message, client, now)
    case .follower(let seat): follow(message, client, seat)
    }
    return takeDeeds()
  }

  public mutating func left(_ client: Client) -> [Deed] {
    guard let gone = clients.removeValue(forKey: client) else { return [] }
    shelf.forget(client)
    switch gone.part {
    case .stranger: break
    case .presenter:
      if pending?.by == client { pending = nil }
      changed(.now)
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
    state.poll = question?.poll(isTold: false, without: seats.muted)
    state.isSaving = isSaving
    let published = PublishedState(decision: shownFor.decision, state: state)
    return OwnerMessage.state(published).packet(epoch: epoch, sequence: sequence).bytes
  }

  public func rosterBytes(at now: Moment) -> [UInt8] {
    var roster = roster
    // Somebody may have set the other clock back.
    let earlier = beganEarlier.map { max(now.date - $0, 0) * 1000 }
    roster.elapsed = began.map { now.milliseconds - $0.milliseconds } ?? earlier
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
      row.said = seat.isMuted ? nil : question?.answers[seat.name]?.said
      return row
    }
    roster.hasScreen = clients.values.contains { $0.part == .presenter && !$0.isDesk }
    roster.poll = question?.poll(isTold: true, without: seats.muted)
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
    (clients[client]!.token, clients[client]!.isDesk) = (hello.token, hello.isDesk)
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
      deeds += left(client) + [.send(.busy(Self.full), to: client), .close(client)]
      return
    }
    clients[client]!.part = .follower(name)
    welcome(client, .follower, seat: name)
    changed(.soon)
  }

  private static let over = "the class has ended"
  private static let full = "the class is full"

  private mutating func welcome(_ client: Client, _ role: Welcome.Role, seat: String) {
    deeds.append(.send(.welcome(Welcome(role: role, seat: seat)), to: client))
    if let question, let answer = question.answers[seat], answer.isKept {
      deeds.append(.send(.said(poll: question.id, answer.said), to: client))
    }
    if role == .presenter, shown == nil, let earlier { deeds.append(.send(.earlier(earlier), to: client)) }
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
    guard let question, question.id == poll else { return }
    if question.answers[seat]?.nonce == nonce {
      if question.answers[seat]?.isKept == true {
        deeds.append(.send(.acknowledged(poll: poll, nonce: nonce), to: client))
      }
      return
    }
    guard question.isOpen else { return }
    let answer = JournalRecord.Answer(
      poll: poll, seat: seat, nickname: seats[seat]?.nickname ?? "", nonce: nonce, said: said)
    guard self.question?.take(answer) == true else { return }
    deeds.append(.keep(.answer(answer)))
    if question.isShown { changed(.soon) } else { rosterChanged() }
  }

  private mutating func serve(_ id: ContentID, _ client: Client) {
    if let content = shelf.content(id, for: client) { deeds.append(.serve(id, content, to: client)) }
  }

  // MARK: Presenters

  private mutating func present(_ message: ClientMessage, _ client: Client, _ now: Moment) {
    switch message {
    case .present(let presentation): propose(presentation, client, now)
    case .provide(let piece):
      guard wanted.contains(piece.id) else { return }
      guard shelf.hasRoom(for: piece) else {
        deeds += refuse(client, "the lesson's files are larger than a class can hold")
        return
      }
      for (client, id, content) in shelf.take(piece) { deeds.append(.serve(id, content, to: client)) }
      showPending(now)
    case .ask, .endPoll, .showTally:
      if pending?.by == client { pending!.then.append(message) } else { poll(message, now) }
    case .want(let id):
      guard shown?.contents.contains(id) == true else { return }
      serve(id, client)
    case .mute(let seat, let isMuted):
      guard seats[seat] != nil else { return }
      seats[seat]?.isMuted = isMuted
      seats[seat]?.isLost = false
      deeds.append(.keep(.muted(seat: seat, isMuted)))
      if question?.isShown == true { changed(.soon) } else { rosterChanged() }
    case .remove(let seat):
      guard seats[seat] != nil else { return }
      seats[seat]?.isRemoved = true
      question?.forget(seat)
      deeds.append(.keep(.removed(seat: seat)))
      if let client = seats[seat]?.client {
        deeds += refuse(client, "the presenter has closed your place in this class")
      }
      changed(.now)
    case .end:
      isOver = true
      for client in clients.keys.sorted() { deeds += refuse(client, Self.over) }
      deeds.append(.end)
    case .hello, .answer, .lost, .following: break
    }
  }

  /// What a presenter says about a question.
  private mutating func poll(_ message: ClientMessage, _ now: Moment) {
    switch message {
    case .ask(let slide, let title):
      // What was to be shown before it may have come too late.
      guard let shown, LectureState.slide(of: shown.lecture) == slide else { return }
      lastPoll += 1
      let asked = JournalRecord.Question(
        id: lastPoll, lesson: shown.lesson.original, lessonName: shown.lesson.name, slide: slide, title: title,
        date: now.date)
      question = AskedQuestion(asked)
      deeds.append(.keep(.asked(asked)))
      changed(.now)
    case .endPoll(let poll):
      guard let question, question.id == poll, question.isOpen else { return }
      self.question?.isOpen = false
      deeds.append(.keep(.ended(poll: question.id)))
      changed(.now)
    case .showTally(let isShown):
      guard let question, question.isShown != isShown else { return }
      self.question?.isShown = isShown
      deeds.append(.keep(.shown(poll: question.id, isShown)))
      changed(.now)
    default: break
    }
  }

  /// Whether nobody else has done anything that this presenter had not seen.
  private func mayShow(_ presentation: Presentation, _ client: Client) -> Bool {
    shownFor.decision.author == clients[client]?.token || presentation.base >= shownFor.sequence
  }

  private var wanted: [ContentID] {
    (shown?.contents ?? []) + (pending?.presentation.shown.contents ?? [])
  }

  private mutating func propose(_ presentation: Presentation, _ client: Client, _ now: Moment) {
    guard mayShow(presentation, client) else { return }
    let contents = presentation.shown.contents
    if let pending, pending.by != client, presentation.isProgress {
      // How far a training has come takes no other presenter's place.
      if shelf.hasAll(contents) { show(presentation, client, now) }
      return
    }
    for id in shelf.missing(contents, besides: wanted, from: client) { deeds.append(.send(.want(id), to: client)) }
    pending = (presentation, client, then: pending?.by == client ? pending!.then : [])
    showPending(now)
  }

  private mutating func showPending(_ now: Moment) {
    guard let pending, shelf.hasAll(pending.presentation.shown.contents) else { return }
    self.pending = nil
    guard mayShow(pending.presentation, pending.by) else { return }
    show(pending.presentation, pending.by, now)
    for message in pending.then { poll(message, now) }
  }

  private mutating func show(_ presentation: Presentation, _ client: Client, _ now: Moment) {
    // To say it again decides nothing, and must not go before what somebody else does meanwhile.
    guard presentation.shown != shown else { return }
    // What was asked in another lesson is of another slide here.
    if let question, question.lesson != presentation.shown.lesson.original { self.question = nil }
    // Another lesson has a plan of its own; the same one, mended on the way, goes on.
    let isOther = shown.map { $0.lesson.name != presentation.shown.lesson.name } ?? false
    shown = presentation.shown
    deeds.append(.remember(presentation.shown))
    if isOther || began == nil && beganEarlier == nil {
      began = now
      deeds.append(.keep(.began(date: now.date)))
    }
    changed(.now)
    guard !presentation.isProgress else { return }
    shownFor = (Decision(author: clients[client]?.token ?? 0, count: presentation.count), sequence)
  }
}
