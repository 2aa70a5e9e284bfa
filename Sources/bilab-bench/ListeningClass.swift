import Glibc

/// A class of followers that have no screens: how soon they know, and what they cost the owner.
struct ListeningClass {
  private let owner: OwnerProcess
  private let (count, seconds, rate, bytes, isHostile): (Int, Double, Double, Int, Bool)

  init(_ owner: OwnerProcess, followers: Int, seconds: Double, rate: Double, bytes: Int, isHostile: Bool) {
    self.owner = owner
    (count, self.seconds, self.rate, self.bytes) = (followers, seconds, rate, bytes)
    self.isHostile = isHostile
  }

  func measure() throws -> [Figure] {
    let resident = owner.files.resident
    let (crowd, joined) = try join()
    let residentWithAll = owner.files.resident
    var figures = [
      Figure("until all have joined, s", joined, atMost: 3),
      Figure("followers that were refused or did not join", crowd.followers.count { !$0.hasState }, atMost: 0),
    ]
    let presenter = try PresenterThread(owner.socket, rate: rate, size: bytes)
    try presenter.start()
    let before = (cpu: owner.files.seconds, bytes: crowd.received)
    let start = nanoseconds()
    crowd.run(seconds)
    let time = secondsPassed(since: start)
    let calm = crowd.takeLatencies()
    figures += latencies(calm, "")
    figures.append(Figure("owner, % of a core", (owner.files.seconds - before.cpu) / time * 100, atMost: 10))
    figures.append(Figure("received by all, MB/s", Double(crowd.received - before.bytes) / time / 1e6))
    if isHostile { figures += try meetHostileOnes(crowd, calm) }
    presenter.stop()
    crowd.run(10) { crowd.newest == presenter.states }
    figures += [
      Figure("presenter, % of a core", presenter.seconds.work / presenter.seconds.all * 100, atMost: 10),
      Figure("states presented", Int(presenter.states)),
      Figure("states skipped by all", crowd.readers.reduce(0) { $0 + $1.skipped }),
      Figure("states out of order", crowd.readers.reduce(0) { $0 + $1.disorders }, atMost: 0),
      Figure("followers without the last state", crowd.readers.count { $0.newest != presenter.states }, atMost: 0),
      Figure("owner's memory at the start, MB", Double(resident) / 1024),
      Figure("owner's memory with all, MB", Double(residentWithAll) / 1024),
      Figure("owner's memory at the end, MB", Double(owner.files.resident) / 1024),
      Figure("growth of the owner's memory, MB", Double(owner.files.resident - resident) / 1024, atMost: 20),
    ]
    if isHostile { figures += stuck(presenter) }
    crowd.leave()
    return figures
  }

  /// All at once, as at the bell: nobody has said who they are before the last one has come.
  private func join() throws -> (Crowd, seconds: Double) {
    let start = nanoseconds()
    let crowd = Crowd()
    for number in 1...count { try crowd.add(Follower(owner.socket, number)) }
    crowd.run(10) { crowd.followers.allSatisfy { $0.hasState || !$0.isOpen } }
    return (crowd, secondsPassed(since: start))
  }

  private func latencies(_ latencies: Latencies, _ suffix: String) -> [Figure] {
    [
      Figure("from present to decoded\(suffix), median, ms", latencies.quantile(0.5)),
      Figure("from present to decoded\(suffix), p99, ms", latencies.quantile(0.99), atMost: 100),
      Figure("from present to decoded\(suffix), maximum, ms", latencies.quantile(1), atMost: 250),
    ]
  }

  // MARK: Hostile ones

  private static let stopped = 10
  /// Seconds until all of them are closed, at most, also where there are few bytes to fill their sockets.
  private static let longestStay = 30.0

  private func meetHostileOnes(_ crowd: Crowd, _ calm: Latencies) throws -> [Figure] {
    for number in 1...Self.stopped + 2 { try crowd.add(Follower(owner.socket, count + number)) }
    crowd.run(10) { crowd.followers.allSatisfy { $0.hasState || !$0.isOpen } }
    let resident = owner.files.resident
    for index in count..<crowd.followers.count { crowd.followers[index].manner = index == count ? .sips : .ignores }
    _ = crowd.takeLatencies()
    let (start, cpu) = (nanoseconds(), owner.files.seconds)
    var most = resident
    crowd.run(seconds) {
      most = max(most, owner.files.resident)
      return false
    }
    let (now, time, used) = (crowd.takeLatencies(), secondsPassed(since: start), owner.files.seconds - cpu)
    crowd.run(Self.longestStay) { !crowd.followers.contains { $0.manner != .reads && $0.isOpen } }
    let each = Double(most - resident) / Double(Self.stopped + 2)
    return latencies(now, ", with hostile ones") + [
      Figure("p99 that hostile ones add, ms", now.quantile(0.99) - calm.quantile(0.99), atMost: 10),
      Figure("owner with hostile ones, % of a core", used / time * 100, atMost: 10),
      Figure("owner's memory for each hostile one, KiB", each, atMost: 256),
      Figure("hostile ones that are not closed", crowd.followers.count { $0.manner != .reads && $0.isOpen }, atMost: 0),
    ]
  }

  /// The roster is told with the states, so that the times are exact to the pause between two.
  private func stuck(_ presenter: PresenterThread) -> [Figure] {
    let times = presenter.stuck.sorted()
    return [
      Figure("from behind to closed, soonest, s", times.first ?? 0),
      Figure("from behind to closed, latest, s", times.last ?? 0, atMost: 11),
    ]
  }
}

/// Followers that one thread lives for.
final class Crowd {
  var followers: [Follower] = []
  private var latencies = Latencies()

  func add(_ follower: Follower) { followers.append(follower) }

  var readers: [Follower] { followers.filter { $0.manner == .reads } }
  var received: Int { followers.reduce(0) { $0 + $1.received } }

  /// The newest state that all who read have; nil where they differ.
  var newest: UInt32? {
    let newest = Set(readers.map(\.newest))
    return newest.count == 1 ? newest.first : nil
  }

  func takeLatencies() -> Latencies {
    defer { latencies = Latencies() }
    return latencies
  }

  func leave() {
    for index in followers.indices { followers[index].leave() }
  }

  /// - Parameters:
  ///   - seconds: at most.
  ///   - isDone: asked ten times a second.
  func run(_ seconds: Double, until isDone: () -> Bool = { false }) {
    let end = nanoseconds() + UInt64(seconds * 1e9)
    var next = nanoseconds()
    while nanoseconds() < end {
      if nanoseconds() >= next {
        if isDone() { return }
        next = nanoseconds() + 100_000_000
      }
      exchange(wait: 20)
    }
  }

  /// - Parameter wait: milliseconds until something comes.
  func exchange(wait: Int32) {
    var files = followers.map(\.awaited)
    poll(&files, UInt(files.count), wait)
    for (index, file) in files.enumerated() where file.fd >= 0 {
      guard file.revents != 0 || followers[index].manner == .sips else { continue }
      followers[index].exchange(file.revents) { latencies.add($0) }
    }
  }
}
