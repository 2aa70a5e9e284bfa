import Classroom
import Glibc

/// A member of a class on a socket that never waits and never comes back.
struct MemberSocket {
  let file: Int32
  var member: ClassMember
  private(set) var isOpen = true
  /// Bytes that have come.
  private(set) var received = 0

  /// - Throws: `BenchFault` where the owner takes no connection within 5 seconds.
  init(_ path: String, _ hello: ClientHello?) throws {
    member = ClassMember(hello, nonce: .random(in: 0 ... .max))
    file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let start = nanoseconds()
    while true {
      let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
      if status == 0 { break }
      // So many wait to be let in that there is no place in the queue.
      guard errno == EAGAIN, secondsPassed(since: start) < 5 else {
        let reason = String(cString: strerror(errno))
        close(file)
        throw BenchFault("\(path): \(reason)")
      }
      poll(nil, 0, 1)
    }
    member.reconnect()
  }

  mutating func leave() {
    if isOpen { close(file) }
    isOpen = false
  }

  var awaited: pollfd {
    pollfd(file: file, events: POLLIN | (member.outgoing.isEmpty ? 0 : POLLOUT))
  }

  mutating func send() {
    while isOpen, !member.outgoing.isEmpty {
      let count = member.outgoing.withUnsafeBytes { Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return leave() }
      member.outgoing.removeFirst(count)
    }
  }

  /// Takes what has come, once, and says what there is to say to it.
  ///
  /// - Parameters:
  ///   - most: bytes.
  ///   - look: is shown them before the member takes them.
  mutating func receive(most: Int = 1 << 16, _ look: ([UInt8]) -> Void = { _ in }) -> [ClassMember.Event] {
    guard isOpen else { return [] }
    var (count, reason): (Int, Int32) = (0, 0)
    let bytes = [UInt8](unsafeUninitializedCapacity: most) { buffer, size in
      count = recv(file, buffer.baseAddress, most, 0)
      (reason, size) = (errno, max(count, 0))
    }
    guard count > 0 else {
      if count == 0 || reason != EAGAIN { leave() }
      return []
    }
    received += count
    look(bytes)
    let events = member.received(bytes)
    send()
    return events
  }
}

extension pollfd {
  init(file: Int32, events: Int32) { self.init(fd: file, events: Int16(events), revents: 0) }
}
