import Foundation
import PseudoTerminal
import Testing

/// `bilab --record` and `bilab replay`.
@Suite struct RecordingTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func record(_ lesson: String = "chapter", _ body: (PseudoTerminal) throws -> Void) throws -> String {
    let path = folder.path("session.txt")
    let terminal = try startLab([lesson, "--record", path])
    try body(terminal)
    try terminal.press(["q"])
    #expect(try terminal.waitForEnd() == .exited(0))
    return path
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func `what is done is written, a line a key, and gives the same frames again`() throws {
    let keys = ["8", "G", "space", "space", "m", "up", "e", "7", "enter", "?", "J", "?", "/", "ö", "enter"]
    let path = try record { terminal in
      try terminal.press(keys)
      try terminal.waitFor(text: "“ö” is on no slide")
      terminal.resize(columns: 100, rows: 30)
      try terminal.press(["]"])
      try terminal.waitFor(text: "9/20")
    }
    let lines = try text(path).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(
      lines[0] == "bilab transcript 1" && lines[1] == "lesson chapter" && lines[4...5] == ["size 80x24", "slide 1"])
    #expect(lines.contains { $0.hasPrefix("key enter ") && $0.hasSuffix(" # x[2]: 2 → 7") })
    #expect(lines.contains { $0.hasPrefix("key U+F6 ") } && lines.contains { $0.hasPrefix("size 100x30 ") })
    let result = try Program.run(["replay", path, "--dump"])
    #expect(result.status == 0, "\(result.complaint)")
    let frames = result.text.components(separatedBy: "\n== ")
    #expect(frames.count == keys.count + 3)
    #expect(frames.last?.hasPrefix("\(keys.count + 2): key ] ==\n") == true)
    let wanted = try dumped(["--slide", "9", "--step", "0"], columns: 100, rows: 30)
    #expect(frames.last?.contains(wanted.lines[5]) == true)
    #expect(try Program.run(["replay", path, "--dump"]).output == result.output)
  }

  @Test func `a training comes back as it was seen, pause by pause`() throws {
    let path = try record { terminal in
      try terminal.press(["1", "8", "G", "a"])
      try terminal.waitFor("an epoch") { screen in screen.lines.contains { $0.contains("epoch 2 of 30") } }
      try terminal.press(["a"])
      try terminal.waitFor(text: "paused")
      try terminal.press(["space", "a"])
      try terminal.waitFor("its end") { screen in screen.lines.contains { $0.contains("epoch 30 of 30") } }
      try terminal.press(["M"])
      try terminal.waitFor(text: "product")
    }
    #expect(try text(path).contains("\ntrained 18 1 "))
    let result = try Program.run(["replay", path, "--dump"])
    #expect(result.status == 0, "\(result.complaint)")
    #expect(result.text.contains("paused, epoch 2 of 30"))
  }

  @Test func `lines are recorded as the keys that they are`() throws {
    let path = folder.path("plain.txt")
    let input = "8 G\n\n\nup up\ne\nx\n5\n18G\na\n11G\n2\n?\na\n"
    let told = try Program.run(["--plain", "--record", path], input: Data(input.utf8))
    #expect(told.status == 0, "\(told.complaint)")
    let result = try Program.run(["replay", path, "--dump"])
    #expect(result.status == 0, "\(result.complaint)")
    #expect(
      result.text.contains("key 5 ==") && result.text.contains(": finished ==") && result.text.contains(": tick =="))
  }

  @Test func `on a screen it goes on by itself until a key is pressed`() throws {
    let path = try record { try $0.press(["8", "G", "space", "space", "space"]) }
    let terminal = try startLab(["replay", path])
    try terminal.waitFor(text: "the replay is over; the keys are yours")
    try terminal.press(["space"])
    try terminal.waitForDump(["--slide", "8", "--step", "4"])
    let other = try startLab(["replay", path])
    try other.press(["?"])
    try other.waitFor(text: "esc close")
    try other.press(["esc"])
    try other.waitFor("the slide") { !$0.text.contains("esc close") }
    try other.press(["q"])
    #expect(try other.waitForEnd() == .exited(0))
  }

  @Test func `another lesson, another frame and another text are told by their lines`() throws {
    let own = try folder.write("my.md", Data("# One\n\nWords.\n\n---\n\n# Two\n".utf8))
    let path = try record(own) { try $0.press(["]"]) }
    #expect(try Program.run(["replay", path, "--dump"]).status == 0)
    // Beside the transcript, wherever both are.
    let moved = try Folder()
    try FileManager.default.moveItem(atPath: own, toPath: moved.path("my.md"))
    try FileManager.default.moveItem(atPath: path, toPath: moved.path("session.txt"))
    #expect(try Program.run(["replay", moved.path("session.txt"), "--dump"]).status == 0)
    let session = try text(moved.path("session.txt"))
    func refused(_ text: String) throws -> String {
      let file = try moved.write("other.txt", Data(text.utf8))
      let result = try Program.run(["replay", file, "--dump"])
      #expect(result.failed(), "\(result.complaint)")
      return result.complaint
    }
    #expect(try refused(session.replacing("key ]", with: "key [")).contains("line 8: after “key [” the screen is not"))
    #expect(try refused(session + "jump 3\n").contains("line 9 is none of a transcript: jump 3"))
    #expect(try refused(session.replacing("slide 1\n", with: "")).contains("do not say lesson, content"))
    #expect(try refused("# A lesson\n").contains("it is no transcript"))
    #expect(try refused(session.replacing("slide 1\n", with: "slide 7\n")).contains("there is no slide 7"))
    try moved.write("my.md", Data("# Another\n".utf8))
    #expect(try refused(session).contains("is not the lesson that was recorded"))
  }

  @Test func `a file that is there stays, and a full disk is told`() throws {
    let there = try folder.write("there.txt", Data("mine".utf8))
    let result = try Program.run(["--plain", "--record", there])
    #expect(result.failed() && result.complaint.contains("it is there already"))
    #expect(try text(there) == "mine")
    let full = try Program.shell(
      "yes '' | head -40 | (ulimit -f 1; trap '' XFSZ; exec $bilab --plain --record limited.txt) | cat", in: folder)
    #expect(full.status == 0 && full.text.contains("takes no more of the recording"), "\(full.complaint)")
  }
}
