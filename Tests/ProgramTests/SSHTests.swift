import Foundation
import Glibc
import PseudoTerminal
import Testing

/// A class over a real sshd, with the README's recipe line by line.
@Suite(.enabled(if: SSHMachine.reasonForNone == nil, "\(SSHMachine.reasonForNone ?? "")"), .serialized)
struct SSHTests {
  private let machine: SSHMachine

  init() throws { machine = try #require(SSHMachine.shared) }

  /// ada presents, until the terminal is gone.
  private func host() throws -> PseudoTerminal {
    let command = "LC_ALL=C.UTF-8 bilab host chapter --with tess --shared kiosk --shared seats --shared tunnel"
    let host = try machine.terminal("ada", [command])
    try host.waitFor(text: "presenting rnn")
    return host
  }

  private func end() throws { try machine.root("su ada -c 'bilab host --end'") }

  @Test func `everyone who may joins, each by their own way in`() throws {
    let host = try host()
    defer { try? end() }
    let followers = [
      try machine.terminal("zoe", ["LC_ALL=C.UTF-8 bilab join"]), try machine.terminal("kiosk"),
      try machine.terminal("seats", key: "seat"),
    ]
    for follower in followers { try follower.waitFor(text: "following rnn") }
    try host.press(["]", "]", "]", "]", "]", "]", "]", "space", "space"])
    for follower in followers { try follower.waitForBody(["chapter", "--slide", "8", "--step", "2"]) }
    try host.waitFor(text: "3 here")
    let stranger = try machine.run("stranger", ["bilab", "join", "rnn"])
    #expect(stranger.status == 1 && stranger.complaint.contains("is not open to you"), "\(stranger.complaint)")
    let thief = try machine.run("zoe", ["bilab", "host", "--end"])
    #expect(thief.status == 1 && thief.complaint.contains("this class is ada's"), "\(thief.complaint)")
  }

  @Test func `an assistant who is named drives, mutes and removes, and nobody else may`() throws {
    let host = try host()
    defer { try? end() }
    let follower = try machine.terminal("zoe", ["LC_ALL=C.UTF-8 bilab join"])
    try follower.waitFor(text: "following rnn")
    let desk = try machine.terminal("tess", ["LC_ALL=C.UTF-8 bilab desk"])
    try desk.waitFor(text: "now  1")
    try desk.send("]")
    for screen in [host, follower] { try screen.waitFor(text: "2/20") }
    try desk.send("sn")
    try desk.waitFor(text: "zoe")
    try desk.send("x")
    try desk.waitFor(text: "muted")
    try desk.send("Dy")
    try follower.waitFor(text: "the presenter has closed your place in this class")
    let again = try machine.terminal("zoe", ["LC_ALL=C.UTF-8 bilab join"])
    try again.waitFor(text: "the presenter has closed your place in this class")
    let thief = try machine.terminal("zoe", ["LC_ALL=C.UTF-8 bilab desk"])
    try thief.waitFor(text: "this class is ada's")
  }

  /// With the default of sshd, some of sixty are refused.
  @Test func `sixty people come at once, and all are let in`() throws {
    let host = try host()
    defer { try? end() }
    let followers = try (0..<60).map { _ in try machine.terminal("kiosk") }
    for follower in followers { try follower.waitFor(text: "following rnn") }
    try host.waitFor(text: "60 here")
    try host.press(["]"])
    for follower in followers { try follower.waitFor(text: "2/20") }
  }

  @Test func `a link that is cut ends what was behind it, and a presenter's class waits`() throws {
    let host = try host()
    defer { try? end() }
    let follower = try machine.terminal("kiosk")
    try host.waitFor(text: "1 here")
    let other = try machine.terminal("kiosk")
    try host.waitFor(text: "2 here")
    other.signal(SIGKILL)
    try host.waitFor(text: "1 here")
    try host.press(["]"])
    try follower.waitFor(text: "2/20")
    host.signal(SIGKILL)
    try follower.waitFor(text: "presenter away")
    let again = try machine.terminal("ada", ["LC_ALL=C.UTF-8 bilab host"])
    try again.waitFor(text: "2/20")
    try follower.waitFor(text: "following rnn")
  }

  @Test func `from another machine the class's socket can be reached, and nothing else`() throws {
    let host = try host()
    defer { try? end() }
    try host.press(["]"])
    let socket = "/tmp/bl-" + String(UInt32.random(in: 0 ... .max), radix: 36)
    defer { unlink(socket) }
    let options = [
      "-N", "-o", "ExitOnForwardFailure=yes", "-o", "StreamLocalBindUnlink=yes", "-L",
      "\(socket):/run/bilab/rnn/live.sock",
    ]
    let tunnel = try machine.terminal("tunnel", options: options)
    try tunnel.waitFor("the tunnel") { _ in access(socket, F_OK) == 0 }
    let follower = try startLab(["join", "--socket", socket, "--seat", "far"])
    try follower.waitFor(text: "2/20")
    tunnel.terminate()
    try follower.waitFor(text: "class not reached")
    #expect(try machine.run("tunnel", options: ["-W", "127.0.0.1:22"]).status != 0)
    try expectNoWay("tunnel", "tunnel", to: "/run/bilab/rnn/other.sock")
    #expect(try machine.run("tunnel", ["id"]).text.isEmpty)
    for options in [["-R", "0:127.0.0.1:1"], ["-R", "/tmp/back.sock:/tmp/x"]] {
      let result = try machine.run("tunnel", options: ["-N", "-o", "ExitOnForwardFailure=yes"] + options)
      #expect(result.status != 0, "\(options)")
    }
  }

  /// A forwarding that an account may not have: the near end is there, and nothing answers behind it.
  private func expectNoWay(_ user: String, _ key: String, to target: String) throws {
    let socket = "/tmp/bl-" + String(UInt32.random(in: 0 ... .max), radix: 36)
    defer { unlink(socket) }
    let way = try machine.terminal(user, key: key, options: ["-N", "-L", "\(socket):\(target)"])
    try way.waitFor("the near end") { _ in access(socket, F_OK) == 0 }
    let result = try Program.run(["join", "--socket", socket])
    #expect(result.failed(), "\(target): \(result.complaint)")
  }

  // MARK: The kiosk's doors

  @Test(arguments: ["kiosk", "seats"])
  func `a kiosk account runs nothing else`(user: String) throws {
    let host = try host()
    defer { try? end() }
    let key = user == "seats" ? "seat" : "kiosk"
    try machine.root("touch /run/mark")
    for command in [["id"], ["sh", "-i"], ["bilab", "dump"], ["/bin/cat", "/etc/passwd"]] {
      let result = try machine.run(user, key: key, command)
      #expect(result.status == 2 && result.text.isEmpty, "\(command): \(result.text)")
      #expect(result.complaint == "bilab: a class needs a terminal: ssh -t\n", "\(result.complaint)")
    }
    let shell = try machine.terminal(user, key: key, ["sh", "-i"])
    try shell.waitFor(text: "following rnn")
    let file = try machine.folder.write("words", "words")
    for program in ["scp", "sftp"] {
      let result = try machine.run(user, key: key, [file, "\(user)@127.0.0.1:/tmp/words"], program: program)
      #expect(result.status != 0, "\(program)")
    }
    for options in [
      ["-W", "127.0.0.1:22"], ["-N", "-R", "0:127.0.0.1:1"],
      ["-N", "-R", "/tmp/back.sock:/tmp/x"], ["-N", "-w", "0:0"],
    ] {
      let result = try machine.run(user, key: key, options: ["-o", "ExitOnForwardFailure=yes"] + options)
      #expect(result.status != 0, "\(options)")
    }
    try expectNoWay(user, key, to: "/run/bilab/rnn/live.sock")
    #expect(try machine.root("find / -xdev -newer /run/mark -user \(user) -not -path '/proc/*'") == "")
    _ = host
  }

  @Test func `keys that lead to a shell elsewhere lead nowhere from a kiosk`() throws {
    let host = try host()
    defer { try? end() }
    let kiosk = try machine.terminal("kiosk")
    try kiosk.waitFor(text: "following rnn")
    try kiosk.send("\u{1a}\u{1a}")
    try kiosk.waitFor(text: "there is no shell to go to here")
    try kiosk.send("\u{3}")
    try kiosk.waitFor(text: "Ctrl-C again leaves the class")
    try kiosk.send("\u{1c}!:|v")
    try host.press(["]"])
    try kiosk.waitFor(text: "2/20")
    try kiosk.send("fy")
    try kiosk.waitFor(text: "no clipboard")
    #expect(!String(decoding: kiosk.received, as: UTF8.self).contains("\u{1b}]52"))
    let process = try machine.root("pgrep -u kiosk -x bilab").trimmingCharacters(in: .newlines)
    try machine.root("kill -TSTP \(process)")
    #expect(try !machine.root("ps -o stat= -p \(process)").hasPrefix("T"))
    try kiosk.send("\u{3}\u{3}")
    #expect(try kiosk.waitForEnd() == .exited(0))
  }
}
