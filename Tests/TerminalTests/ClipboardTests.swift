import Foundation
import PseudoTerminal
import Testing

@testable import Terminal

/// OSC 52, the one operating system command that is sent, and only when somebody asks for it.
@Suite struct ClipboardTests {
  @Test func `the sequence, byte for byte`() {
    #expect(Clipboard.bytes("y = h\n", terminal: "xterm-256color") == Array("\u{1b}]52;c;eSA9IGgK\u{7}".utf8))
    #expect(Clipboard.bytes("h′", terminal: "tmux-256color") == Array("\u{1b}]52;c;aOKAsg==\u{7}".utf8))
  }

  @Test(arguments: ["linux", "linux-16color", "vt220", "vt100"])
  func `a terminal without a clipboard gets nothing`(_ terminal: String) {
    #expect(Clipboard.bytes("text", terminal: terminal) == nil)
  }

  @Test func `an empty text would clear it, a long one would be cut`() {
    #expect(Clipboard.bytes("", terminal: "xterm") == nil)
    let most = String(repeating: "x", count: Clipboard.most)
    // Far from the 74,994 bytes at which terminals cut.
    #expect((Clipboard.bytes(most, terminal: "xterm")?.count ?? .max) < 50_000)
    #expect(Clipboard.bytes(most + "x", terminal: "xterm") == nil)
  }

  /// The probe copies a text with the key y.
  private func bytes(term: String, says words: String) throws -> [UInt8] {
    let terminal = try startProbe(term: term)
    try terminal.waitFor(text: "last none")
    try terminal.send("y")
    try terminal.waitFor(text: words)
    try terminal.send("q")
    _ = try terminal.waitForEnd()
    #expect(!terminal.screen.wasAsked)
    return terminal.received
  }

  @Test(arguments: ["xterm-256color", "tmux-256color", "screen-256color"])
  func `a screen sends it once, as it is`(_ term: String) throws {
    let sent = try bytes(term: term, says: "last copied true")
    let wanted = Array("\u{1b}]52;c;\(Data("é, copied\n".utf8).base64EncodedString())\u{7}".utf8)
    #expect(sent.ranges(of: wanted).count == 1)
    #expect(sent.ranges(of: Array("\u{1b}]".utf8)).count == 1)
  }

  @Test func `the console is told nothing`() throws {
    let sent = try bytes(term: "linux", says: "last copied false")
    #expect(sent.ranges(of: Array("\u{1b}]52".utf8)).isEmpty)
  }
}
