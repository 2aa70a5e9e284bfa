import CPeer
import Classroom
import Glibc
import NIOCore
import NIOPosix

/// The sockets of a class around its rules. All of it runs on one loop, which sleeps while nothing happens.
final class ClassServer: @unchecked Sendable {
  private static let backlog: Int32 = 512
  private static let helloTime = TimeAmount.seconds(2)
  /// Between two states, for what everyone waits for, and for what nobody does.
  private static let pauses = (now: TimeAmount.milliseconds(50), soon: TimeAmount.milliseconds(500))

  private var owner: ClassOwner
  private let journal: JournalFile
  private let memory: ShownFile
  private let accounts: Accounts
  private let loop: any EventLoop
  private var connections: [ClassOwner.Client: Connection] = [:]
  private var lastClient: ClassOwner.Client = 0
  private var lastPublished = NIODeadline.now() - pauses.soon
  private var publication: (task: Scheduled<Void>, deadline: NIODeadline)?
  private var isEnding = false
  /// Whether the journal says so.
  private var isOver = false
  private let end: EventLoopPromise<Void>

  init(
    _ owner: ClassOwner, journal: JournalFile, memory: ShownFile, accounts: Accounts, loop: any EventLoop
  ) {
    (self.owner, self.journal, self.memory, self.accounts, self.loop) = (owner, journal, memory, accounts, loop)
    end = loop.makePromise()
    journal.kept = { records in self.kept(records) }
  }

  /// Done when the class has ended.
  var closed: EventLoopFuture<Void> { end.futureResult }

  func open(on place: SocketPlace) throws {
    let channel = try ServerBootstrap(group: loop)
      // Does not try again at once while the machine has no descriptor for another client.
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(AcceptBackoffHandler()) }
      }
      .childChannelOption(.writeBufferWaterMark, value: .init(low: 16 << 10, high: 64 << 10))
      .childChannelOption(.maxMessagesPerRead, value: 4)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Connection(self)) }
      }
      .withBoundSocket(place.socket).wait()
    // NIO's own is shorter than a class that comes at the bell.
    listen(place.socket, Self.backlog)
    closed.whenComplete { _ in channel.close(promise: nil) }
    loop.execute { self.perform(self.owner.begin()) }
    // A socket on which nobody can come any more is the end of this owner; the presenter's program starts another.
    channel.closeFuture.whenComplete { _ in self.end.succeed() }
  }

  // MARK: What connections tell

  func opened(_ connection: Connection, _ channel: any Channel) {
    lastClient &+= 1
    let client = lastClient
    connection.client = client
    connections[client] = connection
    let options = channel as? any SocketOptionProvider
    let peer: EventLoopFuture<bilab_peer>? = options?.unsafeGetSocketOption(
      level: .socket, name: .init(rawValue: bilab_peer_option()))
    // Without a peer that the kernel vouches for, it is nobody's.
    guard let peer else { return channel.close(promise: nil) }
    peer.whenComplete { result in
      guard case .success(let peer) = result else { return channel.close(promise: nil) }
      let name = self.accounts.name(of: peer.user)
      self.perform(self.owner.connected(client, user: peer.user, process: peer.process, userName: name))
    }
    // Without a word: who was only slow comes again by himself.
    connection.hello = loop.scheduleTask(in: Self.helloTime) { connection.close() }
  }

  func received(_ packet: Packet, _ client: ClassOwner.Client) {
    perform(owner.received(packet, from: client, at: .now))
    if owner.isMember(client) { connections[client]?.hello = nil }
  }

  func refuse(_ client: ClassOwner.Client, _ reason: String) { perform(owner.refuse(client, reason)) }

  func isBehind(_ client: ClassOwner.Client, _ isBehind: Bool) {
    owner.isBehind(client, isBehind)
    schedule()
  }

  func left(_ client: ClassOwner.Client) {
    connections[client] = nil
    perform(owner.left(client))
    endWithLast()
  }

  // MARK: Deeds

  private func perform(_ deeds: [ClassOwner.Deed]) {
    for deed in deeds {
      switch deed {
      case .send(let message, let client):
        connections[client]?.send(message.packet(epoch: owner.epoch, sequence: 0).bytes)
      case .sendState(let client):
        connections[client]?.show(ByteBuffer(bytes: owner.stateBytes))
        if owner.isPresenter(client) { connections[client]?.tell(ByteBuffer(bytes: owner.rosterBytes(at: .now))) }
      case .serve(let id, let content, let client): connections[client]?.serve(id, content)
      case .keep(let record): journal.keep(record, on: loop)
      case .remember(let shown): memory.write(shown)
      case .close(let client): connections[client]?.close()
      case .end:
        isEnding = true
        memory.remove()
        loop.scheduleTask(in: Connection.farewellTime) { self.end.succeed() }
        journal.keep(.over, on: loop)
      }
    }
    schedule()
  }

  private func kept(_ records: [JournalRecord]) {
    if records.isEmpty { owner.savingFailed() }
    for record in records { perform(owner.kept(record)) }
    schedule()
    // A full disk keeps no class alive.
    if isEnding, records.isEmpty || records.contains(.over) {
      isOver = true
      endWithLast()
    }
  }

  /// Ends when the last client has heard that the class is over.
  private func endWithLast() {
    if isOver, connections.isEmpty { end.succeed() }
  }

  // MARK: Publishing

  private func schedule() {
    let urgency = max(owner.urgency.state, owner.urgency.roster)
    guard urgency > .nothing else { return }
    let deadline = lastPublished + (urgency == .now ? Self.pauses.now : Self.pauses.soon)
    if let publication {
      guard deadline < publication.deadline else { return }
      publication.task.cancel()
    }
    publication = (loop.scheduleTask(deadline: deadline) { self.publish() }, deadline)
  }

  private func publish() {
    publication = nil
    lastPublished = .now()
    let (state, roster) = owner.publish(at: .now)
    let (stateBuffer, rosterBuffer) = (state.map { ByteBuffer(bytes: $0) }, roster.map { ByteBuffer(bytes: $0) })
    for (client, connection) in connections {
      if let stateBuffer, owner.isMember(client) { connection.show(stateBuffer) }
      if let rosterBuffer, owner.isPresenter(client) { connection.tell(rosterBuffer) }
    }
  }
}

extension Moment {
  static var now: Moment {
    Moment(milliseconds: Int(NIODeadline.now().uptimeNanoseconds / 1_000_000), date: time(nil))
  }
}
