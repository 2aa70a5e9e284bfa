import Foundation
import Glibc
import PseudoTerminal
import Testing

@testable import Classroom

/// A short class of one follower, in which a system call of one process fails: two steps, a question, an answer, a
/// killed owner, the end.
struct FaultyClass {
  enum Victim: String {
    case owner, host, follower
  }

  struct Fault: Error, CustomStringConvertible {
    let description: String
  }

  /// How long anything may take. A fault that is noticed only after a pause costs some seconds.
  private static let patience = 40.0
  /// A key may have been lost with a connection.
  private static let longestSilence = 8.0

  private static let slides = """
    # One

    ```lab
    weights = "counter"
    input = [1, 2, 3]
    ```

    ---

    # Two

    ```question
    ask = "Two and two?"
    answer = 4
    ```

    ---

    # Three
    """

  /// What an earlier class has left.
  private static let earlier: [JournalRecord] = [
    .asked(.init(id: 1, lesson: ContentID([]), slide: 7, title: "Earlier", date: 1_790_000_000)),
    .answer(.init(poll: 1, seat: "zoe", nickname: "", nonce: 1, said: [9])),
    .answer(.init(poll: 1, seat: "ada", nickname: "", nonce: 2, said: [7])), .ended(poll: 1), .over,
  ]

  private let lesson: RunningClass
  private let folder: Folder
  private let path: String
  private let fault: SystemCallFault
  private let victim: Victim
  private var host: PseudoTerminal
  private var follower: PseudoTerminal
  private var owner: pid_t?
  private(set) var sawUnsaved = false
  /// Keys that had to be pressed again, and programs that had to be started again.
  private(set) var remarks: [String] = []

  /// Opens the class.
  init(_ fault: SystemCallFault, in victim: Victim) throws {
    lesson = try RunningClass()
    folder = try Folder()
    path = try folder.write("slides.md", Self.slides)
    (self.fault, self.victim) = (fault, victim)
    try FileManager.default.createDirectory(
      at: lesson.folder.url("state/bilab"), withIntermediateDirectories: true)
    try Data(Self.earlier.flatMap { Journal.bytes(of: $0) }).write(to: Self.journal(of: lesson))
    (host, follower) = (try PseudoTerminal(), try PseudoTerminal())
    try startHost()
    owner = lesson.owner
    try startFollower()
  }

  /// Whether the call has failed.
  var isStruck: Bool { FileManager.default.fileExists(atPath: mark) }

  private var mark: String { lesson.path("struck") }

  private static func journal(of lesson: RunningClass) -> URL { lesson.folder.url("state/bilab/class.journal") }

  // MARK: The history

  mutating func run() throws {
    for step in 1...2 {
      try reach(
        "step \(step)", press: { host, _ in host.contains("step \(step - 1) of 6") ? (.host, " ") : nil },
        until: { $0.contains("step \(step) of 6") && $1.contains("step \(step) of 6") })
    }
    try reach("the next slide", press: Self.turn, until: { $0.contains("2/3") && $1.contains("2/3") })
    try reach(
      "the question",
      press: { host, _ in
        host.contains("ask the class") || host.contains("nothing was said to it") ? (.host, "C") : nil
      },
      until: { $1.contains("asked:") })
    try reach(
      "the answer", press: { $1.contains("asked:") ? (.follower, "4\r") : nil },
      until: { $1.contains("you said 4 · the class has it") })
    try expectTold()
    let isOwnerLost = fault.call == "accept" && fault.error == EPERM
    guard isOwnerLost || owner == lesson.owner else { throw Fault(description: "the owner did not live on") }
    if let owner = lesson.owner { kill(owner, SIGKILL) }
    // A presenter who was lost with the owner begins anew.
    try reach(
      "the reveal", press: { Self.turn($0, $1) ?? ($0.contains("type a number") ? (.host, " ") : nil) },
      until: { here, there in
        [here, there].allSatisfy { $0.contains("it is 4") || $0.contains("✓ you said 4") }
          && there.contains("following")
      })
    try reach("who is here", press: { _, _ in nil }, until: { host, _ in host.contains("1 here") })
    try expectResults()
    try end()
    try expectResults()
  }

  private static func turn(_ host: String, _ follower: String) -> (Role, String)? {
    host.contains("1/3") ? (.host, "]") : nil
  }

  private mutating func end() throws {
    let ended = try lesson.run(["host", "--end"])
    guard ended.status == 0 else { throw Fault(description: "host --end: \(ended.status) \(ended.complaint)") }
    for (name, terminal) in [("host", host), ("follower", follower)] {
      try terminal.waitFor("\(name): the end, \(fault)") {
        $0.text.contains("the class has ended") || !terminal.isRunning
      }
      if terminal.isRunning { try terminal.send("q") }
      try expectDecentEnd(terminal, name)
      remarks.removeLast()
    }
    let last = Date(timeIntervalSinceNow: Self.patience)
    while lesson.owner != nil {
      guard Date() < last else { throw Fault(description: "the owner lives on") }
      host.listen(milliseconds: 20)
    }
  }

