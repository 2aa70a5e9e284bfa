import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A class of real processes: a host, followers, and the owner between them.
@Suite struct ClassTests {
  @Test func `followers see the presenter's slides and numbers, each on a screen of its own size`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let small = try lesson.join(columns: 60, rows: 20)
    try host.press(["]", "]", "]", "]", "]", "]", "]", "space", "space", "m"])
    let keys = ["space", "space", "m"]
    try host.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys)
    try small.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys)
    let late = try lesson.join(columns: 132, rows: 43)
    try late.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys)
    for _ in 0..<12 { try host.press(["space"]) }
    try small.waitForBody(["chapter", "--slide", "9", "--step", "5"])
    try late.waitForBody(["chapter", "--slide", "9", "--step", "5"])
  }

  @Test func `a class outlives its presenter's terminal, who finds it as it was`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    try host.press(["]", "]", "]", "]", "]", "]", "]", "space"])
    try follower.waitForBody(["chapter", "--slide", "8", "--step", "1"])
    let owner = try #require(lesson.owner)
    host.signal(SIGKILL)
    #expect(try host.waitForEnd() == .killed(by: SIGKILL))
    try follower.waitFor(text: "presenter away")
    #expect(try lesson.run(["classes"]).lines == ["class  \(NSUserName())  1 here  presenter away"])
    let again = try lesson.host([])
    try again.waitForBody(["chapter", "--slide", "8", "--step", "1"])
    try again.press(["space"])
    try follower.waitForBody(["chapter", "--slide", "8", "--step", "2"])
    #expect(lesson.owner == owner)
    again.hangUp()
    _ = try again.waitForEnd()
    let third = try lesson.host(["mistakes"])
    try third.waitForBody(["mistakes", "--slide", "1", "--step", "0"])
    try follower.waitForBody(["mistakes", "--slide", "1", "--step", "0"])
  }

  @Test func `whoever takes the presenter's place finds the question that is open, every time`() throws {
    let lesson = try RunningClass()
    var host = try lesson.host()
    let follower = try lesson.join()
    try host.press(["1", "1", "G"])
    try follower.waitFor(text: "What a sum forgets")
    try host.press(["C"])
    try host.waitFor(text: "0 of 1 answered")
    for _ in 1...6 {
      host.signal(SIGKILL)
      _ = try host.waitForEnd()
      try follower.waitFor(text: "presenter away")
      // The class is quiet: all that it says to the next presenter comes at once.
      usleep(200_000)
      host = try lesson.host([])
      try host.waitFor(text: "0 of 1 answered")
    }
    try host.press(["B"])
    try host.waitFor(text: "nobody has answered yet")
  }

  @Test func `who joins again from the same shell has the same place, and one answer`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let shell = try PseudoTerminal(columns: 80, rows: 24, deadline: 60)
    try shell.run(
      "/bin/sh", ["-c", "'\(Program.path)' join; read line; '\(Program.path)' join"], environment: lesson.environment)
    try host.press(["1", "1", "G"])
    try shell.waitFor(text: "What a sum forgets")
    try host.press(["C"])
    try shell.press(["1", "enter"])
    try host.waitFor(text: "1 of 1 answered")
    try shell.press(["q"])
    try host.waitFor(text: "0 here")
    try shell.press(["enter"])
    try shell.waitFor(text: "following")
    try host.waitFor(text: "1 of 1 answered")
    let other = try lesson.join()
    try host.waitFor(text: "1 of 2 answered")
    try shell.press(["2", "enter"])
    try other.press(["3", "enter"])
    try host.waitFor(text: "2 of 2 answered")
    let rows = try lesson.run(["host", "--results", "-"]).text.split(separator: "\r\n")
    #expect(rows.count == 3 && Set(rows.dropFirst().map { $0.last }) == ["2", "3"], "\(rows)")
  }

  @Test func `bars that the desk shows everyone are on the presenter's own screen as well`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    let desk = try startLab(["desk"], environment: lesson.environment)
    try host.press(["1", "1", "G", "C"])
    try follower.waitFor(text: "the class is asked")
    try follower.press(["3", "enter"])
    try desk.waitFor(text: "1 of 1 answered")
    try desk.press(["B"])
    try host.waitFor(text: "100 %")
    try follower.waitFor(text: "100 %")
    try desk.press(["B"])
    try host.waitFor("no bars") { !$0.text.contains("100 %") }
  }

  @Test func `an owner that is killed is started again, and everyone comes back to it`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    try host.press(["]", "]", "]", "]", "]", "]", "]"])
    for step in 1...3 {
      let owner = try #require(lesson.owner)
      kill(owner, SIGKILL)
      try host.press(["space"])
      try follower.waitForBody(["chapter", "--slide", "8", "--step", "\(step)"])
      #expect(lesson.owner != owner)
    }
  }

  @Test func `a class whose owner and presenter are both killed goes on where it was`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    try host.press(["]", "]", "]", "]", "]", "]", "]", "space", "space", "m"])
    let keys = ["space", "space", "m"]
    try follower.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys)
    let owner = try #require(lesson.owner)
    host.signal(SIGSTOP)
    kill(owner, SIGKILL)
    host.signal(SIGKILL)
    _ = try host.waitForEnd()
    let again = try lesson.host([])
    try again.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys)
    try again.press(["space"])
    try follower.waitForBody(["chapter", "--slide", "8", "--step", "0"], keys: keys + ["space"])
    try again.press(["q"])
    _ = try again.waitForEnd()
    // Another lesson begins at its beginning, and so does a class after the end.
    try kill(#require(lesson.owner), SIGKILL)
    let other = try lesson.host(["mistakes"])
    try other.waitForBody(["mistakes", "--slide", "1", "--step", "0"])
    #expect(try lesson.run(["host", "--end"]).status == 0)
    try other.waitFor("the owner to end") { _ in lesson.owner == nil }
    let files = try FileManager.default.contentsOfDirectory(atPath: lesson.path("bilab-\(getuid())/class"))
    #expect(files.isEmpty, "\(files)")
  }

  @Test func `the end of a class is told to everyone, and leaves nothing behind`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    try follower.waitForBody(["chapter", "--slide", "1", "--step", "0"])
    let ended = try lesson.run(["host", "--end"])
    #expect(ended.status == 0 && ended.text == "The class \"class\" has ended.\n")
    try follower.waitFor(text: "the class has ended")
    try host.waitFor(text: "the class has ended")
    try host.waitFor("the owner to end") { _ in lesson.owner == nil }
    #expect(!FileManager.default.fileExists(atPath: lesson.socket))
    #expect(try lesson.run(["classes"]).text == "There is no class to join here; bilab host opens one.\n")
    for terminal in [host, follower] {
      try terminal.send("q")
      #expect(try terminal.waitForEnd() == .exited(0))
    }
    #expect(try lesson.run(["join"]).failed())
    #expect(try lesson.run(["host", "--end"]).failed())
  }

  @Test func `a lesson and its weight file that a follower lacks come with the class`() throws {
    let lesson = try RunningClass()
    let folder = try Folder()
    let source = Self.fixtures.appending(path: "038_lstm_bi_l1_float32.safetensors")
    try folder.write("net.safetensors", Data(contentsOf: source))
    let block = """
      cell = "lstm"
      hidden = 5
      projection = 2
      file = "net.safetensors"
      input = [[0.5, -0.5, 1, 0.25], [1, 0, -1, 0.5]]
      """
    let path = try folder.write("own.md", .lesson(block))
    let host = try lesson.host([path])
    let follower = try lesson.join()
    try host.press(["space", "space", "H"])
    try host.waitForBody([path, "--slide", "1", "--step", "0"], keys: ["space", "space", "H"])
    try follower.waitForBody([path, "--slide", "1", "--step", "0"], keys: ["space", "space", "H"])
  }

  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "EngineTests/Fixtures")

  /// Each makes something wrong in an empty folder and names the socket, and what is said of it.
  private static let badPlaces: [(String, String)] = [
    ("chmod 777 .; echo live.sock", "everyone can write to it"), ("chmod 770 .; echo live.sock", "its group can write"),
    ("mkdir a; ln -s a b; echo b/live.sock", "it is a link"), ("echo none/live.sock", "No such file"),
    ("echo words > live.sock; echo live.sock", "is no socket"), ("mkdir live.sock; echo live.sock", "is no socket"),
    ("ln -s elsewhere live.sock; echo live.sock", "is no socket"),
    ("name=$(printf %0100d 0); echo $name", "longer than 100 bytes"),
  ]

  @Test(arguments: badPlaces)
  func `a place where others could put a socket is refused, and nothing in it is changed`(
    _ prepare: String, _ complaint: String
  ) throws {
    let lesson = try RunningClass()
    let folder = try Folder()
    let script = "umask 022; chmod 755 .; \(prepare)"
    let name = try Program.shell(script, in: folder).text.trimmingCharacters(in: .newlines)
    let before = try Program.shell("ls -lR --time-style=+ | grep -v lock", in: folder).text
    let result = try lesson.run(["host", "--socket", folder.path(name)])
    #expect(result.failed() && result.complaint.contains(complaint), "\(result.complaint)")
    #expect(try Program.shell("ls -lR --time-style=+ | grep -v lock", in: folder).text == before)
  }

  @Test func `what an owner that was killed has left is no obstacle, what answers is`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let owner = try #require(lesson.owner)
    host.signal(SIGKILL)
    _ = try host.waitForEnd()
    kill(owner, SIGKILL)
    #expect(FileManager.default.fileExists(atPath: lesson.socket))
    let again = try lesson.host(["mistakes"])
    try again.waitForBody(["mistakes", "--slide", "1", "--step", "0"])
    let modes = try FileManager.default.attributesOfItem(atPath: lesson.socket)[.posixPermissions] as? Int
    #expect(modes == 0o660)
  }

  @Test func `what answers and is no class is told in one line`() throws {
    let lesson = try RunningClass()
    let path = lesson.path("other.sock")
    for words in ["HTTP/1.1 400 Bad Request\r\n\r\n", "", "BRL2"] {
      let listener = try Listener(path)
      Thread.detachNewThread { listener.answer(words) }
      let result = try lesson.run(["join", "--socket", path])
      #expect(result.failed(), "\(result.complaint)")
    }
  }

  @Test func `the desk shows the class, drives it, mutes and removes, and the answers are written as a table`() throws {
    let lesson = try RunningClass()
    let folder = try Folder()
    let slides = """
      +++
      minutes = 45
      +++

      # One, "quoted"

      <!-- note: say this -->

      ```question
      ask = "Two and two?"
      answer = 4
      ```

      ---

      # Two
      """
    let host = try lesson.host([try folder.write("slides.md", slides)])
    let follower = try lesson.join(["--seat", "07", "--name", "=Zoë"])
    let desk = try startLab(["desk"], environment: lesson.environment)
    for text in ["of 45:00", "now  1  One, \"quoted\"", "next  2  Two", "say this", "1 here · 1 following"] {
      try desk.waitFor(text: text)
    }
    try desk.send("C")
    try follower.waitFor(text: "asked")
    try follower.send("4\r")
    try follower.waitFor(text: "the class has it")
    try follower.send("5\r")
    try follower.waitFor(text: "you said 5 · the class has it")
    try desk.waitFor(text: "1 of 1 answered")
    try desk.send(" ]")
    try host.waitFor(text: "2/2")
    try follower.waitFor(text: "2/2")
    let seat = "\(NSUserName())/07"
    try desk.send("s")
    try desk.waitFor(text: "following")
    #expect(!desk.screen.text.contains("Zoë") && !desk.screen.text.contains(seat))
    try desk.send("n")
    try desk.waitFor(text: "\(seat) · =Zoë")
    let table = folder.path("answers.csv")
    #expect(try lesson.run(["host", "--results", table, "--names"]).status == 0)
    let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\r\n").map {
      $0.split(separator: ",")
    }
    #expect(lines.count == 2)
    #expect(lines[1].suffix(3) == ["\(seat)", "'=Zoë", "5"], "\(lines[1])")
    try desk.send("x")
    try desk.waitFor("the answer to count no more") { screen in
      screen.text.contains("following · muted  \(seat) · =Zoë")
        && (try? lesson.run(["host", "--results", table]))?.complaint.contains("nobody has answered") == true
    }
    try desk.send("D")
    try desk.waitFor(text: "remove \(seat) · =Zoë?  y yes  n no")
    try desk.send("y")
    try follower.waitFor(text: "the presenter has closed your place")
    try desk.waitFor(text: "removed · muted")
    try desk.waitFor(text: "0 here")
  }

  /// The presenter's own screen hears of both, and lacks the lesson's text the first time.
  @Test func `a question that is put at the desk in the moment of turning to it stays open`() throws {
    let lesson = try RunningClass()
    let slides = "# One\n\n---\n\n# Two\n\n```question\nask = \"Two and two?\"\nanswer = 4\n```\n"
    let folder = try Folder()
    let host = try lesson.host([try folder.write("slides.md", slides)])
    let follower = try lesson.join()
    let desk = try startLab(["desk"], environment: lesson.environment)
    try desk.waitFor(text: "now  1  One")
    for answers in 1...4 {
      try desk.send("]C")
      try host.waitFor(text: "2/2")
      try follower.waitFor(text: "asked:")
      try follower.send("\(answers)\r")
      try follower.waitFor(text: "you said \(answers) · the class has it")
      try desk.waitFor(text: "asked · 1 of 1 answered")
      try desk.send("[")
      try desk.waitFor(text: "now  1  One")
      try follower.waitFor(text: "1/2")
    }
  }

  @Test func `who leaves a question and comes back can put it again before the class has said that it ended`() throws {
    let lesson = try RunningClass()
    let slides = "# One\n\n---\n\n# Two\n\n```question\nask = \"Two and two?\"\nanswer = 4\n```\n"
    let folder = try Folder()
    let host = try lesson.host([try folder.write("slides.md", slides)])
    let follower = try lesson.join()
    try host.press(["]", "C"])
    try host.waitFor(text: "the class is asked")
    try follower.waitFor(text: "asked:")
    try follower.send("4\r")
    try host.waitFor(text: "1 of 1 answered")
    let owner = try #require(lesson.owner)
    kill(owner, SIGSTOP)
    try host.send("[")
    try host.waitFor(text: "1/2")
    try host.send("]")
    try host.waitFor(text: "2/2")
    try host.send("C")
    try host.waitFor(text: "the class is asked")
    kill(owner, SIGCONT)
    try host.waitFor(text: "0 of 1 answered")
  }

  @Test func `a question that is lost with its connection is put again, once`() throws {
    let lesson = try RunningClass()
    let slides = "# One\n\n```question\nask = \"Two and two?\"\nanswer = 4\n```\n"
    let folder = try Folder()
    let host = try lesson.host([try folder.write("slides.md", slides)])
    let follower = try lesson.join()
    let owner = try #require(lesson.owner)
    kill(owner, SIGSTOP)
    try host.send("C")
    try host.waitFor(text: "the class is asked")
    kill(owner, SIGKILL)
    try follower.waitFor(text: "asked:")
    try follower.send("4\r")
    try host.waitFor(text: "1 of 1 answered")
    let answers = try lesson.run(["host", "--results", "-"]).text.split(separator: "\r\n").dropFirst()
    #expect(answers.count == 1 && answers.first?.hasPrefix("1,") == true, "\(answers)")
  }

  @Test func `what is pressed at the desk counts while the presenter's screen trains`() throws {
    let lesson = try RunningClass()
    let train = "```train\nhidden = 64\nepochs = 200\n```\n"
    let slides = (["# 1\n\n" + train] + (2...12).map { "# \($0)\n" }).joined(separator: "\n---\n\n")
    let folder = try Folder()
    let host = try lesson.host([try folder.write("slides.md", slides)])
    let desk = try startLab(["desk"], environment: lesson.environment)
    try desk.waitFor(text: "now  1")
    try host.press(["a"])
    try host.waitFor(text: "epoch 1")
    for slide in 2...12 {
      try desk.send("]")
      try host.waitFor(text: "\(slide)/12")
    }
  }

  @Test func `two classes do not keep their answers in one file`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let folder = lesson.path("other")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    chmod(folder, 0o700)
    let second = try PseudoTerminal()
    try second.run(
      Program.path, ["host", "chapter", "--socket", folder + "/live.sock"], environment: lesson.environment)
    #expect(try second.waitForEnd() == .exited(1))
    #expect(second.screen.text.contains("another class keeps its answers in"))
    try host.press(["]"])
    try host.waitFor(text: "2/20")
  }

  @Test func `a kiosk looks at no variable, follows, comes back after a restart, and asks before it ends`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    #expect(try lesson.run(["join", "--kiosk"]).status == 2)
    let kiosk = try lesson.join(["--kiosk", "--socket", lesson.socket])
    try host.press(["]"])
    try kiosk.waitFor(text: "2/20")
    kill(try #require(lesson.owner), SIGKILL)
    try host.press(["]"])
    try kiosk.waitFor(text: "3/20")
    let lost = try PseudoTerminal()
    try lost.run(Program.path, ["join", "--kiosk"], environment: lesson.environment)
    #expect(try lost.waitForEnd() == .exited(1))
    #expect(lost.screen.text.contains("there is no place for a class in"))
    try kiosk.send("\u{3}")
    try kiosk.waitFor(text: "Ctrl-C again leaves the class")
    try kiosk.send("\u{3}")
    #expect(try kiosk.waitForEnd() == .exited(0))
  }

  @Test func `a still class writes nothing and wakes nobody`() throws {
    let lesson = try RunningClass()
    let host = try lesson.host()
    let follower = try lesson.join()
    try host.press(["]", "]", "]", "]", "]", "]", "]", "space"])
    try follower.waitForBody(["chapter", "--slide", "8", "--step", "1"])
    host.listen(milliseconds: 1500)
    follower.listen(milliseconds: 100)
    let processes = [host.process, follower.process, try #require(lesson.owner)]
    let before = processes.map(Self.switches)
    #expect(host.listen(milliseconds: 1000) == 0 && follower.listen(milliseconds: 1000) == 0)
    #expect(processes.map(Self.switches) == before)
  }

  /// How often all of a process's threads have gone to sleep by themselves.
  private static func switches(_ process: pid_t) -> Int {
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
    return threads.reduce(0) { sum, thread in
      let status = (try? String(contentsOfFile: "/proc/\(process)/task/\(thread)/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("voluntary_ctxt_switches") }
      return sum + (line?.split(separator: "\t").last.flatMap { Int($0) } ?? 0)
    }
  }
}

/// A socket on which something else than a class answers once.
private final class Listener: @unchecked Sendable {
  private let file: Int32
  private let path: String

  init(_ path: String) throws {
    self.path = path
    file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(status == 0 && listen(file, 1) == 0)
  }

  func answer(_ words: String) {
    let client = accept(file, nil, nil)
    _ = write(client, words, words.utf8.count)
    close(client)
  }

  deinit {
    close(file)
    unlink(path)
  }
}
