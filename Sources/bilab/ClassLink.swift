import Classroom
import Glibc
import Terminal

/// A client's socket to the owner of a class. It never waits, and comes back by itself when it was cut.
final class ClassLink {
  /// Milliseconds: how long an owner may take to say hello, and between two attempts to come back.
  private static let helloTime = 2000
  private static let pauses = (first: 250, longest: 5000)

  /// What the end of a tunnel says without a word.
  private static let silence = "no class answers there, or it is not open to you"

  enum News {
    case heard(ClassMember.Event)
    /// The connection is cut, or could not be made. Nothing was heard on it if nobody has answered yet.
    case cut(wasGreeted: Bool, reason: String)
  }

  let path: String
  var member: ClassMember
  private var socket: Int32 = -1
  private var isGreeted = false
  private var connectedAt = 0
  private var pause = pauses.first
  /// When to try again; nil while connected, and after the end.
  private var retry: Int?
  private var isEnded = false

  /// - Parameter hello: nil for who only looks which class it is.
  init(_ path: String, _ hello: ClientHello?) {
    self.path = path
    member = ClassMember(hello, nonce: .random(in: 0 ... .max))
    retry = 0
  }

  deinit { if socket >= 0 { close(socket) } }

  /// What to wait for; nil while there is no connection.
  var source: Source? {
    socket < 0 ? nil : Source(descriptor: socket, wantsToWrite: !member.outgoing.isEmpty)
  }

  /// Milliseconds until `exchange` has something to do by itself; nil for never.
  var wait: Int? {
    if let retry { return max(retry - milliseconds(), 0) }
    guard socket >= 0, !isGreeted else { return nil }
    return max(connectedAt + Self.helloTime - milliseconds(), 0)
  }

  /// Nobody comes back to this class by himself.
  func end() {
    isEnded = true
    retry = nil
    if socket >= 0 { close(socket) }
    socket = -1
  }

  /// Comes back at the next exchange, and not only after the pause.
  func hurry() { if retry != nil { retry = milliseconds() } }

  /// Connects if it is time, sends what there is to say, takes what has come.
  func exchange() -> [News] {
    if let retry, retry <= milliseconds() {
      if let fault = connect() { return [.cut(wasGreeted: false, reason: fault)] }
    }
    guard socket >= 0 else { return [] }
    var news: [News] = []
    // What has come is heard, though nothing can be said any more: it may be why.
    let sent = send()
    let received = receive(&news)
    if socket >= 0, let reason = received ?? sent ?? send() { news.append(cut(reason)) }
    if socket >= 0, !isGreeted, milliseconds() >= connectedAt + Self.helloTime {
      news.append(cut("nothing that answers there is a class"))
    }
    return news
  }

  /// Exchanges for some seconds, for who has no screen to wait at.
  ///
  /// - Parameter take: says whether that was all.
  func run(milliseconds limit: Int = 5000, _ take: (News) throws -> Bool) rethrows {
    let end = milliseconds() + limit
    while milliseconds() < end {
      // What came together is taken together, the rest of it as well.
      if try exchange().reduce(false, { try take($1) || $0 }) { return flush() }
      let left = min(wait ?? limit, end - milliseconds())
      if let source {
        let events = POLLIN | (source.wantsToWrite ? POLLOUT : 0)
        var file = pollfd(fd: source.descriptor, events: Int16(events), revents: 0)
        poll(&file, 1, Int32(max(left, 0)))
      } else {
        poll(nil, 0, Int32(max(left, 0)))
      }
    }
  }

  /// Sends what there is to say. A connection that is cut is told at the next exchange.
  func flush() {
    if socket >= 0 { _ = send() }
  }

  // MARK: The socket

  /// - Returns: why there is no connection.
  private func connect() -> String? {
    let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard file >= 0, withAddress(path, { Glibc.connect(file, $0, $1) }) == 0 else {
      let reason = String(cString: strerror(errno))
      if file >= 0 { close(file) }
      again()
      return reason
    }
    (socket, retry, isGreeted, connectedAt) = (file, nil, false, milliseconds())
    member.reconnect()
    return nil
  }

  private func cut(_ reason: String) -> News {
    close(socket)
    socket = -1
    member.reconnect()
    again()
    defer { isGreeted = false }
    return .cut(wasGreeted: isGreeted, reason: reason)
  }

  /// Later every time, and never at the same time as everyone else.
  private func again() {
    guard !isEnded else { return }
    retry = milliseconds() + Int(Double(pause) * .random(in: 0.5...1.5))
    pause = min(pause * 2, Self.pauses.longest)
  }

  private func send() -> String? {
    while !member.outgoing.isEmpty {
      let count = member.outgoing.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return nil }
      guard count > 0 else { return String(cString: strerror(errno)) }
      member.outgoing.removeFirst(count)
    }
    return nil
  }

  private func receive(_ news: inout [News]) -> String? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while socket >= 0 {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return nil }
      guard count > 0 else {
        return count < 0 ? String(cString: strerror(errno)) : isGreeted ? "the class closed it" : Self.silence
      }
      for event in member.received(buffer[..<count]) {
        if case .greeted = event { (isGreeted, pause) = (true, Self.pauses.first) }
        news.append(.heard(event))
        switch event {
        case .farewell, .broken: end()
        default: break
        }
      }
    }
    return nil
  }

  private func withAddress(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      errno = ENAMETOOLONG
      return -1
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}