  /// Where the disk took no answer, the presenter was told so.
  private func expectTold() throws {
    guard victim == .owner, isStruck, ["pwrite", "fdatasync"].contains(fault.call), fault.kind == .file,
      ![0, EINTR].contains(fault.error), !sawUnsaved
    else { return }
    throw Fault(description: "nobody was told that answers are not saved")
  }

  /// What the journal held before is in it, and so is what the follower was told of.
  private func expectResults() throws {
    let journal = [UInt8](try Data(contentsOf: Self.journal(of: lesson)))
    let records = Journal.read(journal).records
    guard Array(records.prefix(Self.earlier.count)) == Self.earlier else {
      throw Fault(description: "the journal has lost what it held: \(records)")
    }
    let table = folder.path("answers.csv")
    let result = try lesson.run(["host", "--results", table])
    guard result.status == 0 else { throw Fault(description: "host --results: \(result.complaint)") }
    let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\r\n")
    guard lines.count == 4, lines[1].hasSuffix("zoe,9"), lines[2].hasSuffix("ada,7"), lines[3].hasSuffix("/7,4") else {
      throw Fault(description: "the results are \(lines)")
    }
  }

  // MARK: Programs

  private enum Role: String {
    case host, follower
  }

  private func environment(of role: Role) throws -> [String: String] {
    let program: String
    switch (victim, role) {
    case (.owner, .host): program = "bilab-class"
    case (.host, .host), (.follower, .follower): program = "bilab"
    default: return lesson.environment
    }
    return lesson.environment.merging(try fault.environment(in: program, mark: mark)) { $1 }
  }

  private mutating func startHost() throws { host = try start(.host, ["host", path]) }

  private mutating func startFollower() throws { follower = try start(.follower, ["join", "--seat", "7"]) }

  /// Starts a program, and again where it says that it cannot.
  private mutating func start(_ role: Role, _ arguments: [String]) throws -> PseudoTerminal {
    for _ in 0..<4 {
      let terminal = try PseudoTerminal(columns: 100, rows: 24, deadline: Int(Self.patience))
      try terminal.run(Program.path, arguments, environment: environment(of: role))
      try terminal.waitFor("\(role.rawValue) to start, \(fault)") { _ in
        !terminal.isRunning || terminal.modes != terminal.modesAtStart
      }
      if terminal.isRunning { return terminal }
      try expectDecentEnd(terminal, role.rawValue)
    }
    throw Fault(description: "\(role.rawValue) does not start any more")
  }

  /// By itself, with one line if it failed, and with the terminal as it was.
  private mutating func expectDecentEnd(_ terminal: PseudoTerminal, _ name: String) throws {
    let ending = try terminal.waitForEnd()
    let lines = terminal.screen.lines.filter { !$0.isEmpty }
    switch ending {
    case .exited(0): break
    case .exited(1) where lines.count { $0.hasPrefix("bilab: ") } == 1: break
    default: throw Fault(description: "\(name) ended badly: \(ending) with\n\(terminal.screen.text)")
    }
    let isTerminalLost = fault.call == "write" && fault.kind == .terminal && fault.error == EIO
    guard isTerminalLost || terminal.modes == terminal.modesAtStart && !terminal.screen.showsAlternateScreen else {
      throw Fault(description: "\(name) did not give the terminal back: \(ending)\n\(terminal.screen.text)")
    }
    remarks.append("\(name) ended: \(lines.last ?? "")")
  }

  // MARK: Waiting

  /// Presses keys until something has come of them. Programs that have ended are started again.
  ///
  /// - Parameters:
  ///   - press: the key for the two screens, and whose it is. The same is pressed again only after a while.
  ///   - isThere: whether the screens show what is wanted.
  private mutating func reach(
    _ what: String, press: (String, String) -> (role: Role, key: String)?, until isThere: (String, String) -> Bool
  ) throws {
    let end = Date(timeIntervalSinceNow: Self.patience)
    var last: (key: String, date: Date)?
    while Date() < end {
      host.listen(milliseconds: 5)
      follower.listen(milliseconds: 5)
      try revive()
      let (here, there) = (host.screen.text, follower.screen.text)
      if here.contains("not saved") { sawUnsaved = true }
      if isThere(here, there) { return }
      guard let (role, key) = press(here, there) else { continue }
      if let last, last.key == key {
        guard -last.date.timeIntervalSinceNow > Self.longestSilence else { continue }
        remarks.append("\(what): pressed again")
      }
      try (role == .host ? host : follower).send(key)
      last = (key, Date())
    }
    let screens = "host\n\(host.screen.text)\nfollower\n\(follower.screen.text)"
    throw Fault(description: "waited for \(what), \(remarks); \(screens)")
  }

  private mutating func revive() throws {
    if !host.isRunning {
      try expectDecentEnd(host, "host")
      try startHost()
    }
    if !follower.isRunning {
      try expectDecentEnd(follower, "follower")
      try startFollower()
    }
  }
}
