import Testing

@testable import Kiosk

@Suite struct EnvironmentTests {
  private static let fixed: Set<String> = ["HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no"]

  private func cleaned(_ environment: [String: String]) throws -> Set<String> {
    let lines = try probe(["environment"], environment: environment).split(separator: "\n").map { String($0) }
    #expect(Set(lines).count == lines.count)
    return Set(lines)
  }

  @Test func `only the terminal and the locale are left`() throws {
    let kept = ["TERM": "xterm-256color", "LANG": "de_DE.UTF-8@euro", "LC_CTYPE": "C", "LC_ALL": "C.UTF-8"]
    let others = [
      "HOME": "/root", "TERMINFO": "/tmp", "TERMINFO_DIRS": "/tmp", "TERMCAP": "x", "ESCDELAY": "1",
      "BILAB_THEME": "light",
      "LD_LIBRARY_PATH": "/nonexistent", "LOCPATH": "/tmp", "LC_MESSAGES": "C", "PATH": "/tmp", "IFS": "x",
      "SWIFT_BACKTRACE": "enable=yes", "SSH_ORIGINAL_COMMAND": "sh",
    ]
    let expected = Set(kept.map { "\($0)=\($1)" }).union(Self.fixed)
    #expect(try cleaned(kept.merging(others) { $1 }) == expected)
  }

  @Test(arguments: [
    "", "\u{1b}]0;x\u{07}", "a b", "../../tmp/x", "/tmp/x", ".hidden", "é", "a\nb", "$HOME", "a;b", "a:b",
    String(repeating: "x", count: 65),
  ])
  func `what is no plain name is not kept`(_ value: String) throws {
    #expect(
      try cleaned(["TERM": value, "LANG": value, "LC_CTYPE": value, "LC_ALL": value]) == Self.fixed)
    #expect(try cleaned(["TERM": String(repeating: "x", count: 64)]).count == 3)
  }
}
