import Surface
import Testing

struct KeyTests {
  @Test(arguments: [
    ("space", Key.character(" ")), ("enter", .enter), ("esc", .escape), ("tab", .tab), ("shift-tab", .backTab),
    ("backspace", .backspace), ("left", .left), ("right", .right), ("up", .up), ("down", .down), ("pgup", .pageUp),
    ("pgdn", .pageDown), ("home", .home), ("end", .end), ("ctrl-l", .control("l")), ("a", .character("a")),
    ("G", .character("G")), ("]", .character("]")), ("é", .character("é")), ("漢", .character("漢")),
  ])
  func `a script's word is a key`(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: ["", "spac", "Space", "ctrl-", "ctrl-L", "ctrl-1", "ctrl-ab", "ctrl-é", "ab", "f1"])
  func `other words are none`(name: String) {
    #expect(Key(name: name) == nil)
  }

  @Test func `the list of names holds only names`() {
    for name in Key.nameList.split(separator: " ").dropLast() { #expect(Key(name: String(name)) != nil) }
    #expect(Key.nameList.hasSuffix(" ctrl-LETTER"))
  }
}
