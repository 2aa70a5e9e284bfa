import Classroom
import Lab

/// A class with a presenter who shows something and asks, a follower who looks on, and a stranger whose bytes come.
struct Room {
  static let rules = ClassOwner.Rules(
    name: "rnn", host: "ada", hostUser: 1000, assistants: [4000], sharedAccounts: [2000])
  private static let (presenter, witness, stranger): (ClassOwner.Client, ClassOwner.Client, ClassOwner.Client) = (
    1, 2, 3
  )

  private static let shown: [UInt8] = [7, 0]

  private var owner = ClassOwner(rules, epoch: 1)
  private let presents: Bool
  private var heard = PacketReader(most: PacketReader.mostFromOwner)
  private var newest: ClassState?
  private var disk: [JournalRecord] = []
  private var isGone = false
  private var now = 0

  /// - Parameter presents: whether the kernel says that the stranger may.
  init(presents: Bool) {
    self.presents = presents
    perform(owner.begin())
    for (client, user) in [(Self.presenter, 1000), (Self.witness, 3000), (Self.stranger, presents ? 4000 : 3001)] {
      perform(owner.connected(client, user: UInt32(user), userName: "\(user)"))
    }
    say(.hello(ClientHello(wantsToPresent: true, token: 1)), Self.presenter)
    say(.hello(ClientHello()), Self.witness)
    let text = ContentID([1])
    let lesson = SharedLesson(name: "l", original: text, shared: text)
    say(.present(Presentation(base: 0, count: 1, shown: Shown(lesson: lesson, lecture: Self.shown))), Self.presenter)
    say(.provide(ContentPiece(id: text, total: 1, offset: 0, bytes: [1])), Self.presenter)
    say(.ask(slide: 7, title: "h?"), Self.presenter)
    publish()
  }

  func check(_ bytes: [UInt8]) {
    var room = self
    let before = room.newest
    precondition(before?.shown?.lecture == Self.shown && before?.poll?.isOpen == true)
    for packet in PacketReader.packets(bytes, most: PacketReader.mostFromClient) where !room.isGone {
      room.now += 50
      room.perform(room.owner.received(packet, from: Self.stranger, at: Moment(milliseconds: room.now)))
      room.publish()
      if !presents {
        // Whoever follows moves nobody, and nobody learns what was answered.
        precondition(room.newest?.shown == before?.shown, "a follower shows something")
        precondition(room.newest?.poll == before?.poll, "a follower tells or ends something")
      }
    }
    for record in room.disk {
      precondition(Journal.read(Journal.bytes(of: record)).records == [record], "\(record) is not kept as it is")
    }
    room.perform(room.owner.left(Self.stranger))
    room.publish()
  }

  private mutating func say(_ message: ClientMessage, _ client: ClassOwner.Client) {
    perform(owner.received(message.packet, from: client, at: Moment(milliseconds: now)))
  }

  private mutating func perform(_ deeds: [ClassOwner.Deed]) {
    for deed in deeds {
      switch deed {
      case .send(let message, let client): hear(message.packet(epoch: owner.epoch, sequence: 0).bytes, client)
      case .sendState(let client):
        hear(owner.stateBytes, client)
        if owner.isPresenter(client) { read(owner.rosterBytes(at: Moment(milliseconds: now))) }
      case .serve: break
      case .remember(let shown):
        precondition((try? Shown(bytes: shown.bytes)) == shown, "what is shown is not remembered as it is")
      case .keep(let record):
        disk.append(record)
        perform(owner.kept(record))
      case .close(let client):
        if client == Self.stranger { isGone = true }
        perform(owner.left(client))
      case .end: isGone = true
      }
    }
  }

  private mutating func publish() {
    let (state, roster) = owner.publish(at: Moment(milliseconds: now))
    if let state { hear(state, Self.witness) }
    if let roster { read(roster) }
  }

  /// Whatever the owner says can be read.
  private func read(_ bytes: [UInt8]) {
    let packets = PacketReader.packets(bytes, most: PacketReader.mostFromOwner)
    precondition(
      packets.count == 1 && (try? OwnerMessage(packets[0])) ?? nil != nil, "the owner says what nobody reads")
  }

  private mutating func hear(_ bytes: [UInt8], _ client: ClassOwner.Client) {
    read(bytes)
    guard client == Self.witness else { return }
    heard.append(bytes)
    while let packet = try? heard.next() {
      switch try? OwnerMessage(packet) {
      case .state(let published): newest = published.state
      case .roster: preconditionFailure("a follower gets the roster")
      default: break
      }
    }
  }
}
