import Classroom
import Glibc
import Lab
import Synchronization

/// A presenter on a thread of its own, who shows something new in even steps of time.
final class PresenterThread: @unchecked Sendable {
  private let hasToStop = Atomic(false)
  private let pause: UInt64
  private let size: Int
  private var thread = pthread_t()
  // The thread's until it is joined.
  private var socket: MemberSocket
  private(set) var states: UInt32 = 0
  /// Processor time, and time that went by.
  private(set) var seconds = (work: 0.0, all: 0.0)
  /// How long each seat was behind until it was left.
  private(set) var stuck: [Double] = []
  private var behind: [String: UInt64] = [:]

  /// - Parameters:
  ///   - rate: states a second.
  ///   - size: bytes of a lecture.
  init(_ path: String, rate: Double, size: Int) throws {
    (pause, self.size) = (UInt64(1e9 / rate), size)
    socket = try MemberSocket(path, ClientHello(wantsToPresent: true, token: 1))
  }

  func start() throws {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        Unmanaged<PresenterThread>.fromOpaque(context!).takeUnretainedValue().present()
        return nil
      }, context)
    guard status == 0 else { throw BenchFault("no thread: \(String(cString: strerror(status)))") }
  }

  /// Waits until everything that was shown has been sent.
  func stop() {
    hasToStop.store(true, ordering: .relaxed)
    pthread_join(thread, nil)
  }

  private func present() {
    let (start, startOfWork) = (nanoseconds(), nanoseconds(CLOCK_THREAD_CPUTIME_ID))
    let (original, shared) = (ContentID([1]), ContentID([2]))
    let lesson = SharedLesson(name: "bench", original: original, shared: shared)
    var due = start
    while !hasToStop.load(ordering: .relaxed), socket.isOpen {
      if nanoseconds() >= due, socket.member.welcome != nil {
        due += pause
        let shown = Shown(lesson: lesson, lecture: SentTime.bytes(nanoseconds(), count: size))
        states = socket.member.present(shown, providing: [original: [1], shared: [2]])
      }
      exchange(until: due)
    }
    while socket.isOpen, !socket.member.outgoing.isEmpty { exchange(until: nanoseconds() + 1_000_000) }
    seconds.work = Double(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - startOfWork) / 1e9
    seconds.all = Double(nanoseconds() - start) / 1e9
  }

  private func exchange(until due: UInt64) {
    socket.send()
    let now = nanoseconds()
    var file = socket.awaited
    // A millisecond late at most; the moment that counts is the one in the state.
    let wait = due > now ? Int32(min((due - now) / 1_000_000 + 1, 100)) : 0
    guard poll(&file, 1, wait) > 0 else { return }
    for case .roster(let roster) in socket.receive() { note(roster) }
  }

  private func note(_ roster: Roster) {
    let now = nanoseconds()
    for seat in roster.seats {
      if let since = behind[seat.name], !seat.isBehind || !seat.isHere {
        behind[seat.name] = nil
        if !seat.isHere { stuck.append(Double(now - since) / 1e9) }
      } else if seat.isHere, seat.isBehind, behind[seat.name] == nil {
        behind[seat.name] = now
      }
    }
  }
}
