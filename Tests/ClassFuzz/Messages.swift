import Classroom

/// What is read is what was written: read, written and read again it is the same.
enum Messages {
  static func checkClient(_ bytes: [UInt8]) {
    for packet in PacketReader.packets(bytes, most: PacketReader.mostFromClient) {
      guard let message = try? ClientMessage(packet) else { continue }
      let again = try? ClientMessage(message.packet)
      precondition(again == message && again?.packet.bytes == message.packet.bytes, "\(message)")
    }
  }

  static func checkOwner(_ bytes: [UInt8]) {
    for packet in PacketReader.packets(bytes, most: PacketReader.mostFromOwner) {
      guard let message = try? OwnerMessage(packet) else { continue }
      let again = try? OwnerMessage(message.packet)
      precondition(again == message && again?.packet.bytes == message.packet.bytes, "\(message)")
    }
  }

  static func checkJournal(_ bytes: [UInt8]) {
    let read = Journal.read(bytes)
    precondition(read.length <= bytes.count)
    let written = read.records.flatMap { Journal.bytes(of: $0) }
    let again = Journal.read(written)
    precondition(again.records == read.records && again.length == written.count, "\(read.records)")
    _ = AnswerTable(read.records).csv(namesPeople: true)
    let owner = ClassOwner(Room.rules, epoch: 1, records: read.records)
    precondition(
      (try? OwnerMessage(PacketReader.packets(owner.stateBytes, most: PacketReader.mostFromOwner)[0])) != nil)
  }

  /// A client that follows whatever an owner says, in pieces of some bytes.
  static func checkMember(_ bytes: [UInt8]) {
    var member = ClassMember(ClientHello(seat: "07", token: 5), nonce: 9)
    member.reconnect()
    member.answer(1, [9])
    for start in stride(from: 0, to: bytes.count, by: 97) {
      for event in member.received(bytes[start..<min(start + 97, bytes.count)]) {
        switch event {
        case .state(let published): for id in published.state.shown?.contents ?? [] { member.want(id) }
        case .farewell, .broken: return
        default: break
        }
      }
      precondition(member.outgoing.count < 1 << 20, "a client says more than it hears")
    }
  }
}
