import Foundation
import PseudoTerminal
import Testing

/// What bilab keeps from one time to the next.
@Suite struct RememberingTests {
  private let folder: Folder
  private let environment: [String: String]

  init() throws {
    folder = try Folder()
    environment = Program.environment.merging(["XDG_STATE_HOME": folder.path("state")]) { $1 }
  }

  private func start(_ arguments: [String] = []) throws -> PseudoTerminal {
    try startLab(arguments, environment: environment)
  }

  private func quit(_ terminal: PseudoTerminal) throws {
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
  }

  private func files() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path("state/bilab/lessons"))) ?? []).sorted()
  }

  @Test func `the place and the answers come back, until they are forgotten`() throws {
    let first = try start()
    try first.press(["1", "1", "G", "2", "enter"])
    try first.waitFor(text: "1 of 1 right")
    try quit(first)
    let second = try start()
    try second.waitFor(text: "you were at slide 11, What a sum forgets; ' goes there")
    #expect(second.screen.text.contains("1 of 1 right"))
    try second.press(["'"])
    try second.waitFor(text: "you said 2")
    try quit(second)
    #expect(try Program.run(["forget"], environment: environment).text == "chapter begins anew.\n")
    #expect(try Program.run(["forget"], environment: environment).text == "Nothing was remembered of chapter.\n")
    #expect(files().isEmpty)
  }

  @Test func `a link that is cut loses nothing`() throws {
    let first = try start()
    try first.press(["]", "]"])
    try first.waitFor(text: "3/20")
    first.hangUp()
    _ = try first.waitForEnd()
    try start().waitFor(text: "you were at slide 3")
  }

  @Test func `what was changed on networks comes back, from two sessions at once`() throws {
    let (first, second) = (try start(), try start())
    try first.press(["8", "G", "m", "space", "up", "up", "e", "7", "enter"])
    try first.waitFor(text: "x[1]: 1 → 7")
    try second.press(["1", "0", "G", "c"])
    try second.waitFor(text: "cell: ReLU RNN → GRU")
    for terminal in [first, second] { try quit(terminal) }
    let third = try start()
    try third.waitFor(text: "you were at slide 10")
    try third.press(["'"])
    try third.waitFor(text: "with what you had changed")
    try third.press(["M", "esc"])
    try third.waitFor(text: "c cell: GRU")
    try third.press(["8", "G", "space"])
    try third.waitFor("both changes") { $0.text.contains("merge: sum") && $0.text.contains("  7 ─▶") }
    try third.press(["R", "]"])
    try third.waitFor(text: "9/20")
    try quit(third)
    let fourth = try start()
    try fourth.press(["'", "8", "G"])
    try fourth.waitFor("the lesson's own") { $0.text.contains("8/20") && $0.text.contains("concat, 2 numbers") }
    try quit(fourth)
  }

  @Test func `two sessions that end at once keep the answers of both`() throws {
    let (first, second) = (try start(), try start())
    try first.press(["1", "1", "G", "2", "enter"])
    try second.press(["1", "7", "G", "4", "enter"])
    for terminal in [first, second] { try terminal.waitFor(text: "1 of 1 right") }
    for terminal in [first, second] { try terminal.press(["q"]) }
    for terminal in [first, second] { #expect(try terminal.waitForEnd() == .exited(0)) }
    try start().waitFor(text: "2 of 2 right")
  }

  @Test func `who has done nothing leaves no file, and lessons of one name are two`() throws {
    try quit(try start())
    #expect(files().isEmpty)
    let other = try Folder()
    for path in [try folder.write("l.md", "# A\n\n---\n\n# B\n"), try other.write("l.md", "# A\n\n---\n\n# B\n")] {
      let terminal = try start([path])
      try terminal.press(["]"])
      try terminal.waitFor(text: "2/2")
      try quit(terminal)
    }
    #expect(files().count == 2)
  }

  @Test func `a damaged file and a folder that is none are not in the way`() throws {
    try FileManager.default.createDirectory(atPath: folder.path("state/bilab"), withIntermediateDirectories: true)
    try folder.write("state/bilab/lessons", "a file")
    let first = try start()
    try first.press(["]"])
    try first.waitFor(text: "2/20")
    try quit(first)
    #expect(!first.screen.text.contains("bilab:"))
    try FileManager.default.removeItem(atPath: folder.path("state/bilab/lessons"))
    let second = try start()
    try second.press(["]"])
    try second.waitFor(text: "2/20")
    try quit(second)
    try folder.write("state/bilab/lessons/" + files()[0], "slide = [[[")
    let third = try start()
    try third.waitFor(text: "1/20")
    try third.press(["]", "]"])
    try third.waitFor(text: "3/20")
    try quit(third)
    try start().waitFor(text: "you were at slide 3")
  }
}
