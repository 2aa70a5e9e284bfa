import Glibc
import PseudoTerminal
import Testing

/// A class whose processes are interrupted over and over: a call that a signal has broken off is no fault.
@Suite struct SignalStormTests {
  @Test func `a thousand signals to everyone change nothing of a class`() throws {
    let lesson = try RunningClass()
    let slides = "# One\n\n```question\nask = \"Two and two?\"\nanswer = 4\n```\n\n---\n\n# Two\n"
    let host = try lesson.host([try lesson.folder.write("slides.md", slides)])
    let follower = try lesson.join()
    try follower.waitFor(text: "1/2")
    let owner = try #require(lesson.owner)
    try host.send("C")
    for turn in 0..<1000 {
      for process in [owner, follower.process] { kill(process, turn.isMultiple(of: 2) ? SIGWINCH : SIGCONT) }
      if turn == 500 {
        try follower.waitFor(text: "asked:")
        try follower.send("4\r")
      }
      if turn.isMultiple(of: 10) { follower.listen(milliseconds: 1) }
    }
    try follower.waitFor(text: "you said 4 · the class has it")
    try host.send("]")
    try follower.waitFor(text: "2/2")
    #expect(lesson.owner == owner && host.isRunning && follower.isRunning)
    try follower.send("q")
    #expect(try follower.waitForEnd() == .exited(0))
    follower.expectGivenBack()
  }
}
