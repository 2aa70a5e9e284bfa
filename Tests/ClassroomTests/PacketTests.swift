import Engine
import Testing

@testable import Classroom

struct PacketTests {
  private static let piece = ContentPiece(id: ContentID([1, 2, 3]), total: 40, offset: 37, bytes: [1, 2, 3])
  private static let fromOwner: [OwnerMessage] = [
    .hello(ClassHello(name: "rnn")), .welcome(.presenter), .state([1, 2, 3]), .state([]), .piece(piece),
    .acknowledged(poll: 7, nonce: .max), .farewell("the class has ended"),
  ]
  private static let fromClient: [ClientMessage] = [
    .hello(ClientHello(seat: "07", name: "Zoë", wantsToPresent: true)), .want(ContentID([])),
    .answer(poll: 1, nonce: 2, said: [1, -0.5]), .lost(true), .following(false), .present([0]), .provide(piece),
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
