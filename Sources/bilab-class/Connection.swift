import Classroom
import NIOCore

/// One client's socket: packets in, and out first what was said to it, then the newest state, then contents in pieces.
/// What a slow client has not taken yet is at most one state, one roster and a piece.
final class Connection: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// How long a client may take nothing.
  private static let patience = TimeAmount.seconds(10)
  /// How long it may take to take the last words.
  static let farewellTime = TimeAmount.seconds(2)
  /// Bytes of small messages that wait.
  private static let mostWaiting = 128 << 10

  private unowned let server: ClassServer
  var client: ClassOwner.Client = 0
  /// Closes a connection on which no hello comes.
  var hello: Scheduled<Void>? {
    didSet { oldValue?.cancel() }
  }
  private var context: ChannelHandlerContext?
  private var reader = PacketReader(most: PacketReader.mostFromClient)
  private var state: ByteBuffer?
  private var roster: ByteBuffer?
  private var contents: [(id: ContentID, bytes: [UInt8], sent: Int)] = []
  private var waiting = 0
  private var stuck: Scheduled<Void>?

  init(_ server: ClassServer) { self.server = server }

  // MARK: What comes

  func channelActive(context: ChannelHandlerContext) {
    self.context = context
    server.opened(self, context.channel)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    reader.append(unwrapInboundIn(data).readableBytesView)
    do {
      while let packet = try reader.next() { server.received(packet, client) }
    } catch {
      reader = PacketReader(most: PacketReader.mostFromClient)
      server.refuse(client, "those were no messages")
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable {
      stuck?.cancel()
      stuck = nil
      flow()
      if stuck == nil { server.isBehind(client, false) }
    } else {
      wait(context)
    }
  }

  private func wait(_ context: ChannelHandlerContext) {
    guard stuck == nil else { return }
    let channel = context.channel
    stuck = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    server.isBehind(client, true)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func channelInactive(context: ChannelHandlerContext) {
    stuck?.cancel()
    hello = nil
    self.context = nil
    server.left(client)
  }

  // MARK: What goes

  /// A small message, behind those before it.
  func send(_ bytes: [UInt8]) {
    guard let context else { return }
    guard context.channel.isWritable || waiting + bytes.count <= Self.mostWaiting else {
      return context.close(promise: nil)
    }
    waiting = context.channel.isWritable ? 0 : waiting + bytes.count
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: nil)
  }

  /// The newest state takes the place of one that was not sent yet.
  func show(_ state: ByteBuffer) {
    self.state = state
    flow()
  }

  func tell(_ roster: ByteBuffer) {
    self.roster = roster
    flow()
  }

  func serve(_ id: ContentID, _ bytes: [UInt8]) {
    guard !contents.contains(where: { $0.id == id }) else { return }
    contents.append((id, bytes, 0))
    flow()
  }

  /// Behind what was sent before, if the client takes it.
  func close() {
    guard let context else { return }
    let channel = context.channel
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.whenComplete { _ in channel.close(promise: nil) }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: sent)
    context.eventLoop.scheduleTask(in: Self.farewellTime) { channel.close(promise: nil) }
  }

  private func flow() {
    guard let context else { return }
    var hasWritten = false
    while context.channel.isWritable, let next = next() {
      context.write(wrapOutboundOut(next), promise: nil)
      hasWritten = true
    }
    if hasWritten { context.flush() }
  }

  private func next() -> ByteBuffer? {
    if let state {
      self.state = nil
      return state
    }
    if let roster {
      self.roster = nil
      return roster
    }
    guard let (id, bytes, sent) = contents.first else { return nil }
    let end = min(sent + ContentPiece.size, bytes.count)
    contents[0].sent = end
    if end == bytes.count { contents.removeFirst() }
    let piece = ContentPiece(id: id, total: bytes.count, offset: sent, bytes: Array(bytes[sent..<end]))
    return ByteBuffer(bytes: OwnerMessage.piece(piece).packet.bytes)
  }
}
