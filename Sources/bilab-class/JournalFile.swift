import Classroom
import Glibc
import NIOCore
import NIOPosix

/// The journal of a class on the disk. Records are written and synced on a thread of their own, as many at once as have
/// come; while the disk takes none they wait, and are tried again.
final class JournalFile: @unchecked Sendable {
  /// Read at the start, at most; three hundred people fill it in a year.
  private static let mostBytes = 64 << 20
  private static let pause = TimeAmount.seconds(5)

  /// What was there at the start.
  let records: [JournalRecord]
  private let file: Int32
  // The thread's alone.
  private var length: Int

  private let thread = NIOThreadPool(numberOfThreads: 1)
  // The loop's alone.
  private var waiting: [JournalRecord] = []
  private var isWriting = false

  init(path: String) {
    file = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    (records, length) = Journal.read(Self.bytes(of: file))
    // What a crash has cut off.
    if file >= 0 { ftruncate(file, length) }
  }

  /// Keeps a record, sooner or later.
  ///
  /// - Parameter done: called on the loop for what is kept, or with nothing when the disk takes no records.
  func keep(_ record: JournalRecord, on loop: any EventLoop, done: @escaping @Sendable ([JournalRecord]) -> Void) {
    waiting.append(record)
    write(on: loop, done)
  }

  private func write(on loop: any EventLoop, _ done: @escaping @Sendable ([JournalRecord]) -> Void) {
    guard !isWriting, !waiting.isEmpty else { return }
    isWriting = true
    let records = waiting
    waiting = []
    thread.start()
    thread.runIfActive(eventLoop: loop) { self.append(records) }.whenComplete { result in
      self.isWriting = false
      if case .success(true) = result {
        done(records)
        self.write(on: loop, done)
      } else {
        self.waiting = records + self.waiting
        done([])
        loop.scheduleTask(in: Self.pause) { self.write(on: loop, done) }
      }
    }
  }

  /// - Returns: false where nothing of it was kept.
  private func append(_ records: [JournalRecord]) -> Bool {
    let bytes = records.flatMap { Journal.bytes(of: $0) }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, length + written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      written += count
    }
    guard written == bytes.count, fdatasync(file) == 0 else {
      ftruncate(file, length)
      return false
    }
    length += bytes.count
    return true
  }

  private static func bytes(of file: Int32) -> [UInt8] {
    var status = stat()
    guard file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    var bytes = [UInt8](repeating: 0, count: min(Int(status.st_size), mostBytes))
    var got = 0
    while got < bytes.count {
      let count = bytes[got...].withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, got) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      got += count
    }
    return Array(bytes[..<got])
  }
}
