import Testing

/// Standard output that is full, closed, or read by somebody who has seen enough.
@Suite struct OutputTests {
  private static let commands = [
    "dump", "dump --json", "dump --slide 1", "lessons", "check chapter", "--help", "--version",
  ]

  @Test(arguments: commands)
  func `a full disk is told`(_ command: String) throws {
    let result = try Program.shell("\"$bilab\" \(command) > /dev/full")
    #expect(result.failed(), "\(result)")
    #expect(result.complaint == "bilab: standard output cannot be written: No space left on device\n")
  }

  @Test(arguments: commands)
  func `so is a closed output`(_ command: String) throws {
    let result = try Program.shell("\"$bilab\" \(command) >&-")
    #expect(result.failed(), "\(result)")
    #expect(result.complaint == "bilab: standard output cannot be written: Bad file descriptor\n")
  }

  /// 141 is how a shell tells of a broken pipe.
  @Test(arguments: commands)
  func `a reader who leaves ends it without a word`(_ command: String) throws {
    let result = try Program.shell("set -o pipefail; { \"$bilab\" \(command); } | :")
    #expect(result.status == 141 || result.status == 0, "\(result)")
    #expect(result.complaint.isEmpty)
    let first = try Program.shell("\"$bilab\" \(command) | head -n 1")
    #expect(first.status == 0 && first.complaint.isEmpty && first.lines.count <= 1)
  }

  @Test func `where broken pipes are ignored, it fails with one line`() throws {
    let result = try Program.shell(
      "trap '' PIPE; mkfifo fifo; exec 3<>fifo 4>fifo; exec 3<&-; \"$bilab\" dump >&4", in: try Folder())
    #expect(result.failed(), "\(result)")
    #expect(result.complaint == "bilab: standard output cannot be written: Broken pipe\n")
  }

  @Test func `it does without standard error and standard input`() throws {
    let whole = try Program.run(["dump"])
    #expect(try Program.shell("\"$bilab\" dump 2>&- <&-").output == whole.output)
    #expect(try Program.shell("\"$bilab\" nosuch.md 2>&- <&-").status == 1)
    #expect(try Program.shell("\"$bilab\" nosuch.md 2>/dev/full").status == 1)
  }
}
