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
  private let path: String
  // The thread's alone. -1 while the file could not be made.
  private var file: Int32
  private var length: Int

  private let thread = NIOThreadPool(numberOfThreads: 1)
  // The loop's alone.
  private var waiting: [JournalRecord] = []
  /// Called on the loop for what is kept, or with nothing when the disk takes no records.
  var kept: (@Sendable ([JournalRecord]) -> Void)?
  private var isWriting = false

  /// - Throws: where a file is there that cannot be read as a whole. Nobody adds to what they do not know. A file that
  ///   cannot be made is made later.
  init(path: String) throws(StartFault) {
    self.path = path
    file = Self.open(path)
    var status = stat()
    if file < 0 {
      let fault = Self.fault(path)
      guard lstat(path, &status) != 0 else { throw fault }
    }
    let bytes = file < 0 ? [] : try Self.bytes(of: file, path)
    (records, length) = Journal.read(bytes)
    // What a crash has cut off.
    if length < bytes.count { ftruncate(file, length) }
  }

  /// - Returns: -1 with the reason in `errno`; EWOULDBLOCK where another owner adds to it.
  private static func open(_ path: String, _ flags: Int32 = 0) -> Int32 {
    let file = Glibc.open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | flags, 0o600)
    guard file >= 0, flock(file, LOCK_EX | LOCK_NB) != 0 else { return file }
    let reason = errno
    close(file)
    errno = reason
    return -1
  }

  /// Keeps a record, sooner or later. `kept` is told of it.
  func keep(_ record: JournalRecord, on loop: any EventLoop) {
    // While the disk takes nothing, the last answer of a seat is enough.
    if case .answer(let new) = record {
      waiting.removeAll {
        if case .answer(let old) = $0 { (old.poll, old.seat) == (new.poll, new.seat) } else { false }
      }
    }
    waiting.append(record)
    write(on: loop)
  }

  private func write(on loop: any EventLoop) {
    guard !isWriting, !waiting.isEmpty else { return }
    isWriting = true
    let records = waiting
    waiting = []
    thread.start()
    thread.runIfActive(eventLoop: loop) { self.append(records) }.whenComplete { result in
      self.isWriting = false
      if case .success(true) = result {
        self.kept?(records)
        self.write(on: loop)
      } else {
        self.waiting = records + self.waiting
        self.kept?([])
        loop.scheduleTask(in: Self.pause) { self.write(on: loop) }
      }
    }
  }

  /// - Returns: false where nothing of it was kept.
  private func append(_ records: [JournalRecord]) -> Bool {
    // Not one that somebody else has made since.
    if file < 0 { file = Self.open(path, O_EXCL) }
    let bytes = records.flatMap { Journal.bytes(of: $0) }
    guard length + bytes.count <= Self.mostBytes else { return false }
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

  private static func bytes(of file: Int32, _ path: String) throws(StartFault) -> [UInt8] {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw fault(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .refused("\(path) is there, and is no file") }
    guard status.st_size <= mostBytes else {
      throw .refused("\(path) is larger than \(mostBytes >> 20) MiB; move it away")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var got = 0
    while got < bytes.count {
      let count = bytes[got...].withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, got) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(path) }
      guard count > 0 else { break }
      got += count
    }
    return Array(bytes[..<got])
  }

  /// - Returns: the reason in `errno`.
  private static func fault(_ path: String) -> StartFault {
    errno == EWOULDBLOCK
      ? .refused("another class keeps its answers in \(path); --class gives this one a name of its own")
      : .refused("\(path): \(String(cString: strerror(errno)))")
  }
}
