import Lab

@testable import Classroom

/// A class in memory: an owner with its disk, clients on wires that can be cut.
struct Hall {
  static let teacher: UInt32 = 1000
  static let kiosk: UInt32 = 2000
  static let users: [UInt32: String] = [teacher: "ada", kiosk: "kiosk", 3000: "zoe", 3001: "yan", 4000: "tess"]

  private(set) var owner: ClassOwner
  var members: [Int: ClassMember] = [:]
  /// What each has heard, in order.
  private(set) var heard: [Int: [ClassMember.Event]] = [:]
  private(set) var isOver = false
  var isDiskFull = false
  /// Whether records wait before they are kept, as they do on a slow disk.
  var isDiskSlow = false
  private(set) var disk: [JournalRecord] = []
  private var waiting: [JournalRecord] = []
  private var remembered: Shown?
  private var wires: [Int: (client: UInt32, user: UInt32)] = [:]
  private var lastClient: UInt32 = 0
  private var lastEpoch: UInt64 = 1
  var now = 0

  static let rules = ClassOwner.Rules(
    name: "rnn", host: "ada", hostUser: teacher, assistants: [4000], sharedAccounts: [kiosk])

  init() {
    owner = ClassOwner(Self.rules, epoch: lastEpoch)
    perform(owner.begin())
  }

  // MARK: Wires

  mutating func join(_ person: Int, _ user: UInt32, _ hello: ClientHello = ClientHello()) {
    var hello = hello
    if hello.token == 0 { hello.token = UInt64(person) }
    members[person] = members[person] ?? ClassMember(hello, nonce: UInt64(person) * 1000)
    lastClient += 1
    wires[person] = (lastClient, user)
    members[person]!.reconnect()
    perform(owner.connected(lastClient, user: user, userName: Self.users[user]!))
    settle()
  }

  mutating func cut(_ person: Int) {
    guard let wire = wires.removeValue(forKey: person) else { return }
    perform(owner.left(wire.client))
    settle()
  }

  func isConnected(_ person: Int) -> Bool { wires[person] != nil }

  /// The owner is killed, and another takes its place with what is on the disk.
  mutating func crash(rules: ClassOwner.Rules = Self.rules) {
    lastEpoch += 1
    (wires, waiting) = ([:], [])
    owner = ClassOwner(rules, epoch: lastEpoch, records: disk, earlier: remembered)
    perform(owner.begin())
  }

  mutating func say(_ person: Int, _ message: ClientMessage) {
    members[person]!.say(message)
    settle()
  }

  mutating func settle() {
    var isQuiet = false
    while !isQuiet {
      isQuiet = true
      for person in members.keys.sorted() where wires[person] != nil && !members[person]!.outgoing.isEmpty {
        isQuiet = false
        var reader = PacketReader(most: PacketReader.mostFromClient)
        reader.append(members[person]!.outgoing)
        members[person]!.outgoing = []
        while let wire = wires[person], let packet = try? reader.next() {
          perform(owner.received(packet, from: wire.client, at: Moment(milliseconds: now, date: 7)))
        }
      }
      if !isDiskSlow { flush() }
      publish()
    }
  }

  mutating func flush() {
    guard !isDiskFull else {
      if !waiting.isEmpty { owner.savingFailed() }
      return
    }
    let records = waiting
    waiting = []
    disk += records
    for record in records { perform(owner.kept(record)) }
  }

  private mutating func publish() {
    let (state, roster) = owner.publish(at: Moment(milliseconds: now))
    for (person, wire) in wires.sorted(by: { $0.key < $1.key }) {
      if let state, owner.isMember(wire.client) { deliver(state, person) }
      if let roster, owner.isPresenter(wire.client) { deliver(roster, person) }
    }
  }

  private mutating func perform(_ deeds: [ClassOwner.Deed]) {
    for deed in deeds {
      switch deed {
      case .send(let message, let client): deliver(message.packet(epoch: owner.epoch, sequence: 0).bytes, to: client)
      case .sendState(let client):
        deliver(owner.stateBytes, to: client)
        if owner.isPresenter(client) { deliver(owner.rosterBytes(at: Moment(milliseconds: now)), to: client) }
      case .serve(let id, let bytes, let client):
        for piece in ContentPiece.all(of: bytes, id) { deliver(OwnerMessage.piece(piece).packet.bytes, to: client) }
      case .keep(let record): waiting.append(record)
      case .remember(let shown): remembered = shown
      case .close(let client): if let person = person(of: client) { wires[person] = nil }
      case .end:
        isOver = true
        remembered = nil
        disk.append(.over)
      }
    }
  }

  private func person(of client: UInt32) -> Int? { wires.first { $0.value.client == client }?.key }

  private mutating func deliver(_ bytes: [UInt8], to client: UInt32) {
    if let person = person(of: client) { deliver(bytes, person) }
  }

  private mutating func deliver(_ bytes: [UInt8], _ person: Int) {
    heard[person, default: []] += members[person]!.received(bytes)
  }

  // MARK: What was heard

  func states(_ person: Int) -> [PublishedState] {
    heard[person, default: []].compactMap { if case .state(let state) = $0 { state } else { nil } }
  }

  func roster(_ person: Int) -> Roster? {
    heard[person, default: []].compactMap { if case .roster(let roster) = $0 { roster } else { nil } }.last
  }

  func farewell(_ person: Int) -> String? {
    heard[person, default: []].compactMap { if case .farewell(let reason) = $0 { reason } else { nil } }.last
  }

  func contents(_ person: Int) -> [ContentID] {
    heard[person, default: []].compactMap { if case .content(let id, _) = $0 { id } else { nil } }
  }

  func acknowledgements(_ person: Int) -> Int { heard[person, default: []].count { $0 == .acknowledged } }

  func seat(_ person: Int) -> String? {
    heard[person, default: []].compactMap { if case .welcomed(let welcome) = $0 { welcome.seat } else { nil } }.last
  }

  /// Shows something whose lecture is these bytes.
  @discardableResult
  mutating func show(
    _ person: Int, _ lecture: [UInt8], isProgress: Bool = false, contents: [[UInt8]] = [], name: String = "l"
  ) -> Shown {
    let library = Dictionary((contents + [[]]).map { (ContentID($0), $0) }) { first, _ in first }
    let shared = contents.first.map { ContentID($0) } ?? ContentID([])
    let original = contents.count > 1 ? ContentID(contents[1]) : shared
    let shown = Shown(
      lesson: SharedLesson(name: name, original: original, shared: shared), lecture: lecture,
      weights: contents.dropFirst(2).map { ContentID($0) })
    members[person]!.present(shown, isProgress: isProgress, providing: library)
    settle()
    return shown
  }
}
