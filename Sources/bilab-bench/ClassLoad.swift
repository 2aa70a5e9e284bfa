import Classroom
import Glibc

/// A class of many clients of one process.
final class ClassLoad {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// A follower's end of its socket.
  private struct Client {
    var socket: Int32
    var member: ClassMember
    var isIn = false
    var count: UInt32 = 0
  }

  private let count: Int
  private let isHostile: Bool
  private let folder: String
  private let owner: OwnerProcess
  /// The presenter's socket, and then the followers'.
  private var files: [pollfd] = []
  private var clients: [Client] = []
  private var presenter: Client
  /// Sockets that nobody reads as they should.
  private var stuck: [Int32] = []
  private var slow: Int32?

  // What is measured.
  private var joinTime = 0.0
  private var ages: [Float] = []
  private var received = 0
  private var skipped = 0
  private var memory: (start: Int, joined: Int, end: Int) = (0, 0, 0)
  private var ownerShare = 0.0
  private var closedStuck = 0

  init(followers: Int, isHostile: Bool) throws {
    (count, self.isHostile) = (followers, isHostile)
    var template = Array("/tmp/bilab-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(description: "/tmp takes no folder") }
    folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    limit.rlim_cur = min(limit.rlim_max, 4096)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    owner = try OwnerProcess(folder: folder)
    memory.start = owner.memory
    presenter = try Self.client(owner.socket, 0, wantsToPresent: true)
    watch(presenter.socket)
  }

  deinit {
    owner.end()
    for file in ["live.sock", "live.sock.lock", "journal"] { unlink(folder + "/" + file) }
    rmdir(folder)
  }

  // MARK: The course of it

  /// All come at once.
  func join() throws {
    try run(for: 5) { self.presenter.isIn }
    let start = Self.now()
    for index in 1...count {
      clients.append(try Self.client(owner.socket, index))
      watch(clients[index - 1].socket)
    }
    try run(for: 30) { self.clients.allSatisfy(\.isIn) }
    joinTime = Self.now() - start
    guard clients.allSatisfy(\.isIn) else {
      throw Failure(description: "\(clients.count { !$0.isIn }) of \(count) did not get in")
    }
    memory.joined = owner.memory
    guard isHostile else { return }
    for index in 0..<12 {
      var client = try Self.client(owner.socket, 1000 + index)
      let end = Self.now() + 5
      while !client.isIn, Self.now() < end { _ = Self.read(&client) }
      if index == 0 { slow = client.socket } else { stuck.append(client.socket) }
    }
  }

  func present(seconds: Int, rate: Int, bytes: Int) throws {
    let lesson = SharedLesson(name: "bench", original: ContentID([]), shared: ContentID([]))
    ages.reserveCapacity(count * seconds * rate)
    let (start, work) = (Self.now(), owner.work)
    var lastByte = start
    for turn in 0..<seconds * rate {
      let due = start + Double(turn) / Double(rate)
      try run(for: due - Self.now()) { false }
      var lecture = [UInt8](repeating: 7, count: bytes)
      withUnsafeBytes(of: Self.now().bitPattern) { lecture.replaceSubrange(2..<10, with: $0) }
      presenter.member.present(Shown(lesson: lesson, lecture: lecture), providing: [:])
      Self.send(&presenter)
      if let slow, Self.now() - lastByte >= 1 {
        lastByte = Self.now()
        var byte: UInt8 = 0
        recv(slow, &byte, 1, Int32(MSG_DONTWAIT))
      }
    }
    try run(for: 1) { false }
    ownerShare = Double(owner.work - work) / Double(sysconf(Int32(_SC_CLK_TCK))) / (Self.now() - start) * 100
    memory.end = owner.memory
    closedStuck = stuck.count(where: Self.isClosed)
  }

  var figures: [Figure] {
    let sorted = ages.sorted()
    func age(_ part: Double) -> Double {
      sorted.isEmpty ? .infinity : Double(sorted[min(Int(Double(sorted.count) * part), sorted.count - 1)])
    }
    func mebibytes(_ pages: Int) -> Double { Double(pages * Int(sysconf(Int32(_SC_PAGESIZE)))) / 1_048_576 }
    var figures = [
      Figure(name: "all have joined after", value: joinTime, unit: "s", limit: 3),
      Figure(name: "states read", value: Double(received), unit: ""),
      Figure(name: "states skipped for a newer one", value: Double(skipped), unit: ""),
      Figure(name: "age when read, median", value: age(0.5), unit: "ms"),
      Figure(name: "age when read, p99", value: age(0.99), unit: "ms", limit: 100),
      Figure(name: "age when read, longest", value: age(1), unit: "ms", limit: 250),
      Figure(name: "the owner's share of a core", value: ownerShare, unit: "%", limit: 10),
      Figure(name: "the owner's memory after the joins", value: mebibytes(memory.joined), unit: "MiB"),
      Figure(name: "and by the end grown by", value: mebibytes(memory.end - memory.joined), unit: "MiB", limit: 20),
    ]
    if isHostile {
      figures.append(
        Figure(name: "stuck clients that were let go", value: Double(closedStuck), unit: "of \(stuck.count)"))
    }
    return figures
  }

  // MARK: Sockets

  private func watch(_ socket: Int32) {
    files.append(pollfd(fd: socket, events: Int16(POLLIN), revents: 0))
  }

  /// Reads what comes, for so many seconds or until it is done.
  private func run(for seconds: Double, until isDone: () -> Bool) throws {
    let end = Self.now() + seconds
    while !isDone() {
      let left = end - Self.now()
      guard left > 0 else { return }
      guard poll(&files, nfds_t(files.count), Int32((left * 1000).rounded(.up))) > 0 else { continue }
      for index in files.indices where files[index].revents != 0 {
        if index == 0 { take(Self.read(&presenter), 0) } else { take(Self.read(&clients[index - 1]), index) }
      }
    }
  }

  private func take(_ events: [ClassMember.Event], _ index: Int) {
    guard index > 0 else { return }
    for case .state(let published) in events {
      guard let lecture = published.state.shown?.lecture else { continue }
      let sent = lecture[2..<10].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
      guard published.count != clients[index - 1].count else { continue }
      ages.append(Float((Self.now() - Double(bitPattern: sent)) * 1000))
      received += 1
      skipped += Int(published.count - clients[index - 1].count) - 1
      clients[index - 1].count = published.count
    }
  }

  private static func client(_ path: String, _ index: Int, wantsToPresent: Bool = false) throws -> Client {
    let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard status == 0 else { throw Failure(description: "client \(index): \(String(cString: strerror(errno)))") }
    let hello = ClientHello(wantsToPresent: wantsToPresent, token: UInt64(index))
    return Client(socket: socket, member: ClassMember(hello, nonce: UInt64(index) << 32))
  }

  private static func read(_ client: inout Client) -> [ClassMember.Event] {
    var events: [ClassMember.Event] = []
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 8) { buffer in
      let count = recv(client.socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT))
      if count > 0 { events = client.member.received(UnsafeRawBufferPointer(rebasing: buffer[..<count])) }
    }
    for case .welcomed in events { client.isIn = true }
    if !client.member.outgoing.isEmpty { send(&client) }
    return events
  }

  private static func send(_ client: inout Client) {
    let count = client.member.outgoing.withUnsafeBytes {
      Glibc.send(client.socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count > 0 { client.member.outgoing.removeFirst(count) }
  }

  /// Whether the other end is gone, without taking what has come.
  private static func isClosed(_ socket: Int32) -> Bool {
    var file = pollfd(fd: socket, events: 0, revents: 0)
    return poll(&file, 1, 0) > 0
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// bilab-class, with a socket of its own.
final class OwnerProcess {
  let socket: String
  private let process: pid_t

  init(folder: String) throws {
    socket = folder + "/live.sock"
    var path = [CChar](repeating: 0, count: 4096)
    let count = max(readlink("/proc/self/exe", &path, path.count), 0)
    let own = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let program = own[..<(own.lastIndex(of: "/") ?? own.startIndex)] + "/bilab-class"
    let arguments = [String(program), "--name", "bench", "--socket", socket, "--journal", folder + "/journal"]
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for argument in argv { free(argument) } }
    var process = pid_t()
    guard posix_spawn(&process, String(program), nil, nil, &argv, environ) == 0 else {
      throw ClassLoad.Failure(description: "\(program) does not start")
    }
    self.process = process
    for _ in 0..<500 where access(socket, F_OK) != 0 { usleep(10_000) }
  }

  func end() {
    kill(process, SIGKILL)
    waitpid(process, nil, 0)
  }

  /// Ticks of both kinds.
  var work: Int { field(11) + field(12) }

  /// Resident pages.
  var memory: Int { field(21) }

  /// A field of /proc/PID/stat, from 0 behind the name in brackets.
  private func field(_ index: Int) -> Int {
    guard let file = fopen("/proc/\(process)/stat", "r") else { return 0 }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = fread(&bytes, 1, bytes.count, file)
    let behind = String(decoding: bytes[..<count], as: UTF8.self).split(separator: ")").last ?? ""
    return Int(behind.split(separator: " ")[index]) ?? 0
  }
}
