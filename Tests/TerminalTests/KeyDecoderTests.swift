import Surface
import Terminal
import Testing

@Suite struct KeyDecoderTests {
  private static let escape = "\u{1b}"

  /// The keys of the parts, each of which came after a pause; and those that silence brings at the end.
  private func keys(_ parts: [UInt8]..., described: [(bytes: [UInt8], key: Key)] = [], pause: Int = 0) -> [Key] {
    var decoder = KeyDecoder(keys: described, escapeDelay: 25)
    var found: [Key] = []
    for part in parts { part.withUnsafeBytes { decoder.decode($0, after: pause) { found.append($0) } } }
    if decoder.patience != nil { decoder.silence { found.append($0) } }
    return found
  }

  private func keys(_ text: String) -> [Key] {
    keys(Array(text.utf8))
  }

  private static let table: [(String, [Key])] = [
    ("a é漢", [.character("a"), .character(" "), .character("é"), .character("漢")]),
    ("\u{7f}\u{08}", [.backspace, .backspace]),
    ("\r\n\t", [.enter, .enter, .tab]),
    ("\u{03}\u{1a}\u{0c}", [.control("c"), .control("z"), .control("l")]),
    ("\u{00}\u{1c}\u{1f}", []),
    (escape, [.escape]),
    (escape + escape, [.escape, .escape]),
    (escape + "[A" + escape + "OA", [.up, .up]),
    (escape + "[B" + escape + "OB", [.down, .down]),
    (escape + "[C" + escape + "OC", [.right, .right]),
    (escape + "[D" + escape + "OD", [.left, .left]),
    (escape + "[H" + escape + "OH" + escape + "[1~" + escape + "[7~", [.home, .home, .home, .home]),
    (escape + "[F" + escape + "OF" + escape + "[4~" + escape + "[8~", [.end, .end, .end, .end]),
    (escape + "[5~" + escape + "[6~", [.pageUp, .pageDown]),
    (escape + "[Z", [.backTab]),
    (escape + "OM" + escape + "Op", [.enter, .character("0")]),
    (escape + "Oy" + escape + "Ok", [.character("9"), .character("+")]),
    // Alt with a key, function keys, keys with modifiers, mouse, answers: all of it means nothing.
    (escape + "x" + "a", [.character("a")]),
    (escape + "[15~" + escape + "OP" + escape + "[[A" + escape + "[1;5A" + escape + "[3~" + "a", [.character("a")]),
    (escape + escape + "[A" + "a", [.character("a")]),
    (escape + "[<0;10;20M" + escape + "[?62;1c" + "a", [.character("a")]),
    (escape + "]11;rgb:0/0/0\u{07}" + escape + "P1$r0m" + escape + "\\" + "a", [.character("a")]),
    (escape + "[" + String(repeating: "1;", count: 5_000) + "m" + "a", [.character("a")]),
    (escape + "[200~q\u{03}" + escape + "[Aqq" + escape + "[201~a", [.paste, .character("a")]),
    (escape + "[200~" + escape + escape + "[201~a", [.paste, .character("a")]),
    // Begun but never finished.
    (escape + "[", []), (escape + "O", []), (escape + "[1;", []), (escape + "]52;", []), (escape + "[[", []),
  ]

  @Test(arguments: table)
  func decodes(_ bytes: String, _ expected: [Key]) {
    #expect(keys(bytes) == expected)
  }

  @Test(arguments: table)
  func bytesMayComeOneByOne(_ bytes: String, _ expected: [Key]) {
    var decoder = KeyDecoder(keys: [], escapeDelay: 25)
    var found: [Key] = []
    for byte in bytes.utf8 { withUnsafeBytes(of: byte) { decoder.decode($0, after: 10) { found.append($0) } } }
    decoder.silence { found.append($0) }
    #expect(found == expected)
  }

  @Test func takesTheKeysOfTheTerminalsDescription() {
    let sun = Array("\u{1b}[216z".utf8)
    #expect(keys(sun, described: [(sun, .pageUp)]) == [.pageUp])
    #expect(keys(sun) == [])
    let vt52 = Array("\u{1b}A".utf8)
    #expect(keys(vt52, described: [(vt52, .up)]) == [.up])
  }

  @Test func dropsWhatIsNotText() {
    #expect(keys([0xff, 0xc0, 0x80, 0xe2, 0x80, 0x61, 0xed, 0xa0, 0x80, 0x62]) == [.character("a"), .character("b")])
    #expect(keys("\u{202e}\u{200b}\u{85}\u{e000}c") == [.character("c")])
  }

  @Test func aPasteIsOneKeyHoweverLong() {
    let long = Array(repeating: UInt8(ascii: "q"), count: 1_000_000)
    #expect(keys(Array("\u{1b}[200~".utf8), long, Array("\u{1b}[201~z".utf8)) == [.paste, .character("z")])
  }

  @Test func escapeLeavesAPasteThatNeverEnds() {
    let begin = Array("\u{1b}[200~abc".utf8)
    #expect(keys(begin, [0x1b], pause: 600) == [.paste, .escape])
    #expect(keys(begin, [0x1b], pause: 10) == [.paste], "an escape inside the paste")
  }

  @Test func keysGoOnAfterLeavingAPaste() {
    var decoder = KeyDecoder(keys: [], escapeDelay: 25)
    var found: [Key] = []
    func feed(_ text: String, after pause: Int) {
      Array(text.utf8).withUnsafeBytes { decoder.decode($0, after: pause) { found.append($0) } }
    }
    feed("\u{1b}[200~abc", after: 0)
    feed("\u{1b}", after: 1_000)
    decoder.silence { found.append($0) }
    feed("q", after: 100)
    #expect(found == [.paste, .escape, .character("q")])
  }

  @Test func waitsOnlyWhereSomethingIsOpen() {
    var decoder = KeyDecoder(keys: [], escapeDelay: 25)
    func feed(_ text: String) {
      Array(text.utf8).withUnsafeBytes { decoder.decode($0, after: 0) { _ in } }
    }
    #expect(decoder.patience == nil)
    feed("a")
    #expect(decoder.patience == nil)
    feed("\u{1b}")
    #expect(decoder.patience == 25)
    feed("[")
    #expect(decoder.patience == 250)
    feed("200~pasted")
    #expect(decoder.patience == nil)
  }

  @Test func randomBytesAreHarmless() {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    var decoder = KeyDecoder(keys: [], escapeDelay: 25)
    var count = 0
    bytes.withUnsafeBytes { decoder.decode($0, after: 0) { _ in count += 1 } }
    #expect(count <= bytes.count)
  }
}
