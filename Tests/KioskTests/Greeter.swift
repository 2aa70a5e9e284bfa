import Foundation

/// A Unix socket that greets who connects, once.
final class Greeter {
  private let file: Int32
  private let over = DispatchSemaphore(value: 0)

  struct Failure: Error {}

  init(path: String) throws {
    file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw Failure() }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(file, $0, length) }
    }
    guard bound == 0, listen(file, 1) == 0 else { throw Failure() }
    Thread.detachNewThread { [file, over] in
      let guest = accept(file, nil, nil)
      if guest >= 0 {
        send(guest, "welcome", 7, Int32(MSG_NOSIGNAL))
        close(guest)
      }
      over.signal()
    }
  }

  /// Whoever has not come yet does not come any more.
  func finish() {
    shutdown(file, Int32(SHUT_RDWR))
    over.wait()
    close(file)
  }
}
