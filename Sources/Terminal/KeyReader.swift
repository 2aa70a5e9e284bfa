import Glibc
import Surface

/// Reads the terminal: all that waits, at once.
struct KeyReader {
  /// Keys that one reading keeps. Nobody types so many; the rest of a flood is dropped.
  private static let most = 65_536

  /// Bytes of one reading, so that someone who writes without end still sees the lab answer.
  private static let budget = 1 << 20

  private let file: Int32
  private var decoder: KeyDecoder
  private var lastByte = milliseconds()

  init(file: Int32, decoder: KeyDecoder) {
    self.file = file
    self.decoder = decoder
  }

  /// When what waits in the decoder stands alone.
  var deadline: Int? { decoder.patience.map { lastByte + $0 } }

  /// - Returns: false when the terminal is gone.
  mutating func read(into events: inout [Event]) -> Bool {
    var left = Self.budget
    while left > 0 {
      var source = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
      if poll(&source, 1, 0) < 1 { break }
      if source.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return false }
      let count = readOnce(into: &events)
      if count == 0 { return false }
      if count < 0 {
        if errno == EINTR || errno == EAGAIN { break }
        return false
      }
      left -= count
    }
    if let deadline, milliseconds() >= deadline { decoder.silence { events.append(.key($0)) } }
    return true
  }

  private mutating func readOnce(into events: inout [Event]) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 1) { buffer in
      let count = Glibc.read(file, buffer.baseAddress, buffer.count)
      guard count > 0 else { return count }
      let now = milliseconds()
      decoder.decode(UnsafeRawBufferPointer(rebasing: buffer[..<count]), after: now - lastByte) { key in
        if events.count < Self.most { events.append(.key(key)) }
      }
      lastByte = now
      return count
    }
  }
}
