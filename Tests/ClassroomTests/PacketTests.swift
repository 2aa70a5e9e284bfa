import Engine
import Lab
import Testing

@testable import Classroom

struct PacketTests {
  private static let piece = ContentPiece(id: ContentID([1, 2, 3]), total: 40, offset: 37, bytes: [1, 2, 3])
  private static let shown = Shown(
    lesson: SharedLesson(
      name: "chapter", original: ContentID([1]), shared: ContentID([2]),
      files: [SharedLesson.File(name: "net.safetensors", content: ContentID([3]))]),
    lecture: [1, 2, 3],
    point: Pointer(count: 4, focus: Focus(slide: 7, row: .state(layer: 1, pass: .backward), t: 3)),
    weights: [ContentID([4])])
  private static let poll = Poll(
    id: 7, slide: 3, isOpen: true, answered: 4,
    tally: Tally(rows: [Tally.Row(said: [9], count: 2), Tally.Row(said: [-0.5, 1], count: 1)], others: 1), isShown: true
  )
  private static let state: ClassState = {
    var state = ClassState()
    (state.shown, state.poll, state.here, state.isPresenterHere, state.isSaving) = (shown, poll, 41, true, false)
    return state
  }()
  private static let roster: Roster = {
    var roster = Roster()
    var seat = Roster.Seat(name: "kiosk/07", nickname: "Zoë")
    (seat.isFollowing, seat.isLost, seat.said) = (false, true, [9])
    roster.seats = [seat, Roster.Seat(name: "ada", nickname: "")]
    (roster.poll, roster.elapsed, roster.hasScreen) = (poll, 61_000, false)
    return roster
  }()
  private static let fromOwner: [OwnerMessage] = [
    .hello(ClassHello(name: "rnn", host: "ada", isPresenterHere: true, here: 300)),
    .welcome(Welcome(role: .presenter, seat: "")),
    .earlier(
      Shown(
        lesson: SharedLesson(name: "l", original: ContentID([1]), shared: ContentID([2])), lecture: [1, 2, 3],
        weights: [ContentID([3])])),
    .state(PublishedState(decision: Decision(author: 9, count: 3), state: state)),
    .state(PublishedState(decision: Decision(author: 0, count: 0), state: ClassState())), .roster(roster),
    .want(ContentID([5])),
    .piece(piece), .acknowledged(poll: 7, nonce: .max), .said(poll: 7, [9, -0.5]), .farewell("the class has ended"),
    .busy("full"),
  ]
  private static let fromClient: [ClientMessage] = [
    .hello(ClientHello(seat: "07", name: "Zoë", wantsToPresent: true, token: 5)), .want(ContentID([])),
    .hello(ClientHello(wantsToPresent: true, token: 5, isDesk: true)),
    .answer(poll: 1, nonce: 2, said: [1, -0.5]), .lost(true), .following(false),
    .present(Presentation(base: 9, count: 2, isProgress: true, shown: shown)), .provide(piece),
    .ask(slide: 7, title: "What is h′[2]?"),
    .endPoll(1), .showTally(true), .mute(seat: "kiosk/07", true), .remove(seat: "ada"), .end,
  ]

  @Test(arguments: fromOwner)
  func `what an owner says is heard`(message: OwnerMessage) throws {
    let packet = message.packet(epoch: 3, sequence: 9)
    #expect(packet.epoch == 3 && packet.sequence == 9)
    #expect(try OwnerMessage(packet) == message)
  }

  @Test(arguments: fromClient)
  func `what a client says is heard`(message: ClientMessage) throws {
    #expect(try ClientMessage(message.packet) == message)
  }

  @Test func `packets come whole out of pieces of any size`() throws {
    let packets = Self.fromOwner.map(\.packet) + Self.fromClient.map(\.packet)
    let stream = packets.flatMap(\.bytes)
    for size in [1, 2, 7, 28, 29, 100, stream.count] {
      var reader = PacketReader(most: PacketReader.mostFromClient)
      var read: [Packet] = []
      for start in stride(from: 0, to: stream.count, by: size) {
        reader.append(stream[start..<min(start + size, stream.count)])
        while let packet = try reader.next() { read.append(packet) }
      }
      #expect(read == packets, "\(size)")
    }
  }

  @Test func `a length is refused before its bytes come`() throws {
    var reader = PacketReader(most: 100)
    reader.append(Packet(kind: 3, body: Array(repeating: 0, count: 101)).bytes.prefix(Packet.headSize))
    #expect(throws: PacketFault.tooLong(101)) { try reader.next() }
    var largest = PacketReader(most: 100)
    largest.append(Packet.magic + [255, 255, 255, 255] + Array(repeating: 0, count: 20))
    #expect(throws: PacketFault.tooLong(Int(UInt32.max))) { try largest.next() }
  }

  @Test func `what are no packets is said at its first wrong byte`() throws {
    for text in ["G", "BRL2", "BRM"] {
      var reader = PacketReader(most: 100)
      reader.append(text.utf8)
      #expect(throws: PacketFault.notPackets) { try reader.next() }
    }
    var reader = PacketReader(most: 100)
    reader.append("BR".utf8)
    let none = try reader.next()
    #expect(none == nil)
  }

  @Test func `kinds of later versions are skipped, damaged bodies are not`() throws {
    #expect(try OwnerMessage(Packet(kind: 99, body: [1])) == nil)
    #expect(try ClientMessage(Packet(kind: 199, body: [1])) == nil)
    var random = SeededGenerator(seed: 1)
    for packet in Self.fromOwner.map(\.packet) + Self.fromClient.map(\.packet) {
      for _ in 0..<500 {
        var damaged = packet
        if !damaged.body.isEmpty {
          damaged.body[random.index(below: damaged.body.count)] = UInt8(random.index(below: 256))
          damaged.body = Array(damaged.body.prefix(random.index(below: damaged.body.count + 1)))
        }
        if let state = try? ClassState(bytes: damaged.body) { #expect(state.here >= 0) }
        // Nothing may crash; what is read is checked by its own rules.
        if case .answer(_, _, let said)? = try? ClientMessage(damaged) { #expect(!said.contains { !$0.isFinite }) }
        if case .piece(let piece)? = try? OwnerMessage(damaged) {
          #expect(piece.offset + piece.bytes.count <= piece.total)
        }
      }
    }
  }

  @Test func `a content has its published name`() {
    #expect(ContentID([]).description == "6c62272e07bb014262b821756295c58d")
    #expect(ContentID("a".utf8).description == "d228cb696f1a8caf78912b704e4a8964")
  }
}
