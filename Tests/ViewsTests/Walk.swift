import Engine
import Foundation
import Lessons
import Surface
import Views

@testable import Lab

/// How many times as much the random tests try: BILAB_SOAK, or once.
enum Soak {
  static let factor = ProcessInfo.processInfo.environment["BILAB_SOAK"].flatMap { Int($0) } ?? 1

  static func seeds(_ count: Int) -> [UInt64] { (1...UInt64(count * factor)).map { $0 } }
}

/// Key presses, the same for the same seed.
struct Walk {
  var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// Every key but those that leave, and keys that mean nothing.
  private static let keys: [Key] =
    KeyTable.bindings.flatMap(\.keys).filter { $0 != .character("q") && $0 != .control("c") }
    + "gg0123456789zXé漢".map { .character($0) } + [.paste, .control("x")]

  mutating func key() -> Key {
    switch number(10) {
    case 0...3: .character(" ")
    case 4: .enter
    case 5: .escape
    default: Self.keys.randomElement(using: &random)!
    }
  }

  /// Keys as they are written in a script, as far as they have names there.
  static func script(_ keys: [Key]) -> String {
    let names: [Key: String] = Dictionary(
      Key.nameList.split(separator: " ").compactMap { name in Key(name: String(name)).map { ($0, String(name)) } },
      uniquingKeysWith: { first, _ in first })
    return keys.map { key in
      if let name = names[key] { return name }
      if case .character(let character) = key { return String(character) }
      return "\(key)"
    }.joined(separator: " ")
  }

  mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// A class at any moment; half of the time none.
  mutating func scene() -> String? {
    guard number(2) == 0 else { return nil }
    let part = number(2) == 0 ? "presenter" : "follower"
    let poll = ["", " asked", " asked answered=3 tally=1:2,2:1 others=1 shown", " asked closed tally=9:40,4:1"]
    let rest = ["", " away", " cut", " lost=2", " slide=9999999", " name=\(String(repeating: "漢", count: 60))"]
    return part + poll[number(poll.count)] + rest[number(rest.count)]
  }

  mutating func glass() -> Glass {
    Glass(
      isUnicode: number(2) == 0, colours: [0, 8, 16, 256][number(4)], hasAttributes: number(4) > 0)
  }

  /// Lessons with everything in them: the chapter, and those with every feature of the format and of networks.
  mutating func lesson() -> Lesson {
    [BuiltIn.chapter, BuiltIn.everything, BuiltIn.variants, BuiltIn.mistakes][number(4)]
  }
}

extension BuiltIn {
  static let everything = lesson(ofFolder: "everything")
  static let variants = lesson(ofFolder: "variants")

  private static func lesson(ofFolder name: String) -> Lesson {
    let file = GoldenFile.root.appending(path: "\(name)/lesson.md")
    guard let bytes = try? Data(contentsOf: file) else { preconditionFailure("no \(file.path)") }
    return Lesson.read([UInt8](bytes), name: name).lesson
  }
}

extension Person {
  /// The same person at rest, without what only the last key left behind: its message, its news, half a key. (A person
  /// who leaves a slide stops playing it.)
  var settled: Person {
    var copy = self
    copy.lecture.news = nil
    copy.viewpoint.message = nil
    copy.viewpoint.pending = ""
    copy.viewpoint.copied = nil
    copy.viewpoint.isPlaying = false
    return copy
  }

  /// Where the person is, for messages of tests.
  var place: String {
    "slide \(lecture.slide + 1), step \(lecture.step), \(size.columns)x\(size.rows), \(viewpoint)"
  }
}
