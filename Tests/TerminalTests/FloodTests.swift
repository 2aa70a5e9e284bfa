import PseudoTerminal
import Testing

@Suite struct FloodTests {
  private static let million = 1_000_000

  /// Of a flood, keys may be dropped; so the key comes again until it shows.
  private func expectAnswer(_ terminal: PseudoTerminal) throws {
    try terminal.waitFor("the last key") { screen in
      try? terminal.send("!")
      return screen.text.contains(#"last character("!")"#)
    }
  }

  @Test func aMillionPastedBytesAreOneKey() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    let text = (0..<Self.million).map { UInt8(ascii: $0 % 80 == 79 ? "\r" : "q") }
    try terminal.send(Array("\u{1b}[200~".utf8) + text + Array("\u{1b}[201~".utf8))
    try terminal.send("a")
    try terminal.waitFor(text: "keys 2;")
    try terminal.waitFor(text: #"last character("a")"#)
  }

  @Test func aMillionTypedBytesAreHarmless() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    try terminal.send((0..<Self.million).map { UInt8(ascii: $0 % 2 == 0 ? "x" : "y") })
    try expectAnswer(terminal)
  }

  /// All but the keys that end or stop the probe.
  @Test func randomBytesAreHarmless() throws {
    let terminal = try startProbe()
    try terminal.waitFor(text: "last none")
    var random = Seeded(state: 5)
    let deadly = Set("qQTk\u{1a}".utf8)
    let bytes = (0..<Self.million).map { _ in UInt8.random(in: 0...255, using: &random) }
    try terminal.send(bytes.filter { !deadly.contains($0) })
    // Out of whatever sequence or paste the bytes have begun.
    try terminal.send("\u{07}")
    try expectAnswer(terminal)
    #expect(!terminal.screen.wasAsked)
    try terminal.send("q")
    #expect(try terminal.waitForEnd() == .exited(0))
  }
}
