import Foundation
import PseudoTerminal
import Testing

/// bilab --plain: a lesson in lines, a line of keys at a time.
@Suite struct PlainTests {
  private func lines(
    _ input: String, _ arguments: [String] = ["chapter"], changed: [String: String] = [:]
  ) throws -> [String] {
    let environment = Program.environment.merging(["TERM": "dumb"]) { $1 }.merging(changed) { $1 }
    let result = try Program.run(["--plain"] + arguments, environment: environment, input: Data(input.utf8))
    #expect(result.status == 0 && result.complaint.isEmpty, "\(result.complaint)")
    #expect(!result.text.contains("\u{1b}"))
    return result.lines
  }

  @Test func `an empty line is one step, and the end of the input is the end`() throws {
    let told = try lines("8 G\n\n\n\n")
    #expect(told[0] == "Bidirectional RNNs. An empty line goes on, ? and Enter tells the keys.")
    #expect(told[1] == "Slide 1 of 20: Reading from both ends")
    #expect(told.last == "step 3 of 8: t = 3, forward, h = 6, from h[2] = 3 and x[3] = 3")
  }

  @Test func `an answer is typed as it is, a text into the line that is open`() throws {
    let told = try lines("11G\n2\n8G\nup up\ne\nfour\n4.5\nA\n")
    #expect(told.contains("right you said 2 · it is 2"))
    #expect(told.contains { $0.contains("“four” is no number") })
    #expect(told.contains("inputs: x[1] = 4.5, x[2] = 2, x[3] = 3, x[4] = 4"))
    #expect(told.contains("who was read, by the states at t = 1:"))
  }

  @Test func `words tell all again, and every line is answered`() throws {
    let told = try lines("states\n8G\n2t\nstates\nall\nz\nhello\nb\nq\nm\n")
    #expect(told.contains("nothing is computed yet"))
    #expect(told.count { $0 == "t = 2, x[2] = 2, h[2] = 3" } == 2)
    #expect(told.count { $0 == "Slide 8 of 20: Two networks, one input" } == 2)
    #expect(told.contains("z is no key of the lab"))
    #expect(told.contains("“hello” is no key and no word of bilab's; ? and Enter tell them"))
    #expect(!told.contains { $0.hasPrefix("merge") })
  }

  @Test func `the keys are told, and the next line is a key again`() throws {
    let told = try lines("?\n8G\n")
    #expect(
      told.contains { $0.hasPrefix("An empty line is space") } && told.contains { $0.contains("one step back") })
    #expect(told.contains("Slide 8 of 20: Two networks, one input"))
  }

  @Test func `a training runs to its end and is told`() throws {
    let told = try lines("18G\na\n")
    #expect(told.contains("training, to its end"))
    #expect(told.contains { $0.hasPrefix("training: GRU") && $0.hasSuffix("epoch 30 of 30") })
  }

  @Test func `what plays by itself is told to its end`() throws {
    let told = try lines("8G\na\n")
    #expect(
      told.last == "merge[1] = (1, 10)" && told.contains { $0.hasPrefix("step 8 of 8: t = 1, backward, h′ = 10") })
  }

  @Test func `without Unicode it is plain ASCII`() throws {
    for slide in 1...20 {
      let told = try lines("\(slide) G\nspace space space space space\nall\n", changed: ["LC_ALL": "C"])
      #expect(told.allSatisfy { $0.utf8.allSatisfy { (0x20..<0x7f).contains($0) } }, "slide \(slide)")
    }
  }

  @Test func `a terminal that only prints is told of it, and has a prompt`() throws {
    var environment = Program.environment
    environment["TERM"] = "dumb"
    let refused = try Program.run([], environment: environment)
    #expect(refused.failed() && refused.complaint.contains("bilab --plain"))
    let terminal = try PseudoTerminal(columns: 80, rows: 24, deadline: 60)
    try terminal.run(Program.path, ["--plain", "--slide", "8"], environment: environment)
    try terminal.waitFor("the prompt") { $0.lines.contains(">") }
    #expect(!terminal.screen.text.contains("coun\n"))
    try terminal.send("space\r")
    try terminal.waitFor(text: "t = 1, forward, h = 1")
    try terminal.send("q\r")
    #expect(try terminal.waitForEnd() == .exited(0))
    #expect(terminal.modes == terminal.modesAtStart)
  }

  @Test func `a hostile line does nothing but be answered`() throws {
    let told = try lines(
      "\u{1b}[2J\n8G\ne\n\u{1b}]0;x\u{7}\nesc\n/\n\u{202e}abc\n" + String(repeating: "x", count: 100_000) + "\n")
    #expect(told.allSatisfy { !$0.unicodeScalars.contains { $0.properties.generalCategory == .control } })
  }
}
