import Classroom
import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A class of real processes that are killed, stopped and continued at random moments. BILAB_FAULTS=600 does so for as
/// many seconds, BILAB_SEED=7 with another history, BILAB_PEOPLE=20 with as many followers.
@Suite struct ClassNemesisTests {
  private static let seconds = Int(ProcessInfo.processInfo.environment["BILAB_FAULTS"] ?? "") ?? 10
  private static let seed = UInt64(ProcessInfo.processInfo.environment["BILAB_SEED"] ?? "") ?? 1

  /// Sixty slides, each with a question and a network. A slide has another number of steps than its neighbours, by
  /// which a screen that is half drawn is told.
  private static let slides = (1...60).map { number in
    """
    # Slide \(number)

    ```lab
    weights = "counter"
    input = \(number.isMultiple(of: 2) ? [1, 2, 3] : [1, 2, 3, 4])
    ```

    ```question
    ask = "What will $`h[3]`$ be?"
    answer = "h[3]"
    ```

    """
  }.joined(separator: "\n---\n\n")

  @Test func `nobody goes back, all come to be equal, and every answer that the class has is in its journal once`()
    throws
  {
    let lesson = try RunningClass()
    let folder = try Folder()
    let path = try folder.write("slides.md", Self.slides)
    var nemesis = try Nemesis(lesson, path, seed: Self.seed)
    let end = Date(timeIntervalSinceNow: Double(Self.seconds))
    while Date() < end { try nemesis.strike() }
    try nemesis.finish()

    let journal = [UInt8](try Data(contentsOf: folder.journal(of: lesson)))
    let answers = Journal.read(journal).records.compactMap { record -> JournalRecord.Answer? in
      if case .answer(let answer) = record { answer } else { nil }
    }
    #expect(Self.seconds < 10 || !nemesis.acknowledged.isEmpty)
    for (number, seat) in nemesis.acknowledged {
      #expect(answers.filter { $0.said == [Double(number)] }.map(\.seat) == ["\(NSUserName())/\(seat)"], "\(number)")
    }
    #expect(nemesis.faults == [])
  }
}

extension Folder {
  fileprivate func journal(of lesson: RunningClass) -> URL {
    lesson.folder.url("state/bilab/class.journal")
  }
}

/// Who strikes, and who watches what comes of it.
private struct Nemesis {
  private static let people = Int(ProcessInfo.processInfo.environment["BILAB_PEOPLE"] ?? "") ?? 5

  private let lesson: RunningClass
  private let path: String
  private var random: Seeded
  private var host: PseudoTerminal
  private var followers: [PseudoTerminal]
  /// The last place that each follower saw while following.
  private var places: [[Int]]
  private var stopped: Set<pid_t> = []
  private var lastSaid = 1000
  /// The numbers that a screen said the class has, and who said them.
  private(set) var acknowledged: [Int: Int] = [:]
  private(set) var faults: [String] = []

  init(_ lesson: RunningClass, _ path: String, seed: UInt64) throws {
    (self.lesson, self.path, random) = (lesson, path, Seeded(state: seed))
    host = try lesson.host([path])
    followers = try (0..<Self.people).map { try lesson.join(["--seat", "\($0)"]) }
    places = Array(repeating: [], count: Self.people)
  }

  mutating func strike() throws {
    let person = Int.random(in: 0..<Self.people, using: &random)
    switch Int.random(in: 0..<20, using: &random) {
    case 0...5: try press(host, " ")
    case 6...8: try ask()
    case 9...11: try answer(person)
    case 12:
      host.signal(SIGKILL)
      _ = try host.waitForEnd()
      host = try lesson.host([path])
    case 13:
      if let owner = lesson.owner { kill(owner, SIGKILL) }
    case 14:
      guard let owner = lesson.owner else { break }
      kill(owner, SIGSTOP)
      watch(turns: 40)
      kill(owner, SIGCONT)
    case 15:
      followers[person].signal(SIGKILL)
      _ = try followers[person].waitForEnd()
      stopped.remove(followers[person].process)
      followers[person] = try lesson.join(["--seat", "\(person)"])
      places[person] = []
    case 16: toggleStop(followers[person].process)
    case 17: followers[person].resize(columns: Int.random(in: 80...120, using: &random), rows: 24)
    default: break
    }
    watch(turns: Int.random(in: 1...6, using: &random))
  }

  /// The next slide's question is put to the class, and some answer at once.
  private mutating func ask() throws {
    try press(host, "]C")
    watch(turns: 8)
    for person in followers.indices where Bool.random(using: &random) { try answer(person) }
    watch(turns: 8)
  }

  private mutating func answer(_ person: Int) throws {
    lastSaid += 1
    try press(followers[person], "\u{1b}")
    watch()
    try press(followers[person], "\(lastSaid)\r")
  }

  /// All go on; after a while all show the same.
  mutating func finish() throws {
    for process in stopped { kill(process, SIGCONT) }
    stopped = []
    try host.press(["esc", "space"])
    for person in followers.indices {
      followers[person].resize(columns: 80, rows: 24)
      try followers[person].send("\u{1b}")
      let host = host
      try followers[person].waitFor(
        "person \(person) and the presenter to show the same; that shows\n\(host.screen.text)"
      ) {
        host.listen(milliseconds: 1)
        return $0.text.contains("following") && Self.body($0) == Self.body(host.screen)
      }
    }
  }

  /// The slide and its network; what was answered and what can be pressed is everybody's own.
  private static func body(_ screen: VirtualTerminal) -> [String] {
    let slide = screen.lines[0].split(separator: " ").last.map(String.init) ?? ""
    return [slide, screen.lines[21]] + screen.lines[2..<12].map { String($0.drop { $0 != "│" }) }
  }

  private func press(_ terminal: PseudoTerminal, _ keys: String) throws {
    if !stopped.contains(terminal.process) { try terminal.send(keys) }
  }

  private mutating func toggleStop(_ process: pid_t) {
    if stopped.remove(process) != nil {
      kill(process, SIGCONT)
    } else {
      kill(process, SIGSTOP)
      stopped.insert(process)
    }
  }

  private mutating func watch(turns: Int = 1) {
    for _ in 0..<turns {
      host.listen(milliseconds: 5)
      for (person, follower) in followers.enumerated() {
        follower.listen(milliseconds: 5)
        look(at: follower.screen, person)
      }
    }
  }

  private mutating func look(at screen: VirtualTerminal, _ person: Int) {
    for line in screen.lines {
      guard let range = line.range(of: "you said ") else { continue }
      let words = line[range.upperBound...].split(separator: " ")
      if line.contains("the class has it"), let number = words.first.flatMap({ Int($0) }) {
        acknowledged[number] = person
      }
    }
    guard screen.lines[0].contains("following"), let place = Self.place(screen) else { return }
    if place.lexicographicallyPrecedes(places[person]) {
      faults.append("person \(person) went from \(places[person]) to \(place)")
    }
    places[person] = place
  }

  /// The slide and the step of its network; nil while the screen is in between.
  private static func place(_ screen: VirtualTerminal) -> [Int]? {
    guard let slide = screen.lines[0].split(separator: " ").last?.split(separator: "/").first.flatMap({ Int($0) }),
      let words = screen.lines.first(where: { $0.contains("step ") && $0.contains(" of ") })?.split(separator: " "),
      let index = words.lastIndex(of: "step"), index + 3 < words.count, let step = Int(words[index + 1]),
      Int(words[index + 3]) == (slide.isMultiple(of: 2) ? 6 : 8)
    else { return nil }
    return [slide, step]
  }
}
