import Classroom
import Glibc

/// A class of real programs in terminals: what their terminals get, and what they cost the machine.
final class DrawingClass {
  private let owner: OwnerProcess
  private let (seconds, rate): (Double, Double)
  private let start = nanoseconds()
  /// The presenter, and then the followers.
  private var programs: [DrawnProgram] = []
  /// Keys that go forward before as many go back.
  private static let turn = 100

  init(_ owner: OwnerProcess, count: Int, seconds: Double, rate: Double) throws {
    (self.owner, self.seconds, self.rate) = (owner, seconds, rate)
    programs.append(try DrawnProgram(["host", "--socket", owner.socket, "chapter"], in: owner.folder))
    for number in 1...count {
      programs.append(
        try DrawnProgram(["join", "--socket", owner.socket, "--seat", "seat \(number)"], in: owner.folder))
    }
  }

  deinit {
    for program in programs { program.end() }
  }

  func measure() throws -> [Figure] {
    while try !isComplete(), secondsPassed(since: start) < 20 { drain(for: 0.1) }
    let joined = secondsPassed(since: start)
    drain(for: 1)
    return [
      Figure("from the first program's start until all were here, s", joined),
      Figure("programs that do not run", programs.count { !$0.isOpen }, atMost: 0),
    ] + present() + rest()
  }

  /// Whether all are in the class, as anyone can ask it.
  private func isComplete() throws -> Bool {
    var socket = try MemberSocket(owner.socket, nil)
    defer { socket.leave() }
    let start = nanoseconds()
    while secondsPassed(since: start) < 2 {
      for case .greeted(let hello) in socket.receive() {
        return hello.here == programs.count - 1 && hello.isPresenterHere
      }
      drain(for: 0.01)
    }
    return false
  }

  /// Types in the presenter's terminal, forward and back through the chapter.
  private func present() -> [Figure] {
    let (start, cpu, written) = (nanoseconds(), programs.map(\.files.seconds), programs.map(\.written))
    let ownerCPU = owner.files.seconds
    var (keys, second, inSecond, most) = (0, start, written, 0)
    while secondsPassed(since: start) < seconds {
      if secondsPassed(since: start) * rate >= Double(keys) {
        programs[0].type(keys / Self.turn % 2 == 0 ? "l" : "h")
        keys += 1
      }
      drain(for: 0.005)
      if secondsPassed(since: second) >= 1 {
        most = max(most, zip(programs, inSecond).dropFirst().map { $0.written - $1 }.max() ?? 0)
        (second, inSecond) = (nanoseconds(), programs.map(\.written))
      }
    }
    let time = secondsPassed(since: start)
    let rates = zip(programs, written).dropFirst().map { Double($0.written - $1) / time / 1024 }
    let shares = zip(programs, cpu).map { ($0.files.seconds - $1) / time * 100 }
    let memory = programs.dropFirst().map { Double($0.files.proportional) / 1024 }
    return [
      Figure("keys typed in the presenter's terminal", keys),
      Figure("to each terminal, mean, KiB/s", rates.reduce(0, +) / Double(rates.count)),
      Figure("to each terminal, the one with the most, KiB/s", rates.max() ?? 0, atMost: 32),
      Figure("to one terminal in one second, most, KiB", Double(most) / 1024, atMost: 32),
      Figure("all followers, % of a core", shares.dropFirst().reduce(0, +)),
      Figure("a follower, mean, % of a core", shares.dropFirst().reduce(0, +) / Double(rates.count)),
      Figure("presenter, % of a core", shares[0]),
      Figure("owner, % of a core", (owner.files.seconds - ownerCPU) / time * 100, atMost: 10),
      Figure("memory of a follower (PSS), mean, MB", memory.reduce(0, +) / Double(memory.count)),
      Figure("memory of a follower (PSS), largest, MB", memory.max() ?? 0, atMost: 6),
    ]
  }

  /// Nothing happens in the class any more.
  private func rest() -> [Figure] {
    drain(for: 2)
    let (written, sleeps) = (programs.map(\.written), programs.map(\.files.sleeps))
    let ownerSleeps = owner.files.sleeps
    drain(for: 5)
    let bytes = zip(programs, written).map { $0.written - $1 }
    let switches = zip(programs, sleeps).map { $0.files.sleeps - $1 }
    return [
      Figure("bytes to all terminals in 5 s of rest", bytes.reduce(0, +), atMost: 0),
      Figure("context switches of all programs in 5 s of rest", switches.reduce(0, +), atMost: 0),
      Figure("context switches of the owner in 5 s of rest", owner.files.sleeps - ownerSleeps, atMost: 0),
    ]
  }

  /// Reads all terminals for so many seconds.
  private func drain(for seconds: Double) {
    let start = nanoseconds()
    repeat {
      var files = programs.map { pollfd(file: $0.isOpen ? $0.pty : -1, events: POLLIN) }
      poll(&files, UInt(files.count), Int32(max(seconds - secondsPassed(since: start), 0) * 1000) + 1)
      for (index, file) in files.enumerated() where file.revents != 0 { programs[index].drain() }
    } while secondsPassed(since: start) < seconds
  }
}
